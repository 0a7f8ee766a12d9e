//! Latency and faults, as dialled by configuration.

use std::time::{Duration, Instant};

use checkout_readiness_sandbox::{Endpoint, Sandbox};
use serde_json::Value;

use crate::asking::{
    PUBLIC, WRAPPER, answer, ask, ask_with, client, every_path, key_path, named, sandbox,
};

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
        let expected = match path.as_str() {
            "/users/me" => 503,
            // Checkout Pro sells without orders.
            path if path.starts_with("/v1/orders") => 404,
            _ => 200,
        };
        assert_eq!(answer(&sandbox, ready, &path).await.0, expected, "{path}");
    }
    assert_eq!(ask(&sandbox, &key_path(ready)).await.status(), 401);
}

#[tokio::test]
async fn every_endpoint_can_be_made_to_fail_by_its_name_and_is_counted_by_its_path() {
    let ready = named("ready");
    let mut paths = every_path(ready);
    paths.insert(2, key_path(ready));
    paths.push(PUBLIC.to_owned());
    assert_eq!(paths.len(), Endpoint::ALL.len());
    for (fault, status) in [("418", 418), ("wrong-shape", 200), ("empty-503", 503)] {
        let faults: Vec<String> = Endpoint::ALL
            .iter()
            .map(|endpoint| format!("fault={}:{fault}", endpoint.name()))
            .collect();
        let sandbox = sandbox(&faults.join(",")).await;
        let whole = crate::asking::sandbox("").await;
        for path in &paths {
            let token = |path: &str| (!path.contains("public_key=")).then_some(ready.access_token);
            let ask_for = async |sandbox: &Sandbox| match token(path) {
                Some(token) => ask_with(sandbox, token, path).await,
                None => ask(sandbox, path).await,
            };
            let struck = ask_for(&sandbox).await;
            assert_eq!(struck.status(), status, "{path}");
            if status == 200 {
                let shape = struck.json::<Value>().await.unwrap();
                assert_ne!(shape, ask_for(&whole).await.json::<Value>().await.unwrap());
            }
        }
        for endpoint in Endpoint::ALL {
            assert_eq!(
                sandbox.received().count(endpoint.path()),
                1,
                "{}",
                endpoint.name()
            );
        }
        assert_eq!(sandbox.received().count("other"), 0);
    }
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
