//! What a run comes to later, by a fixed clock.

use checkout_readiness_checks::contract::{Details, Requirement, Severity, Status};
use checkout_readiness_checks::profile::Profile;

use super::*;
use crate::storage::Kind;

type Change = fn(&mut Report);

const ENDED: &str = "2026-03-10T12:00:00.000Z";
const PRODUCT: Product = Product::Qr;
const EVENTS: &str = "webhook-events-are-selected";

/// A run in which every check that matters passed.
fn whole() -> Report {
    let profile = Profile {
        product: PRODUCT,
        site: Some(Site::Mlb),
    };
    let outcomes = plan(&profile)
        .map(|(check, severity)| outcome(check.id, check.requirement, severity, Status::Passed));
    let outcomes = outcomes.collect();
    let ended = Timestamp(ENDED.to_owned());
    Report::assemble("0.1.0", Mode::Live, profile, ended, outcomes)
}

fn outcome(check: &str, requirement: Requirement, severity: Severity, status: Status) -> Outcome {
    Outcome {
        check: check.to_owned(),
        requirement,
        severity,
        status,
        reason: "a-reason".to_owned(),
        details: Details::none(),
        items: Vec::new(),
        groups: Vec::new(),
        link: None,
        observed_at: None,
        elapsed_ms: None,
        confirmation: None,
        dismissal: None,
    }
}

/// The same, with one check that came out otherwise.
fn with(check: &str, status: Status) -> Report {
    let mut run = whole();
    let outcomes = run.outcomes.iter_mut();
    for outcome in outcomes.filter(|outcome| outcome.check == check) {
        outcome.status = status;
    }
    run.verdict = verdict(&run.outcomes);
    run
}

fn decided(kind: Kind, at: &str) -> Decision {
    Decision {
        id: 1,
        product: PRODUCT,
        check: EVENTS.to_owned(),
        kind,
        reason: "a-reason".to_owned(),
        seen: String::new(),
        by: None,
        note: Some("looked".to_owned()),
        at: Timestamp(at.to_owned()),
    }
}

fn glance(run: Option<Report>, decisions: &[Decision], now: &str) -> Glance {
    let asked = Asked {
        mode: Mode::Live,
        merchant: &Merchant::named("configured"),
        product: PRODUCT,
        decisions,
        now: now.parse().unwrap(),
    };
    asked.of(run)
}

#[test]
fn a_verdict_is_fresh_for_a_day_and_counts_for_a_week() {
    for (now, verdict, is_fresh) in [
        ("2026-03-10T12:00:00Z", Verdict::Ready, true),
        ("2026-03-10T11:59:01Z", Verdict::Ready, true),
        ("2026-03-11T11:59:59.999Z", Verdict::Ready, true),
        ("2026-03-11T12:00:00Z", Verdict::Ready, false),
        ("2026-03-17T11:59:59.999Z", Verdict::Ready, false),
        ("2026-03-17T12:00:00Z", Verdict::NotRun, false),
        // Of a clock that was set back nobody knows how old the run is.
        ("2026-03-10T11:58:59Z", Verdict::NotRun, false),
    ] {
        let glance = glance(Some(whole()), &[], now);
        assert_eq!(
            (glance.verdict, glance.is_fresh()),
            (verdict, is_fresh),
            "{now}"
        );
        let moments = [glance.observed_at, glance.fresh_until, glance.expires_at];
        if verdict == Verdict::NotRun {
            assert_eq!(moments, [None, None, None]);
            assert_eq!(glance.counts, GlanceCounts::default());
        } else {
            let expected = [
                ENDED,
                "2026-03-11T12:00:00.000Z",
                "2026-03-17T12:00:00.000Z",
            ];
            assert_eq!(
                moments,
                expected.map(|text| Some(Timestamp(text.to_owned())))
            );
            assert_eq!(glance.counts.passed, whole().outcomes.len());
        }
    }
}

#[test]
fn what_is_no_run_about_this_counts_for_nothing() {
    let changes: [(&str, Change); 5] = [
        ("mode", |run| run.mode = Mode::Sandbox),
        ("product", |run| run.profile.product = Product::Point),
        ("schema", |run| run.schema += 1),
        ("moment", |run| run.observed_at.0 = "once".to_owned()),
        ("judged again", |run| {
            run.judged_at = Some(Timestamp(ENDED.to_owned()))
        }),
    ];
    for (what, change) in changes {
        let mut run = whole();
        change(&mut run);
        assert_eq!(
            glance(Some(run), &[], ENDED).verdict,
            Verdict::NotRun,
            "{what}"
        );
    }
    assert_eq!(glance(None, &[], ENDED).verdict, Verdict::NotRun);
}

#[test]
fn a_check_that_the_run_did_not_know_was_not_looked_at() {
    for missing in 0..whole().outcomes.len() {
        let mut run = whole();
        let count = run.outcomes.len();
        run.outcomes.remove(missing);
        let glance = glance(Some(run), &[], ENDED);
        assert_eq!(glance.verdict, Verdict::Undecided);
        assert_eq!(glance.counts.inconclusive, 1);
        assert_eq!(glance.counts.passed, count - 1);
    }
}

#[test]
fn the_verdict_is_that_of_the_outcomes_whatever_was_written_over_them() {
    for (status, expected) in [
        (Status::Failed, Verdict::NotReady),
        (Status::Confirm, Verdict::Undecided),
        (Status::Inconclusive, Verdict::Undecided),
        (Status::Skipped, Verdict::Undecided),
        (Status::Warning, Verdict::Ready),
        (Status::NotApplicable, Verdict::Ready),
    ] {
        let mut run = with("access-token-works", status);
        run.verdict = Verdict::Ready;
        assert_eq!(
            glance(Some(run), &[], ENDED).verdict,
            expected,
            "{status:?}"
        );
    }
}

#[test]
fn words_count_as_they_hold_now_not_as_they_held_then() {
    let open = || Some(with(EVENTS, Status::Confirm));
    let confirmed = |at| [decided(Kind::Confirm, at)];
    let said = confirmed("2026-03-01T00:00:00.000Z");
    assert_eq!(glance(open(), &[], ENDED).verdict, Verdict::Undecided);
    assert_eq!(glance(open(), &[], ENDED).counts.confirm, 1);
    let after = glance(open(), &said, ENDED);
    assert_eq!((after.verdict, after.counts.confirm), (Verdict::Ready, 0));

    // Said before the run, and taken back or grown old since.
    let mut run = with(EVENTS, Status::Confirm);
    for outcome in run
        .outcomes
        .iter_mut()
        .filter(|outcome| outcome.check == EVENTS)
    {
        crate::storage::settle(outcome, &said, ENDED.parse().unwrap());
        assert!(outcome.confirmation.is_some());
    }
    assert_eq!(
        glance(Some(run.clone()), &[], ENDED).verdict,
        Verdict::Undecided
    );
    let lapsed = confirmed("2025-12-01T00:00:00.000Z");
    assert_eq!(
        glance(Some(run), &lapsed, ENDED).verdict,
        Verdict::Undecided
    );

    // Said about another question.
    let mut other = said;
    other[0].seen = "topics=payment;".to_owned();
    assert_eq!(glance(open(), &other, ENDED).verdict, Verdict::Undecided);
}
