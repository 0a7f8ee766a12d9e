//! The words of documents: each is used by the reports, and none they ask for is missing.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::path::Path;

use checkout_readiness_checks::contract::ItemClass;
use checkout_readiness_wording::{Language, native};

/// Every text literal of the sources that put a report into words.
fn literals() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/document");
    let mut literals = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the sources") {
        let source = std::fs::read_to_string(entry.expect("an entry").path()).expect("a source");
        literals.extend(source.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    literals
}

#[test]
fn every_word_is_used_and_every_one_asked_for_is_there_in_every_language() {
    let used = literals();
    for language in Language::ALL {
        let words = native::catalog(language).texts()["document"].clone();
        let words = words.as_object().expect("a table");
        let coverage = ItemClass::ALL
            .iter()
            .map(|class| ["coverage_", class.name()].concat());
        let coverage: BTreeSet<String> = coverage.collect();
        for word in words.keys() {
            assert!(
                used.contains(word) || coverage.contains(word),
                "nothing says {word}"
            );
        }
        for asked in coverage.iter().map(String::as_str).chain([
            "after",
            "by",
            "by_operator",
            "confirmed",
            "count",
            "details",
            "dismissed_at",
            "field",
            "group",
            "groups",
            "item",
            "judged_at",
            "not_visible",
            "note",
            "share",
            "state",
            "step",
            "steps",
            "time",
            "total",
            "way",
        ]) {
            assert!(words.contains_key(asked), "{}: {asked}", language.code());
        }
    }
}
