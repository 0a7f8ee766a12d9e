//! The rules, one file each, named by their id.

pub mod access_token_is_production;
pub mod access_token_works;
pub mod account_can_receive_payments;
pub mod account_is_the_expected_one;
pub mod card_payments_are_enabled;
pub mod certificate_is_not_expiring;
pub mod content_security_policy_lets_mercado_pago_in;
pub mod device_id_is_active;
pub mod hsts_is_sent;
pub mod http_redirects_to_https;
pub mod no_test_leftovers_on_page;
pub mod page_has_no_mixed_content;
pub mod page_is_https;
pub mod page_shows_no_secret;
pub mod production_credentials_activated;
pub mod public_key_matches_token;
pub mod public_key_works;
pub mod return_urls_are_https;
pub mod sdk_is_current;
pub mod site_is_the_expected_one;
pub mod tls_versions_are_current;
pub mod webhook_events_are_selected;
pub mod webhook_url_is_configured;
pub mod webhook_url_is_public_https;

/// A number by its last four digits: enough to recognise one's own, too little to use.
#[must_use]
pub fn masked(number: &str) -> String {
    let length = number.chars().count();
    let tail: String = number.chars().skip(length.saturating_sub(4)).collect();
    if length > 4 {
        format!("…{tail}")
    } else {
        "…".to_owned()
    }
}
