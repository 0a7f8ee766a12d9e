//! Are the events this product lives on ticked in the panel?
//!
//! An address without the right events stays silent. Which events are ticked cannot be read from
//! outside: Mercado Pago answers with an empty list whatever is ticked. So the list to compare
//! with is shown, with what is peculiar about some of the events, and a person looks. What arrived at
//! the proxy needs nobody to look: an event that came is sent.
//!
//! Source: webhooks documentation, topics by product.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source};
use crate::linked::looks_linked;
use crate::matrix;
use crate::notified::topics;
use crate::profile::{Product, Profile};

/// The check.
pub static CHECK: Check = Check {
    id: "webhook-events-are-selected",
    requirement: Requirement::Notifications,
    matters: matrix::notifications,
    sites: &[],
    needs: Needs::All(&[]),
    also_reads: &[Source::Account, Source::Application, Source::Deliveries],
    reasons: REASONS,
    source: "Webhooks documentation: topics by product",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    EVENTS_ARRIVE = "events_arrive" Passed;
    COMPARE_WITH_PANEL = "compare_with_panel" Confirm, Application;
}

/// Told when a seller connects to an application or leaves it.
const CONNECT: &str = "mp-connect";

/// What is peculiar about some of a product's events; the words are in `locales/`.
const FRAUD_ALERT: &str = "fraud-alert-comes-once";
const CARD_UPDATER: &str = "card-updater-type";
const MERCHANT_ORDER: &str = "merchant-order-id";
const ORDERS_URL: &str = "orders-take-no-url";
const POINT_URL: &str = "point-takes-no-url";
const QR_URL: &str = "legacy-qr-has-no-panel";
const SUBSCRIPTION_URL: &str = "subscriptions-drop-url";

/// Topics worth ticking that not every shop of the product needs: alerts of fraud, and cards that
/// were renewed, for shops that keep them.
#[must_use]
pub fn optional_topics(product: Product) -> &'static [&'static str] {
    match product {
        Product::CheckoutPro | Product::CheckoutApi | Product::Bricks | Product::Plugin => {
            &["stop_delivery_op_wh", "topic_card_id_wh"]
        }
        Product::Orders | Product::Point | Product::Qr | Product::Subscriptions => &[],
    }
}

/// Topics of an integration that is older than the Orders API.
#[must_use]
pub fn legacy_topics(product: Product) -> &'static [&'static str] {
    match product {
        Product::Point => &["point_integration_wh", "payment"],
        Product::Qr => &["topic_merchant_order_wh"],
        _ => &[],
    }
}

/// Every topic any shop may be told to tick.
#[must_use]
pub fn every_topic() -> Vec<&'static str> {
    Product::ALL
        .iter()
        .flat_map(|product| {
            let topics = topics(*product).into_iter();
            let more = optional_topics(*product)
                .iter()
                .chain(legacy_topics(*product));
            topics.chain(more.copied()).collect::<Vec<_>>()
        })
        .chain([CONNECT])
        .collect()
}

/// What is peculiar about the events of a product.
#[must_use]
pub fn peculiarities(product: Product) -> &'static [&'static str] {
    match product {
        Product::CheckoutPro | Product::Plugin => &[MERCHANT_ORDER, FRAUD_ALERT, CARD_UPDATER],
        Product::CheckoutApi | Product::Bricks => &[FRAUD_ALERT, CARD_UPDATER],
        Product::Orders => &[ORDERS_URL],
        Product::Point => &[POINT_URL],
        Product::Qr => &[ORDERS_URL, QR_URL],
        Product::Subscriptions => &[SUBSCRIPTION_URL],
    }
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let product = profile.product;
    let owned = |topics: &[&str]| -> Vec<String> {
        topics.iter().map(|topic| (*topic).to_owned()).collect()
    };
    let some = |topics: &[&str]| Some(owned(topics)).filter(|topics| !topics.is_empty());
    let mut topics = topics(product);
    if looks_linked(evidence) {
        topics.push(CONNECT);
    }
    let heard = evidence.deliveries.seen();
    let heard = heard.map_or(&[][..], |heard| heard.topics.as_slice());
    let is_heard = |topic: &&str| heard.iter().any(|known| known == topic);
    let received: Vec<&str> = topics.iter().copied().filter(is_heard).collect();
    if received.len() == topics.len() {
        return EVENTS_ARRIVE.with(Details::none().with("received_topics", owned(&received)));
    }
    COMPARE_WITH_PANEL.with(
        Details::none()
            .with("topics", owned(&topics))
            .with_some("optional_topics", some(optional_topics(product)))
            .with_some("legacy_topics", some(legacy_topics(product)))
            .with_some("peculiarities", some(peculiarities(product)))
            .with_some("received_topics", some(&received)),
    )
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{brazil, change, example};

    let asked =
        |product: &Product| example("compare_with_panel", |_| {}).asked_for(brazil(*product));
    let heard = example("events_arrive", |evidence| {
        change(&mut evidence.deliveries, |heard| {
            let topics = topics(Product::CheckoutPro).into_iter();
            heard.topics = topics.map(str::to_owned).collect();
        });
    });
    Product::ALL.iter().map(asked).chain([heard]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Fact;
    use crate::evidence::{Party, Why};
    use crate::examples::{brazil, ready, unreachable};

    #[test]
    fn a_seller_who_looks_connected_also_needs_to_hear_of_leaving() {
        let mut evidence = ready();
        let has_connect = |evidence: &Evidence| {
            let finding = judge(&brazil(Product::CheckoutApi), evidence);
            matches!(finding.details.get("topics"), Some(Fact::List(topics))
                if topics.iter().any(|topic| topic == CONNECT))
        };
        assert!(!has_connect(&evidence));
        evidence.application = unreachable(Party::MercadoPago, Why::Forbidden);
        assert!(has_connect(&evidence));
    }
}
