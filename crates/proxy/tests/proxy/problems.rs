//! What is wrong with a request is said by a stable code, and never by repeating the request.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Served, code, problem, serve, serve_within};

async fn refuse(served: &Served, body: &Value) -> Value {
    problem(served.post_run(body).send().await.unwrap()).await
}

#[tokio::test]
async fn every_wrong_body_has_its_code_field_and_choice() {
    let served = serve(&[]).await;
    for (body, status, code, field) in [
        (json!([1]), 400, "not-an-object", None),
        (json!("text"), 400, "not-an-object", None),
        (
            json!({ "produkt": "qr" }),
            400,
            "unknown-field",
            Some("produkt"),
        ),
        (
            json!({ "payment_id": "#1001" }),
            422,
            "invalid-payment-id",
            Some("payment_id"),
        ),
        (
            json!({ "payment_id": "ORD1" }),
            422,
            "invalid-payment-id",
            Some("payment_id"),
        ),
        (
            json!({ "payment_id": 1_300_000_000_001_u64 }),
            400,
            "wrong-type",
            Some("payment_id"),
        ),
        (
            json!({ "scope": ["quality", "speed"] }),
            422,
            "unknown-requirement",
            Some("scope[1]"),
        ),
        (
            json!({ "scope": "quality" }),
            400,
            "wrong-type",
            Some("scope"),
        ),
        (json!({ "quality": 85 }), 400, "wrong-type", Some("quality")),
        (
            json!({ "quality": { "score": 85 } }),
            422,
            "invalid-quality",
            Some("quality.measured_on"),
        ),
        (
            json!({ "quality": { "measured_on": "2026-02-01" } }),
            422,
            "invalid-quality",
            Some("quality.score"),
        ),
        (
            json!({ "quality": { "score": 101, "measured_on": "2026-02-01" } }),
            422,
            "invalid-quality",
            Some("quality.score"),
        ),
        (
            json!({ "quality": { "score": 84.5, "measured_on": "2026-02-01" } }),
            422,
            "invalid-quality",
            Some("quality.score"),
        ),
        (
            json!({ "quality": { "score": "85", "measured_on": "2026-02-01" } }),
            400,
            "wrong-type",
            Some("quality.score"),
        ),
        (
            json!({ "quality": { "score": 85, "measured_on": "2999-02-01" } }),
            422,
            "invalid-quality",
            Some("quality.measured_on"),
        ),
        (
            json!({ "quality": { "score": 85, "measured_on": "2026-02-01", "payment_id": "x" } }),
            422,
            "invalid-payment-id",
            Some("quality.payment_id"),
        ),
        (
            json!({ "quality": { "score": 85, "measured_on": "2026-02-01", "days_since": 1 } }),
            400,
            "unknown-field",
            Some("quality.days_since"),
        ),
        (
            json!({ "development": { "public_key": "equal" } }),
            400,
            "wrong-type",
            Some("development.public_key"),
        ),
        (
            json!({ "development": { "access_token": "same" } }),
            400,
            "unknown-field",
            Some("development.access_token"),
        ),
        (
            json!({ "page": { "scheme": "https", "host": "a", "markup": { "scripts": [{ "kind": "v9" }] } } }),
            422,
            "invalid-page",
            Some("page.markup.scripts[0].kind"),
        ),
        (json!({ "product": 5 }), 400, "wrong-type", Some("product")),
        (
            json!({ "product": "checkout" }),
            422,
            "unknown-product",
            Some("product"),
        ),
        (json!({ "site": "BR" }), 422, "unknown-site", Some("site")),
        (json!({ "site": ["MLB"] }), 400, "wrong-type", Some("site")),
        (
            json!({ "checks": "all" }),
            400,
            "wrong-type",
            Some("checks"),
        ),
        (
            json!({ "checks": ["page-is-https", 1] }),
            400,
            "wrong-type",
            Some("checks[1]"),
        ),
        (
            json!({ "checks": ["page-is-https", "nope"] }),
            422,
            "unknown-check",
            Some("checks[1]"),
        ),
        (
            json!({ "merchant": "nobody" }),
            404,
            "unknown-merchant",
            Some("merchant"),
        ),
        (
            json!({ "merchant": {} }),
            400,
            "wrong-type",
            Some("merchant"),
        ),
        (json!({ "fresh": "yes" }), 400, "wrong-type", Some("fresh")),
        (json!({ "page": 1 }), 422, "invalid-page", Some("page")),
        (
            json!({ "page": { "scheme": "https" } }),
            422,
            "invalid-page",
            Some("page"),
        ),
        (
            json!({ "page": { "scheme": "https", "host": "a", "insecure_resources": [{ "kind": "cat", "url": "" }] } }),
            422,
            "invalid-page",
            Some("page.insecure_resources[0].kind"),
        ),
        (
            json!({ "checkout_url": "store.example" }),
            422,
            "invalid-checkout-url",
            Some("checkout_url"),
        ),
        (
            json!({ "checkout_url": "file:///etc/passwd" }),
            422,
            "invalid-checkout-url",
            Some("checkout_url"),
        ),
        (
            json!({ "checkout_url": "https://u:p@store.example/" }),
            422,
            "invalid-checkout-url",
            Some("checkout_url"),
        ),
        (
            json!({ "checkout_url": "https://loja.example/" }),
            403,
            "checkout-url-not-allowed",
            Some("checkout_url"),
        ),
    ] {
        let problem = refuse(&served, &body).await;
        assert_eq!(problem["code"], code, "{body}");
        assert_eq!(problem["status"], status, "{body}");
        assert_eq!(problem["field"].as_str(), field, "{body}");
        assert!(problem["title"].as_str().unwrap().ends_with('.'));
    }
    let choice = &refuse(&served, &json!({ "product": "x" })).await["allowed"];
    assert!(choice.as_array().unwrap().contains(&json!("checkout-pro")));
}

#[tokio::test]
async fn nothing_of_a_wrong_body_is_repeated() {
    let served = serve(&[]).await;
    let secret = "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";
    for body in [
        json!({ "product": secret }),
        json!({ "site": secret }),
        json!({ "checks": [secret] }),
        json!({ "merchant": secret }),
        json!({ "checkout_url": secret }),
        json!({ "payment_id": secret }),
        json!({ "scope": [secret] }),
        json!({ "quality": { "score": 1, "measured_on": secret } }),
        json!({ "quality": { "score": 1, "measured_on": "2026-02-01", "payment_id": secret } }),
        json!({ "quality": { secret: 1 } }),
        json!({ "development": { "public_key": secret } }),
        json!({ "page": { "scheme": 1, "host": secret } }),
        json!({ secret: 1 }),
        json!([secret]),
    ] {
        let problem = refuse(&served, &body).await;
        assert!(!problem.to_string().contains("000000000001-1"), "{problem}");
    }
}

#[tokio::test]
async fn the_checkout_may_be_another_page_of_the_configured_server_and_nothing_else() {
    let served = serve(&[]).await;
    let body = |url: &str| json!({ "merchant": "argentina", "checkout_url": url });
    for url in [
        "https://loja.example/checkout",
        "https://tienda.example:8443/checkout",
        "https://tienda.example.loja.example/checkout",
        "https://10.0.0.1/checkout",
    ] {
        assert_eq!(
            refuse(&served, &body(url)).await["code"],
            "checkout-url-not-allowed",
            "{url}"
        );
    }
    let report = served
        .report(&body("https://tienda.example/checkout-mixed?session=1"))
        .await;
    let outcomes = report["outcomes"].to_string();
    assert!(outcomes.contains("insecure_resources"), "{outcomes}");
    assert!(!outcomes.contains("session=1"), "{outcomes}");
}

#[tokio::test]
async fn a_body_must_be_json_sent_as_json_small_and_in_time() {
    let served = serve_within(&[], |limits| limits.body = Duration::from_millis(300)).await;
    let post = || served.http.post(served.url("/api/v1/runs"));
    let json = |body: &'static str| post().header("content-type", "application/json").body(body);
    assert_eq!(code(json("{").send().await.unwrap()).await, "invalid-json");
    assert_eq!(code(json("").send().await.unwrap()).await, "invalid-json");
    assert_eq!(
        code(json("{} {}").send().await.unwrap()).await,
        "invalid-json"
    );
    assert_eq!(
        code(post().body("{}").send().await.unwrap()).await,
        "unsupported-media-type"
    );
    let form = post().header("content-type", "text/plain").body("{}");
    assert_eq!(
        code(form.send().await.unwrap()).await,
        "unsupported-media-type"
    );
    let large = served.post_run(&json!({ "merchant": "a".repeat(70_000) }));
    assert_eq!(code(large.send().await.unwrap()).await, "body-too-large");

    let mut slow = TcpStream::connect(served.running.address()).await.unwrap();
    let head = "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{";
    slow.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 12];
    slow.read_exact(&mut answer).await.unwrap();
    assert_eq!(answer, b"HTTP/1.1 408");
}

#[tokio::test]
async fn a_head_that_does_not_arrive_ends_the_connection() {
    let served = serve_within(&[], |limits| limits.head = Duration::from_millis(200)).await;
    let mut slow = TcpStream::connect(served.running.address()).await.unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: lo").await.unwrap();
    let mut answer = Vec::new();
    let end = tokio::time::timeout(Duration::from_secs(3), slow.read_to_end(&mut answer)).await;
    // An answer that says so, or none: the connection is over either way.
    end.expect("the connection stayed open").ok();
}

#[tokio::test]
async fn addresses_and_methods_there_are_not_are_named() {
    let served = serve(&[]).await;
    for path in ["/api", "/api/v1", "/api/v1/nothing", "/api/v2/runs"] {
        let answer = served.get(path).send().await.unwrap();
        assert_eq!(code(answer).await, "not-found", "{path}");
    }
    let answer = served
        .http
        .put(served.url("/api/v1/runs"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["allow"], "POST,GET,HEAD");
    assert_eq!(code(answer).await, "method-not-allowed");
    let answer = served
        .http
        .put(served.url("/nowhere"))
        .send()
        .await
        .unwrap();
    assert_eq!(code(answer).await, "method-not-allowed");
    let answer = served
        .get("/api/v1/profile?merchant=nobody")
        .send()
        .await
        .unwrap();
    assert_eq!(code(answer).await, "unknown-merchant");
    for query in ["?shop=ready", "?merchant=ready&merchant=slow"] {
        let answer = served
            .get(&format!("/api/v1/profile{query}"))
            .send()
            .await
            .unwrap();
        assert_eq!(code(answer).await, "invalid-query", "{query}");
    }
}
