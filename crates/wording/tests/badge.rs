//! The badge's words: all of them in every language, and none that is never drawn.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::collections::BTreeSet;

use checkout_readiness_checks::contract::Verdict;
use checkout_readiness_wording::Language;
use support::{texts, without_category};

#[test]
fn a_badge_has_its_words_in_every_language_and_none_is_left_over() {
    let verdicts = Verdict::ALL.iter().map(|verdict| verdict.name());
    let mut expected: BTreeSet<String> = verdicts.map(|name| ["verdict", name].join(".")).collect();
    for key in [
        "age.now",
        "age.minutes",
        "age.hours",
        "age.days",
        "remark.old",
        "remark.none",
        "remark.sandbox",
    ] {
        expected.insert(key.to_owned());
    }
    for language in Language::ALL {
        let found: BTreeSet<String> = texts(language)
            .keys()
            .filter_map(|path| path.strip_prefix("badge."))
            .map(|path| without_category(path).to_owned())
            .collect();
        assert_eq!(found, expected, "{}/badge.toml", language.code());
    }
}
