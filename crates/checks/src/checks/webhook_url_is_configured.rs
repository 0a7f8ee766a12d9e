//! Does Mercado Pago know where to send notifications?
//!
//! Without an address no payment that is approved later ever reaches the shop: Pix, cash, reviews,
//! refunds. The panel's setting is only sometimes readable, so an address that is seen is proof,
//! and one that is not seen proves nothing: then a person looks in the panel. The strongest proof is
//! a notification signed by Mercado Pago that the shop received and passed on to the proxy.
//!
//! Source: go-live guides, notifications; `GET /applications/{id}`, whose answers conflict; the
//! `notification_url` of the newest payments.

use crate::address::shown;
use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Delivery, Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::notified::{is_not_allowed, same, takes_address_with_a_sale, topics};
use crate::profile::{Product, Profile};

/// The check.
pub static CHECK: Check = Check {
    id: "webhook-url-is-configured",
    requirement: Requirement::Notifications,
    matters: matrix::notifications,
    sites: &[],
    needs: Needs::Any(&[
        Source::Application,
        Source::RecentPayments,
        Source::Deliveries,
    ]),
    also_reads: &[],
    reasons: REASONS,
    source: "Go-live requirements: notifications",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    SEEN_IN_APPLICATION = "seen_in_application" Passed;
    SEEN_ON_PAYMENT = "seen_on_payment" Passed;
    DELIVERY_FORWARDED = "delivery_forwarded" Passed;
    DIFFERS_FROM_DECLARED = "differs_from_declared" Warning, Application;
    PAYMENT_DIFFERS_FROM_DECLARED = "payment_differs_from_declared" Warning;
    NOT_VISIBLE = "not_visible" Confirm, Application;
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let declared = evidence.declared.webhook_url.as_deref();
    let in_application = evidence
        .application
        .seen()
        .and_then(|application| application.webhook_url.as_deref());
    let counts = takes_address_with_a_sale(profile.product);
    let on_payment = evidence
        .recent_payments
        .seen()
        .filter(|_| counts)
        .and_then(|recent| {
            recent.payments.iter().find_map(|payment| {
                payment
                    .notification_url
                    .as_deref()
                    .map(|url| (url, payment))
            })
        });
    let details = || Details::none().with_some("declared_url", declared.map(shown));

    if let Some(url) = in_application {
        let details = details().with("application_url", shown(url));
        return match declared {
            Some(declared) if !same(declared, url) => DIFFERS_FROM_DECLARED.with(details),
            _ => SEEN_IN_APPLICATION.with(details),
        };
    }
    if let Some((url, payment)) = on_payment {
        let details = details().with("payment_url", shown(url)).with_some(
            "payment_at",
            payment.created_at.as_ref().map(|at| at.0.as_str()),
        );
        return match declared {
            Some(declared) if !same(declared, url) => PAYMENT_DIFFERS_FROM_DECLARED.with(details),
            _ => SEEN_ON_PAYMENT.with(details),
        };
    }
    let deliveries = evidence.deliveries.seen();
    let forwarded = deliveries.and_then(|heard| heard.newest_forwarded.as_ref());
    if let Some(forwarded) = forwarded.filter(|delivery| is_of(profile.product, delivery)) {
        let topic = forwarded.topic.as_deref();
        return DELIVERY_FORWARDED.with(
            details()
                .with("received_at", forwarded.at.0.as_str())
                .with_some("received_topics", topic.map(|topic| vec![topic.to_owned()])),
        );
    }
    // One that came straight here says that Mercado Pago sends, and not where else.
    let newest = deliveries.and_then(|heard| heard.newest.as_ref());
    let received_at = newest.map(|delivery| delivery.at.0.as_str());
    // Nothing was seen. Where one of the two could not even be looked at, that comes first, unless
    // Mercado Pago simply does not let this token read it, which no retry will change.
    [Source::Application, Source::RecentPayments]
        .into_iter()
        .filter(|source| !is_not_allowed(evidence, *source))
        .find_map(|source| unseen(evidence, source))
        .unwrap_or_else(|| NOT_VISIBLE.with(details().with_some("received_at", received_at)))
}

/// Whether a notification is one of this product's, and not of another integration of the same account:
/// where sales take no address, a payment's may have come to one of another product's.
fn is_of(product: Product, delivery: &Delivery) -> bool {
    let topic = delivery.topic.as_deref().unwrap_or_default();
    let may_be_of_another = topic == "payment" && !takes_address_with_a_sale(product);
    topics(product).contains(&topic) && !may_be_of_another
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, example};

    let elsewhere = || Some("https://other.example/hook".to_owned());
    vec![
        example("seen_in_application", |_| {}),
        example("seen_on_payment", |evidence| {
            change(&mut evidence.application, |application| {
                application.webhook_url = None
            });
        }),
        example("delivery_forwarded", |evidence| {
            change(&mut evidence.application, |application| {
                application.webhook_url = None
            });
            change(&mut evidence.recent_payments, |recent| {
                recent.payments.clear()
            });
            change(&mut evidence.deliveries, |heard| {
                heard.newest_forwarded = Some(Delivery {
                    topic: Some("payment".to_owned()),
                    at: crate::contract::Timestamp("2026-01-01T11:00:00.000Z".to_owned()),
                    ..Delivery::default()
                });
            });
        }),
        example("differs_from_declared", |evidence| {
            evidence.declared.webhook_url = elsewhere()
        }),
        example("payment_differs_from_declared", |evidence| {
            evidence.declared.webhook_url = elsewhere();
            change(&mut evidence.application, |application| {
                application.webhook_url = None
            });
        }),
        example("not_visible", |evidence| {
            change(&mut evidence.application, |application| {
                application.webhook_url = None
            });
            change(&mut evidence.recent_payments, |recent| {
                recent.payments.clear()
            });
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Party, Why};
    use crate::examples::{brazil, change, ready, unreachable};

    #[test]
    fn an_application_that_may_not_be_read_is_for_a_person_and_one_that_failed_is_not() {
        for (why, reason) in [
            (Why::Forbidden, "not_visible"),
            (Why::ServerError, "could_not_look"),
        ] {
            let mut evidence = ready();
            evidence.application = unreachable(Party::MercadoPago, why);
            change(&mut evidence.recent_payments, |recent| {
                recent.payments.clear()
            });
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, reason, "{}", why.name());
        }
    }

    #[test]
    fn an_address_on_a_payment_proves_nothing_for_point() {
        let mut evidence = ready();
        change(&mut evidence.application, |application| {
            application.webhook_url = None
        });
        for product in [
            Product::Point,
            Product::Orders,
            Product::Subscriptions,
            Product::Qr,
        ] {
            let finding = judge(&brazil(product), &evidence);
            assert_eq!(finding.reason.code, "not_visible", "{}", product.name());
        }
    }

    #[test]
    fn a_query_is_never_shown() {
        let mut evidence = ready();
        evidence.declared.webhook_url =
            Some("https://store.example/mp/webhook?key=hunter2".to_owned());
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert!(
            !serde_json::to_string(&finding.details)
                .unwrap()
                .contains("hunter2")
        );
    }
}
