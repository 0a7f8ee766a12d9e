//! Can every approved payment be matched with an order of the shop's?
//!
//! Without `external_reference`, or with one that several payments share, a payment is an orphan:
//! money came, and nobody can tell for what.
//!
//! Source: integration quality, `external_reference`; `GET /v1/payments/search` of the last thirty
//! days.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, PaymentHistory, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;
use crate::sale::choice::{nothing_there, partly_read};

/// The check.
pub static CHECK: Check = Check {
    id: "payments-have-references",
    requirement: Requirement::Approval,
    matters: matrix::approval,
    sites: &[],
    needs: Needs::All(&[Source::PaymentHistory]),
    also_reads: &[],
    reasons: REASONS,
    source: "Integration quality: external_reference",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    EACH_HAS_ITS_OWN = "each_has_its_own" Passed;
    SOME_ARE_ORPHANS = "some_are_orphans" Warning, Activities;
    NO_APPROVED_PAYMENT = "no_approved_payment" NotApplicable;
}

/// How many payments are named at most.
const MOST_NAMED: usize = 5;

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
    let details = || details_of(history);
    let orphans = history
        .without_reference
        .saturating_add(history.repeated_reference);
    if orphans > 0 {
        let named: Vec<String> = history.orphans.iter().take(MOST_NAMED).cloned().collect();
        let named = (!named.is_empty()).then_some(named);
        return SOME_ARE_ORPHANS.with(
            details()
                .with("count", orphans)
                .with("without_reference", history.without_reference)
                .with("repeated_reference", history.repeated_reference)
                .with_some("payment_ids", named),
        );
    }
    // Nothing wrong was found, but too little was looked through to say that there is nothing.
    if let Some(partly) = partly_read(history, details()) {
        return partly;
    }
    let has_approved = history
        .details
        .iter()
        .any(|detail| detail.status == "approved" && detail.count > 0);
    if has_approved {
        EACH_HAS_ITS_OWN.with(details())
    } else {
        NO_APPROVED_PAYMENT.with(details())
    }
}

fn details_of(history: &PaymentHistory) -> Details {
    Details::none()
        .with("read", history.read)
        .with_some("total", history.total)
        .with("is_whole", history.is_whole)
        .with_some("days", history.days)
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, detail, example};

    vec![
        example("each_has_its_own", |_| {}),
        example("some_are_orphans", |evidence| {
            change(&mut evidence.payment_history, |history| {
                history.without_reference = 3;
                history.repeated_reference = 2;
                history.orphans = (1..=5).map(|tail| format!("130000000000{tail}")).collect();
            });
        }),
        example("no_approved_payment", |evidence| {
            change(&mut evidence.payment_history, |history| {
                history.details = vec![detail("pending", "pending_waiting_transfer", 2)];
            });
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Fact;
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    #[test]
    fn no_more_than_five_payments_are_named_and_all_are_counted() {
        let mut evidence = ready();
        change(&mut evidence.payment_history, |history| {
            history.without_reference = 7;
            history.orphans = (0..7).map(|tail| format!("130000000000{tail}")).collect();
        });
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.details.get("count"), Some(&Fact::Number(7)));
        assert!(matches!(
            finding.details.get("payment_ids"),
            Some(Fact::List(named)) if named.len() == 5
        ));
    }

    #[test]
    fn a_part_of_the_payments_is_enough_only_where_it_is_the_newest_ones_up_to_the_limit() {
        for (read, reason) in [
            (50, "not_observed"),
            (949, "not_observed"),
            (950, "each_has_its_own"),
        ] {
            let mut evidence = ready();
            change(&mut evidence.payment_history, |history| {
                (history.read, history.total) = (read, Some(1_200));
                history.is_whole = false;
            });
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, reason, "{read}");
            assert_eq!(
                finding.details.get("read"),
                Some(&Fact::Number(read.into()))
            );
            change(&mut evidence.payment_history, |history| {
                history.without_reference = 1
            });
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, "some_are_orphans", "{read}");
        }
    }

    #[test]
    fn a_history_without_anything_in_it_proves_nothing() {
        let mut evidence = ready();
        evidence.hollow_out(Source::PaymentHistory);
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding, field_missing("paging.total"));
    }
}
