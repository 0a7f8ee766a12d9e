//! The addresses notifications go to, wherever one was seen.

use serde::{Deserialize, Serialize};

use crate::address::shown;
use crate::evidence::{Evidence, Look, Party, Source, Why};
use crate::profile::{Product, Profile, named};
use crate::sale::choice::{Choice, Sale, choose};

/// The longest address Mercado Pago takes, in characters.
pub const MAX_LENGTH: usize = 248;

named! {
    /// Where an address was seen.
    Seat {
        /// In the application, that is in the panel.
        Application = "application",
        /// On a recent payment.
        Payment = "payment",
        /// On the preference of the payment that is looked into.
        Preference = "preference",
        /// In `MP_WEBHOOK_URL`.
        Declared = "declared",
    }
}

/// An address, and where it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notified<'a> {
    /// Where.
    pub seat: Seat,
    /// The address, with its query: not to be shown as it is.
    pub url: &'a str,
}

impl Notified<'_> {
    /// Whether the shop sends it along with each sale, where it outranks the panel.
    #[must_use]
    pub const fn is_of_a_sale(&self) -> bool {
        matches!(self.seat, Seat::Payment | Seat::Preference)
    }

    /// Which kind of notification the address asks for by its `source_news`, if it does.
    #[must_use]
    pub fn source_news(&self) -> Option<&str> {
        let (_, query) = self.url.split('#').next()?.split_once('?')?;
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(name, _)| name.eq_ignore_ascii_case("source_news"))
            .map(|(_, value)| value)
    }
}

/// Whether sales of this product carry an address of their own. Terminals, orders and subscriptions
/// take none, and QR only in its old form, so one on a payment is of another integration of the same
/// account.
#[must_use]
pub const fn takes_address_with_a_sale(product: Product) -> bool {
    !matches!(
        product,
        Product::Point | Product::Orders | Product::Subscriptions | Product::Qr
    )
}

/// Every address that was seen, those of recent payments in their order; only of the application,
/// and declared, where sales carry none.
#[must_use]
pub fn addresses<'a>(profile: &Profile, evidence: &'a Evidence) -> Vec<Notified<'a>> {
    let with_sales = takes_address_with_a_sale(profile.product);
    let in_application = evidence
        .application
        .seen()
        .and_then(|application| application.webhook_url.as_deref());
    let recent = evidence.recent_payments.seen();
    let on_payments = recent
        .into_iter()
        .flat_map(|recent| &recent.payments)
        .filter_map(|payment| payment.notification_url.as_deref());
    // What somebody else's sale says of notifications is not this shop's.
    let sale = match choose(evidence) {
        Choice::Sale(sale) => sale,
        _ => Sale::default(),
    };
    let inspected = sale
        .payment
        .and_then(|payment| payment.notification_url.as_deref());
    let preferred = sale
        .preference
        .and_then(|preference| preference.notification_url.as_deref());
    let at = |seat| move |url| Notified { seat, url };
    let of_sales = on_payments
        .chain(inspected)
        .map(at(Seat::Payment))
        .chain(preferred.map(at(Seat::Preference)))
        .filter(|_| with_sales);
    in_application
        .map(at(Seat::Application))
        .into_iter()
        .chain(of_sales)
        .chain(
            evidence
                .declared
                .webhook_url
                .as_deref()
                .map(at(Seat::Declared)),
        )
        .filter(|notified| !notified.url.trim().is_empty())
        .collect()
}

/// The address notifications go to: the declared one, else the application's, else the one on the
/// newest payment that has one, where sales of the product take one.
#[must_use]
pub fn address(product: Product, evidence: &Evidence) -> Option<&str> {
    let in_application = || {
        evidence
            .application
            .seen()
            .and_then(|application| application.webhook_url.as_deref())
    };
    let on_payment = || {
        let recent = evidence.recent_payments.seen();
        let payments = &recent
            .filter(|_| takes_address_with_a_sale(product))?
            .payments;
        payments
            .iter()
            .find_map(|payment| payment.notification_url.as_deref())
    };
    evidence
        .declared
        .webhook_url
        .as_deref()
        .or_else(in_application)
        .or_else(on_payment)
}

/// The topics a product needs; chargebacks and claims concern whoever takes cards.
#[must_use]
pub fn topics(product: Product) -> Vec<&'static str> {
    const DISPUTES: [&str; 2] = ["topic_chargebacks_wh", "topic_claims_integration_wh"];
    let (own, takes_cards): (&[&str], bool) = match product {
        Product::CheckoutPro | Product::Plugin => (&["payment", "topic_merchant_order_wh"], true),
        Product::CheckoutApi | Product::Bricks => (&["payment"], true),
        Product::Orders => (&["order"], true),
        Product::Point => (&["order", "topic_claims_integration_wh"], false),
        Product::Qr => (&["order", "topic_claims_integration_wh"], false),
        Product::Subscriptions => (
            &[
                "payment",
                "subscription_preapproval",
                "subscription_preapproval_plan",
                "subscription_authorized_payment",
            ],
            true,
        ),
    };
    let disputes = if takes_cards {
        DISPUTES.as_slice()
    } else {
        &[]
    };
    own.iter().chain(disputes).copied().collect()
}

/// Addresses are compared without query: merchants add `source_news` or a client's name to it.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    let plain = |url: &str| shown(url).trim_end_matches('/').to_owned();
    plain(one) == plain(other)
}

/// Whether Mercado Pago does not let this token read a source, which no retry will change.
#[must_use]
pub fn is_not_allowed(evidence: &Evidence, source: Source) -> bool {
    matches!(
        evidence.look(source),
        Look::Unreachable(unreachable)
            if unreachable.party == Party::MercadoPago
                && matches!(unreachable.why, Why::Forbidden | Why::NotFound)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{brazil, change, ready};

    #[test]
    fn query_and_final_slash_make_no_difference() {
        assert!(same(
            "https://a.example/hook/",
            "https://a.example/hook?source_news=webhooks"
        ));
        assert!(!same("https://a.example/hook", "https://b.example/hook"));
    }

    #[test]
    fn the_kind_of_notification_is_read_from_the_query_alone() {
        for (url, expected) in [
            ("https://a.example/hook?source_news=ipn", Some("ipn")),
            (
                "https://a.example/?a=1&Source_News=webhooks#x",
                Some("webhooks"),
            ),
            ("https://a.example/source_news=ipn", None),
            ("https://a.example/#?source_news=ipn", None),
            ("", None),
        ] {
            let seat = Seat::Payment;
            assert_eq!(Notified { seat, url }.source_news(), expected, "{url}");
        }
    }

    #[test]
    fn an_address_on_a_sale_of_another_account_is_not_this_shop_s() {
        let mut evidence = ready();
        change(&mut evidence.payment, |payment| {
            payment.collector_id = Some("200000002".to_owned());
        });
        let seats: Vec<Seat> = addresses(&brazil(Product::CheckoutPro), &evidence)
            .iter()
            .map(|notified| notified.seat)
            .collect();
        // Of the payments, only that of the search with this account's token.
        assert_eq!(seats, [Seat::Application, Seat::Payment, Seat::Declared]);
    }

    #[test]
    fn an_address_on_a_sale_counts_only_where_sales_take_one() {
        let evidence = ready();
        let seats = |product| -> Vec<Seat> {
            addresses(&brazil(product), &evidence)
                .iter()
                .map(|notified| notified.seat)
                .collect()
        };
        for product in [
            Product::Point,
            Product::Orders,
            Product::Subscriptions,
            Product::Qr,
        ] {
            assert_eq!(seats(product), [Seat::Application, Seat::Declared]);
        }
        assert_eq!(
            seats(Product::CheckoutPro),
            [
                Seat::Application,
                Seat::Payment,
                Seat::Payment,
                Seat::Preference,
                Seat::Declared
            ]
        );
    }
}
