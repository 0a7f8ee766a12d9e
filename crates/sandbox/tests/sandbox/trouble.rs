//! Merchants whose trouble lies with Mercado Pago: slow, limited, failing, garbled, revoked.

use std::time::{Duration, Instant};

use checkout_readiness_sandbox::Config;
use serde_json::Value;

use crate::asking::{PUBLIC, answer, ask, ask_with, every_path, key_path, named, sandbox};

/// Whether a client could mistake the body for one that means something.
enum Body {
    Json,
    Html,
    Nothing,
    Cut,
}

#[tokio::test]
async fn revoked_is_refused_everywhere() {
    let sandbox = sandbox("").await;
    let revoked = named("revoked");
    for path in every_path(revoked) {
        let (status, body) = answer(&sandbox, revoked, &path).await;
        assert_eq!(
            (status, body["code"].as_str()),
            (401, Some("unauthorized")),
            "{path}"
        );
    }
    assert_eq!(ask(&sandbox, &key_path(revoked)).await.status(), 401);
}

#[tokio::test]
async fn rate_limited_is_asked_to_wait_everywhere() {
    let sandbox = sandbox("").await;
    let limited = named("rate-limited");
    for path in every_path(limited) {
        let answer = ask_with(&sandbox, limited.access_token, &path).await;
        assert_eq!(
            (
                answer.status().as_u16(),
                answer.headers()["retry-after"].as_bytes()
            ),
            (429, &b"30"[..]),
            "{path}"
        );
        assert_eq!(
            answer.json::<Value>().await.unwrap()["error"],
            "too_many_requests"
        );
    }
}

async fn assert_answers(id: &str, expected: [(u16, Body); 19]) {
    let sandbox = sandbox("").await;
    let merchant = named(id);
    let mut answers = Vec::new();
    for path in every_path(merchant) {
        answers.push(ask_with(&sandbox, merchant.access_token, &path).await);
    }
    answers.push(ask_with(&sandbox, merchant.access_token, PUBLIC).await);
    answers.push(ask(&sandbox, &key_path(merchant)).await);
    assert_eq!(answers.len(), expected.len());
    for (answer, (status, body)) in answers.into_iter().zip(expected) {
        let url = answer.url().clone();
        assert_eq!(answer.status(), status, "{url}");
        let text = answer.text().await.unwrap();
        let parsed = serde_json::from_str::<Value>(&text);
        assert!(
            match body {
                Body::Json => parsed.is_ok(),
                Body::Html => text.starts_with("<html>"),
                Body::Nothing => text.is_empty(),
                Body::Cut => parsed.is_err_and(|error| error.is_eof()) && !text.is_empty(),
            },
            "{url}: {text}"
        );
    }
}

#[tokio::test]
async fn failing_fails_in_a_different_way_at_each_endpoint() {
    use Body::{Html, Json, Nothing};
    let expected = [
        (500, Json),
        (502, Html),
        (502, Html),
        (500, Json),
        (502, Html),
        (503, Nothing),
        (500, Json),    // merchant order
        (502, Html),    // preference
        (503, Nothing), // order
        (500, Json),    // release config
        (502, Html),    // release list
        (502, Html),    // settlement config
        (503, Nothing), // settlement list
        (500, Json),    // terminals
        (502, Html),    // devices
        (503, Nothing), // stores
        (503, Nothing), // points of sale
        (500, Json),    // categories
        (503, Nothing),
    ];
    assert_answers("failing", expected).await;
}

#[tokio::test]
async fn garbled_answers_200_with_nothing_that_can_be_used() {
    use Body::{Cut, Html, Json, Nothing};
    let expected = [
        (200, Cut),
        (200, Html),
        (200, Nothing),
        (200, Json),
        (200, Cut),
        (200, Html),
        (200, Json),    // merchant order
        (200, Cut),     // preference
        (200, Html),    // order
        (200, Cut),     // release config
        (200, Json),    // release list
        (200, Html),    // settlement config
        (200, Json),    // settlement list
        (200, Json),    // terminals
        (200, Cut),     // devices
        (200, Html),    // stores
        (200, Nothing), // points of sale
        (200, Nothing), // categories
        (200, Json),
    ];
    assert_answers("garbled", expected).await;
}

#[tokio::test]
async fn the_shapes_of_garbled_are_wrong() {
    let sandbox = sandbox("").await;
    let garbled = named("garbled");
    let (_, methods) = answer(&sandbox, garbled, "/v1/payment_methods").await;
    assert!(!methods.is_array());
    let (_, order) = answer(&sandbox, garbled, "/merchant_orders/1").await;
    assert!(!order["preference_id"].is_string());
    for path in ["release_report", "settlement_report"] {
        let path = format!("/v1/account/{path}/list");
        let (_, list) = answer(&sandbox, garbled, &path).await;
        assert!(!list.is_array() && !list["results"].is_array(), "{path}");
    }
    let (_, terminals) = answer(&sandbox, garbled, "/terminals/v1/list").await;
    assert!(!terminals["data"]["terminals"].is_array());
    let credential: Value = ask(&sandbox, &key_path(garbled))
        .await
        .json()
        .await
        .unwrap();
    assert!(!credential["homologated"].is_boolean() && !credential["is_test"].is_boolean());
}

#[tokio::test]
async fn slow_takes_its_time_and_longest_for_the_search() {
    let sandbox = sandbox("slow=60ms,slowest=300ms").await;
    let slow = named("slow");
    for (path, at_least, below) in [("/users/me", 60, 300), ("/v1/payments/search", 300, 5000)] {
        let began = Instant::now();
        assert_eq!(answer(&sandbox, slow, path).await.0, 200);
        let took = began.elapsed();
        assert!(
            took >= Duration::from_millis(at_least) && took < Duration::from_millis(below),
            "{path}: {took:?}"
        );
    }
}

#[test]
fn the_usual_slowness_passes_an_eight_second_timeout_at_the_search_only() {
    let config = Config::default();
    assert!(config.slow < Duration::from_secs(8) && config.slowest > Duration::from_secs(8));
}
