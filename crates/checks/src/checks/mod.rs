//! The rules, one file each, named by their id.

pub mod access_token_is_not_about_to_expire;
pub mod access_token_is_production;
pub mod access_token_works;
pub mod account_can_receive_payments;
pub mod account_is_coherent;
pub mod account_is_the_expected_one;
pub mod card_payments_are_enabled;
pub mod certificate_is_not_expiring;
pub mod content_security_policy_lets_mercado_pago_in;
pub mod device_id_is_active;
pub mod hsts_is_sent;
pub mod http_redirects_to_https;
pub mod industry_data_is_sent;
pub mod ipn_is_not_in_use;
pub mod no_test_leftovers_on_page;
pub mod official_quality_score;
pub mod page_has_no_mixed_content;
pub mod page_is_https;
pub mod page_shows_no_secret;
pub mod payment_can_be_measured;
pub mod payments_have_references;
pub mod pix_key_exists;
pub mod product_is_offered_in_country;
pub mod production_credentials_activated;
pub mod public_key_matches_token;
pub mod public_key_works;
pub mod quality_of_buyer_experience;
pub mod quality_of_payment_approval;
pub mod quality_of_reconciliation;
pub mod quality_of_scalability;
pub mod quality_of_security;
pub mod rejections_are_ordinary;
pub mod reports_are_used;
pub mod return_urls_are_https;
pub mod sale_tells_about_items;
pub mod sale_tells_about_payer;
pub mod sale_tells_about_shipping;
pub mod same_keys_as_in_development;
pub mod sdk_is_current;
pub mod site_is_the_expected_one;
pub mod stores_and_points_of_sale_exist;
pub mod terminals_are_integrated;
pub mod tls_versions_are_current;
pub mod webhook_addresses_agree;
pub mod webhook_answers_notifications;
pub mod webhook_events_are_selected;
pub mod webhook_takes_notifications;
pub mod webhook_url_is_configured;
pub mod webhook_url_is_public_https;
pub mod webhook_verifies_signatures;

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
