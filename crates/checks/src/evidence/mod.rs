//! What can be observed about a shop: facts with their time and source, never opinions.
//!
//! Evidence can be saved and judged again, so it holds no secret and no personal data.

mod account;
mod credentials;
mod declared;
mod endpoint;
mod observation;
mod page;

pub use account::{Account, Application, PaymentMethod, RecentPayment, RecentPayments};
pub use credentials::{
    Credential, Environment, PublicKeyForm, PublicKeyShape, Slip, TokenForm, TokenShape,
};
pub use declared::Declared;
pub use endpoint::{CertificateProblem, Endpoint, EndpointProblem, Redirect, TlsFacts};
pub use observation::{Observation, Party, Seen, Unreachable, Why};
pub use page::{InsecureResource, Page, ResourceKind};

use serde::{Deserialize, Serialize};

use crate::profile::named;

named! {
    /// Somewhere evidence comes from.
    Source {
        /// The page the widget stands on, seen by the browser.
        Page = "page",
        /// The address where the shop takes payments, seen from the proxy.
        Checkout = "checkout",
        /// `GET /users/me`.
        Account = "account",
        /// The credentials wrapper, asked by Access Token.
        TokenCredential = "token-credential",
        /// The credentials wrapper, asked by Public Key.
        PublicKeyCredential = "public-key-credential",
        /// `GET /applications/{id}`.
        Application = "application",
        /// `GET /v1/payment_methods`.
        PaymentMethods = "payment-methods",
        /// `GET /v1/payments/search`.
        RecentPayments = "recent-payments",
        /// The merchant's webhook address, seen from the proxy.
        Webhook = "webhook",
    }
}

/// Everything observed in one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// What the operator of the proxy declared.
    pub declared: Declared,
    /// The page the widget stands on.
    pub page: Observation<Page>,
    /// The shop's checkout address.
    pub checkout: Observation<Endpoint>,
    /// The account behind the Access Token.
    pub account: Observation<Account>,
    /// What the wrapper says of the Access Token.
    pub token_credential: Observation<Credential>,
    /// What the wrapper says of the Public Key.
    pub public_key_credential: Observation<Credential>,
    /// The application of the Access Token.
    pub application: Observation<Application>,
    /// The account's means of payment.
    pub payment_methods: Observation<Vec<PaymentMethod>>,
    /// The newest approved payments.
    pub recent_payments: Observation<RecentPayments>,
    /// The webhook's address.
    pub webhook: Observation<Endpoint>,
}

/// What every observation tells, whatever it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look<'a> {
    /// Not looked yet, or not part of this run.
    NotAsked,
    /// There is nothing to look at: an address or a key was not given.
    Absent,
    /// Seen.
    Seen,
    /// We could not look.
    Unreachable(&'a Unreachable),
}

impl Evidence {
    /// How looking at this source went.
    #[must_use]
    pub fn look(&self, source: Source) -> Look<'_> {
        match source {
            Source::Page => self.page.look(),
            Source::Checkout => self.checkout.look(),
            Source::Account => self.account.look(),
            Source::TokenCredential => self.token_credential.look(),
            Source::PublicKeyCredential => self.public_key_credential.look(),
            Source::Application => self.application.look(),
            Source::PaymentMethods => self.payment_methods.look(),
            Source::RecentPayments => self.recent_payments.look(),
            Source::Webhook => self.webhook.look(),
        }
    }

    /// When this source was observed and how long that took, if it was.
    #[must_use]
    pub fn timing(&self, source: Source) -> Option<(&crate::contract::Timestamp, u32)> {
        match source {
            Source::Page => self.page.timing(),
            Source::Checkout => self.checkout.timing(),
            Source::Account => self.account.timing(),
            Source::TokenCredential => self.token_credential.timing(),
            Source::PublicKeyCredential => self.public_key_credential.timing(),
            Source::Application => self.application.timing(),
            Source::PaymentMethods => self.payment_methods.timing(),
            Source::RecentPayments => self.recent_payments.timing(),
            Source::Webhook => self.webhook.timing(),
        }
    }
}
