//! The facts behind an outcome, with labels a person understands.

use checkout_readiness_checks::contract::{Details, Fact};

use crate::catalog::{Catalog, join};
use crate::clean::clean;

/// One fact in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactWords {
    /// What it is.
    pub label: String,
    /// Its value; several where the fact is a list.
    pub values: Vec<String>,
}

impl FactWords {
    /// All values on one line.
    #[must_use]
    pub fn value(&self) -> String {
        self.values.join(", ")
    }
}

/// Every fact in words, in the order they came.
pub(crate) fn facts(details: &Details, catalog: &dyn Catalog) -> Vec<FactWords> {
    details
        .0
        .iter()
        .filter(|(name, _)| name != "waits_for")
        .map(|(name, fact)| FactWords {
            label: catalog
                .text(&join(&["facts.label", name]))
                .unwrap_or_else(|| clean(name)),
            values: values(name, fact, catalog),
        })
        .collect()
}

/// A fact's value in words.
pub(crate) fn values(name: &str, fact: &Fact, catalog: &dyn Catalog) -> Vec<String> {
    match fact {
        Fact::Flag(yes) => {
            let word = if *yes { "yes" } else { "no" };
            vec![
                catalog
                    .text(&join(&["facts.word", word]))
                    .unwrap_or_else(|| word.to_owned()),
            ]
        }
        Fact::Number(number) => vec![number.to_string()],
        Fact::Text(text) => vec![word(name, text, catalog)],
        Fact::List(texts) => texts.iter().map(|text| word(name, text, catalog)).collect(),
    }
}

/// A value of a closed vocabulary in words; any other value as it is, on one visible line.
fn word(name: &str, value: &str, catalog: &dyn Catalog) -> String {
    let words = vocabulary(name);
    if !LINES.contains(&name) {
        return lookup(&words, value, catalog);
    }
    let parts = value.split(": ").map(|part| {
        catalog_word(&words, part, catalog)
            .or_else(|| catalog_word("facts.value.place", part, catalog))
            .unwrap_or_else(|| clean(part))
    });
    let mut line = String::new();
    for part in parts {
        if !line.is_empty() {
            line.push_str(": ");
        }
        line.push_str(&part);
    }
    line
}

/// Facts whose lines are made of words of ours and something else, with a colon between.
const LINES: [&str; 4] = ["insecure_resources", "leftovers", "sdk_scripts", "secrets"];

fn lookup(vocabulary: &str, value: &str, catalog: &dyn Catalog) -> String {
    catalog_word(vocabulary, value, catalog)
        // Of a probe's requests, those about another topic go by its name.
        .or_else(|| catalog_word(TOPICS, value, catalog).filter(|_| vocabulary == TRIALS))
        .unwrap_or_else(|| clean(value))
}

/// The words for events, and for what a probe sends.
const TOPICS: &str = "facts.value.topic";
const TRIALS: &str = "facts.value.trial";

fn catalog_word(vocabulary: &str, value: &str, catalog: &dyn Catalog) -> Option<String> {
    let is_key = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    Some(value)
        .filter(|value| value.bytes().all(is_key))
        .and_then(|value| catalog.text(&join(&[vocabulary, value])))
}

/// Where the words of a fact's values are, if its values are words of ours.
fn vocabulary(name: &str) -> String {
    match name {
        "topics" | "optional_topics" | "legacy_topics" | "received_topics" => TOPICS.to_owned(),
        "accepted_forgeries" | "refused_forgeries" | "would_refuse" | "may_refuse"
        | "refused_of_old" | "failing_on" | "taken_ipn" => TRIALS.to_owned(),
        "received_unit" => "facts.value.timestamp_unit".to_owned(),
        "received_case" => "facts.value.id_case".to_owned(),
        "insecure_resources" => "facts.value.resource".to_owned(),
        "site" | "expected_site" | "application_site" | "offered_in" => "shared.site".to_owned(),
        "product" | "looks_like" => "shared.product".to_owned(),
        name => join(&["facts.value", name]),
    }
}
