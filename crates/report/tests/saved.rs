//! Evidence saved and judged again: the same answers, honest about its age, and never by mistake.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use checkout_readiness_checks::contract::{Mode, Report, Timestamp, Verdict};
use checkout_readiness_checks::evidence::Evidence;
use checkout_readiness_checks::examples::{brazil, ready};
use checkout_readiness_checks::judge::judge;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_checks::registry;
use checkout_readiness_report::{SAVED_SCHEMA, Saved, SavedError};
use serde_json::{Value, json};
use support::report;

fn now() -> Timestamp {
    Timestamp("2026-03-01T09:00:00Z".to_owned())
}

fn saved(mode: Mode, evidence: Evidence) -> (Report, Saved) {
    let profile = brazil(Product::CheckoutPro);
    let report = report(mode, profile, judge(&profile, &evidence));
    let saved = Saved::of(&report, evidence);
    (report, saved)
}

#[test]
fn judged_again_it_comes_to_the_same_and_says_that_it_is_old() {
    for mode in [Mode::Live, Mode::Sandbox] {
        for evidence in registry::ALL
            .iter()
            .flat_map(|check| (check.examples)())
            .map(|example| example.evidence)
        {
            let (report, saved) = saved(mode, evidence);
            let read = Saved::read(&saved.to_json()).expect("what was just written");
            assert_eq!(read, saved);
            let again = read.judged_again("0.1.0", now(), |_| false);
            assert_eq!(again.judged_at, Some(now()));
            assert_eq!(
                Report {
                    judged_at: None,
                    ..again
                },
                report
            );
        }
    }
}

#[test]
fn a_yes_is_asked_for_again_and_counts_only_where_one_is_asked_for() {
    let (_, saved) = saved(Mode::Live, ready());
    let silent = saved.judged_again("0.1.0", now(), |_| false);
    assert_ne!(silent.verdict, Verdict::Ready);
    let spoken = saved.judged_again("0.1.0", now(), |_| true);
    assert_eq!(spoken.verdict, Verdict::Ready);
    let (_, nothing) = self::saved(Mode::Live, Evidence::default());
    let spoken = nothing.judged_again("0.1.0", now(), |_| true);
    assert_ne!(spoken.verdict, Verdict::Ready, "a yes is no evidence");
}

#[test]
fn evidence_nobody_filled_in_is_never_ready() {
    let (_, saved) = saved(Mode::Live, ready());
    let mut value: Value = serde_json::from_str(&saved.to_json()).expect("JSON");
    value["evidence"] = json!({});
    let read = Saved::read(&value.to_string()).expect("nothing was seen, and that can be said");
    let again = read.judged_again("0.1.0", now(), |_| true);
    assert_ne!(again.verdict, Verdict::Ready);
}

#[test]
fn every_other_file_is_refused_with_what_is_wrong_and_what_to_do() {
    let (report, saved) = saved(Mode::Live, ready());
    let good: Value = serde_json::from_str(&saved.to_json()).expect("JSON");
    let changed = |pointer: &str, wrong: Value| {
        let mut value = good.clone();
        *value.pointer_mut(pointer).expect("a place") = wrong;
        value.to_string()
    };
    let field = |name: &str| SavedError::Field {
        field: name.to_owned(),
    };
    let cut = &saved.to_json()[..200];
    assert!(matches!(Saved::read(cut), Err(SavedError::NotJson { .. })));
    for (text, expected) in [
        (
            serde_json::to_string(&report).expect("JSON"),
            SavedError::IsReport,
        ),
        ("{}".to_owned(), SavedError::NotSaved),
        ("[1]".to_owned(), SavedError::NotSaved),
        (changed("/saved_evidence", json!("1")), SavedError::NotSaved),
        (
            changed("/saved_evidence", json!(SAVED_SCHEMA + 1)),
            SavedError::OtherVersion {
                found: u64::from(SAVED_SCHEMA) + 1,
            },
        ),
        (changed("/mode", json!("real")), field("mode")),
        (
            changed("/profile/product", json!("x")),
            field("profile.product"),
        ),
        (
            changed("/observed_at", json!("yesterday")),
            field("observed_at"),
        ),
        (changed("/evidence", json!("x")), field("evidence")),
    ] {
        let error = Saved::read(&text).expect_err(&text);
        assert_eq!(error, expected, "{text}");
    }
    let mut without = good.clone();
    without
        .as_object_mut()
        .expect("an object")
        .remove("observed_at");
    assert!(Saved::read(&without.to_string()).is_err());
}
