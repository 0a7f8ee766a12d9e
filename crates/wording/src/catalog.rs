//! Where texts come from: built in on a server, handed over by the page in a browser.

use crate::Language;

/// The texts of one language.
pub trait Catalog {
    /// Which language.
    fn language(&self) -> Language;

    /// The text at a dotted path; none where there is nothing, or something other than a text.
    fn text(&self, path: &str) -> Option<String>;

    /// The list of texts at a dotted path; empty where there is none.
    fn list(&self, path: &str) -> Vec<String>;

    /// The plural category of a whole number in this language: `zero`, `one`, `two`, `few`,
    /// `many` or `other`.
    fn plural(&self, count: i64) -> &'static str;
}

/// The text at a path in the form its number asks for: the text itself where it has one form
/// only, else the number's category, else `other`.
#[must_use]
pub fn counted(catalog: &dyn Catalog, path: &str, count: Option<i64>) -> Option<String> {
    catalog
        .text(path)
        .or_else(|| catalog.text(&join(&[path, catalog.plural(count?)])))
        .or_else(|| catalog.text(&join(&[path, "other"])))
}

/// A dotted path of its parts.
pub(crate) fn join(parts: &[&str]) -> String {
    parts.join(".")
}
