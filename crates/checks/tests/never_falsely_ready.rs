//! The first promise, held by properties: what was not seen never becomes a pass, and no fault of
//! ours or of anybody's ever becomes a failure of the shop.

use checkout_readiness_checks::check::Needs;
use checkout_readiness_checks::contract::{
    Confirmation, Mode, Report, Severity, Status, Timestamp, Verdict, verdict,
};
use checkout_readiness_checks::evidence::{
    Evidence, Look, Observation, Party, Source, Unseen, Why,
};
use checkout_readiness_checks::examples::{brazil, ready, unreachable};
use checkout_readiness_checks::judge::{judge, judge_one, plan};
use checkout_readiness_checks::profile::Product;
use checkout_readiness_checks::registry;
use proptest::prelude::*;
use proptest::sample::select;

/// A way of not having seen a source.
#[derive(Clone, Copy, Debug)]
enum Blindness {
    NotAsked,
    Absent,
    Unreachable(Party, Why),
    /// Something came back, and nothing we read was in it.
    Hollow,
}

fn blindness() -> impl Strategy<Value = Blindness> {
    prop_oneof![
        Just(Blindness::NotAsked),
        Just(Blindness::Absent),
        Just(Blindness::Hollow),
        (select(Party::ALL), select(Why::ALL))
            .prop_map(|(party, why)| Blindness::Unreachable(party, why)),
    ]
}

fn hide(evidence: &mut Evidence, source: Source, how: Blindness) {
    match how {
        Blindness::NotAsked => evidence.leave_unseen(source, Unseen::NotAsked),
        Blindness::Absent => evidence.leave_unseen(source, Unseen::Absent),
        Blindness::Unreachable(party, why) => {
            if let Observation::Unreachable(unreachable) = unreachable::<()>(party, why) {
                evidence.leave_unseen(source, Unseen::Unreachable(unreachable));
            }
        }
        Blindness::Hollow => evidence.hollow_out(source),
    }
}

/// A person who confirms whatever is asked.
fn confirm_everything(outcomes: &mut [checkout_readiness_checks::contract::Outcome]) {
    for outcome in outcomes {
        if outcome.status == Status::Confirm {
            outcome.confirmation = Some(Confirmation {
                at: Some(Timestamp::default()),
                note: None,
                by: None,
            });
        }
    }
}

/// A shop whose only page is the one the widget stands on, or one with a declared checkout.
fn shop() -> impl Strategy<Value = Evidence> {
    any::<bool>().prop_map(|has_checkout| {
        let mut evidence = ready();
        if !has_checkout {
            evidence.declared.checkout_url = None;
            evidence.checkout = Observation::Absent;
        }
        evidence
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_check_that_was_not_shown_what_it_needs_never_passes(
        mut evidence in shop(),
        hidden in proptest::collection::vec((select(Source::ALL), blindness()), 1..6),
        product in select(Product::ALL),
    ) {
        for (source, how) in &hidden {
            hide(&mut evidence, *source, *how);
        }
        for (check, severity) in plan(&brazil(product)) {
            let outcome = judge_one(check, severity, &brazil(product), &evidence);
            let unseen = |source: &Source| evidence.look(*source) != Look::Seen;
            let blind = match check.needs {
                Needs::All(sources) => sources.iter().any(unseen),
                Needs::Any(sources) => sources.iter().all(unseen),
            };
            prop_assert!(
                !(blind && outcome.status == Status::Passed),
                "{} passed without being shown what it needs", check.id
            );
        }
    }

    #[test]
    fn a_shop_with_something_unseen_is_never_ready_even_where_a_person_confirms_everything(
        mut evidence in shop(),
        source in select(Source::ALL),
        how in blindness(),
        product in select(Product::ALL),
    ) {
        hide(&mut evidence, source, how);
        let mut outcomes = judge(&brazil(product), &evidence);
        confirm_everything(&mut outcomes);
        // What a product does not need may stay unseen, and where one of two sources is proof by
        // itself the other may; so may a probe that nobody asked for, about which a person is asked
        // instead; everything else may not.
        let needed = plan(&brazil(product)).any(|(check, _)| match check.needs {
            Needs::All(sources) => sources.contains(&source)
                && !(check.id == "page-has-no-mixed-content"
                    && evidence.declared.checkout_url.is_some())
                && !(source == Source::WebhookProbe && matches!(how, Blindness::Absent)),
            Needs::Any(_) => false,
        });
        if needed {
            prop_assert_ne!(verdict(&outcomes), Verdict::Ready, "without {}", source.name());
        }
    }

    #[test]
    fn not_being_able_to_look_never_fails_a_shop(
        mut evidence in shop(),
        hidden in proptest::collection::vec(
            (select(Source::ALL), (select(Party::ALL), select(Why::ALL))), 1..9),
        product in select(Product::ALL),
    ) {
        for (source, (party, why)) in &hidden {
            // A 401 is an answer about the credential, and the one refusal that is a failure.
            if *why != Why::Unauthorized {
                hide(&mut evidence, *source, Blindness::Unreachable(*party, *why));
            }
        }
        for outcome in judge(&brazil(product), &evidence) {
            prop_assert_ne!(outcome.status, Status::Failed, "{}: {}", outcome.check, outcome.reason);
        }
    }

    #[test]
    fn a_report_is_the_same_whatever_the_order_of_arrival(
        mut evidence in shop(),
        source in select(Source::ALL),
        how in blindness(),
        order in Just((0..registry::ALL.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        hide(&mut evidence, source, how);
        let profile = brazil(Product::CheckoutPro);
        let outcomes = judge(&profile, &evidence);
        let shuffled = order.iter().filter_map(|index| outcomes.get(*index).cloned()).collect();
        let assemble = |outcomes| {
            Report::assemble("1", Mode::Live, profile, Timestamp::default(), outcomes)
        };
        prop_assert_eq!(assemble(outcomes), assemble(shuffled));
    }
}

#[test]
fn nothing_judged_is_not_ready() {
    assert_eq!(verdict(&[]), Verdict::NotRun);
}

#[test]
fn every_outcome_that_is_neither_seen_nor_confirmed_keeps_a_shop_from_ready() {
    let mut outcomes = judge(&brazil(Product::CheckoutPro), &ready());
    confirm_everything(&mut outcomes);
    assert_eq!(verdict(&outcomes), Verdict::Ready);
    for index in 0..outcomes.len() {
        for severity in Severity::ALL {
            for status in Status::ALL {
                let mut changed = outcomes.clone();
                changed[index].status = *status;
                changed[index].severity = *severity;
                changed[index].confirmation = None;
                let expected = match (status, severity) {
                    (Status::Failed, Severity::Required) => Verdict::NotReady,
                    (Status::Confirm | Status::Inconclusive | Status::Skipped, _) => {
                        Verdict::Undecided
                    }
                    _ => Verdict::Ready,
                };
                assert_eq!(verdict(&changed), expected);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn an_answer_with_nothing_in_it_never_fails_a_shop(
        mut evidence in shop(),
        hollow in proptest::collection::vec(select(Source::ALL), 1..9),
        product in select(Product::ALL),
    ) {
        for source in &hollow {
            evidence.hollow_out(*source);
        }
        for outcome in judge(&brazil(product), &evidence) {
            prop_assert_ne!(outcome.status, Status::Failed, "{}: {}", outcome.check, outcome.reason);
        }
    }
}
