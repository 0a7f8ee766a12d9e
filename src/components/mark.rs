//! A status as word, shape and colour, in that order of importance.

use checkout_readiness_checks::contract::{Group, Outcome, Severity, Status};
use checkout_readiness_wording::Words;

use crate::dom::{Element, classed};
use crate::text::Texts;

/// The mark of a row: its outcome's, or that of an answer on its way.
pub fn view(outcome: Option<&Outcome>, texts: &Texts) -> Element {
    let (kind, shape, word) = match outcome {
        None => ("pending", "", texts.get("interface.checking")),
        Some(outcome) => {
            let (kind, shape) = look(outcome);
            (kind, shape, Words::of(outcome, texts).status())
        }
    };
    classed("span", "mark")
        .attribute("data-kind", kind)
        .child(
            classed("span", "shape")
                .attribute("aria-hidden", "true")
                .text(shape),
        )
        .child(classed("span", "word").text(&word))
}

fn look(outcome: &Outcome) -> (&'static str, &'static str) {
    if outcome.group() == Group::Dismissed {
        return ("none", "·");
    }
    match outcome.status {
        Status::Passed => ("passed", "✓"),
        Status::Confirm if outcome.confirmation.is_some() => ("passed", "✓"),
        Status::Failed if outcome.severity == Severity::Required => ("failed", "✕"),
        Status::Failed | Status::Warning => ("warning", "!"),
        Status::Confirm => ("confirm", "?"),
        Status::Inconclusive => ("unseen", "–"),
        Status::Skipped => ("unseen", "…"),
        Status::NotApplicable => ("none", "·"),
    }
}
