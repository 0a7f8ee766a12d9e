//! One check: its result as a title, and unfolded why it matters, what was seen and what to do.

use checkout_readiness_checks::contract::Outcome;
use checkout_readiness_wording::{Words, names};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};

use super::{mark, row_action, texts, unfolded};
use crate::app::App;
use crate::checklist::Row;
use crate::dom::{Element, Live, classed, element, nothing};
use crate::text::Texts;

/// The row of that check. Only its own answer makes it change.
pub fn view(app: App, id: String) -> Element {
    let revision = {
        let id = id.clone();
        move || {
            let revision = app.see(|state| state.list.row(&id).map(|row| row.revision));
            revision.unwrap_or_default().to_string()
        }
    };
    let row = {
        let id = id.clone();
        move || app.peek(|state| state.list.row(&id).cloned())
    };
    let is_open = {
        let id = id.clone();
        move || {
            if app.see(|state| state.open.contains(&id)) {
                "open"
            } else {
                ""
            }
            .to_owned()
        }
    };
    let toggled = {
        let id = id.clone();
        move |event: web_sys::Event| {
            // This event comes late, perhaps after the widget has gone.
            if !app.is_alive() {
                return;
            }
            let details = event.target().and_then(|target| target.dyn_into().ok());
            let is_open = details.is_some_and(|details: HtmlDetailsElement| details.open());
            if app.peek(|state| state.open.contains(&id)) != is_open {
                app.change(|state| state.unfold(&id, is_open));
            }
        }
    };
    let head = row.clone();
    let details = element("details")
        .child(element("summary").live(revision.clone(), move || {
            head().map_or_else(nothing, |row| title(&row, &app.texts()))
        }))
        .live(revision, move || {
            row().map_or_else(nothing, |row| body(app, &row))
        })
        .live_property("open", is_open)
        .on("toggle", toggled);
    classed("li", "row")
        .attribute("id", &["row-", &id].concat())
        .attribute("data-check", &id)
        .attribute("part", "row")
        .child(details)
}

/// Puts the focus on a row's title, unfolding what hides it.
pub fn focus_row(app: App, check: &str) {
    focus(app, &["#row-", check, " summary"].concat());
}

/// Puts the focus on the first such element, unfolding what hides it.
pub fn focus(app: App, selector: &str) {
    let selector = selector.to_owned();
    // Once the rows have settled where they belong now.
    request_animation_frame(move || {
        let found = app
            .root()
            .and_then(|root| root.query_selector(&selector).ok()?);
        let Some(found) = found else { return };
        if let Ok(Some(folded)) = found.closest(".folded") {
            let _ = folded.set_attribute("open", "");
        }
        if let Ok(found) = found.dyn_into::<HtmlElement>() {
            let _ = found.focus();
        }
    });
}

fn title(row: &Row, texts: &Texts) -> Element {
    let outcome = row.outcome.as_ref().filter(|_| !row.pending);
    let title = match outcome {
        Some(outcome) => Words::of(outcome, texts).title(),
        None => names::check(row.planned.requirement, &row.planned.check, texts),
    };
    nothing()
        .child(mark::view(outcome, texts))
        .child(classed("span", "title").text(&title))
}

fn body(app: App, row: &Row) -> Element {
    let words = app.texts();
    let why = names::check_why(row.planned.requirement, &row.planned.check, &words);
    let body = classed("div", "body").child(classed("p", "why").text(&why));
    match row.outcome.as_ref().filter(|_| !row.pending) {
        Some(outcome) => body
            .maybe(facts(outcome, &words))
            .maybe(unfolded::of_outcome(app, outcome))
            .maybe(steps(outcome, &words))
            .maybe(unfolded::entry(app, outcome))
            .child(row_action::view(app, outcome)),
        None => body,
    }
}

fn facts(outcome: &Outcome, words: &Texts) -> Option<Element> {
    let seen = Words::of(outcome, words).facts().into_iter();
    let mut facts: Vec<(String, Vec<String>)> =
        seen.map(|fact| (fact.label, fact.values)).collect();
    if let Some(at) = &outcome.observed_at {
        facts.push((
            words.get("interface.observed_at"),
            vec![words.moment(&at.0)],
        ));
    }
    if let Some(elapsed) = outcome.elapsed_ms.filter(|elapsed| *elapsed > 0) {
        let value = words.with("interface.milliseconds", &[("count", &elapsed.to_string())]);
        facts.push((words.get("interface.elapsed"), vec![value]));
    }
    let rows = facts.iter().map(|(label, values)| {
        let values = values.iter().map(|value| element("span").text(value));
        element("tr")
            .child(element("th").attribute("scope", "row").text(label))
            .child(element("td").children(values))
    });
    (!facts.is_empty()).then(|| {
        classed("table", "facts")
            .child(element("caption").text(&words.get("interface.seen")))
            .child(element("tbody").children(rows))
    })
}

fn steps(outcome: &Outcome, words: &Texts) -> Option<Element> {
    let steps = Words::of(outcome, words).steps();
    (!steps.is_empty()).then(|| {
        element("div")
            .child(element("h4").text(&words.get("interface.what_to_do")))
            .child(texts("ol", "steps", steps))
    })
}
