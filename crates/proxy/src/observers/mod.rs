//! Observers: one source of evidence a file, from a client's answer to facts.
//!
//! An observer never fails: what it could not see is [`Observation::Unreachable`], with the side
//! that failed and why.

pub(crate) mod account;
pub(crate) mod application;
pub(crate) mod checkout;
pub(crate) mod deliveries;
mod document;
mod endpoint;
mod inline_scripts;
mod known_secrets;
mod markup;
pub(crate) mod merchant_order;
pub(crate) mod money_report;
pub(crate) mod order;
mod page_reader;
pub(crate) mod payment;
pub(crate) mod payment_history;
pub(crate) mod payment_methods;
pub(crate) mod preference;
pub(crate) mod public_key_credential;
mod reading_room;
pub(crate) mod recent_payments;
pub(crate) mod return_urls;
mod script_files;
#[cfg(test)]
mod shops;
pub(crate) mod terminals;
pub(crate) mod token_credential;
pub(crate) mod venues;
pub(crate) mod webhook;

use checkout_readiness_checks::address::shown;
use checkout_readiness_checks::contract::Timestamp;
use checkout_readiness_checks::evidence::{Observation, Party, Seen, Unreachable, Why};
use checkout_readiness_mercado_pago::{Answer, Error, ErrorKind};
use url::Url;

pub(crate) use known_secrets::KnownSecrets;

/// A client's answer as evidence.
fn observed<T, U>(answer: Result<Answer<T>, Error>, facts: impl FnOnce(T) -> U) -> Observation<U> {
    match answer {
        Ok(answer) => Observation::Seen(Seen {
            at: moment(answer.asked_at),
            elapsed_ms: milliseconds(answer.elapsed),
            value: facts(answer.value),
        }),
        Err(error) => Observation::Unreachable(Unreachable {
            party: Party::MercadoPago,
            why: why(error.kind()),
            status: error.status(),
            request_id: error.request_id().map(str::to_owned),
            at: moment(error.asked_at()),
            elapsed_ms: milliseconds(error.elapsed()),
        }),
    }
}

fn why(kind: ErrorKind) -> Why {
    match kind {
        ErrorKind::Timeout => Why::Timeout,
        ErrorKind::Connection => Why::Connection,
        ErrorKind::Dns => Why::Dns,
        ErrorKind::Tls => Why::Tls,
        ErrorKind::Unauthorized => Why::Unauthorized,
        ErrorKind::PolicyForbidden | ErrorKind::Forbidden => Why::Forbidden,
        ErrorKind::NotFound => Why::NotFound,
        ErrorKind::RateLimited { .. } => Why::RateLimited,
        ErrorKind::Server => Why::ServerError,
        ErrorKind::Refused => Why::Refused,
        ErrorKind::Malformed(_) => Why::Malformed,
        ErrorKind::TooLarge => Why::TooLarge,
    }
}

/// A moment as the contract writes it: to the millisecond, so that texts compare as times do.
pub(crate) fn moment(at: jiff::Timestamp) -> Timestamp {
    Timestamp(format!("{at:.3}"))
}

/// Whole days since a moment; the rules have no clock. A clock that goes wrong by less than a day
/// makes nothing negative.
fn days_since(at: jiff::Timestamp) -> i64 {
    jiff::Timestamp::now().duration_since(at).as_hours() / 24
}

/// Where notifications go, with the one parameter that says how; others may be secrets.
fn notification_address(address: &str) -> String {
    let how = Url::parse(address.trim()).ok().and_then(|url| {
        let mut pairs = url.query_pairs();
        let (_, how) = pairs.find(|(name, _)| name == "source_news")?;
        how.bytes()
            .all(|byte| byte.is_ascii_lowercase())
            .then(|| format!("?source_news={how}"))
    });
    shown(address) + &how.unwrap_or_default()
}

/// A duration as the contract writes it, in whole milliseconds.
pub(crate) fn milliseconds(duration: std::time::Duration) -> u32 {
    u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_notifications_keeps_how_they_come_and_nothing_that_may_be_a_secret() {
        for (address, expected) in [
            (
                "https://store.example/hook?key=secret&source_news=webhooks#x",
                "https://store.example/hook?source_news=webhooks",
            ),
            (
                "https://user:secret@store.example/hook?source_news=s3cret",
                "https://store.example/hook",
            ),
            ("secret", "…"),
        ] {
            assert_eq!(notification_address(address), expected);
        }
    }

    #[test]
    fn days_are_whole_and_begin_at_none() {
        let ago = |hours| jiff::Timestamp::now() - jiff::SignedDuration::from_hours(hours);
        for (hours, days) in [(-1, 0), (0, 0), (23, 0), (25, 1), (24 * 45 + 1, 45)] {
            assert_eq!(days_since(ago(hours)), days, "{hours}");
        }
    }
}
