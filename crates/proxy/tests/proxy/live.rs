//! Live mode: one configured merchant, the configured address of the API, and no sandbox.

use checkout_readiness_sandbox::{Config, Sandbox, merchant};
use serde_json::{Value, json};

use crate::support::stand_in::StandIn;
use crate::support::{code, outcome, page_in_order, reason, serve};

#[tokio::test]
async fn with_a_token_one_merchant_is_configured_and_no_sandbox_is_there() {
    // The stand-in plays Mercado Pago's part at another address, as an operator could configure.
    let upstream = Sandbox::start(Config::default()).await.unwrap();
    let ready = merchant("ready").unwrap();
    let served = serve(&[
        ("MP_ACCESS_TOKEN", ready.access_token),
        ("MP_PUBLIC_KEY", ready.public_key.unwrap()),
        ("MP_BASE_URL", upstream.base_url()),
        (
            "MP_WEBHOOK_URL",
            "https://webhook.site/00000000-0000-4000-8000-000000000000",
        ),
        ("READINESS_SANDBOX", "fault=users-me:500"),
        ("READINESS_PRODUCT", "bricks"),
    ])
    .await;
    assert!(served.running.engine().sandbox.is_none());
    let profile: Value = served
        .get("/api/v1/profile")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(profile["mode"], "live");
    assert_eq!(profile["merchant"], "configured");
    assert_eq!(profile["product"], "bricks");
    assert_eq!(profile["site"], Value::Null);
    assert_eq!(profile["account"]["nickname"], "LOJAEXEMPLO");
    assert!(profile.get("merchants").is_none());

    let report = served
        .report(&json!({ "merchant": "configured", "page": page_in_order() }))
        .await;
    assert_eq!(report["mode"], "live");
    assert_eq!(report["profile"], json!({ "product": "bricks" }));
    assert_eq!(reason(&report, "access-token-works"), "accepted");
    assert_eq!(reason(&report, "site-is-the-expected-one"), "not_declared");
    assert_eq!(
        reason(&report, "webhook-url-is-public-https"),
        "test_catcher"
    );
    let report = served
        .report(&json!({ "product": "qr", "site": "MLA" }))
        .await;
    assert_eq!(report["profile"], json!({ "product": "qr", "site": "MLA" }));
    assert_eq!(reason(&report, "site-is-the-expected-one"), "other_site");

    let cast = served
        .post_run(&json!({ "merchant": "ready" }))
        .send()
        .await
        .unwrap();
    assert_eq!(code(cast).await, "unknown-merchant");
}

#[tokio::test]
async fn when_mercado_pago_cannot_be_reached_it_is_named_as_the_side_that_failed() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let served = serve(&[
        ("MP_ACCESS_TOKEN", merchant("ready").unwrap().access_token),
        ("MP_BASE_URL", &format!("http://{closed}")),
        ("MP_WEBHOOK_URL", "http://store.example/webhook"),
    ])
    .await;
    let report = served.report(&json!({ "page": page_in_order() })).await;
    assert_eq!(report["verdict"], "undecided");
    let details = &outcome(&report, "access-token-works")["details"];
    assert_eq!(details["party"], "mercado-pago");
    assert_eq!(details["why"], "connection");
    let profile: Value = served
        .get("/api/v1/profile")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(profile["account"], Value::Null);
}

#[tokio::test]
async fn a_token_of_which_nothing_usable_is_left_asks_nothing() {
    let upstream = Sandbox::start(Config::default()).await.unwrap();
    let served = serve(&[
        ("MP_ACCESS_TOKEN", "YOUR_ACCESS_TOKEN"),
        ("MP_PUBLIC_KEY", "my public key"),
        ("MP_BASE_URL", upstream.base_url()),
    ])
    .await;
    let report = served.report(&json!({ "page": page_in_order() })).await;
    assert_eq!(report["verdict"], "not_ready");
    assert_eq!(reason(&report, "access-token-works"), "is_a_placeholder");
    assert_eq!(upstream.received().total(), 0);
}

#[tokio::test]
async fn an_application_whose_number_the_token_hides_is_found_by_the_wrapper() {
    let upstream = Sandbox::start(Config::default()).await.unwrap();
    // The public key stands where the token belongs, so its text tells no application.
    let swapped = merchant("wrong-keys").unwrap();
    let served = serve(&[
        ("MP_ACCESS_TOKEN", swapped.access_token),
        ("MP_BASE_URL", upstream.base_url()),
    ])
    .await;
    let report = served
        .report(&json!({ "checks": ["webhook-url-is-configured"] }))
        .await;
    assert_eq!(
        reason(&report, "webhook-url-is-configured"),
        "needs_working_token"
    );
    assert_eq!(
        upstream
            .received()
            .count("/plugins-credentials-wrapper/credentials"),
        1
    );
    assert_eq!(upstream.received().count("/applications/{id}"), 0);
}

#[tokio::test]
async fn the_checkout_of_an_exception_is_read_and_its_markup_judged() {
    let upstream = Sandbox::start(Config::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (markup, expected) in [
        (
            "<script src=https://a.example/x></script>",
            "nothing_insecure_in_markup",
        ),
        (
            "<script src=http://a.example/x?key=visibly-fake></script>",
            "insecure_resources",
        ),
        ("<img src=http://a.example/x>", "only_insecure_images"),
    ] {
        let answer =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{markup}");
        let shop = StandIn::answering(&answer).await;
        let authority = folder.path().join("authority.pem");
        std::fs::write(&authority, &shop.certificate_pem).unwrap();
        let port = shop.address.port();
        let served = serve(&[
            ("MP_ACCESS_TOKEN", merchant("ready").unwrap().access_token),
            ("MP_BASE_URL", upstream.base_url()),
            ("MP_WEBHOOK_URL", "http://store.example/webhook"),
            (
                "READINESS_CHECKOUT_URL",
                &format!("https://localhost:{port}/pay?session=visibly-fake"),
            ),
            ("READINESS_PROBE_ALLOW", &format!("localhost:{port}")),
            ("READINESS_PROBE_CA", authority.to_str().unwrap()),
        ])
        .await;
        let report = served.report(&json!({})).await;
        assert_eq!(reason(&report, "page-is-https"), "seen_by_exception");
        assert_eq!(reason(&report, "page-has-no-mixed-content"), expected);
        assert!(
            shop.asked().starts_with("GET /pay?session=visibly-fake "),
            "{}",
            shop.asked()
        );
        assert!(!report.to_string().contains("visibly-fake"), "{report}");
    }
}

#[tokio::test]
async fn a_checkout_outside_of_what_we_look_at_is_unseen_and_not_wrong() {
    let upstream = Sandbox::start(Config::default()).await.unwrap();
    let served = serve(&[
        ("MP_ACCESS_TOKEN", merchant("ready").unwrap().access_token),
        ("MP_BASE_URL", upstream.base_url()),
        ("MP_WEBHOOK_URL", "http://store.example/webhook"),
        ("READINESS_CHECKOUT_URL", "https://store.example:8443/pay"),
    ])
    .await;
    let report = served.report(&json!({ "page": page_in_order() })).await;
    let outcome = outcome(&report, "page-is-https");
    assert_eq!(outcome["status"], "inconclusive");
    assert_eq!(outcome["details"]["why"], "guarded");
    assert_eq!(outcome["details"]["party"], "proxy");
}
