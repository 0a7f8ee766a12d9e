//! One check's answer.

use serde::{Deserialize, Serialize};

use super::{CountedGroup, Details, Fact, ItemFinding, Timestamp};
use crate::profile::named;

named! {
    /// A heading of the go-live guide.
    Requirement {
        /// The page takes payments over HTTPS.
        Https = "https",
        /// Production credentials of the right account.
        Credentials = "credentials",
        /// In Brazil: a Pix key.
        PixKey = "pix-key",
        /// Webhooks arrive.
        Notifications = "notifications",
        /// The integration quality, formerly homologation.
        Quality = "quality",
        /// What raises the share of approved payments.
        Approval = "approval",
        /// Mercado Pago's reports of money.
        Reports = "reports",
        /// In person: terminals, stores and points of sale.
        Terminals = "terminals",
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
        /// The account's Pix keys.
        PixKeys = "pix-keys",
        /// The product's page on integration quality.
        QualityGuide = "quality-guide",
        /// What raises payment approval.
        ApprovalGuide = "approval-guide",
        /// The documentation of webhooks.
        WebhooksGuide = "webhooks-guide",
        /// The documentation of the reports.
        ReportsGuide = "reports-guide",
        /// Stores and points of sale.
        Stores = "stores",
        /// The account's activity: its payments.
        Activities = "activities",
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
    /// Who they are, as they call themselves.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
}

/// Somebody decided that a recommendation is not for this shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Dismissal {
    /// When.
    pub at: Timestamp,
    /// Why; never empty.
    pub note: String,
    /// Who, as they call themselves.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
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
    /// Data of a sale, one by one, where the check is about them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub items: Vec<ItemFinding>,
    /// Counted groups, where the check is about them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub groups: Vec<CountedGroup>,
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
    /// Set where a recommendation was set aside.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dismissal: Option<Dismissal>,
}

/// What the ids of checks begin with that a page adds to the widget: they are in no registry.
pub const OF_PANEL: &str = "panel-";

/// Whether that check is one a page added.
#[must_use]
pub fn is_of_panel(check: &str) -> bool {
    check.starts_with(OF_PANEL)
}

impl Outcome {
    /// Whether a person may set it aside: a recommendation that was seen not to hold, or that only
    /// a person can tell. What could not be seen cannot be set aside.
    #[must_use]
    pub fn may_be_dismissed(&self) -> bool {
        self.severity == Severity::Recommended
            && matches!(
                self.status,
                Status::Failed | Status::Warning | Status::Confirm
            )
    }

    /// The check that must hold before this one can be asked, if that is why it was not.
    #[must_use]
    pub fn waits_for(&self) -> Option<&str> {
        match self.details.get("waits_for")? {
            Fact::Text(check) if self.status == Status::Skipped => Some(check),
            _ => None,
        }
    }
}
