//! Lets earlier decisions count: only for the very question they were made on.

use checkout_readiness_checks::contract::{
    CONFIRMED_FOR_DAYS, Confirmation, Dismissal, Outcome, Status, grows_old,
};
use jiff::Timestamp as Moment;

use super::{Decision, Kind};

/// Whether a confirmation is too old to count. One without a readable moment is.
fn is_outdated(decision: &Decision, now: Moment) -> bool {
    if !grows_old(&decision.check) {
        return false;
    }
    let at = decision.at.0.parse::<Moment>();
    at.map_or(true, |at| {
        now.as_second().saturating_sub(at.as_second())
            > i64::from(CONFIRMED_FOR_DAYS) * 24 * 60 * 60
    })
}

/// Writes into an outcome what was decided about the same question: the same check, the same
/// reason, the same facts. Whose account it is may be confirmed this way too, because a decision
/// is found only with credentials of the very account and application it was made for. A few
/// confirmations no longer count after [`CONFIRMED_FOR_DAYS`].
pub fn settle(outcome: &mut Outcome, decisions: &[Decision], now: Moment) {
    let Some(decision) = decisions
        .iter()
        .rev()
        .find(|decision| decision.check == outcome.check)
    else {
        return;
    };
    if decision.reason != outcome.reason || decision.seen != outcome.shown_facts() {
        return;
    }
    match (decision.kind, &decision.note) {
        (Kind::Confirm, note)
            if outcome.status == Status::Confirm && !is_outdated(decision, now) =>
        {
            outcome.confirmation = Some(Confirmation {
                at: Some(decision.at.clone()),
                note: note.clone(),
                by: decision.by.clone(),
            });
        }
        (Kind::Dismiss, Some(note)) if outcome.may_be_dismissed() => {
            outcome.dismissal = Some(Dismissal {
                at: decision.at.clone(),
                note: note.clone(),
                by: decision.by.clone(),
            });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use checkout_readiness_checks::contract::{Details, Requirement, Severity, Timestamp};
    use checkout_readiness_checks::profile::Product;

    use super::*;

    fn outcome(severity: Severity, status: Status) -> Outcome {
        Outcome {
            check: "a-check".to_owned(),
            requirement: Requirement::Notifications,
            severity,
            status,
            reason: "look".to_owned(),
            details: Details::none().with("url", "https://a.example/hook"),
            items: Vec::new(),
            groups: Vec::new(),
            link: None,
            observed_at: None,
            elapsed_ms: None,
            confirmation: None,
            dismissal: None,
        }
    }

    fn decision(kind: Kind) -> Decision {
        Decision {
            id: 1,
            product: Product::Qr,
            check: "a-check".to_owned(),
            kind,
            reason: "look".to_owned(),
            seen: "url=https://a.example/hook;".to_owned(),
            by: Some("Ana".to_owned()),
            note: Some("seen in the panel".to_owned()),
            at: Timestamp("2026-01-01T00:00:00.000Z".to_owned()),
        }
    }

    /// Whether it is confirmed, and whether it is dismissed, after these decisions.
    fn settled(mut outcome: Outcome, decisions: &[Decision]) -> (bool, bool) {
        settle(&mut outcome, decisions, moment("2026-06-01T00:00:00Z"));
        (outcome.confirmation.is_some(), outcome.dismissal.is_some())
    }

    #[test]
    fn a_decision_counts_for_the_same_question_alone() {
        let asked = || outcome(Severity::Required, Status::Confirm);
        assert_eq!(settled(asked(), &[decision(Kind::Confirm)]), (true, false));
        let changes: [fn(&mut Decision); 4] = [
            |other| other.check = "another-check".to_owned(),
            |other| other.reason = "another".to_owned(),
            |other| other.seen = "url=https://b.example/hook;".to_owned(),
            |other| other.kind = Kind::Undo,
        ];
        for change in changes {
            let mut other = decision(Kind::Confirm);
            change(&mut other);
            assert_eq!(
                settled(asked(), &[other.clone()]),
                (false, false),
                "{other:?}"
            );
        }
    }

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn what_may_have_changed_in_the_panel_is_asked_again_after_ninety_days() {
        let is_confirmed = |check: &str, now: &str| {
            let mut asked = outcome(Severity::Required, Status::Confirm);
            let mut said = decision(Kind::Confirm);
            asked.check = check.to_owned();
            said.check = check.to_owned();
            settle(&mut asked, &[said], moment(now));
            asked.confirmation.is_some()
        };
        for check in ["official-quality-score", "webhook-events-are-selected"] {
            assert!(is_confirmed(check, "2026-04-01T00:00:00Z"), "{check}");
            assert!(!is_confirmed(check, "2026-04-01T00:00:01Z"), "{check}");
        }
        assert!(is_confirmed("a-check", "2036-04-01T00:00:00Z"));
        let mut unreadable = decision(Kind::Confirm);
        unreadable.check = "official-quality-score".to_owned();
        unreadable.at = Timestamp("once".to_owned());
        assert!(is_outdated(&unreadable, moment("2026-01-02T00:00:00Z")));
    }

    #[test]
    fn no_decision_settles_what_was_seen_to_fail_or_was_not_seen() {
        for severity in [Severity::Required, Severity::Recommended] {
            for status in Status::ALL {
                for kind in Kind::ALL {
                    let (is_confirmed, is_dismissed) =
                        settled(outcome(severity, *status), &[decision(*kind)]);
                    let may_confirm = *kind == Kind::Confirm && *status == Status::Confirm;
                    let may_dismiss = *kind == Kind::Dismiss
                        && severity == Severity::Recommended
                        && matches!(status, Status::Failed | Status::Warning | Status::Confirm);
                    assert_eq!(
                        (is_confirmed, is_dismissed),
                        (may_confirm, may_dismiss),
                        "{severity:?} {status:?} {kind:?}"
                    );
                }
            }
        }
    }
}
