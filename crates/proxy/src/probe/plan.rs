//! What a probe sends, in order: first who answers at all, then what tells most.

use checkout_readiness_checks::evidence::TrialKind;
use checkout_readiness_checks::notified::topics;
use checkout_readiness_checks::profile::Product;
use serde::Serialize;
use utoipa::ToSchema;

/// The most requests of one probe.
pub const MOST_TRIALS: usize = 30;

/// A request a probe is going to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlannedTrial {
    /// What it is.
    pub kind: TrialKind,
    /// The topic it is about; absent where it is no notification.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub topic: Option<&'static str>,
}

/// The topic whose ids have letters.
const ORDER: &str = "order";
/// The topic that IPN has another name for.
const MERCHANT_ORDER: &str = "topic_merchant_order_wh";

/// Everything a probe of this product's webhook sends. Without the secret nothing that is signed
/// rightly, or made from what is.
#[must_use]
pub fn plan(product: Product, with_secret: bool) -> Vec<PlannedTrial> {
    use TrialKind::{
        BrowserGet, ForgedTopic, Garbage, IdOfBody, IdOfQuery, IpnMerchantOrder, IpnPayment,
        LowerCaseId, Milliseconds, NeutralPost, NoSignature, OldTimestamp, OtherId, OtherIdType,
        OtherTopic, Repeat, TruncatedHash, TwoHeaders, UnknownAction, UnknownFields, UpperCaseHash,
        Usual, VerbatimId, WithoutRequestId, WrongSecret,
    };
    let topics = topics(product);
    let first = topics.first().copied();
    let with_letters = topics.contains(&ORDER);
    let of = |kind, topic| PlannedTrial { kind, topic };
    let mut trials = vec![of(BrowserGet, None)];
    let mut send = |kinds: &[TrialKind]| {
        trials.extend(kinds.iter().map(|kind| of(*kind, first)));
    };
    // The repeat right after the usual one, and forgeries before other right ones: who refuses
    // everything after a while is then told from who refuses what is forged.
    send(&[
        NeutralPost,
        Usual,
        Repeat,
        NoSignature,
        WrongSecret,
        Garbage,
    ]);
    send(&[OtherId, TruncatedHash, TwoHeaders]);
    let others = || topics.iter().skip(1).copied();
    trials.extend(others().map(|topic| of(ForgedTopic, Some(topic))));
    let mut send = |kinds: &[TrialKind]| {
        trials.extend(kinds.iter().map(|kind| of(*kind, first)));
    };
    send(&[Milliseconds, WithoutRequestId, IdOfQuery, IdOfBody]);
    // Orders go by texts alone.
    if first != Some(ORDER) {
        send(&[OtherIdType]);
    }
    if with_letters {
        trials.extend([VerbatimId, LowerCaseId].map(|kind| of(kind, Some(ORDER))));
    }
    trials.extend(others().map(|topic| of(OtherTopic, Some(topic))));
    let mut send = |kinds: &[TrialKind]| {
        trials.extend(kinds.iter().map(|kind| of(*kind, first)));
    };
    send(&[
        UpperCaseHash,
        OldTimestamp,
        UnknownFields,
        UnknownAction,
        IpnPayment,
    ]);
    if topics.contains(&MERCHANT_ORDER) {
        send(&[IpnMerchantOrder]);
    }
    trials.retain(|trial| with_secret || !trial.kind.needs_secret());
    trials.truncate(MOST_TRIALS);
    trials
}

#[cfg(test)]
mod tests {
    use checkout_readiness_checks::evidence::Part;

    use super::super::notification::USUAL_PLACE;
    use super::*;

    #[test]
    fn no_probe_sends_more_than_it_may_and_none_leaves_a_kind_out_that_matters() {
        for product in Product::ALL {
            let whole = plan(*product, true);
            let name = product.name();
            // What is cut off would be missed: the limit is never reached.
            assert!(whole.len() <= MOST_TRIALS, "{name}");
            assert_eq!(
                whole.last().map(|last| last.kind.part()),
                Some(Part::Ipn),
                "{name}"
            );
            let topics = topics(*product);
            for kind in TrialKind::ALL {
                let is_sent = whole.iter().any(|trial| trial.kind == *kind);
                let matters = match kind {
                    TrialKind::VerbatimId | TrialKind::LowerCaseId => topics.contains(&ORDER),
                    TrialKind::OtherIdType => topics.first() != Some(&ORDER),
                    TrialKind::IpnMerchantOrder => topics.contains(&MERCHANT_ORDER),
                    _ => true,
                };
                assert_eq!(is_sent, matters, "{name}: {}", kind.name());
            }
        }
    }

    #[test]
    fn right_ones_are_sent_before_the_first_forgery_and_after_the_last() {
        for product in Product::ALL {
            let plan = plan(*product, true);
            let is_right = |trial: &PlannedTrial| trial.kind.part() == Part::Dialects;
            let is_forged = |trial: &PlannedTrial| trial.kind.part() == Part::Forgeries;
            let first = plan.iter().position(is_forged).unwrap();
            let last = plan.iter().rposition(is_forged).unwrap();
            assert!(plan[..first].iter().any(is_right));
            assert!(plan[last..].iter().any(is_right));
            assert_eq!(plan[USUAL_PLACE].kind, TrialKind::Usual);
            assert_eq!(plan[USUAL_PLACE + 1].kind, TrialKind::Repeat);
        }
    }

    #[test]
    fn without_the_secret_only_reach_forgeries_and_ipn_are_tried() {
        for product in Product::ALL {
            let some = plan(*product, false);
            assert!(some.iter().all(|trial| !trial.kind.needs_secret()));
            let topics = topics(*product);
            let of_orders = usize::from(topics.contains(&MERCHANT_ORDER));
            assert_eq!(
                some.len(),
                7 + topics.len() - 1 + of_orders,
                "{}",
                product.name()
            );
        }
    }
}
