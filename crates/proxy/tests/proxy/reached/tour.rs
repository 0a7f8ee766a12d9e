//! Runs beside the cast: pages as a browser reports them, other pages of a shop, other products and
//! countries, faults, and slips of an operator in live mode.

use std::collections::BTreeMap;
use std::sync::Arc;

use checkout_readiness_checks::contract::Outcome;
use checkout_readiness_sandbox::{Config, Sandbox, merchant};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use super::pages;
use crate::support::stand_in::StandIn;
use crate::support::{cast, page_in_order, serve};

/// A run, and what it is in words.
struct Stop {
    words: String,
    settings: Vec<(&'static str, String)>,
    body: Value,
}

/// Makes every run; what it is in words, and what came of it.
pub async fn walk() -> Vec<(String, Vec<Outcome>)> {
    // Plays Mercado Pago's part for proxies in live mode.
    let upstream = Sandbox::start(Config::default()).await.unwrap();
    let elsewhere = Elsewhere::start().await;
    let stops: Vec<Stop> = [in_sandbox(), at_fault(), live(&upstream, &elsewhere)]
        .into_iter()
        .flatten()
        .collect();
    let mut servers = BTreeMap::new();
    for stop in &stops {
        if !servers.contains_key(&stop.settings) {
            let pairs = stop.settings.iter();
            let pairs: Vec<_> = pairs.map(|(name, value)| (*name, value.as_str())).collect();
            servers.insert(stop.settings.clone(), Arc::new(serve(&pairs).await));
        }
    }
    let asked = stops.into_iter().map(|stop| {
        let served = Arc::clone(&servers[&stop.settings]);
        async move {
            let report = cast::report(&served, &stop.body).await;
            (stop.words, report.outcomes)
        }
    });
    stream::iter(asked).buffered(cast::AT_ONCE).collect().await
}

fn stop(words: impl Into<String>, settings: &[(&'static str, &str)], body: Value) -> Stop {
    let settings = settings.iter();
    Stop {
        words: words.into(),
        settings: settings
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect(),
        body,
    }
}

fn in_sandbox() -> Vec<Stop> {
    let of_shop = |merchant: &str, path: &str| {
        let url = format!("https://store.example{path}");
        let body = json!({ "merchant": merchant, "checkout_url": url });
        stop(format!("`{merchant}` with its page `{path}`"), &[], body)
    };
    let with_page = |(words, page): (&str, Value)| {
        let body = json!({ "merchant": "nothing-declared", "page": page });
        stop(
            format!("`nothing-declared` in a browser {words}"),
            &[],
            body,
        )
    };
    let asked_for = |merchant: &str, words: &str, more: Value| {
        let mut body = cast::of(merchant);
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        stop(format!("`{merchant}` asked {words}"), &[], body)
    };
    let mut stops = vec![
        of_shop("ready", "/moved"),
        of_shop("ready", "/moved-to-http"),
        of_shop("ready", "/no-such-page"),
        of_shop("ready", "/shop.js"),
        of_shop("ready-bricks", "/checkout-allowed"),
        of_shop("ready-bricks", "/checkout-mostly-allowed"),
        of_shop("ready-bricks", "/checkout-policy-meta"),
        of_shop("ready-bricks", "/checkout-link"),
        of_shop("ready-bricks", "/checkout-security-only"),
    ];
    stops.extend(pages::seen().into_iter().map(with_page));
    stops.push(stop(
        "`nothing-declared` without a page",
        &[],
        json!({ "merchant": "nothing-declared" }),
    ));
    stops.extend([
        asked_for(
            "ready-orders",
            "for Checkout Pro",
            json!({ "product": "checkout-pro" }),
        ),
        asked_for("no-payments", "for Bricks", json!({ "product": "bricks" })),
        asked_for("argentina", "for Brazil", json!({ "site": "MLB" })),
        asked_for(
            "development-not-compared",
            "by somebody who compared: another key",
            json!({ "development": { "public_key": "different", "application_id": "same" } }),
        ),
        asked_for(
            "ready",
            "about a payment of another account",
            json!({ "payment_id": merchant("argentina").unwrap().payment_id().to_string() }),
        ),
        asked_for(
            "ready-qr",
            "about its payment",
            json!({ "payment_id": merchant("ready-qr").unwrap().payment_id().to_string() }),
        ),
        asked_for(
            "quality-not-recorded",
            "by somebody who measured: 70 of 100",
            json!({ "quality": { "score": 70, "measured_on": "2026-01-01" } }),
        ),
    ]);
    stops
}

/// What Mercado Pago answers goes wrong.
fn at_fault() -> Vec<Stop> {
    let faults = [
        ("users-me:500", "the account cannot be read"),
        ("users-me:401", "the token is refused"),
        (
            "users-me:wrong-shape",
            "the account's answer has another shape",
        ),
        ("application:500", "the application cannot be read"),
        (
            "payment-methods:truncated",
            "the means of payment come cut short",
        ),
        ("payment-search:500", "payments cannot be searched"),
        ("merchant-order:500", "the merchant order cannot be read"),
        ("preference:500", "the preference cannot be read"),
        (
            "preference:wrong-shape",
            "the preference's answer has another shape",
        ),
        (
            "payment:wrong-shape",
            "the payment's answer has another shape",
        ),
    ];
    let fault = |(fault, words): (&str, &str)| {
        let settings = [("READINESS_SANDBOX", format!("fault={fault}"))];
        let settings = settings
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        stop(
            format!("`ready` where {words}"),
            &settings,
            cast::of("ready"),
        )
    };
    faults.into_iter().map(fault).collect()
}

/// A server of the operator's own, reached by an exception for development.
struct Elsewhere {
    server: StandIn,
    authority: NamedTempFile,
}

impl Elsewhere {
    async fn start() -> Self {
        let server = StandIn::answering(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><title>Shop</title>",
        )
        .await;
        let authority = NamedTempFile::new().unwrap();
        std::fs::write(authority.path(), &server.certificate_pem).unwrap();
        Self { server, authority }
    }
}

/// Settings of an operator in live mode, where Mercado Pago's part is played at another address.
fn live(upstream: &Sandbox, elsewhere: &Elsewhere) -> Vec<Stop> {
    let ready = merchant("ready").unwrap();
    let (token, key) = (ready.access_token, ready.public_key.unwrap());
    // Names lead elsewhere outside of the sandbox, so only checks are asked for that visit none.
    let at = |words: &str, more: &[(&'static str, &str)], asked: Value| {
        let usual = [
            ("MP_BASE_URL", upstream.base_url()),
            ("MP_ACCESS_TOKEN", token),
            ("MP_PUBLIC_KEY", key),
            ("READINESS_PRODUCT", "checkout-pro"),
        ];
        let kept = usual
            .into_iter()
            .filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
        let settings: Vec<_> = kept
            .chain(more.iter().copied())
            .filter(|(_, value)| !value.is_empty())
            .collect();
        stop(format!("in live mode: {words}"), &settings, asked)
    };
    let credentials = || json!({ "scope": ["credentials"], "page": page_in_order() });
    let notifications = || json!({ "checks": ["webhook-url-is-public-https"] });
    let with_token = |words: &str, text: &str| {
        at(
            &format!("the Access Token {words}"),
            &[("MP_ACCESS_TOKEN", text)],
            credentials(),
        )
    };
    let with_key = |words: &str, text: &str| {
        at(
            &format!("the Public Key {words}"),
            &[("MP_PUBLIC_KEY", text)],
            credentials(),
        )
    };
    let notified_at = |words: &str, url: &str| {
        at(
            &format!("notifications declared {words}"),
            &[("MP_WEBHOOK_URL", url)],
            notifications(),
        )
    };
    let port = elsewhere.server.address.port();
    let address = |path: &str| format!("https://localhost:{port}{path}");
    vec![
        with_token("in quotation marks", &format!("\"{token}\"")),
        with_token("with a space before it", &format!("\u{a0}{token}")),
        with_token("with Bearer before it", &format!("Bearer {token}")),
        with_token("left as in an example", "YOUR_ACCESS_TOKEN"),
        with_token(
            "replaced by a refresh token",
            "TG-000000000000000000000000-100000001",
        ),
        with_token(
            "of the older form, and ended",
            "APP_USR-1000000000000001-010112-00000000000000000000000000000009__LA_LD__-100000001",
        ),
        with_token(
            "of a test",
            "TEST-1000000000000001-010112-00000000000000000000000000000001-100000001",
        ),
        with_key("in quotation marks", &format!("'{key}'")),
        with_key("with a space before it", &format!("\u{a0}{key}")),
        with_key("with Bearer before it", &format!("Bearer {key}")),
        with_key("left as in an example", "YOUR_PUBLIC_KEY"),
        with_key("of no known form", "sandbox-0000000000"),
        with_key("not given", ""),
        notified_at("without https:", "store.example/mp/webhook"),
        notified_at("over plain http", "http://store.example/mp/webhook"),
        notified_at("at a tunnel", "https://example.ngrok-free.app/mp/webhook"),
        notified_at(
            "at an address of 300 characters",
            &format!("https://store.example/{}", "0".repeat(278)),
        ),
        at(
            "only the account declared",
            &[("READINESS_EXPECTED_USER_ID", "100000001")],
            credentials(),
        ),
        at(
            "another application declared",
            &[
                ("READINESS_EXPECTED_USER_ID", "100000001"),
                ("READINESS_EXPECTED_APPLICATION_ID", "1000000000000009"),
            ],
            credentials(),
        ),
        at(
            "the developer's own server, by exception",
            &[
                ("READINESS_CHECKOUT_URL", &address("/checkout")),
                ("MP_WEBHOOK_URL", &address("/mp/webhook")),
                ("READINESS_PROBE_ALLOW", &format!("localhost:{port}")),
                (
                    "READINESS_PROBE_CA",
                    elsewhere.authority.path().to_str().unwrap(),
                ),
            ],
            json!({ "checks": [
                "page-is-https", "page-has-no-mixed-content", "certificate-is-not-expiring",
                "tls-versions-are-current", "webhook-url-is-public-https",
            ] }),
        ),
    ]
}
