//! The cast as data: distinct, visibly fake, and documented.

use std::collections::BTreeSet;

use checkout_readiness_checks::profile::Product;
use checkout_readiness_sandbox::{Development, Merchant, merchants};

use crate::asking::named;

fn distinct(of: impl Fn(&Merchant) -> String) -> bool {
    merchants().iter().map(of).collect::<BTreeSet<_>>().len() == merchants().len()
}

#[test]
fn no_two_merchants_share_an_id_an_account_or_a_credential() {
    assert!(distinct(|merchant| merchant.id.to_owned()));
    assert!(distinct(|merchant| merchant.user_id().to_string()));
    assert!(distinct(|merchant| merchant.access_token.to_owned()));
    assert!(distinct(|merchant| merchant
        .public_key
        .unwrap_or_default()
        .to_owned()));
    assert!(distinct(|merchant| merchant.payment_id().to_string()));
}

#[test]
fn every_credential_is_visibly_fake() {
    for merchant in merchants() {
        assert!(
            merchant.access_token.contains("0000000000"),
            "{}",
            merchant.id
        );
        assert!(
            merchant
                .public_key
                .unwrap_or_default()
                .contains("000000000"),
            "{}",
            merchant.id
        );
        assert!(
            merchant
                .webhook_secret
                .is_none_or(|secret| secret.contains("0000000000")),
            "{}",
            merchant.id
        );
    }
}

#[test]
fn a_token_carries_the_application_and_the_user_it_was_issued_for() {
    for merchant in merchants()
        .iter()
        .filter(|merchant| !["wrong-keys", "token-unusual"].contains(&merchant.id))
    {
        let parts: Vec<_> = merchant.access_token.split('-').collect();
        let [prefix, application, stamp, hash, user] = parts[..] else {
            panic!("{}", merchant.id)
        };
        assert_eq!(
            (prefix, stamp, hash.trim_end_matches("__LA_LD__").len()),
            ("APP_USR", "010112", 32),
            "{}",
            merchant.id
        );
        assert_eq!(
            application,
            merchant.application_id().to_string(),
            "{}",
            merchant.id
        );
        assert_eq!(user, merchant.user_id().to_string(), "{}", merchant.id);
    }
}

#[test]
fn expected_ids_are_right_wherever_they_are_declared() {
    for merchant in merchants()
        .iter()
        .filter(|merchant| merchant.id != "wrong-account")
    {
        assert!(
            merchant
                .expected_user_id
                .is_none_or(|id| id == merchant.user_id().to_string()),
            "{}",
            merchant.id
        );
        assert!(
            merchant
                .expected_application_id
                .is_none_or(|id| id == merchant.application_id().to_string()),
            "{}",
            merchant.id
        );
    }
}

#[test]
fn those_in_good_order_come_first_and_each_product_has_one_and_a_worst() {
    assert_eq!(merchants()[0].id, "ready");
    let at = |id: &str| merchants().iter().position(|merchant| merchant.id == id);
    assert!(at("ready-qr") < at("test-user"));
    for product in Product::ALL {
        for kind in ["ready", "worst"] {
            assert!(
                merchants()
                    .iter()
                    .any(|merchant| merchant.product == *product && merchant.id.starts_with(kind)),
                "{kind} {}",
                product.name()
            );
        }
    }
}

#[test]
fn what_the_operators_declare_of_quality_and_credentials_varies() {
    let measured = |id: &str| {
        let quality = named(id).quality;
        quality.map(|measured| (measured.score, measured.days_ago))
    };
    assert_eq!(measured("ready"), Some((92, 20)));
    assert_eq!(measured("quality-low"), Some((61, 20)));
    assert_eq!(measured("quality-outdated"), Some((90, 400)));
    assert_eq!(measured("quality-not-recorded"), None);
    assert_eq!(named("token-expiring").token_issued_days_ago, Some(170));
    assert_eq!(named("ready").token_issued_days_ago, None);

    let [differ, alike] = ["development-keys-differ", "ready"].map(named);
    let application = |merchant: &Merchant| merchant.application_id().to_string();
    assert_eq!(
        alike.development.application_id,
        Some(application(alike).as_str())
    );
    assert_eq!(alike.development.public_key, alike.public_key);
    assert!(differ.development.application_id.is_some());
    assert_ne!(
        differ.development.application_id,
        Some(application(differ).as_str())
    );
    assert_ne!(differ.development.public_key, differ.public_key);
    let half = named("development-public-key-differs");
    assert_eq!(
        half.development.application_id,
        Some(application(half).as_str())
    );
    assert_ne!(half.development.public_key, half.public_key);
    assert_eq!(
        named("development-not-compared").development,
        Development::default()
    );
    for linked in ["oauth-seller", "token-expiring", "token-past-its-life"].map(named) {
        assert_eq!(
            linked.development.application_id,
            Some(application(linked).as_str())
        );
    }
}

#[test]
fn the_crate_documents_every_merchant_in_the_words_of_the_cast() {
    let documentation = include_str!("../../src/lib.rs");
    for Merchant {
        id,
        special,
        expectation,
        ..
    } in merchants()
    {
        assert!(
            documentation.contains(&format!("| `{id}` | {special} | {expectation} |")),
            "{id}"
        );
    }
}
