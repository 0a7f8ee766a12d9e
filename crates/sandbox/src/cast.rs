//! The cast: every merchant the sandbox can play, as one table of visibly fake data.

use checkout_readiness_checks::profile::{Product, Site};

use crate::merchant::{Account, Merchant, Script, Temper};

macro_rules! access_token {
    ($application:literal, $user:literal) => {
        concat!(
            "APP_USR-10000000000000",
            $application,
            "-010112-000000000000000000000000000000",
            $user,
            "-1000000",
            $user
        )
    };
}

macro_rules! public_key {
    ($number:literal) => {
        concat!("APP_USR-00000000-0000-4000-8000-0000000000", $number)
    };
}

/// A merchant in good order, with ids and credentials that end in the number given.
macro_rules! in_good_order {
    ($number:literal, $text:literal) => {
        Merchant {
            id: "",
            special: "",
            expectation: "",
            product: Product::CheckoutPro,
            site: Site::Mlb,
            access_token: access_token!($text, $text),
            public_key: Some(public_key!($text)),
            webhook_secret: Some(concat!(
                "00000000000000000000000000000000000000000000000000000000000000",
                $text
            )),
            webhook_url: Some("https://store.example/mp/webhook"),
            checkout_url: None,
            expected_user_id: Some(concat!("1000000", $text)),
            expected_application_id: Some(concat!("10000000000000", $text)),
            script: Script {
                number: $number,
                application: $number,
                key_application: $number,
                credentials_swapped: false,
                nickname: "LOJAEXEMPLO",
                account: Account::Production,
                country: Site::Mlb,
                activated: true,
                is_test: false,
                reads_application: true,
                notified_at: Some("https://store.example/mp/webhook"),
                temper: Temper::Normal,
            },
        }
    };
}

/// A merchant in good order but for the fields and the parts of the script given.
macro_rules! merchant {
    (
        $number:literal, $text:literal, { $($field:ident: $value:expr),* $(,)? }
        $(, script { $($part:ident: $played:expr),* $(,)? })?
    ) => {
        Merchant {
            $($field: $value,)*
            script: Script { $($($part: $played,)*)? ..in_good_order!($number, $text).script },
            ..in_good_order!($number, $text)
        }
    };
}

/// Every merchant, those in good order first.
pub(crate) static CAST: &[Merchant] = &[
    merchant!(1, "01", {
        id: "ready",
        special: "Brazil; everything is in order and declared, no checkout address",
        expectation: "every check of the server passes",
    }),
    merchant!(3, "03", {
        id: "argentina",
        special: "Argentina; in order, but nobody says whom the credentials should belong to; has a checkout address",
        expectation: "passes without Pix; ownership of the credentials is left to confirm",
        site: Site::Mla,
        webhook_url: Some("https://tienda.example/mp/webhook"),
        checkout_url: Some("https://tienda.example/checkout"),
        expected_user_id: None,
        expected_application_id: None,
    }, script {
        nickname: "TIENDAEJEMPLO",
        country: Site::Mla,
        notified_at: Some("https://tienda.example/mp/webhook"),
    }),
    merchant!(2, "02", {
        id: "test-user",
        special: "the account carries the tag test_user, though its token looks like any other",
        expectation: "fails: a test user cannot take real money",
    }, script { nickname: "TETE0000002", account: Account::TestUser }),
    merchant!(6, "06", {
        id: "test-credentials",
        special: "a real account, but the wrapper says is_test of an APP_USR token",
        expectation: "fails: test credentials",
        product: Product::CheckoutApi,
    }, script { is_test: true }),
    merchant!(7, "07", {
        id: "not-activated",
        special: "homologated is false",
        expectation: "fails: production credentials were never activated",
    }, script { activated: false }),
    merchant!(8, "08", {
        id: "other-application",
        special: "the public key was issued for application 1000000000000009",
        expectation: "fails: public key and token are of two applications",
    }, script { key_application: 9 }),
    merchant!(4, "04", {
        id: "restricted",
        special: "Argentina; the account may neither sell nor bill",
        expectation: "fails: the account is restricted",
        product: Product::Plugin,
        site: Site::Mla,
        webhook_url: Some("https://tienda.example/mp/webhook"),
    }, script {
        nickname: "CUENTABLOQUEADA",
        account: Account::Restricted,
        country: Site::Mla,
        notified_at: Some("https://tienda.example/mp/webhook"),
    }),
    merchant!(5, "05", {
        id: "oauth-seller",
        special: "token of a linked seller: the integrator's application, the seller's user; the application answers 403",
        expectation: "ownership holds; the application cannot be looked at, payments still show the webhook",
        product: Product::CheckoutApi,
        access_token: access_token!("01", "05"),
        expected_application_id: Some("1000000000000001"),
    }, script { nickname: "VENDEDORVINCULADO", application: 1, key_application: 1, reads_application: false }),
    merchant!(11, "11", {
        id: "webhook-missing",
        special: "no webhook on the application, none on the payments, none declared",
        expectation: "nothing shows a webhook: to confirm in the panel, never passed",
        webhook_url: None,
    }, script { notified_at: None }),
    merchant!(12, "12", {
        id: "webhook-catcher",
        special: "notifications go to a public request catcher",
        expectation: "fails: anybody can read the notifications there",
        webhook_url: Some("https://webhook.site/00000000-0000-4000-8000-000000000000"),
    }, script { notified_at: Some("https://webhook.site/00000000-0000-4000-8000-000000000000") }),
    merchant!(13, "13", {
        id: "webhook-expired-certificate",
        special: "the webhook's certificate expired ten days ago",
        expectation: "fails: certificate expired",
        webhook_url: Some("https://expired.example/mp/webhook"),
    }, script { notified_at: Some("https://expired.example/mp/webhook") }),
    merchant!(14, "14", {
        id: "webhook-redirects",
        special: "the webhook answers 301 to another https address",
        expectation: "fails: notifications are not redirected",
        webhook_url: Some("https://loja.example/moved"),
    }, script { notified_at: Some("https://loja.example/moved") }),
    merchant!(15, "15", {
        id: "webhook-private",
        special: "the webhook's name leads to 10.20.30.40",
        expectation: "fails: Mercado Pago cannot reach a private network",
        webhook_url: Some("https://private.example/mp/webhook"),
    }, script { notified_at: Some("https://private.example/mp/webhook") }),
    merchant!(24, "24", {
        id: "checkout-mixed",
        special: "the checkout page loads and sends over plain http; its certificate has five days left",
        expectation: "fails: mixed content; warns of the certificate",
        checkout_url: Some("https://expiring.example/checkout-mixed"),
    }),
    merchant!(16, "16", {
        id: "wrong-keys",
        special: "access token and public key stand in each other's place",
        expectation: "fails: the access token is a public key, and the public key is a secret",
        access_token: public_key!("16"),
        public_key: Some(access_token!("16", "16")),
    }, script { credentials_swapped: true }),
    merchant!(17, "17", {
        id: "wrong-country",
        special: "declared for Argentina, the account is Brazilian",
        expectation: "fails: the account is of another country",
        site: Site::Mla,
    }),
    merchant!(18, "18", {
        id: "minimal",
        special: "the account's answer has no tags and no status",
        expectation: "test user and restrictions are inconclusive, never passed",
        product: Product::Bricks,
    }, script { account: Account::Minimal }),
    merchant!(19, "19", {
        id: "slow",
        special: "answers after 1.5 s, payments/search after 12 s",
        expectation: "recent payments are inconclusive for lack of time, the rest passes",
    }, script { temper: Temper::Slow }),
    merchant!(20, "20", {
        id: "rate-limited",
        special: "429 with Retry-After 30 everywhere",
        expectation: "inconclusive: Mercado Pago asks us to wait",
    }, script { temper: Temper::RateLimited }),
    merchant!(21, "21", {
        id: "failing",
        special: "500 with JSON, 502 with HTML, 503 with nothing, one per endpoint",
        expectation: "inconclusive: Mercado Pago fails, which says nothing of the shop",
    }, script { temper: Temper::Failing }),
    merchant!(22, "22", {
        id: "garbled",
        special: "200 with cut JSON, HTML, wrong shapes or nothing, one per endpoint",
        expectation: "inconclusive: the answers cannot be read",
    }, script { temper: Temper::Garbled }),
    merchant!(23, "23", {
        id: "revoked",
        special: "401 everywhere",
        expectation: "fails: the token is not valid any more",
    }, script { temper: Temper::Revoked }),
];
