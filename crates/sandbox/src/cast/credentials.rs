//! Merchants whose account, application or credentials are not what they should be.

use super::prelude::*;

/// In the order a reader meets them.
pub(super) const MERCHANTS: &[Merchant] = &[
    merchant!(2, "002", {
        id: "test-user",
        special: "the account carries the tag test_user, though its token looks like any other",
        expectation: "fails: a test user cannot take real money",
    }, script { nickname: "TETE0000002", account: Account::TestUser }),
    merchant!(6, "006", {
        id: "test-credentials",
        special: "a real account, but the wrapper says is_test of an APP_USR token",
        expectation: "fails: test credentials",
        product: Product::CheckoutApi,
    }, script { is_test: true }),
    merchant!(7, "007", {
        id: "not-activated",
        special: "homologated is false",
        expectation: "fails: production credentials were never activated",
    }, script { activated: false }),
    merchant!(8, "008", {
        id: "other-application",
        special: "the public key was issued for application 1000000000000009",
        expectation: "fails: public key and token are of two applications",
    }, script { key_application: 9 }),
    merchant!(4, "004", {
        id: "restricted",
        special: "Argentina; the account may neither sell nor bill",
        expectation: "fails: the account is restricted",
        product: Product::Plugin,
        site: Site::Mla,
        webhook_url: Some("https://tienda.example/mp/webhook"),
    }, script {
        nickname: "CUENTABLOQUEADA",
        country: Site::Mla,
        notified_at: Some("https://tienda.example/mp/webhook"),
        account: Account::Restricted,
        sale: Sale::ByPlugin,
    }),
    merchant!(5, "005", {
        id: "oauth-seller",
        special: "token of a linked seller: the integrator's application, the seller's user; the application answers 403",
        expectation: "ownership holds; the application cannot be looked at, payments still show the webhook",
        product: Product::CheckoutApi,
        access_token: access_token!("001", "005"),
        expected_application_id: Some("1000000000000001"),
        token_issued_days_ago: Some(30),
    }, script {
        nickname: "VENDEDORVINCULADO",
        application: 1,
        key_application: 1,
        sale_notified: SaleNotified::Alike,
        reads_application: false,
    }),
    merchant!(16, "016", {
        id: "wrong-keys",
        special: "access token and public key stand in each other's place",
        expectation: "fails: the access token is a public key, and the public key is a secret",
        access_token: public_key!("016"),
        public_key: Some(access_token!("016", "016")),
    }, script { credentials_swapped: true }),
    merchant!(17, "017", {
        id: "wrong-country",
        special: "declared for Argentina, the account is Brazilian",
        expectation: "fails: the account is of another country",
        site: Site::Mla,
    }),
    merchant!(40, "040", {
        id: "wrong-account",
        special: "the operator expects user 100000009 and application 1000000000000009",
        expectation: "fails: the credentials are of another account",
        expected_user_id: Some("100000009"),
        expected_application_id: Some("1000000000000009"),
    }),
    merchant!(41, "041", {
        id: "action-required",
        special: "the account may sell, and Mercado Pago asks its owner to act",
        expectation: "warns: something is left to do in the account",
    }, script { account: Account::AskedToAct }),
    merchant!(42, "042", {
        id: "application-of-other-country",
        special: "a Brazilian account, an Argentine application",
        expectation: "the application is of another country than the account",
    }, script { application_site: Some(Site::Mla) }),
    merchant!(43, "043", {
        id: "token-expiring",
        special: "token of a linked seller, issued 170 days ago",
        expectation: "warns: tokens of linked sellers last 180 days",
        product: Product::CheckoutApi,
        access_token: access_token!("001", "043"),
        expected_application_id: Some("1000000000000001"),
        token_issued_days_ago: Some(170),
    }, script {
        nickname: "VENDEDORVINCULADO",
        application: 1,
        key_application: 1,
        reads_application: false,
    }),
    merchant!(44, "044", {
        id: "development-keys-differ",
        special: "developed with the keys of application 1000000000000009",
        expectation: "the keys in use are not those of development",
        development: Development { public_key: Some(public_key!("009")), application_id: Some("1000000000000009") },
    }),
    merchant!(45, "045", {
        id: "development-keys-alike",
        special: "developed with the very keys that are in use",
        expectation: "the keys in use are those of development",
        development: Development { public_key: Some(public_key!("045")), application_id: Some("1000000000000045") },
    }),
];
