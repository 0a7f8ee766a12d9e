//! Payments: found by number and by search, dated lately, only the merchant's own.

use std::time::{Duration, UNIX_EPOCH};

use checkout_readiness_sandbox::{Config, Sandbox};
use serde_json::{Value, json};

use crate::asking::{answer, named, sandbox};

fn ids(found: &Value) -> Vec<u64> {
    found["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|payment| payment["id"].as_u64().unwrap())
        .collect()
}

#[tokio::test]
async fn a_search_filters_sorts_and_pages() {
    let sandbox = sandbox("").await;
    let ready = named("ready");
    let newest = ready.payment_id();
    for (query, expected, total) in [
        ("", vec![newest, newest + 1, newest + 2, newest + 3], 4),
        ("?status=approved", vec![newest, newest + 1], 2),
        (
            "?status=approved&sort=date_created&criteria=asc",
            vec![newest + 1, newest],
            2,
        ),
        ("?status=approved&limit=1&offset=1", vec![newest + 1], 2),
        ("?status=refunded", vec![], 0),
        ("?external_reference=ORDER-NONE", vec![], 0),
    ] {
        let (status, found) = answer(&sandbox, ready, &format!("/v1/payments/search{query}")).await;
        assert_eq!(
            (status, ids(&found), &found["paging"]["total"]),
            (200, expected, &json!(total)),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_search_that_cannot_be_read_is_a_bad_request() {
    let sandbox = sandbox("").await;
    let (status, body) = answer(&sandbox, named("ready"), "/v1/payments/search?limit=many").await;
    assert_eq!((status, &body["error"]), (400, &json!("bad_request")));
}

#[tokio::test]
async fn a_payment_is_the_one_the_search_found() {
    let sandbox = sandbox("").await;
    let ready = named("ready");
    let (_, found) = answer(&sandbox, ready, "/v1/payments/search?limit=1").await;
    let (_, payment) = answer(
        &sandbox,
        ready,
        &format!("/v1/payments/{}", ready.payment_id()),
    )
    .await;
    assert_eq!(found["results"][0], payment);
    assert_eq!(payment["collector_id"], json!(ready.user_id()));
}

#[tokio::test]
async fn payments_are_dated_by_the_time_the_sandbox_believes_it_is() {
    let now = UNIX_EPOCH + Duration::from_secs(1_800_000_000); // 2027-01-15T08:00:00Z
    let sandbox = Sandbox::start(Config {
        now: Some(now),
        ..Config::default()
    })
    .await
    .unwrap();
    let ready = named("ready");
    let (_, payment) = answer(
        &sandbox,
        ready,
        &format!("/v1/payments/{}", ready.payment_id()),
    )
    .await;
    assert_eq!(payment["date_created"], "2027-01-14T03:00:00.000-03:00");
    assert_eq!(payment["date_approved"], "2027-01-14T03:00:02.000-03:00");
    assert_eq!(payment["date_of_expiration"], Value::Null);
}

#[tokio::test]
async fn a_payment_of_another_account_is_not_found() {
    let sandbox = sandbox("").await;
    for id in [
        named("argentina").payment_id().to_string(),
        "1".to_owned(),
        "one".to_owned(),
    ] {
        let (status, body) = answer(&sandbox, named("ready"), &format!("/v1/payments/{id}")).await;
        assert_eq!(
            (status, &body["cause"][0]["code"]),
            (404, &json!(2000)),
            "{id}"
        );
    }
}
