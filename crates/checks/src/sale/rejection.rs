//! Why payments were rejected: Mercado Pago's details, sorted by who can do something about them.
//!
//! Source: the list of `status_detail` in the specification and on the pages about rejections.

use crate::contract::{CountedGroup, RejectionGroup};
use crate::evidence::{DetailCount, PaymentHistory};

/// How many details are named of one group at most.
const MOST_DETAILS: usize = 5;

/// The group of a detail.
#[must_use]
pub fn group(status_detail: &str) -> RejectionGroup {
    match status_detail {
        "cc_rejected_bad_filled_card_number"
        | "cc_rejected_bad_filled_date"
        | "cc_rejected_bad_filled_other"
        | "cc_rejected_bad_filled_security_code" => RejectionGroup::Typed,
        "cc_rejected_call_for_authorize"
        | "cc_rejected_card_disabled"
        | "cc_rejected_card_error"
        | "cc_rejected_insufficient_amount"
        | "cc_rejected_invalid_installments"
        | "cc_rejected_max_attempts"
        | "cc_rejected_duplicated_payment"
        | "cc_rejected_other_reason"
        | "cc_rejected_time_out"
        | "cc_rejected_card_type_not_allowed"
        | "rejected_by_bank"
        | "bank_error"
        | "insufficient_amount"
        | "cc_amount_rate_limit_exceeded" => RejectionGroup::Issuer,
        "cc_rejected_high_risk" | "rejected_high_risk" | "cc_rejected_blacklist" => {
            RejectionGroup::Fraud
        }
        "rejected_insufficient_data" => RejectionGroup::Data,
        "cc_rejected_3ds_challenge" | "cc_rejected_3ds_mandatory" => RejectionGroup::ThreeDs,
        "rejected_by_regulations" => RejectionGroup::Regulation,
        _ => RejectionGroup::Other,
    }
}

/// Whether a payment of this status was approved once, whatever came later.
#[must_use]
pub fn was_approved(status: &str) -> bool {
    matches!(
        status,
        "approved" | "authorized" | "refunded" | "charged_back" | "in_mediation"
    )
}

/// What became of the payments that reached a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mirror {
    /// Approved and rejected ones together.
    pub decided: u32,
    /// Rejected ones.
    pub rejected: u32,
    /// Rejected by fraud prevention, or because data were missing.
    pub for_want_of_data: u32,
    /// The rejected ones by group, the largest first; shares are of all that were decided.
    pub groups: Vec<CountedGroup>,
}

impl Mirror {
    /// Counts a history.
    #[must_use]
    pub fn of(history: &PaymentHistory) -> Self {
        let sum = |of: &dyn Fn(&DetailCount) -> bool| {
            history
                .details
                .iter()
                .filter(|detail| of(detail))
                .fold(0_u32, |sum, detail| sum.saturating_add(detail.count))
        };
        let rejected = sum(&|detail| detail.status == "rejected");
        let decided = rejected.saturating_add(sum(&|detail| was_approved(&detail.status)));
        let mut groups: Vec<CountedGroup> = RejectionGroup::ALL
            .iter()
            .filter_map(|known| counted(*known, history, decided))
            .collect();
        groups.sort_by_key(|counted| std::cmp::Reverse(counted.count));
        let for_want_of_data = groups
            .iter()
            .filter(|counted| matches!(counted.group, RejectionGroup::Fraud | RejectionGroup::Data))
            .fold(0_u32, |sum, counted| sum.saturating_add(counted.count));
        Self {
            decided,
            rejected,
            for_want_of_data,
            groups,
        }
    }
}

fn counted(known: RejectionGroup, history: &PaymentHistory, decided: u32) -> Option<CountedGroup> {
    let mut details: Vec<&DetailCount> = history
        .details
        .iter()
        .filter(|detail| detail.status == "rejected" && detail.count > 0)
        .filter(|detail| group(&detail.status_detail) == known)
        .collect();
    details.sort_by_key(|detail| std::cmp::Reverse(detail.count));
    let count = details
        .iter()
        .fold(0_u32, |sum, detail| sum.saturating_add(detail.count));
    (count > 0).then(|| CountedGroup {
        group: known,
        count,
        percent: percent(count, decided),
        details: details
            .into_iter()
            .map(|detail| detail.status_detail.clone())
            .filter(|detail| !detail.is_empty())
            .take(MOST_DETAILS)
            .collect(),
    })
}

/// A share in whole percent, rounded to the nearest.
#[must_use]
pub fn percent(part: u32, whole: u32) -> u32 {
    if whole == 0 {
        return 0;
    }
    let (part, whole) = (u64::from(part), u64::from(whole));
    u32::try_from((part * 100 + whole / 2) / whole).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::detail;

    fn history(details: Vec<DetailCount>) -> PaymentHistory {
        PaymentHistory {
            details,
            ..PaymentHistory::default()
        }
    }

    #[test]
    fn shares_are_of_all_payments_that_were_decided() {
        let mirror = Mirror::of(&history(vec![
            detail("approved", "accredited", 20),
            detail("refunded", "refunded", 4),
            detail("pending", "pending_waiting_transfer", 50),
            detail("cancelled", "expired", 50),
            detail("rejected", "cc_rejected_high_risk", 2),
            detail("rejected", "rejected_insufficient_data", 1),
            detail("rejected", "cc_rejected_insufficient_amount", 5),
        ]));
        assert_eq!((mirror.decided, mirror.rejected), (32, 8));
        assert_eq!(mirror.for_want_of_data, 3);
        let shares: Vec<_> = mirror
            .groups
            .iter()
            .map(|counted| (counted.group, counted.count, counted.percent))
            .collect();
        assert_eq!(
            shares,
            [
                (RejectionGroup::Issuer, 5, 16),
                (RejectionGroup::Fraud, 2, 6),
                (RejectionGroup::Data, 1, 3),
            ]
        );
    }

    #[test]
    fn a_detail_nobody_knows_is_counted_and_named() {
        let mirror = Mirror::of(&history(vec![
            detail("rejected", "cc_rejected_something_new", 3),
            detail("rejected", "", 1),
        ]));
        let [other] = &mirror.groups[..] else {
            panic!("{:?}", mirror.groups)
        };
        assert_eq!((other.group, other.count), (RejectionGroup::Other, 4));
        assert_eq!(other.details, ["cc_rejected_something_new"]);
    }

    #[test]
    fn what_was_approved_is_no_rejection_whatever_its_detail() {
        let mirror = Mirror::of(&history(vec![detail(
            "approved",
            "cc_rejected_high_risk",
            3,
        )]));
        assert!(mirror.groups.is_empty());
    }

    #[test]
    fn counts_too_large_to_add_do_not_wrap() {
        let mirror = Mirror::of(&history(vec![
            detail("approved", "accredited", u32::MAX),
            detail("rejected", "cc_rejected_high_risk", u32::MAX),
            detail("rejected", "cc_rejected_blacklist", 7),
        ]));
        assert_eq!(mirror.decided, u32::MAX);
        assert_eq!(mirror.for_want_of_data, u32::MAX);
    }
}
