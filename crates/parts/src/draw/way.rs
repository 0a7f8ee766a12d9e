//! The way to the first sale: every step in order, with its minutes and what it waits for.

use checkout_readiness_browser::dom::{Element, classed, element};
use checkout_readiness_browser::text::Texts;
use checkout_readiness_checks::contract::{Report, Step};
use checkout_readiness_wording::{Catalog, Words};

/// The way, folded: the step to do next stands above it.
pub fn view(report: &Report, texts: &Texts) -> Element {
    let all: u32 = report.path.iter().map(|step| step.minutes).sum();
    let rows = report.path.iter().map(|step| drawn(report, step, texts));
    let count = report.path.len().to_string();
    let values = [("steps", count.as_str()), ("minutes", &minutes(all, texts))];
    classed("details", "folded way")
        .child(element("summary").child(element("h4").text(&texts.with("interface.way", &values))))
        .child(classed("ol", "steps").children(rows))
}

fn drawn(report: &Report, step: &Step, texts: &Texts) -> Element {
    let words_of = |id: &str| {
        let outcome = report.outcomes.iter().find(|outcome| outcome.check == id)?;
        Some(Words::of(outcome, texts))
    };
    // The widget acts on it: it finds the row of the check in `data-check`.
    let name = match words_of(&step.step) {
        Some(words) => classed("a", "step-name")
            .attribute("href", &["#row-", &step.step].concat())
            .attribute("data-check", &step.step)
            .text(&words.title()),
        None => element("span").text(&rehearsal(&step.step, texts)).child(
            classed("ul", "plain").children(
                texts
                    .list(&["path.", &step.step, ".steps"].concat())
                    .iter()
                    .map(|text| element("li").text(text)),
            ),
        ),
    };
    let waits = step.waits_for.as_ref().map(|other| {
        let name = words_of(other).map_or_else(|| rehearsal(other, texts), |words| words.name());
        classed("span", "hint").text(&texts.with("interface.waits_for", &[("name", &name)]))
    });
    element("li")
        .child(name)
        .text(" ")
        .child(classed("span", "hint").text(&minutes(step.minutes, texts)))
        .text(" ")
        .maybe(waits)
}

fn minutes(count: u32, texts: &Texts) -> String {
    texts.counted("path.minutes", count as usize)
}

fn rehearsal(step: &str, texts: &Texts) -> String {
    texts.get(&["path.", step, ".name"].concat())
}
