//! The way to the first sale: every step in order, with its minutes and what it waits for.

use checkout_readiness_checks::contract::Step;
use checkout_readiness_wording::{Catalog, Words};

use crate::app::App;
use crate::dom::{Element, classed, element};
use crate::text::Texts;

/// The way, folded: the step to do next stands above it.
pub fn view(app: App) -> Element {
    let texts = app.texts();
    let steps = app.peek(|state| state.list.report().path);
    let all: u32 = steps.iter().map(|step| step.minutes).sum();
    let rows = steps.iter().map(|step| drawn(app, step, &texts));
    let title = texts.with(
        "interface.way",
        &[
            ("steps", &steps.len().to_string()),
            ("minutes", &minutes(all, &texts)),
        ],
    );
    classed("details", "folded way")
        .child(element("summary").child(element("h4").text(&title)))
        .child(classed("ol", "steps").children(rows))
}

fn drawn(app: App, step: &Step, texts: &Texts) -> Element {
    let title = app.peek(|state| {
        let outcome = state.list.outcome(&step.step)?;
        Some(Words::of(outcome, texts).title())
    });
    let is_check = title.is_some();
    let title = title.unwrap_or_else(|| rehearsal(&step.step, texts));
    let minutes = classed("span", "hint").text(&minutes(step.minutes, texts));
    let waits = step.waits_for.as_ref().map(|other| {
        let name = app.peek(|state| {
            let outcome = state.list.outcome(other)?;
            Some(Words::of(outcome, texts).name())
        });
        let name = name.unwrap_or_else(|| rehearsal(other, texts));
        classed("span", "hint").text(&texts.with("interface.waits_for", &[("name", &name)]))
    });
    let name = if is_check {
        let check = step.step.clone();
        classed("a", "step-name")
            .attribute("href", &["#row-", &check].concat())
            .text(&title)
            .on("click", move |event| {
                event.prevent_default();
                app.change(|state| state.unfold(&check, true));
                super::row::focus(app, &check);
            })
    } else {
        let steps = texts.list(&["path.", &step.step, ".steps"].concat());
        element("span")
            .text(&title)
            .child(super::texts("ul", "plain", steps))
    };
    element("li")
        .child(name)
        .text(" ")
        .child(minutes)
        .maybe(waits)
}

fn minutes(count: u32, texts: &Texts) -> String {
    texts.counted("path.minutes", count as usize)
}

fn rehearsal(step: &str, texts: &Texts) -> String {
    texts.get(&["path.", step, ".name"].concat())
}
