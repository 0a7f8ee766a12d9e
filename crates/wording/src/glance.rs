//! What a glance reads: a verdict in a word or two, and how long ago it was drawn.

use checkout_readiness_checks::contract::Verdict;

use crate::catalog::{Catalog, counted, join};
use crate::fill::fill;

/// The units an age is told in, the largest first, with their seconds.
const UNITS: [(&str, i64); 3] = [("days", 24 * 60 * 60), ("hours", 60 * 60), ("minutes", 60)];

/// A verdict in a word or two, for where there is no room for more.
#[must_use]
pub fn verdict_in_short(verdict: Verdict, catalog: &dyn Catalog) -> String {
    text("verdict", verdict.name(), catalog)
}

/// How long ago something was, in the largest whole unit: "3 h ago", "2 days ago".
#[must_use]
pub fn age(seconds: i64, catalog: &dyn Catalog) -> String {
    let Some((unit, length)) = UNITS.iter().find(|(_, length)| seconds >= *length) else {
        return text("age", "now", catalog);
    };
    let count = seconds / length;
    let path = join(&["badge.age", unit]);
    counted(catalog, &path, Some(count)).map_or(path, |text| {
        fill(&text, &mut |name| {
            (name == "count").then(|| count.to_string())
        })
    })
}

/// One of the badge's own words, by its key: `old`, `sandbox` or `none`.
#[must_use]
pub fn remark(key: &str, catalog: &dyn Catalog) -> String {
    text("remark", key, catalog)
}

fn text(table: &str, key: &str, catalog: &dyn Catalog) -> String {
    catalog
        .text(&join(&["badge", table, key]))
        .unwrap_or_else(|| key.to_owned())
}

#[cfg(all(test, feature = "native"))]
mod tests {
    use super::*;
    use crate::{Language, native};

    #[test]
    fn an_age_is_told_by_the_plural_rules_of_each_language() {
        let told = |seconds, language| age(seconds, native::catalog(language));
        for (seconds, en, pt, es) in [
            (0, "just now", "agora", "ahora"),
            (59, "just now", "agora", "ahora"),
            (60, "1 min ago", "há 1 min", "hace 1 min"),
            (3_599, "59 min ago", "há 59 min", "hace 59 min"),
            (3_600, "1 h ago", "há 1 h", "hace 1 h"),
            (86_399, "23 h ago", "há 23 h", "hace 23 h"),
            (86_400, "1 day ago", "há 1 dia", "hace 1 día"),
            (172_799, "1 day ago", "há 1 dia", "hace 1 día"),
            (172_800, "2 days ago", "há 2 dias", "hace 2 días"),
            (604_799, "6 days ago", "há 6 dias", "hace 6 días"),
        ] {
            assert_eq!(told(seconds, Language::En), en);
            assert_eq!(told(seconds, Language::Pt), pt);
            assert_eq!(told(seconds, Language::Es), es);
        }
    }
}
