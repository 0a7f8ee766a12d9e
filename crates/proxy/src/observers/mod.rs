//! Observers: one source of evidence a file, from a client's answer to facts.
//!
//! An observer never fails: what it could not see is [`Observation::Unreachable`], with the side
//! that failed and why.

mod account;
mod application;
mod checkout;
mod document;
mod endpoint;
mod inline_scripts;
mod known_secrets;
mod markup;
mod page_reader;
mod payment_methods;
mod public_key_credential;
mod reading_room;
mod recent_payments;
mod return_urls;
mod script_files;
#[cfg(test)]
mod shops;
mod token_credential;
mod webhook;

use checkout_readiness_checks::contract::Timestamp;
use checkout_readiness_checks::evidence::{
    Account, Application, Credential, Endpoint, Evidence, Observation, Party, PaymentMethod,
    RecentPayments, Seen, Source, Unreachable, Why,
};
use checkout_readiness_mercado_pago::{
    AccessToken, Answer, ApplicationId, Client, Error, ErrorKind, PublicKey,
};
use url::Url;

use crate::guard::Guard;

pub(crate) use account::observe as observe_account;
pub(crate) use known_secrets::KnownSecrets;

/// Something to look at, with all that looking takes.
#[derive(Clone, Debug)]
pub(crate) enum Question {
    Account(AccessToken),
    TokenCredential(AccessToken),
    PublicKeyCredential(PublicKey),
    Application(AccessToken, ApplicationId),
    PaymentMethods(AccessToken),
    RecentPayments(AccessToken),
    Checkout(Url, KnownSecrets),
    Webhook(Url),
}

/// What came of looking at one source.
#[derive(Clone, Debug)]
pub(crate) enum Sighting {
    Account(Observation<Account>),
    TokenCredential(Observation<Credential>),
    PublicKeyCredential(Observation<Credential>),
    Application(Observation<Application>),
    PaymentMethods(Observation<Vec<PaymentMethod>>),
    RecentPayments(Observation<RecentPayments>),
    Checkout(Observation<Endpoint>),
    Webhook(Observation<Endpoint>),
}

impl Question {
    /// Looks.
    pub async fn look(self, client: &Client, guard: &Guard) -> Sighting {
        match self {
            Self::Account(token) => Sighting::Account(account::observe(client, &token).await),
            Self::TokenCredential(token) => {
                Sighting::TokenCredential(token_credential::observe(client, &token).await)
            }
            Self::PublicKeyCredential(key) => {
                Sighting::PublicKeyCredential(public_key_credential::observe(client, &key).await)
            }
            Self::Application(token, id) => {
                Sighting::Application(application::observe(client, &token, &id).await)
            }
            Self::PaymentMethods(token) => {
                Sighting::PaymentMethods(payment_methods::observe(client, &token).await)
            }
            Self::RecentPayments(token) => {
                Sighting::RecentPayments(recent_payments::observe(client, &token).await)
            }
            Self::Checkout(url, known_secrets) => {
                Sighting::Checkout(checkout::observe(guard, &url, &known_secrets).await)
            }
            Self::Webhook(url) => Sighting::Webhook(webhook::observe(guard, &url).await),
        }
    }
}

impl Sighting {
    /// Writes it down, and says of which source it is.
    pub fn record(self, evidence: &mut Evidence) -> Source {
        match self {
            Self::Account(seen) => {
                evidence.account = seen;
                Source::Account
            }
            Self::TokenCredential(seen) => {
                evidence.token_credential = seen;
                Source::TokenCredential
            }
            Self::PublicKeyCredential(seen) => {
                evidence.public_key_credential = seen;
                Source::PublicKeyCredential
            }
            Self::Application(seen) => {
                evidence.application = seen;
                Source::Application
            }
            Self::PaymentMethods(seen) => {
                evidence.payment_methods = seen;
                Source::PaymentMethods
            }
            Self::RecentPayments(seen) => {
                evidence.recent_payments = seen;
                Source::RecentPayments
            }
            Self::Checkout(seen) => {
                evidence.checkout = seen;
                Source::Checkout
            }
            Self::Webhook(seen) => {
                evidence.webhook = seen;
                Source::Webhook
            }
        }
    }
}

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

/// A duration as the contract writes it, in whole milliseconds.
pub(crate) fn milliseconds(duration: std::time::Duration) -> u32 {
    u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)
}
