//! What a probe sends, in order: first who answers at all, then what tells most.

use checkout_readiness_checks::checks::webhook_events_are_selected::topics;
use checkout_readiness_checks::evidence::TrialKind;
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

/// Everything a probe of this product's webhook sends. Without the secret nothing that is signed
/// rightly, or made from what is.
#[must_use]
pub fn plan(product: Product, with_secret: bool) -> Vec<PlannedTrial> {
    use TrialKind::{
        BrowserGet, Garbage, IdOfBody, IdOfQuery, IpnMerchantOrder, IpnPayment, LowerCaseId,
        Milliseconds, NeutralPost, NoSignature, OldTimestamp, OtherId, OtherIdType, OtherTopic,
        Repeat, TruncatedHash, TwoHeaders, UnknownAction, UnknownFields, UpperCaseHash, Usual,
        VerbatimId, WithoutRequestId, WrongSecret,
    };
    let topics = topics(product);
    let first = topics.first().copied();
    let of = |topic| move |kind: &TrialKind| PlannedTrial { kind: *kind, topic };
    let about_first = of(first);
    let no_notification = of(None);
    let with_letters = topics.contains(&ORDER).then_some(Some(ORDER));

    let mut trials: Vec<PlannedTrial> = Vec::new();
    trials.extend([BrowserGet, NeutralPost].iter().map(no_notification));
    trials.extend([Usual, NoSignature].iter().map(about_first));
    trials.extend(
        [
            Milliseconds,
            WithoutRequestId,
            OtherIdType,
            IdOfQuery,
            IdOfBody,
        ]
        .iter()
        .map(about_first),
    );
    if let Some(order) = with_letters {
        trials.extend([VerbatimId, LowerCaseId].iter().map(of(order)));
    }
    let others = topics.iter().skip(1);
    trials.extend(others.map(|topic| PlannedTrial {
        kind: OtherTopic,
        topic: Some(topic),
    }));
    trials.extend(
        [
            Garbage,
            WrongSecret,
            OtherId,
            TruncatedHash,
            TwoHeaders,
            UpperCaseHash,
            OldTimestamp,
            Repeat,
            UnknownFields,
            UnknownAction,
            IpnPayment,
            IpnMerchantOrder,
        ]
        .iter()
        .map(about_first),
    );
    trials.retain(|trial| with_secret || !trial.kind.needs_secret());
    trials
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_probe_sends_more_than_it_may_and_none_leaves_a_kind_out_that_matters() {
        for product in Product::ALL {
            let whole = plan(*product, true);
            assert!(
                whole.len() <= MOST_TRIALS,
                "{}: {}",
                product.name(),
                whole.len()
            );
            for kind in TrialKind::ALL {
                let is_of_orders = matches!(kind, TrialKind::VerbatimId | TrialKind::LowerCaseId);
                let is_sent = whole.iter().any(|trial| trial.kind == *kind);
                let has_orders = topics(*product).contains(&ORDER);
                assert_eq!(is_sent, !is_of_orders || has_orders, "{}", kind.name());
            }
        }
    }

    #[test]
    fn without_the_secret_only_reach_forgeries_and_ipn_are_tried() {
        for product in Product::ALL {
            let some = plan(*product, false);
            assert!(some.iter().all(|trial| !trial.kind.needs_secret()));
            assert_eq!(some.len(), 8, "{}", product.name());
        }
    }
}
