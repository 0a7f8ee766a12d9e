//! Are payments rejected for reasons that the shop could remove?
//!
//! Buyers mistype and banks say no: that is ordinary. Rejections by fraud prevention, or for data
//! that are missing, are not: sending more of what the shop knows removes many of them.
//!
//! Source: `GET /v1/payments/search` of the last thirty days, sorted by the published list of
//! `status_detail`. No page names a threshold; both numbers are ours. Under 20 decided payments a
//! single buyer would move the share by more than five points, so nothing is judged, which is no
//! fault of a shop that is about to open. From one tenth on it is worth a look: then at least two
//! of twenty were turned away, which is more than one unlucky buyer.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, PaymentHistory, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;
use crate::sale::choice::{nothing_there, partly_read};
use crate::sale::rejection::{Mirror, percent};

/// The check.
pub static CHECK: Check = Check {
    id: "rejections-are-ordinary",
    requirement: Requirement::Approval,
    matters: matrix::approval,
    sites: &[],
    needs: Needs::All(&[Source::PaymentHistory]),
    also_reads: &[],
    reasons: REASONS,
    source: "Payment rejections: status_detail",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ORDINARY = "ordinary" Passed;
    WANT_OF_DATA = "want_of_data" Warning, ApprovalGuide;
    TOO_FEW_PAYMENTS = "too_few_payments" NotApplicable;
}

/// Fewer decided payments than these are not judged.
const LEAST_DECIDED: u32 = 20;
/// From this share of decided payments on, in percent, rejections for want of data are worth a look.
const NOTABLE_PERCENT: u64 = 10;

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    if let Some(blind) = unseen(evidence, Source::PaymentHistory) {
        return blind;
    }
    let Some(history) = evidence.payment_history.seen() else {
        return nothing_there(Source::PaymentHistory);
    };
    if history.total.is_none() && history.read == 0 {
        return field_missing("paging.total");
    }
    let mirror = Mirror::of(history);
    let details = details_of(history, &mirror);
    let share = u64::from(mirror.for_want_of_data) * 100;
    let is_decided = mirror.decided >= LEAST_DECIDED;
    let reason = if is_decided && share >= NOTABLE_PERCENT * u64::from(mirror.decided) {
        &WANT_OF_DATA
    } else if let Some(partly) = partly_read(history, details.clone()) {
        return partly.counting(mirror.groups);
    } else if is_decided {
        &ORDINARY
    } else {
        &TOO_FEW_PAYMENTS
    };
    reason.with(details).counting(mirror.groups)
}

fn details_of(history: &PaymentHistory, mirror: &Mirror) -> Details {
    Details::none()
        .with("rejected", mirror.rejected)
        .with("decided", mirror.decided)
        .with(
            "want_of_data_percent",
            percent(mirror.for_want_of_data, mirror.decided),
        )
        .with("least_decided", LEAST_DECIDED)
        .with("read", history.read)
        .with_some("total", history.total)
        .with("is_whole", history.is_whole)
        .with_some("days", history.days)
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, detail, example};

    vec![
        example("ordinary", |_| {}),
        example("want_of_data", |evidence| {
            change(&mut evidence.payment_history, |history| {
                history.details = vec![
                    detail("approved", "accredited", 40),
                    detail("rejected", "cc_rejected_high_risk", 11),
                    detail("rejected", "rejected_insufficient_data", 3),
                    detail("rejected", "cc_rejected_call_for_authorize", 6),
                ];
            });
        }),
        example("too_few_payments", |evidence| {
            change(&mut evidence.payment_history, |history| {
                history.details = vec![
                    detail("approved", "accredited", 3),
                    detail("rejected", "cc_rejected_high_risk", 3),
                ];
                history.read = 6;
                history.total = Some(6);
            });
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Observation;
    use crate::examples::{brazil, change, detail, ready};
    use crate::profile::Product;

    fn code(approved: u32, risky: u32) -> &'static str {
        let mut evidence = ready();
        change(&mut evidence.payment_history, |history| {
            history.details = vec![
                detail("approved", "accredited", approved),
                detail("rejected", "cc_rejected_high_risk", risky),
            ];
        });
        judge(&brazil(Product::CheckoutPro), &evidence).reason.code
    }

    #[test]
    fn a_tenth_is_worth_a_look_and_less_is_not() {
        assert_eq!(code(18, 2), "want_of_data");
        assert_eq!(code(19, 2), "ordinary");
    }

    #[test]
    fn under_twenty_decided_payments_nothing_is_judged() {
        assert_eq!(code(0, 19), "too_few_payments");
        assert_eq!(code(0, 20), "want_of_data");
        assert_eq!(code(0, 0), "too_few_payments");
    }

    #[test]
    fn a_part_of_the_payments_is_enough_only_where_it_is_the_newest_ones_up_to_the_limit() {
        for (read, reason) in [(50, "not_observed"), (1_000, "ordinary")] {
            let mut evidence = ready();
            change(&mut evidence.payment_history, |history| {
                (history.read, history.total) = (read, Some(1_200));
                history.is_whole = false;
            });
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, reason, "{read}");
        }
    }

    #[test]
    fn a_history_nobody_read_is_not_an_empty_one() {
        let mut evidence = ready();
        for history in [Observation::Absent, Observation::NotAsked] {
            evidence.payment_history = history;
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, "not_observed");
        }
        evidence.hollow_out(Source::PaymentHistory);
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding, field_missing("paging.total"));
    }
}
