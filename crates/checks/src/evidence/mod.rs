//! What can be observed about a shop: facts with their time and source, never opinions.
//!
//! Evidence can be saved and judged again, so it holds no secret and no personal data: of what
//! could be personal, only whether it was there.

mod account;
mod credentials;
mod declared;
mod deliveries;
mod endpoint;
mod history;
mod markup;
mod observation;
mod page;
mod probe;
mod reports;
mod sale;
mod told;
mod venue;

pub use account::{Account, Application, PaymentMethod, RecentPayment, RecentPayments};
pub use credentials::{
    Credential, Environment, PublicKeyForm, PublicKeyShape, Slip, TokenForm, TokenShape,
};
pub use declared::{Declared, Development, Likeness, QualityRecord};
pub use deliveries::{Deliveries, Delivery};
pub use endpoint::{
    CertificateProblem, Endpoint, EndpointProblem, OutdatedProtocols, PlainHttp, Redirect,
    StrictTransport, TlsFacts,
};
pub use history::{DetailCount, PaymentHistory};
pub use markup::{
    ExposedSecret, Globals, Leftover, Markup, Place, SdkKind, SdkScript, SecretKind, Unread,
};
pub use observation::{Observation, Party, Seen, Unreachable, Why};
pub use page::{InsecureResource, Page, ResourceKind};
pub use probe::{AnsweredPage, Part, Reply, Timing, Trial, TrialKind, WebhookProbe};
pub use reports::MoneyReport;
pub use sale::{MerchantOrder, Order, Payment, Preference, ReturnKind, ReturnUrl};
pub use told::{DataItem, Sent, Told};
pub use venue::{Terminal, Terminals, Venues};

use serde::{Deserialize, Serialize};

use crate::contract::Timestamp;
use crate::profile::named;

/// Declares every source once: its name on the wire, its field of the evidence and what it holds.
macro_rules! sources {
    ($($(#[doc = $about:literal])+ $source:ident = $name:tt, $field:ident: $kind:ty;)+) => {
        named! {
            /// Somewhere evidence comes from.
            Source { $($(#[doc = $about])+ $source = $name),+ }
        }

        /// Everything observed in one run.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Evidence {
            /// What the operator of the proxy and the reader of the page declared.
            pub declared: Declared,
            $($(#[doc = $about])+ pub $field: Observation<$kind>,)+
        }

        impl Evidence {
            /// How looking at this source went.
            #[must_use]
            pub fn look(&self, source: Source) -> Look<'_> {
                match source { $(Source::$source => self.$field.look()),+ }
            }

            /// When this source was observed and how long that took, if it was.
            #[must_use]
            pub fn timing(&self, source: Source) -> Option<(&Timestamp, u32)> {
                match source { $(Source::$source => self.$field.timing()),+ }
            }

            /// Writes down of a source that there is nothing to look at, that we could not look,
            /// or that nobody asked.
            pub fn leave_unseen(&mut self, source: Source, unseen: Unseen) {
                match source { $(Source::$source => self.$field = unseen.into()),+ }
            }

            /// Writes down of a source that something came back, and that nothing was in it.
            #[cfg(feature = "examples")]
            pub fn hollow_out(&mut self, source: Source) {
                match source {
                    $(Source::$source => self.$field = crate::examples::seen(<$kind>::default())),+
                }
            }
        }
    };
}

sources! {
    /// The page the widget stands on, seen by the browser.
    Page = "page", page: Page;
    /// The address where the shop takes payments, seen from the proxy.
    Checkout = "checkout", checkout: Endpoint;
    /// `GET /users/me`: the account behind the Access Token.
    Account = "account", account: Account;
    /// What the credentials wrapper says of the Access Token.
    TokenCredential = "token-credential", token_credential: Credential;
    /// What the credentials wrapper says of the Public Key.
    PublicKeyCredential = "public-key-credential", public_key_credential: Credential;
    /// `GET /applications/{id}`: the application of the Access Token.
    Application = "application", application: Application;
    /// `GET /v1/payment_methods`: the account's means of payment.
    PaymentMethods = "payment-methods", payment_methods: Vec<PaymentMethod>;
    /// `GET /v1/payments/search`: the newest approved payments.
    RecentPayments = "recent-payments", recent_payments: RecentPayments;
    /// `GET /v1/payments/search`: all payments of the last thirty days, whatever became of them.
    PaymentHistory = "payment-history", payment_history: PaymentHistory;
    /// The merchant's webhook address, seen from the proxy.
    Webhook = "webhook", webhook: Endpoint;
    /// `GET /v1/payments/{id}`: the payment that is looked into.
    Payment = "payment", payment: Payment;
    /// `GET /merchant_orders/{id}`: what Checkout Pro keeps between a payment and its preference.
    MerchantOrder = "merchant-order", merchant_order: MerchantOrder;
    /// `GET /checkout/preferences/{id}`: what the shop asked Checkout Pro for.
    Preference = "preference", preference: Preference;
    /// `GET /v1/orders/{id}`: the order that is looked into.
    Order = "order", order: Order;
    /// Where buyers return to, seen from the proxy; one visit a host.
    ReturnUrls = "return-urls", return_urls: Vec<Endpoint>;
    /// `GET /v1/account/release_report/…`: released money.
    ReleaseReport = "release-report", release_report: MoneyReport;
    /// `GET /v1/account/settlement_report/…`: all transactions.
    SettlementReport = "settlement-report", settlement_report: MoneyReport;
    /// `GET /terminals/v1/list`: the Point terminals.
    Terminals = "terminals", terminals: Terminals;
    /// `GET /users/{id}/stores/search`: the merchant's stores.
    Stores = "stores", stores: Venues;
    /// `GET /pos`: the points of sale.
    PointsOfSale = "points-of-sale", points_of_sale: Venues;
    /// The last probe of the merchant's webhook: an explicit act, and never part of a run.
    WebhookProbe = "webhook-probe", webhook_probe: WebhookProbe;
    /// Notifications that arrived at the proxy itself.
    Deliveries = "deliveries", deliveries: Deliveries;
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

/// What there is to say of a source nobody saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// Nobody asked.
    NotAsked,
    /// There is nothing to look at.
    Absent,
    /// We could not look.
    Unreachable(Unreachable),
}

impl<T> From<Unseen> for Observation<T> {
    fn from(unseen: Unseen) -> Self {
        match unseen {
            Unseen::NotAsked => Self::NotAsked,
            Unseen::Absent => Self::Absent,
            Unseen::Unreachable(unreachable) => Self::Unreachable(unreachable),
        }
    }
}
