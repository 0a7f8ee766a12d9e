//! The report to take away: texts to paste, files to keep.

use super::button;
use crate::app::App;
use crate::app::take_away::{FILES, Format, MARKDOWN, TICKET};
use crate::checklist::Phase;
use crate::dom::{Element, Live, classed, element, nothing};

/// A button for each document, once there is something to take.
pub fn view(app: App) -> Element {
    let key = move || {
        app.see(|state| {
            let is_done = state.list.phase == Phase::Done;
            let at = if is_done {
                state.list.observed_at.0.as_str()
            } else {
                ""
            };
            [at, if state.to_copy.is_some() { "+" } else { "" }].concat()
        })
    };
    nothing().live(key, move || {
        let (is_done, text) =
            app.peek(|state| (state.list.phase == Phase::Done, state.to_copy.clone()));
        nothing()
            .maybe(is_done.then(|| buttons(app)))
            .maybe(text.map(|text| by_hand(app, &text)))
    })
}

fn buttons(app: App) -> Element {
    let texts = app.texts();
    let at = app.peek(|state| texts.moment(&state.list.observed_at.0));
    let copy = |label: &str, format: Format| {
        button(&texts.get(label), false, move || app.copy(format))
            .attribute("data-format", format.name)
    };
    let files = FILES.into_iter().map(|format| {
        let label = texts.get(&["interface.take_away.", format.name].concat());
        button(&label, false, move || app.download(format)).attribute("data-format", format.name)
    });
    classed("footer", "take-away")
        .attribute("part", "footer")
        .child(classed("p", "hint").text(&texts.with("interface.checked_at", &[("at", &at)])))
        .child(copy("interface.copy_markdown", MARKDOWN))
        .child(copy("interface.copy_ticket", TICKET))
        .children(files)
}

/// For browsers that forbid copying: the text itself.
fn by_hand(app: App, text: &str) -> Element {
    let texts = app.texts();
    let field = element("textarea")
        .attribute("readonly", "")
        .attribute("rows", "8")
        .text(text);
    let close = button(&texts.get("interface.close"), false, move || {
        app.change(|state| state.to_copy = None);
    });
    classed("div", "by-hand")
        .child(
            element("label")
                .child(element("span").text(&texts.get("interface.copy_by_hand")))
                .child(field),
        )
        .child(close)
}
