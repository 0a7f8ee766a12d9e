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
    if name == "insecure_resources"
        && let Some((kind, address)) = value.split_once(": ")
    {
        let mut line = lookup("facts.value.resource", kind, catalog);
        line.push_str(": ");
        line.push_str(&clean(address));
        return line;
    }
    lookup(&vocabulary(name), value, catalog)
}

fn lookup(vocabulary: &str, value: &str, catalog: &dyn Catalog) -> String {
    let is_key = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    Some(value)
        .filter(|value| value.bytes().all(is_key))
        .and_then(|value| catalog.text(&join(&[vocabulary, value])))
        .unwrap_or_else(|| clean(value))
}

/// Where the words of a fact's values are, if its values are words of ours.
fn vocabulary(name: &str) -> String {
    match name {
        "topics" | "optional_topics" | "legacy_topics" => "facts.value.topic".to_owned(),
        "site" | "expected_site" | "application_site" | "offered_in" => "shared.site".to_owned(),
        "product" | "looks_like" => "shared.product".to_owned(),
        name => join(&["facts.value", name]),
    }
}
