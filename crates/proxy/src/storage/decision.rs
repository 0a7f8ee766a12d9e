//! A person's word on a check: what it was about, who said it, and when.

use checkout_readiness_checks::contract::Timestamp;
use checkout_readiness_checks::profile::Product;
use serde::Serialize;
use utoipa::ToSchema;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody looked where no machine can, and found it right.
    Confirm,
    /// A recommendation is not for this shop.
    Dismiss,
    /// The word said before no longer holds.
    Undo,
}

impl Kind {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Confirm, Self::Dismiss, Self::Undo];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Dismiss => "dismiss",
            Self::Undo => "undo",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// What a person was asked: other facts, or another reason, are another question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The reason the check answered with.
    pub reason: String,
    /// The facts shown, as [`Outcome::shown_facts`] writes them.
    ///
    /// [`Outcome::shown_facts`]: checkout_readiness_checks::contract::Outcome::shown_facts
    pub seen: String,
}

/// What somebody says now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What is decided.
    pub kind: Kind,
    /// The check it is about.
    pub check: &'static str,
    /// The question it answers. To undo, it may be left out, and then it is the one decided last.
    pub question: Option<Question>,
    /// Who says it, as they call themselves.
    pub by: Option<String>,
    /// What they want to remember about it.
    pub note: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// What was said, and is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Decision {
    /// Its number; later ones are larger.
    pub id: i64,
    /// The product it is about.
    pub product: Product,
    /// The check it is about.
    pub check: String,
    /// What was decided.
    pub kind: Kind,
    /// The reason the check answered with.
    pub reason: String,
    /// The facts that were shown.
    pub seen: String,
    /// Who, as they call themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What they wanted to remember; never empty where a recommendation was set aside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When.
    pub at: Timestamp,
}
