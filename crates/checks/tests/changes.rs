//! What changed between two reports, held by properties and by examples.

use checkout_readiness_checks::contract::{
    Change, ChangeKind, Confirmation, Details, Dismissal, Fact, Mode, Outcome, Report, Severity,
    Status, Timestamp, changes,
};
use checkout_readiness_checks::evidence::{Evidence, Observation, Party, Source, Unseen, Why};
use checkout_readiness_checks::examples::{brazil, ready, unreachable};
use checkout_readiness_checks::judge::judge;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_checks::registry;
use proptest::prelude::*;
use proptest::sample::select;

fn report(product: Product, evidence: &Evidence) -> Report {
    let profile = brazil(product);
    let outcomes = judge(&profile, evidence);
    Report::assemble("1", Mode::Live, profile, Timestamp::default(), outcomes)
}

fn with(status: Status, severity: Severity, edit: impl FnOnce(&mut Outcome)) -> Report {
    let mut report = report(Product::CheckoutPro, &ready());
    report.outcomes.truncate(1);
    if let Some(outcome) = report.outcomes.first_mut() {
        outcome.status = status;
        outcome.severity = severity;
        edit(outcome);
    }
    report
}

fn kind(before: &Report, after: &Report) -> Option<ChangeKind> {
    changes(before, after).first().map(|change| change.kind)
}

/// Reports of shops with something hidden, expired or not asked.
fn reports() -> impl Strategy<Value = Report> {
    let hidden = proptest::collection::vec((select(Source::ALL), any::<bool>()), 0..5);
    (select(Product::ALL), hidden, 0_i64..400).prop_map(|(product, hidden, age)| {
        let mut evidence = ready();
        evidence.declared.days_since_token_issued = Some(age);
        for (source, is_hollow) in hidden {
            if is_hollow {
                evidence.hollow_out(source);
            } else {
                evidence.leave_unseen(source, Unseen::NotAsked);
            }
        }
        report(product, &evidence)
    })
}

fn reversed(kind: ChangeKind) -> ChangeKind {
    match kind {
        ChangeKind::Fixed => ChangeKind::Broken,
        ChangeKind::Broken => ChangeKind::Fixed,
        ChangeKind::Changed => ChangeKind::Changed,
        ChangeKind::New => ChangeKind::Gone,
        ChangeKind::Gone => ChangeKind::New,
    }
}

proptest! {
    #[test]
    fn a_report_does_not_differ_from_itself(report in reports()) {
        prop_assert_eq!(changes(&report, &report), []);
    }

    #[test]
    fn read_backwards_every_change_is_its_reverse(before in reports(), after in reports()) {
        let forwards = changes(&before, &after);
        let backwards: Vec<Change> = changes(&after, &before)
            .into_iter()
            .map(|change| Change {
                kind: reversed(change.kind),
                before: change.after,
                after: change.before,
                ..change
            })
            .collect();
        prop_assert_eq!(forwards, backwards);
    }

    #[test]
    fn whatever_differs_in_status_or_reason_is_told_and_nothing_twice(
        before in reports(),
        after in reports(),
    ) {
        let told = changes(&before, &after);
        let of = |report: &Report, check: &str| {
            let outcome = report.outcomes.iter().find(|outcome| outcome.check == check);
            outcome.map(|found| (found.status, found.reason.clone(), found.group()))
        };
        for check in registry::ALL {
            let (old, new) = (of(&before, check.id), of(&after, check.id));
            let count = told.iter().filter(|change| change.check == check.id).count();
            prop_assert!(count <= 1);
            if old != new {
                prop_assert_eq!(count, 1, "{}", check.id);
            }
        }
    }

    #[test]
    fn a_change_survives_the_wire(before in reports(), after in reports()) {
        let told = changes(&before, &after);
        let text = serde_json::to_string(&told).unwrap();
        prop_assert_eq!(serde_json::from_str::<Vec<Change>>(&text).unwrap(), told);
    }
}

#[test]
fn only_what_was_seen_wrong_is_fixed_and_only_what_was_seen_to_hold_breaks() {
    use ChangeKind::{Broken, Changed, Fixed};
    use Status::{Confirm, Failed, Inconclusive, NotApplicable, Passed, Skipped, Warning};
    for (from, to, expected) in [
        (Failed, Passed, Fixed),
        (Warning, Passed, Fixed),
        (Passed, Failed, Broken),
        (Passed, Warning, Broken),
        (Passed, Inconclusive, Changed),
        (Inconclusive, Failed, Changed),
        (Failed, Skipped, Changed),
        (Failed, NotApplicable, Changed),
        (Confirm, Passed, Changed),
        (Failed, Warning, Changed),
    ] {
        let before = with(from, Severity::Required, |_| {});
        let after = with(to, Severity::Required, |_| {});
        assert_eq!(kind(&before, &after), Some(expected), "{from:?} {to:?}");
    }
}

#[test]
fn a_person_s_word_is_a_change_and_its_note_is_not() {
    let by = |by: Option<&str>| {
        with(Status::Confirm, Severity::Required, |outcome| {
            outcome.confirmation = by.map(|by| Confirmation {
                at: None,
                note: None,
                by: Some(by.to_owned()),
            });
        })
    };
    assert_eq!(kind(&by(None), &by(Some("a"))), Some(ChangeKind::Changed));
    assert_eq!(kind(&by(Some("a")), &by(Some("b"))), None);

    let open = with(Status::Warning, Severity::Recommended, |_| {});
    let dismissed = with(Status::Warning, Severity::Recommended, |outcome| {
        outcome.dismissal = Some(Dismissal {
            at: Timestamp::default(),
            note: "not for us".to_owned(),
            by: None,
        });
    });
    assert_eq!(kind(&open, &dismissed), Some(ChangeKind::Changed));
}

#[test]
fn other_facts_are_a_change_and_time_that_went_by_is_not() {
    let told = |name: &str, fact: Fact| {
        with(Status::Passed, Severity::Required, |outcome| {
            outcome.details = Details::none();
            outcome.details.0.push((name.to_owned(), fact));
        })
    };
    for (name, expected) in [
        ("url", Some(ChangeKind::Changed)),
        ("count", Some(ChangeKind::Changed)),
        ("site_status", Some(ChangeKind::Changed)),
        ("days_until_expiry", None),
        ("days_left", None),
        ("payment_at", None),
        ("elapsed_ms", None),
        ("request_id", None),
        ("approved_by_pix", None),
    ] {
        let (one, other) = (told(name, Fact::Number(1)), told(name, Fact::Number(2)));
        assert_eq!(kind(&one, &other), expected, "{name}");
    }
}

#[test]
fn a_check_that_is_asked_for_the_first_time_is_new() {
    let before = report(Product::CheckoutPro, &ready());
    let mut after = report(Product::Point, &ready());
    after.outcomes.reverse();
    let told = changes(&before, &after);
    let of = |check: &str| told.iter().find(|change| change.check == check);
    assert_eq!(
        of("terminals-are-integrated").map(|change| change.kind),
        Some(ChangeKind::New)
    );
    assert_eq!(
        of("page-is-https").map(|change| change.kind),
        Some(ChangeKind::Gone)
    );
    let places: Vec<usize> = told
        .iter()
        .map(|change| registry::position(&change.check))
        .collect();
    assert!(places.is_sorted());
}

#[test]
fn not_being_able_to_look_breaks_nothing() {
    let before = report(Product::CheckoutPro, &ready());
    let mut evidence = ready();
    evidence.account = Observation::NotAsked;
    evidence.application = unreachable(Party::MercadoPago, Why::Timeout);
    let told = changes(&before, &report(Product::CheckoutPro, &evidence));
    assert!(!told.is_empty());
    assert!(told.iter().all(|change| change.kind == ChangeKind::Changed));
}
