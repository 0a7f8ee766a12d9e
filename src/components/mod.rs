//! What is drawn, one component a file; the style sheet of the same name is in `style/`.

mod access;
mod all_clear;
mod changes;
mod header;
mod list;
mod mark;
mod notices;
mod progress;
mod row;
mod row_action;
mod start;
mod unfolded;
mod verdict;

pub use row::{focus, focus_row};

use crate::app::App;
use crate::checklist::Phase;
use crate::dom::{Element, Live, classed, focus_if_lost, nothing, several};
use crate::state::State;

/// The whole widget.
pub fn frame(app: App) -> Element {
    let gives_tokens = app.options().gives_tokens;
    several([
        header::view(app),
        notices::view(app),
        nothing().live(
            move || app.see(|state| (state.is_locked() && !gives_tokens).to_string()),
            move || access::view(app),
        ),
        nothing().live(
            move || app.see(|state| phase(state.list.phase).to_owned()),
            move || match app.peek(|state| state.list.phase) {
                Phase::Idle => start::view(app),
                Phase::Running => {
                    hold_focus(app, ".progress button");
                    progress::view(app)
                }
                Phase::Done => {
                    // Nobody pressed anything for answers of an earlier visit.
                    if !app.peek(|state| state.list.is_from_before) {
                        hold_focus(app, ".verdict-word");
                    }
                    verdict::view(app)
                }
            },
        ),
        by_itself(app, |state| state.probe.is_some(), unfolded::probe),
        list::view(app),
        by_itself(app, State::has_run, unfolded::debugger),
        by_itself(app, has_ended, unfolded::take_away),
        classed("p", "announcement")
            .attribute("role", "status")
            .live_text(move || app.see(|state| state.announcement.clone())),
    ])
}

/// A part that acts by itself: it stays as it is for as long as it is wanted, whatever else changes.
fn by_itself(app: App, is_wanted: fn(&State) -> bool, draw: fn(App) -> Option<Element>) -> Element {
    nothing().live(
        move || (app.see(is_wanted) && app.parts().is_some()).to_string(),
        move || {
            let drawn = app.peek(is_wanted).then(|| draw(app));
            nothing().maybe(drawn.flatten())
        },
    )
}

/// The button that was pressed is gone; the reader goes on where it led.
fn hold_focus(app: App, selector: &'static str) {
    if let Some(root) = app.root() {
        focus_if_lost(root, selector);
    }
}

fn has_ended(state: &State) -> bool {
    state.list.phase == Phase::Done && state.has_run()
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Idle => "idle",
        Phase::Running => "running",
        Phase::Done => "done",
    }
}

/// A button, the main one of its place or a quiet one.
fn button(label: &str, is_main: bool, act: impl Fn() + 'static) -> Element {
    classed("button", if is_main { "primary" } else { "quiet" })
        .attribute("type", "button")
        .attribute("part", "button")
        .text(label)
        .on_click(act)
}

/// A list of texts.
fn texts(tag: &str, class: &str, items: impl IntoIterator<Item = String>) -> Element {
    let items = items
        .into_iter()
        .map(|item| crate::dom::element("li").text(&item));
    classed(tag, class).children(items)
}
