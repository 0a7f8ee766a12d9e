//! One check: its result as a title, and unfolded why it matters, what was seen and what to do.

use checkout_readiness_checks::contract::{Group, Outcome};
use checkout_readiness_wording::{Words, names};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};

use super::{mark, row_action};
use crate::app::App;
use crate::checklist::Row;
use crate::text::Texts;

/// The row of that check. Only its own answer makes it change.
pub fn view(app: App, id: String) -> AnyView {
    let row = {
        let id = id.clone();
        Memo::new(move |_| {
            app.list.with(|list| list.rows.iter().find(|row| row.planned.check == id).cloned())
        })
    };
    let is_open = {
        let id = id.clone();
        move || app.open.with(|open| open.contains(&id))
    };
    let toggled = {
        let id = id.clone();
        move |event: web_sys::Event| {
            let details = event.current_target().and_then(|at| at.dyn_into().ok());
            if let Some(details) = details {
                let details: HtmlDetailsElement = details;
                remember_open(app, &id, details.open());
            }
        }
    };
    view! {
        <li class="row" id=["row-", &id].concat()>
            <details prop:open=is_open on:toggle=toggled>
                <summary>{move || row.get().map(|row| head(&row, &app.texts()))}</summary>
                {move || row.get().map(|row| body(app, &row))}
            </details>
        </li>
    }
    .into_any()
}

/// Puts the focus on a row's title, unfolding what hides it.
pub fn focus(app: App, check: &str) {
    let id = ["row-", check].concat();
    app.focus.set(None);
    request_animation_frame(move || {
        let Some(row) = app.root().and_then(|root| find(&root, &id)) else { return };
        if let Ok(Some(folded)) = row.closest(".folded") {
            let _ = folded.set_attribute("open", "");
        }
        if let Ok(Some(summary)) = row.query_selector("summary")
            && let Ok(summary) = summary.dyn_into::<HtmlElement>()
        {
            let _ = summary.focus();
        }
    });
}

fn find(root: &HtmlElement, id: &str) -> Option<web_sys::Element> {
    let rows = root.query_selector_all(".row").ok()?;
    (0..rows.length())
        .filter_map(|index| rows.item(index)?.dyn_into::<web_sys::Element>().ok())
        .find(|row| row.id() == id)
}

fn remember_open(app: App, id: &str, is_open: bool) {
    let was_open = app.open.with_untracked(|open| open.iter().any(|known| known == id));
    if was_open != is_open {
        app.open.update(|open| {
            open.retain(|known| known != id);
            if is_open {
                open.push(id.to_owned());
            }
        });
    }
}

fn head(row: &Row, texts: &Texts) -> AnyView {
    let outcome = row.outcome.as_ref().filter(|_| !row.pending);
    let title = match outcome {
        Some(outcome) => Words::of(outcome, texts).title(),
        None => names::check(row.planned.requirement, &row.planned.check, texts),
    };
    view! {
        {mark::view(outcome, texts)}
        <span class="title">{title}</span>
    }
    .into_any()
}

fn body(app: App, row: &Row) -> AnyView {
    let texts = app.texts();
    let why = names::check_why(row.planned.requirement, &row.planned.check, &texts);
    let answer = row.outcome.as_ref().filter(|_| !row.pending);
    view! {
        <div class="body">
            <p class="why">{why}</p>
            {answer.map(|outcome| facts(outcome, &texts))}
            {answer.map(|outcome| steps(outcome, &texts))}
            {answer.map(|outcome| row_action::view(app, outcome))}
        </div>
    }
    .into_any()
}

fn facts(outcome: &Outcome, texts: &Texts) -> AnyView {
    let mut facts: Vec<(String, Vec<String>)> = Words::of(outcome, texts)
        .facts()
        .into_iter()
        .map(|fact| (fact.label, fact.values))
        .collect();
    if let Some(at) = &outcome.observed_at {
        facts.push((texts.get("interface.observed_at"), vec![texts.moment(&at.0)]));
    }
    if let Some(elapsed) = outcome.elapsed_ms.filter(|elapsed| *elapsed > 0) {
        let value = texts.with("interface.milliseconds", &[("count", &elapsed.to_string())]);
        facts.push((texts.get("interface.elapsed"), vec![value]));
    }
    if facts.is_empty() {
        return ().into_any();
    }
    let rows = facts.into_iter().map(|(label, values)| {
        let values =
            values.into_iter().map(|value| view! { <span>{value}</span> }).collect_view();
        view! { <tr><th scope="row">{label}</th><td>{values}</td></tr> }
    });
    view! {
        <table class="facts">
            <caption>{texts.get("interface.seen")}</caption>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn steps(outcome: &Outcome, texts: &Texts) -> AnyView {
    let steps = Words::of(outcome, texts).steps();
    if steps.is_empty() || outcome.group() == Group::Passed {
        return ().into_any();
    }
    let steps = steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view();
    view! {
        <h4>{texts.get("interface.what_to_do")}</h4>
        <ol class="steps">{steps}</ol>
    }
    .into_any()
}
