//! Notifications that arrived at the proxy itself, signed with the merchant's secret.

use serde::{Deserialize, Serialize};

use crate::contract::Timestamp;

/// What arrived within the last seven days. Only what was signed rightly counts, and what Mercado
/// Pago's simulator or our own probe sends is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deliveries {
    /// How many, of the last hundred at most.
    pub count: u32,
    /// The newest that came straight here.
    pub newest: Option<Delivery>,
    /// The newest that the merchant's own webhook had received and passed on.
    pub newest_forwarded: Option<Delivery>,
    /// The topics of all of them, each once.
    pub topics: Vec<String>,
}

/// One notification. Of ids and people nothing is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Delivery {
    /// When it arrived.
    pub at: Timestamp,
    /// Its topic.
    pub topic: Option<String>,
    /// What `ts` of the signature counts: `seconds` or `milliseconds`.
    pub unit: Option<String>,
    /// In which letter case its id was signed, where it has letters: `verbatim` or `lower`.
    pub case: Option<String>,
    /// Whether it came with `x-request-id`.
    pub has_request_id: bool,
}
