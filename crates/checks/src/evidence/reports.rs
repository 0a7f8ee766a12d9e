//! Whether one of Mercado Pago's two money reports is in use.

use serde::{Deserialize, Serialize};

/// One of the two reports: its configuration and the newest ones made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MoneyReport {
    /// Whether it was ever configured: a 404 with `config_not_found_for_user` means no.
    pub is_configured: Option<bool>,
    /// `scheduled`: whether it is made automatically.
    pub is_scheduled: Option<bool>,
    /// `frequency.type`: `daily`, `weekly` or `monthly`.
    pub frequency: Option<String>,
    /// How many were made, as far as the list was read; absent where it could not be.
    pub listed: Option<u32>,
    /// Whole days since the newest was made.
    pub days_since_newest: Option<i64>,
}
