//! Which rules there are, in the order a reader meets them.

use crate::check::Check;
use crate::checks;

/// Every rule. Two lines a check: its module in `checks`, its entry here.
pub static ALL: &[&Check] = &[
    &checks::page_is_https::CHECK,
    &checks::page_has_no_mixed_content::CHECK,
    &checks::access_token_works::CHECK,
    &checks::access_token_is_production::CHECK,
    &checks::production_credentials_activated::CHECK,
    &checks::public_key_works::CHECK,
    &checks::public_key_matches_token::CHECK,
    &checks::account_is_the_expected_one::CHECK,
    &checks::account_can_receive_payments::CHECK,
    &checks::site_is_the_expected_one::CHECK,
    &checks::card_payments_are_enabled::CHECK,
    &checks::webhook_url_is_configured::CHECK,
    &checks::webhook_url_is_public_https::CHECK,
    &checks::webhook_events_are_selected::CHECK,
];

/// The rule of that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Check> {
    ALL.iter().copied().find(|check| check.id == id)
}

/// Where a check stands in reading order; unknown ids go last.
#[must_use]
pub fn position(id: &str) -> usize {
    ALL.iter()
        .position(|check| check.id == id)
        .unwrap_or(ALL.len())
}
