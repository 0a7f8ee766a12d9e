//! What a person decided about an outcome: who, when, and what they wanted to remember.

use checkout_readiness_checks::contract::Outcome;
use checkout_readiness_wording::{Catalog, FactWords, clean};

use super::names;

/// The lines that tell it; none where nobody decided anything.
pub fn lines(outcome: &Outcome, catalog: &dyn Catalog) -> Vec<FactWords> {
    let mut lines = Vec::new();
    let mut tell = |label: String, value: &str| {
        lines.push(FactWords {
            label,
            values: vec![clean(value)],
        });
    };
    let mut decided = |at: (String, String), by: Option<&str>, note: Option<&str>| {
        tell(at.0, &at.1);
        for (key, text) in [("by", by), ("note", note)] {
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                tell(names::label(key, catalog), text);
            }
        }
    };
    if let Some(said) = &outcome.confirmation {
        let at = match &said.at {
            Some(at) => (names::of_report("confirmed_at", catalog), at.0.clone()),
            None => (
                names::label("confirmed", catalog),
                names::label("by_operator", catalog),
            ),
        };
        decided(at, said.by.as_deref(), said.note.as_deref());
    }
    if let Some(said) = &outcome.dismissal {
        let at = (names::label("dismissed_at", catalog), said.at.0.clone());
        decided(at, said.by.as_deref(), Some(&said.note));
    }
    lines
}
