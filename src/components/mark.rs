//! A status as word, shape and colour, in that order of importance.

use checkout_readiness_checks::contract::{Outcome, Severity, Status};
use checkout_readiness_wording::names;
use leptos::prelude::*;

use crate::text::Texts;

/// The mark of a row: its outcome's, or that of an answer on its way.
pub fn view(outcome: Option<&Outcome>, texts: &Texts) -> AnyView {
    let (kind, shape, word) = match outcome {
        None => ("pending", "", texts.get("interface.checking")),
        Some(outcome) => {
            let (kind, shape) = look(outcome);
            let word = if outcome.confirmation.is_some() {
                texts.get("interface.confirmed")
            } else {
                names::status(outcome.status, texts)
            };
            (kind, shape, word)
        }
    };
    view! {
        <span class="mark" data-kind=kind>
            <span class="shape" aria-hidden="true">{shape}</span>
            <span class="word">{word}</span>
        </span>
    }
    .into_any()
}

fn look(outcome: &Outcome) -> (&'static str, &'static str) {
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
