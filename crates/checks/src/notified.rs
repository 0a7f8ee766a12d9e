//! The addresses notifications go to, wherever one was seen.

use serde::{Deserialize, Serialize};

use crate::address::shown;
use crate::evidence::{Evidence, Look, Party, Source, Why};
use crate::profile::{Product, Profile, named};

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

/// Every address that was seen, those of recent payments in their order. Point takes no address
/// with a payment, so one on a payment is of another integration of the same account.
#[must_use]
pub fn addresses<'a>(profile: &Profile, evidence: &'a Evidence) -> Vec<Notified<'a>> {
    let with_sales = profile.product != Product::Point;
    let in_application = evidence
        .application
        .seen()
        .and_then(|application| application.webhook_url.as_deref());
    let recent = evidence.recent_payments.seen();
    let on_payments = recent
        .into_iter()
        .flat_map(|recent| &recent.payments)
        .filter_map(|payment| payment.notification_url.as_deref());
    let inspected = evidence
        .payment
        .seen()
        .and_then(|payment| payment.notification_url.as_deref());
    let preferred = evidence
        .preference
        .seen()
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
    use crate::examples::{brazil, ready};

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
    fn an_address_on_a_sale_is_not_of_a_point() {
        let evidence = ready();
        let seats = |product| -> Vec<Seat> {
            addresses(&brazil(product), &evidence)
                .iter()
                .map(|notified| notified.seat)
                .collect()
        };
        assert_eq!(seats(Product::Point), [Seat::Application, Seat::Declared]);
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
