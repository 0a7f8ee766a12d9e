//! Where payments in person are taken: terminals, stores and points of sale.

use serde::{Deserialize, Serialize};

/// The Point terminals of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terminals {
    /// The terminals, as far as the list was read; absent where the answer had no list.
    pub terminals: Option<Vec<Terminal>>,
    /// Whether all of them were read.
    pub is_whole: bool,
    /// Whether Mercado Pago says that this country has no integrated terminals.
    pub is_unsupported_site: bool,
}

/// One terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terminal {
    /// The last characters of its serial number.
    pub tail: String,
    /// Its model, for example `NEWLAND_N950`.
    pub model: Option<String>,
    /// `PDV`, `STANDALONE`, `UNDEFINED` or a word we do not know.
    pub mode: Option<String>,
    /// Whether it belongs to a store.
    pub has_store: bool,
    /// Whether it belongs to a point of sale.
    pub has_pos: bool,
}

/// Stores, or points of sale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Venues {
    /// How many there are; absent where the answer does not tell.
    pub count: Option<u32>,
}
