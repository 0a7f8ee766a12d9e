//! Whatever a value contains, it stays a value.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use checkout_readiness_checks::contract::{Details, Mode, Outcome, Report, Timestamp};
use checkout_readiness_checks::examples::{brazil, ready};
use checkout_readiness_checks::judge::judge;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_wording::{Language, Words, clean, fill, native};
use proptest::prelude::*;
use support::report;

/// Texts made of what Markdown, HTML and terminals give a meaning to, and anything else.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("`"),
        Just("^"),
        Just("``"),
        Just("<img src=x onerror=alert(1)>"),
        Just("|"),
        Just("\n"),
        Just("\n\n# "),
        Just("\r"),
        Just("\u{1b}[31m"),
        Just("\u{202e}"),
        Just("]("),
        Just("!["),
        Just("**"),
        Just("_"),
        Just("~~"),
        Just("\\"),
        Just("&lt;"),
        Just("https://evil.example"),
        Just("{name}"),
        Just("{"),
        Just("}"),
        Just("- "),
        Just("1. "),
        Just("</script>"),
        Just("<!--"),
        Just(" "),
        Just("São"),
        Just("\u{0}"),
        Just("$x$"),
        Just("[^1]"),
    ];
    prop_oneof![
        prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

/// A report in which every text that could come from elsewhere is this one.
fn poisoned(value: &str) -> Report {
    let profile = brazil(Product::CheckoutPro);
    let mut outcomes: Vec<Outcome> = judge(&profile, &ready());
    for outcome in &mut outcomes {
        outcome.details = Details::none()
            .with("missing", value)
            .with("site", value)
            .with("url", value)
            .with("nickname", value)
            .with(
                "insecure_resources",
                vec![value.to_owned(), ["script: ", value].concat()],
            )
            .with(value, value);
    }
    outcomes[0].reason = "field_missing".to_owned();
    outcomes[0].status = checkout_readiness_checks::contract::Status::Inconclusive;
    outcomes[1].check = value.to_owned();
    outcomes[1].reason = value.to_owned();
    let mut report = report(Mode::Live, profile, outcomes);
    report.engine = value.to_owned();
    report.observed_at = Timestamp(value.to_owned());
    report
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_is_put_into_a_text_as_it_is(value in hostile()) {
        let filled = fill("before {value} after", &mut |_| Some(value.clone()));
        prop_assert_eq!(filled, ["before ", &value, " after"].concat());
    }

    #[test]
    fn any_text_can_be_filled(text in hostile()) {
        let _ = fill(&text, &mut |_| Some(String::new()));
    }

    #[test]
    fn words_hold_the_value_on_one_visible_line(value in hostile()) {
        let report = poisoned(&value);
        let words = Words::of(&report.outcomes[0], native::catalog(Language::Es));
        prop_assert!(words.title().contains(&clean(&value)));
        prop_assert!(words.facts().iter().all(|fact| !fact.value().contains('\n')));
    }
}
