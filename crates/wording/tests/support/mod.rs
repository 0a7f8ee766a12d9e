//! What several tests of the words need: outcomes of examples, and texts as flat lists.

#![allow(dead_code, reason = "each test binary uses its share")]

use std::collections::{BTreeMap, BTreeSet};

use checkout_readiness_checks::check::Check;
use checkout_readiness_checks::contract::{Confirmation, Mode, Outcome, Report, Status, Timestamp};
use checkout_readiness_checks::examples::{Example, brazil};
use checkout_readiness_checks::judge::{judge_one, plan};
use checkout_readiness_checks::profile::{Product, Profile};
use checkout_readiness_wording::{Language, native};
use serde_json::Value;

/// The outcome an example leads to.
pub fn outcome(check: &Check, example: &Example) -> Outcome {
    let severity = (check.matters)(example.profile.product).expect("examples apply");
    judge_one(check, severity, &example.profile, &example.evidence)
}

/// The same outcome, with somebody's yes where it asks for one.
pub fn confirmed(mut outcome: Outcome) -> Outcome {
    if outcome.status == Status::Confirm {
        outcome.confirmation = Some(Confirmation {
            at: Some(Timestamp("2026-01-01T12:05:00Z".to_owned())),
            note: Some("compared with the panel".to_owned()),
            by: None,
        });
    }
    outcome
}

/// A report of these outcomes.
pub fn report(mode: Mode, profile: Profile, outcomes: Vec<Outcome>) -> Report {
    let moment = Timestamp("2026-01-01T12:00:10Z".to_owned());
    Report::assemble("0.1.0", mode, profile, moment, outcomes)
}

/// The first failing example of every check that matters to this product, or its first one.
pub fn worst(product: Product) -> Vec<Outcome> {
    let judged = |check: &Check, severity, example: &Example| {
        let profile = Profile {
            product,
            ..example.profile
        };
        judge_one(check, severity, &profile, &example.evidence)
    };
    plan(&brazil(product))
        .filter_map(|(check, severity)| {
            let outcomes: Vec<Outcome> = (check.examples)()
                .iter()
                .map(|example| judged(check, severity, example))
                .collect();
            let failed = outcomes
                .iter()
                .find(|outcome| outcome.status == Status::Failed);
            failed.or(outcomes.first()).cloned()
        })
        .collect()
}

/// Every text of a language: dotted path, text. Items of a list have their number in the path.
pub fn texts(language: Language) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    flatten("", native::catalog(language).texts(), &mut texts);
    texts
}

fn flatten(path: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    let at = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            [path, key].join(".")
        }
    };
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                flatten(&at(key), value, into);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                flatten(&at(&index.to_string()), value, into);
            }
        }
        Value::String(text) => {
            into.insert(path.to_owned(), text.clone());
        }
        other => panic!("{path} is neither a text, a list nor a table: {other}"),
    }
}

/// The path without its plural category, which each language chooses for itself.
pub fn without_category(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((text, "zero" | "one" | "two" | "few" | "many" | "other")) => text,
        _ => path,
    }
}

/// The placeholders of a text.
pub fn placeholders(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let _ = checkout_readiness_wording::fill(text, &mut |name| {
        names.insert(name.to_owned());
        None
    });
    names
}
