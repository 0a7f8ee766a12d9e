//! What the fetched parts draw, and what a click in it does.

use checkout_readiness_checks::contract::Outcome;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use crate::app::App;
use crate::dom::{Element, Live, classed, element, nothing};
use crate::json::{Json, written};

/// Data of a sale and counted groups of an outcome, where it has any.
pub fn of_outcome(app: App, outcome: &Outcome) -> Option<Element> {
    let part = if !outcome.items.is_empty() {
        "items"
    } else if !outcome.groups.is_empty() {
        "rejections"
    } else {
        return None;
    };
    let drawn = app.parts()?.draw(part, &written(outcome)?)?;
    let check = outcome.check.clone();
    let asked = check.clone();
    let shown = classed("div", "unfolded")
        .child(drawn)
        .on("click", move |event| {
            if let Some(items) = attribute(&event, "data-items") {
                app.show_snippet(asked.clone(), items);
            }
        });
    Some(shown.child(snippet(app, check)))
}

/// The way to the first sale.
pub fn way(app: App) -> Option<Element> {
    let report = app.peek(|state| written(&state.list.report()))?;
    let drawn = app.parts()?.draw("way", &report)?;
    Some(element("div").child(drawn).on("click", move |event| {
        if let Some(check) = attribute(&event, "data-check") {
            event.prevent_default();
            app.change(|state| state.unfold(&check, true));
            super::focus_row(app, &check);
        }
    }))
}

/// What a reader may enter about that check, where it is one to be sharpened.
pub fn entry(app: App, outcome: &Outcome) -> Option<Element> {
    let known = app.known_entry(outcome)?;
    let drawn = app.parts()?.draw("entry", &known)?;
    let check = outcome.check.clone();
    let shown = drawn.on("entered", move |event| {
        let entered = detail(&event).as_string();
        if let Some(entered) = entered.and_then(|entered| Json::parse(&entered)) {
            app.enter(&check, &entered);
        }
    });
    Some(shown.on("announce", move |event| announce(app, &event)))
}

/// The test of the webhook. It says when there is something to judge, and when it was closed.
pub fn probe(app: App) -> Option<Element> {
    let drawn = app.parts()?.draw("probe", &app.settings()?)?;
    let shown = element("div").child(drawn);
    let shown = shown.on("probed", move |_| app.judge_probe());
    Some(shown.on("closed", move |_| app.close_probe()))
}

/// What explains the signature of a notification.
pub fn debugger(app: App) -> Option<Element> {
    app.parts()?.draw("debugger", "null")
}

/// The report to take away. It asks for the newest one when a button is pressed, and drawing it once
/// a run keeps the focus there.
pub fn take_away(app: App) -> Option<Element> {
    let observed_at = app.peek(|state| written(&state.list.observed_at.0))?;
    let drawn = app.parts()?.draw("take-away", &observed_at)?;
    let shown = element("div").child(drawn);
    let shown = shown.on("asked", move |event| {
        let answer = app.settings_and_report().unwrap_or_default();
        let (name, answer) = (JsValue::from_str("answer"), JsValue::from_str(&answer));
        let _ = Reflect::set(&detail(&event), &name, &answer);
    });
    Some(shown.on("announce", move |event| announce(app, &event)))
}

fn announce(app: App, event: &Event) {
    app.announce(detail(event).as_string().unwrap_or_default());
}

/// The JSON to send, once it was asked for.
fn snippet(app: App, check: String) -> Element {
    let known = move |state: &crate::state::State| {
        let found = state.snippets.iter().find(|(known, _)| *known == check);
        found
            .map(|(_, snippet)| snippet.clone())
            .unwrap_or_default()
    };
    let key = known.clone();
    nothing().live(
        move || app.see(&key),
        move || {
            let text = app.peek(&known);
            if text.is_empty() {
                return nothing();
            }
            classed("pre", "snippet")
                .attribute("tabindex", "0")
                .child(element("code").text(&text))
        },
    )
}

/// What a part says beside the name of an event.
fn detail(event: &Event) -> JsValue {
    Reflect::get(event, &JsValue::from_str("detail")).unwrap_or_default()
}

/// That attribute of what was clicked.
fn attribute(event: &Event, name: &str) -> Option<String> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    target.get_attribute(name)
}
