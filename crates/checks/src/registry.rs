//! Which rules there are, in the order a reader meets them.

use crate::check::Check;
use crate::checks;

/// Declares the order once: the checks themselves, and a list of names that does not draw every
/// rule's code into a program that only wants to put outcomes in order.
macro_rules! registry {
    ($($module:ident: $minutes:literal;)+) => {
        /// Every rule.
        pub static ALL: &[&Check] = &[$(&checks::$module::CHECK),+];

        /// The module of every rule, and about how many minutes a person needs to put it right.
        static MODULES: &[(&str, u32)] = &[$((stringify!($module), $minutes)),+];
    };
}

// Two lines a check: its module in `checks`, and here its place with the minutes it takes.
registry! {
    page_is_https: 60;
    page_has_no_mixed_content: 30;
    certificate_is_not_expiring: 30;
    tls_versions_are_current: 30;
    http_redirects_to_https: 15;
    hsts_is_sent: 10;
    return_urls_are_https: 15;
    content_security_policy_lets_mercado_pago_in: 20;
    access_token_works: 5;
    access_token_is_production: 5;
    access_token_is_not_about_to_expire: 10;
    production_credentials_activated: 10;
    public_key_works: 5;
    public_key_matches_token: 5;
    account_is_the_expected_one: 3;
    same_keys_as_in_development: 5;
    account_can_receive_payments: 30;
    site_is_the_expected_one: 3;
    account_is_coherent: 10;
    product_is_offered_in_country: 15;
    card_payments_are_enabled: 15;
    page_shows_no_secret: 60;
    no_test_leftovers_on_page: 15;
    pix_key_exists: 10;
    webhook_url_is_configured: 10;
    webhook_url_is_public_https: 30;
    webhook_addresses_agree: 10;
    webhook_events_are_selected: 5;
    webhook_answers_notifications: 60;
    webhook_takes_notifications: 60;
    webhook_verifies_signatures: 60;
    ipn_is_not_in_use: 15;
    payment_can_be_measured: 10;
    quality_of_buyer_experience: 30;
    quality_of_reconciliation: 20;
    quality_of_payment_approval: 60;
    quality_of_scalability: 60;
    quality_of_security: 60;
    sdk_is_current: 30;
    official_quality_score: 15;
    sale_tells_about_items: 30;
    sale_tells_about_payer: 30;
    sale_tells_about_shipping: 30;
    industry_data_is_sent: 60;
    device_id_is_active: 15;
    rejections_are_ordinary: 60;
    payments_have_references: 30;
    reports_are_used: 10;
    terminals_are_integrated: 15;
    stores_and_points_of_sale_exist: 20;
}

/// The rule of that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Check> {
    ALL.iter().copied().find(|check| check.id == id)
}

/// Where a check stands in reading order; unknown ids go last.
#[must_use]
pub fn position(id: &str) -> usize {
    MODULES
        .iter()
        .position(|(module, _)| is_module_of(module, id))
        .unwrap_or(MODULES.len())
}

/// About how many minutes a person needs to put this check right.
#[must_use]
pub fn minutes(id: &str) -> u32 {
    MODULES
        .iter()
        .find(|(module, _)| is_module_of(module, id))
        .map_or(5, |(_, minutes)| *minutes)
}

/// Whether a check of this id lives in a module of that name.
fn is_module_of(module: &str, id: &str) -> bool {
    let same = |(letter, other)| letter == other || (letter == b'_' && other == b'-');
    module.len() == id.len() && module.bytes().zip(id.bytes()).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_stands_where_its_module_does() {
        for (index, check) in ALL.iter().enumerate() {
            assert_eq!(position(check.id), index, "{}", check.id);
        }
        assert_eq!(position("no-such-check"), ALL.len());
    }
}
