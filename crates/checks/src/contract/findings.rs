//! What an outcome shows beside its facts: data item by item, and counted groups.

use serde::{Deserialize, Serialize};

use crate::evidence::DataItem;
use crate::profile::named;

/// One datum of a sale, and what was seen of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ItemFinding {
    /// Which datum.
    pub item: DataItem,
    /// How much it matters to the integration quality.
    pub class: ItemClass,
    /// What was seen of it.
    pub state: ItemState,
    /// The field to send it in, for example `additional_info.items[].id`; absent where it is not
    /// sent in a field.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub field: Option<String>,
}

named! {
    /// How much a datum matters to the integration quality.
    ItemClass {
        /// Mercado Pago asks for it.
        Required = "required",
        /// Good practice, which the score does not need.
        BestPractice = "best_practice",
    }
}

named! {
    /// What was seen of a datum.
    ItemState {
        /// It was sent.
        Present = "present",
        /// It was not.
        Missing = "missing",
        /// It was sent, and is what examples write.
        Placeholder = "placeholder",
        /// It is longer than Mercado Pago takes.
        TooLong = "too_long",
        /// It is not one of the values Mercado Pago knows.
        Unknown = "unknown",
        /// It cannot be seen from here.
        NotVisible = "not_visible",
    }
}

/// How many fell into a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CountedGroup {
    /// Which group; its name and its advice are in `locales/`.
    pub group: RejectionGroup,
    /// How many.
    pub count: u32,
    /// Their share of all that were counted, in whole percent.
    pub percent: u32,
    /// The details that made it up, the most frequent first.
    pub details: Vec<String>,
}

named! {
    /// Why payments are rejected, by whom.
    RejectionGroup {
        /// The buyer typed something wrong.
        Typed = "typed",
        /// The card's issuer said no.
        Issuer = "issuer",
        /// Fraud prevention said no.
        Fraud = "fraud",
        /// Mandatory data were missing.
        Data = "data",
        /// 3DS was not passed.
        ThreeDs = "three_ds",
        /// A regulation forbids it.
        Regulation = "regulation",
        /// A detail this engine does not know.
        Other = "other",
    }
}
