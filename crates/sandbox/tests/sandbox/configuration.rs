//! Latency and faults, as dialled by configuration.

use std::time::{Duration, Instant};

use crate::asking::{WRAPPER, answer, ask, ask_with, client, every_path, key_path, named, sandbox};

#[tokio::test]
async fn latency_delays_every_answer_even_a_refusal() {
    let sandbox = sandbox("latency=80ms").await;
    for path in ["/users/me", "/nowhere", WRAPPER] {
        let began = Instant::now();
        ask(&sandbox, path).await;
        assert!(began.elapsed() >= Duration::from_millis(80), "{path}");
    }
}

#[tokio::test]
async fn a_fault_strikes_its_endpoint_and_no_other() {
    let sandbox = sandbox("fault=users-me:503,fault=public-key-credential:401").await;
    let ready = named("ready");
    for path in every_path(ready) {
        let expected = if path == "/users/me" { 503 } else { 200 };
        assert_eq!(answer(&sandbox, ready, &path).await.0, expected, "{path}");
    }
    assert_eq!(ask(&sandbox, &key_path(ready)).await.status(), 401);
}

#[tokio::test]
async fn a_fault_comes_before_the_merchants_own_trouble() {
    let sandbox = sandbox("fault=users-me:html-502").await;
    let answer = ask_with(&sandbox, named("revoked").access_token, "/users/me").await;
    assert_eq!(
        (
            answer.status().as_u16(),
            answer.headers()["content-type"].to_str().unwrap()
        ),
        (502, "text/html; charset=utf-8")
    );
}

#[tokio::test]
async fn an_error_tells_its_own_status_in_its_body() {
    let sandbox = sandbox("fault=users-me:503,fault=payment-search:422").await;
    let (_, unavailable) = answer(&sandbox, named("ready"), "/users/me").await;
    assert_eq!(
        (
            unavailable["status"].as_u64(),
            unavailable["error"].as_str()
        ),
        (Some(503), Some("service_unavailable"))
    );
    let (_, input) = answer(&sandbox, named("ready"), "/v1/payments/search").await;
    assert_eq!(input["status"], 422);
}

#[tokio::test]
async fn a_connection_can_break_before_the_answer_is_whole() {
    let sandbox = sandbox("fault=users-me:disconnect").await;
    let answer = match client()
        .get(format!("{}/users/me", sandbox.base_url()))
        .send()
        .await
    {
        Ok(answer) => answer.text().await,
        Err(error) => Err(error),
    };
    assert!(answer.is_err_and(|error| !error.is_timeout() && !error.is_connect()));
}

#[tokio::test]
async fn an_answer_can_fail_to_come() {
    let sandbox = sandbox("fault=users-me:hang").await;
    let question = client()
        .get(format!("{}/users/me", sandbox.base_url()))
        .timeout(Duration::from_millis(200));
    assert!(question.send().await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_late_answer_is_the_right_one() {
    let sandbox = sandbox("fault=users-me:80ms").await;
    let began = Instant::now();
    let (status, user) = answer(&sandbox, named("ready"), "/users/me").await;
    assert_eq!((status, user["id"].as_u64()), (200, Some(100_000_001)));
    assert!(began.elapsed() >= Duration::from_millis(80));
}
