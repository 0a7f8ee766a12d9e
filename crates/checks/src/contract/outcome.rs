//! One check's answer.

use serde::{Deserialize, Serialize};

use super::{Details, Timestamp};
use crate::profile::named;

named! {
    /// A heading of the go-live guide.
    Requirement {
        /// The page takes payments over HTTPS.
        Https = "https",
        /// Production credentials of the right account.
        Credentials = "credentials",
        /// Webhooks arrive.
        Notifications = "notifications",
    }
}

named! {
    /// How a check came out.
    Status {
        /// Seen, and good.
        Passed = "passed",
        /// Seen, and wrong.
        Failed = "failed",
        /// Seen, and worth a look.
        Warning = "warning",
        /// Only a person can tell.
        Confirm = "confirm",
        /// We could not look.
        Inconclusive = "inconclusive",
        /// It needs something else first.
        Skipped = "skipped",
        /// This shop need not care.
        NotApplicable = "not_applicable",
    }
}

named! {
    /// Whether a failure stops a shop from going live.
    Severity {
        /// It does.
        Required = "required",
        /// It never does.
        Recommended = "recommended",
    }
}

named! {
    /// Where a reader goes to act on an outcome; presenters turn it into an address of the
    /// account's country and the reader's language.
    Link {
        /// The list of applications in the panel.
        Applications = "applications",
        /// The application's own page in the panel, from which Webhooks is one click.
        Application = "application",
        /// The account's credentials.
        Credentials = "credentials",
        /// The account's home page, where Mercado Pago shows what it still asks for.
        Home = "home",
        /// Contact with Mercado Pago's support for developers.
        Support = "support",
        /// The product's go-live guide.
        GoLiveGuide = "go-live-guide",
    }
}

/// Somebody looked where no machine can, and said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Confirmation {
    /// When it was said; absent where the operator of the proxy says so in its configuration.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub at: Option<Timestamp>,
    /// What they wanted to remember about it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// One check's answer: status, reason and the facts behind them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Outcome {
    /// The check's id.
    pub check: String,
    /// The heading it belongs to.
    pub requirement: Requirement,
    /// Whether it blocks, for this product.
    pub severity: Severity,
    /// How it came out.
    pub status: Status,
    /// Why, from the closed set of the check.
    pub reason: String,
    /// The facts behind it. Never a secret, never personal data of a buyer.
    pub details: Details,
    /// Where to act on it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub link: Option<Link>,
    /// When the newest fact behind it was observed; absent where nothing was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub observed_at: Option<Timestamp>,
    /// How long the slowest fact behind it took to observe.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub elapsed_ms: Option<u32>,
    /// Set where the status is [`Status::Confirm`] and a person has said yes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub confirmation: Option<Confirmation>,
}
