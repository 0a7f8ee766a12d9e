//! What a run says of each page and host of the sandbox's shops.

use std::sync::Arc;

use checkout_readiness_checks::contract::{Event, Report};
use checkout_readiness_proxy::merchant::Merchant;
use checkout_readiness_proxy::run::{Request, run};
use futures_util::StreamExt;
use secrecy::SecretString;
use url::Url;

use crate::support::{Served, serve};

/// The report of the ready merchant, had it this checkout.
async fn report(served: &Served, checkout_url: &str) -> Report {
    let ready = served.running.engine().merchants.find(Some("ready"));
    let merchant = Merchant {
        checkout_url: Some(Url::parse(checkout_url).unwrap()),
        ..Merchant::clone(ready.unwrap())
    };
    report_of(served, merchant).await
}

async fn report_of(served: &Served, merchant: Merchant) -> Report {
    let engine = Arc::clone(served.running.engine());
    let events = run(engine, Arc::new(merchant), Request::default());
    match events.collect::<Vec<_>>().await.pop() {
        Some(Event::Finished { report }) => report,
        other => panic!("not finished: {other:?}"),
    }
}

fn reason<'a>(report: &'a Report, check: &str) -> &'a str {
    let mut outcomes = report.outcomes.iter();
    let found = outcomes.find(|outcome| outcome.check == check);
    &found
        .unwrap_or_else(|| panic!("no outcome of {check}"))
        .reason
}

#[tokio::test]
async fn each_page_comes_to_what_is_special_about_it() {
    let served = serve(&[]).await;
    for (path, check, expected) in [
        ("/checkout", "sdk-is-current", "current"),
        ("/checkout", "page-shows-no-secret", "nothing_secret"),
        ("/checkout", "no-test-leftovers-on-page", "nothing_left"),
        (
            "/checkout",
            "content-security-policy-lets-mercado-pago-in",
            "no_policy",
        ),
        ("/checkout-twice", "sdk-is-current", "loaded_twice"),
        ("/checkout-v1", "sdk-is-current", "version_one"),
        ("/checkout-legacy-button", "sdk-is-current", "old_button"),
        (
            "/checkout-self-hosted",
            "sdk-is-current",
            "from_another_host",
        ),
        ("/checkout-drawn", "sdk-is-current", "page_partly_seen"),
        ("/checkout-leaked", "page-shows-no-secret", "shows_a_secret"),
        (
            "/checkout-leaked-file",
            "page-shows-no-secret",
            "shows_a_secret",
        ),
        (
            "/checkout-blocked",
            "content-security-policy-lets-mercado-pago-in",
            "keeps_payments_out",
        ),
        (
            "/checkout-policy-meta",
            "content-security-policy-lets-mercado-pago-in",
            "keeps_payments_out",
        ),
        (
            "/checkout-allowed",
            "content-security-policy-lets-mercado-pago-in",
            "lets_all_in",
        ),
        (
            "/checkout-no-prevention",
            "device-id-is-active",
            "turned_off",
        ),
    ] {
        let report = report(&served, &format!("https://store.example{path}")).await;
        assert_eq!(reason(&report, check), expected, "{path} {check}");
    }
}

#[tokio::test]
async fn each_host_comes_to_what_is_special_about_it() {
    let served = serve(&[]).await;
    for (host, check, expected) in [
        ("store", "tls-versions-are-current", "current_only"),
        ("store", "http-redirects-to-https", "sends_on"),
        ("store", "hsts-is-sent", "sent"),
        ("lenient", "tls-versions-are-current", "outdated_too"),
        ("old-protocol", "tls-versions-are-current", "outdated_only"),
        ("plain", "http-redirects-to-https", "shows_a_page"),
        ("plain", "hsts-is-sent", "not_sent"),
        ("closed", "http-redirects-to-https", "closed"),
        ("elsewhere", "http-redirects-to-https", "sends_elsewhere"),
        ("elsewhere", "hsts-is-sent", "too_short"),
    ] {
        let report = report(&served, &format!("https://{host}.example/checkout")).await;
        assert_eq!(reason(&report, check), expected, "{host} {check}");
    }
    let report = report(&served, "https://incomplete.example/checkout").await;
    let told = serde_json::to_string(&report).unwrap();
    assert!(told.contains("missing-intermediate"), "{told}");
}

#[tokio::test]
async fn a_secret_on_a_page_is_told_by_its_tail_alone() {
    let served = serve(&[]).await;
    for path in ["/checkout-leaked", "/checkout-leaked-file"] {
        let report = report(&served, &format!("https://store.example{path}")).await;
        let told = serde_json::to_string(&report).unwrap();
        assert!(told.contains("0001"), "{told}");
        assert!(!told.contains("APP_USR-1000000000000001-"), "{told}");
    }
}

#[tokio::test]
async fn the_merchant_s_own_secrets_are_searched_for_whatever_they_look_like() {
    let served = serve(&[]).await;
    let with = |access_token: &str, webhook_secret: &str| Merchant {
        webhook_secret: Some(SecretString::from(webhook_secret)),
        checkout_url: Some(Url::parse("https://store.example/checkout").unwrap()),
        ..Merchant::named("shop").with_access_token(access_token)
    };
    let (elsewhere, public_key) = (
        "not-on-any-page-of-the-shop",
        "APP_USR-00000000-0000-4000-8000-000000000001",
    );
    for (merchant, expected) in [
        // Both stand on the page or in its script, and look like no secret.
        (with(elsewhere, "DOMContentLoaded"), "shows_a_secret"),
        (with("href=\"/shop.css\">", elsewhere), "shows_a_secret"),
        // What stands in the wrong place may be seen where it belongs.
        (with(public_key, elsewhere), "nothing_secret"),
    ] {
        let report = report_of(&served, merchant).await;
        assert_eq!(reason(&report, "page-shows-no-secret"), expected);
        let told = serde_json::to_string(&report).unwrap();
        for secret in ["DOMContentLoaded", "shop.css"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
}
