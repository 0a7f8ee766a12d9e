//! What became of the payments of the last thirty days, counted; no payment is kept.

use serde::{Deserialize, Serialize};

/// The payments of the last thirty days, newest first, as far as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentHistory {
    /// How many days were asked for; none where the answer could not tell.
    pub days: Option<u32>,
    /// How many payments were read.
    pub read: u32,
    /// How many there are, as Mercado Pago counts them.
    pub total: Option<u32>,
    /// Whether all of them were read; otherwise the newest [`read`](Self::read).
    pub is_whole: bool,
    /// How many came to each status and detail.
    pub details: Vec<DetailCount>,
    /// Approved payments without the merchant's own reference.
    pub without_reference: u32,
    /// Approved payments whose reference another approved payment carries too.
    pub repeated_reference: u32,
    /// Numbers of some of them, the newest first.
    pub orphans: Vec<String>,
    /// Approved payments by Pix.
    pub approved_by_pix: u32,
    /// Approved payments that notify the old way: their `notification_url` asks for IPN.
    pub notified_by_ipn: u32,
}

/// How many payments came to this.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DetailCount {
    /// For example `rejected`.
    pub status: String,
    /// For example `cc_rejected_high_risk`; empty where the payment had none.
    pub status_detail: String,
    /// How many.
    pub count: u32,
}
