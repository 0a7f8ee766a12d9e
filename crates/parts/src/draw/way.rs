//! The way to the first sale: every step in order, with its minutes and what it waits for.

use checkout_readiness_browser::dom::{Element, classed, element, nothing};
use checkout_readiness_browser::text::Texts;
use checkout_readiness_checks::contract::{Report, Step};
use checkout_readiness_wording::way;

/// The way, folded: the step to do next stands above it.
pub fn view(report: &Report, texts: &Texts) -> Element {
    let all: u32 = report.path.iter().map(|step| step.minutes).sum();
    let rows = report.path.iter().map(|step| drawn(report, step, texts));
    let count = report.path.len().to_string();
    let time = way::minutes(all, texts);
    let title = texts.with("interface.way", &[("steps", &count), ("minutes", &time)]);
    classed("details", "folded way")
        .child(element("summary").child(element("h4").text(&title)))
        .child(classed("ol", "steps").children(rows))
}

fn drawn(report: &Report, step: &Step, texts: &Texts) -> Element {
    let words = way::step(step, &report.outcomes, texts);
    let is_check = report
        .outcomes
        .iter()
        .any(|outcome| outcome.check == step.step);
    // The widget acts on it: it finds the row of the check in `data-check`.
    let (name, how) = if is_check {
        let link = classed("a", "step-name")
            .attribute("href", &["#row-", &step.step].concat())
            .attribute("data-check", &step.step);
        (link, nothing())
    } else {
        let steps = words.steps.iter().map(|text| element("li").text(text));
        (element("span"), classed("ul", "plain").children(steps))
    };
    let waits = words.waits_for.map(|name| {
        classed("span", "hint").text(&texts.with("interface.waits_for", &[("name", &name)]))
    });
    element("li")
        .child(name.text(&words.title))
        .text(" ")
        .child(classed("span", "hint").text(&words.minutes))
        .text(" ")
        .maybe(waits)
        .child(how)
}
