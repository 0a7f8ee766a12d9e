//! Payments: found by number and by search, dated lately, only the merchant's own.

use std::{
    collections::BTreeMap,
    time::{Duration, UNIX_EPOCH},
};

use checkout_readiness_sandbox::{Config, Merchant, Sandbox};
use serde_json::{Value, json};

use crate::asking::{answer, named, sandbox};

async fn search(sandbox: &Sandbox, merchant: &Merchant, query: &str) -> (u16, Value) {
    answer(sandbox, merchant, &format!("/v1/payments/search{query}")).await
}

async fn payment(sandbox: &Sandbox, merchant: &Merchant) -> Value {
    let path = format!("/v1/payments/{}", merchant.payment_id());
    let (status, payment) = answer(sandbox, merchant, &path).await;
    assert_eq!(status, 200, "{}", merchant.id);
    payment
}

fn ids(found: &Value) -> Vec<u64> {
    found["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|payment| payment["id"].as_u64().unwrap())
        .collect()
}

/// The payments of the last thirty days, in one answer.
async fn lately(sandbox: &Sandbox, merchant: &Merchant) -> Vec<Value> {
    let query = "?range=date_created&begin_date=NOW-30DAYS&end_date=NOW&limit=2000";
    let (status, found) = search(sandbox, merchant, query).await;
    assert_eq!(status, 200, "{}", merchant.id);
    found["results"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_search_filters_sorts_and_pages() {
    let sandbox = sandbox("").await;
    let ready = named("ready");
    let newest = ready.payment_id();
    for (query, first, length, total) in [
        ("", Some(newest), 30, 43),
        ("?limit=100", Some(newest), 43, 43),
        ("?limit=20&offset=40", Some(newest + 40), 3, 43),
        ("?offset=43", None, 0, 43),
        ("?status=approved&limit=1", Some(newest), 1, 37),
        (
            "?sort=date_created&criteria=asc&limit=2",
            Some(newest + 42),
            2,
            43,
        ),
        ("?status=refunded", None, 1, 1),
        ("?status=charged_back", None, 0, 0),
        ("?external_reference=ORDER-1003", Some(newest + 2), 1, 1),
        ("?external_reference=ORDER-NONE", None, 0, 0),
    ] {
        let (status, found) = search(&sandbox, ready, query).await;
        let found_ids = ids(&found);
        assert_eq!(
            (status, found_ids.len(), &found["paging"]["total"]),
            (200, length, &json!(total)),
            "{query}"
        );
        assert!(
            first.is_none_or(|first| found_ids.first() == Some(&first)),
            "{query}"
        );
    }
}

#[tokio::test]
async fn pages_neither_repeat_nor_lose_a_payment() {
    let sandbox = sandbox("").await;
    let merchant = named("many-payments");
    let mut read = Vec::new();
    for offset in (0..150).step_by(50) {
        let query = format!("?begin_date=NOW-30DAYS&limit=50&offset={offset}");
        let (_, found) = search(&sandbox, merchant, &query).await;
        assert_eq!(found["paging"]["total"], 130);
        read.extend(ids(&found));
    }
    assert_eq!(read.len(), 130);
    read.sort_unstable();
    read.dedup();
    assert_eq!(read.len(), 130);
    assert_eq!(
        lately(&sandbox, named("too-many-payments")).await.len(),
        1200
    );
}

#[tokio::test]
async fn a_search_looks_over_the_window_it_names() {
    let now = UNIX_EPOCH + Duration::from_secs(1_800_000_000); // 2027-01-15T08:00:00Z
    let sandbox = Sandbox::start(Config {
        now: Some(now),
        ..Config::default()
    })
    .await
    .unwrap();
    let ready = named("ready");
    for (query, total) in [
        ("?begin_date=NOW-30DAYS&end_date=NOW", 40),
        ("?range=date_created&begin_date=NOW-60DAYS&end_date=NOW", 41),
        ("?range=date_last_updated&begin_date=NOW-90DAYS", 42),
        ("?begin_date=NOW-364DAYS", 43),
        (
            "?begin_date=2027-01-14T00:00:00.000-03:00&end_date=2027-01-15T00:00:00.000-03:00",
            1,
        ),
        (
            "?begin_date=2027-01-14T08:00:00Z&end_date=2027-01-15T08:00:00Z",
            0,
        ),
        // The sale's money is released 30 days after it came in; that of payments 45 days old was.
        ("?range=money_release_date&begin_date=NOW-30DAYS", 1),
    ] {
        let (status, found) = search(&sandbox, ready, query).await;
        assert_eq!(
            (status, &found["paging"]["total"]),
            (200, &json!(total)),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_search_over_a_year_or_more_is_refused_with_its_own_code() {
    let sandbox = sandbox("").await;
    for query in [
        "?range=date_created&begin_date=NOW-365DAYS&end_date=NOW",
        "?begin_date=2020-01-01T00:00:00Z",
    ] {
        let (status, body) = search(&sandbox, named("ready"), query).await;
        assert_eq!(
            (status, &body["cause"][0]["code"]),
            (400, &json!(9062)),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_search_that_cannot_be_read_is_a_bad_request() {
    let sandbox = sandbox("").await;
    for query in [
        "?limit=many",
        "?begin_date=yesterday",
        "?begin_date=NOW&end_date=NOW-1DAYS",
        "?range=date_of_birth&begin_date=NOW-1DAYS",
    ] {
        let (status, body) = search(&sandbox, named("ready"), query).await;
        assert_eq!(
            (status, &body["error"]),
            (400, &json!("bad_request")),
            "{query}"
        );
        assert_eq!(body["cause"], json!([]), "{query}");
    }
}

#[tokio::test]
async fn a_payment_is_the_one_the_search_found() {
    let sandbox = sandbox("").await;
    let ready = named("ready");
    let (_, found) = search(&sandbox, ready, "?limit=1").await;
    let payment = payment(&sandbox, ready).await;
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
    let newest = payment(&sandbox, named("ready")).await;
    assert_eq!(newest["date_created"], "2027-01-14T03:00:00.000-03:00");
    assert_eq!(newest["date_approved"], "2027-01-14T03:00:02.000-03:00");
    assert_eq!(newest["date_of_expiration"], Value::Null);
    let old = payment(&sandbox, named("payment-too-old")).await;
    assert_eq!(old["date_created"], "2026-06-29T05:00:00.000-03:00");
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

#[tokio::test]
async fn each_history_has_its_number_of_payments_and_of_refusals_by_fraud_prevention() {
    let sandbox = sandbox("").await;
    for (id, payments, approved, by_fraud, for_data) in [
        ("ready", 40, 34, 0, 0),
        ("few-payments", 8, 7, 0, 0),
        ("no-payments", 0, 0, 0, 0),
        ("nothing-approved", 8, 0, 0, 0),
        ("rejections-by-fraud", 40, 28, 10, 0),
        ("rejections-for-data", 40, 28, 1, 9),
        ("rejections-of-every-kind", 48, 31, 1, 1),
    ] {
        let mut details: BTreeMap<String, usize> = BTreeMap::new();
        let lately = lately(&sandbox, named(id)).await;
        for payment in &lately {
            let detail = payment["status_detail"].as_str().unwrap().to_owned();
            *details.entry(detail).or_default() += 1;
        }
        let sum = |names: &[&str]| -> usize {
            names
                .iter()
                .map(|name| details.get(*name).copied().unwrap_or(0))
                .sum()
        };
        let fraud = [
            "cc_rejected_high_risk",
            "rejected_high_risk",
            "cc_rejected_blacklist",
        ];
        assert_eq!(
            (
                lately.len(),
                sum(&["accredited"]),
                sum(&fraud),
                sum(&["rejected_insufficient_data"])
            ),
            (payments, approved, by_fraud, for_data),
            "{id}: {details:?}"
        );
    }
}

#[tokio::test]
async fn only_orphans_lack_their_own_reference() {
    let sandbox = sandbox("").await;
    for (id, without, shared) in [("ready", 0, 0), ("orphans", 8, 4)] {
        let lately = lately(&sandbox, named(id)).await;
        let approved: Vec<_> = lately
            .iter()
            .filter(|payment| payment["status"] == "approved")
            .map(|payment| &payment["external_reference"])
            .collect();
        let count = |wanted: Value| approved.iter().filter(|known| ***known == wanted).count();
        assert_eq!(
            (count(Value::Null), count(json!("ORDER-1000"))),
            (without, shared),
            "{id}"
        );
    }
}

#[tokio::test]
async fn pix_is_paid_with_where_the_merchant_takes_it() {
    let sandbox = sandbox("").await;
    for (id, is_listed, is_paid) in [
        ("ready", Some("active"), true),
        ("argentina", None, false),
        ("pix-missing", None, false),
        ("pix-deactivated", Some("deactivated"), false),
        ("pix-unlisted", None, true),
    ] {
        let merchant = named(id);
        let (_, methods) = answer(&sandbox, merchant, "/v1/payment_methods").await;
        let pix = methods
            .as_array()
            .unwrap()
            .iter()
            .find(|method| method["id"] == "pix");
        assert_eq!(
            pix.and_then(|pix| pix["status"].as_str()),
            is_listed,
            "{id}"
        );
        let paid = lately(&sandbox, merchant).await.iter().any(|payment| {
            payment["payment_method_id"] == "pix" && payment["status"] == "approved"
        });
        assert_eq!(paid, is_paid, "{id}");
    }
}

#[tokio::test]
async fn a_search_finds_no_payment_somebody_else_was_paid() {
    let sandbox = sandbox("").await;
    let merchant = named("payment-of-other-account");
    let payment = payment(&sandbox, merchant).await;
    assert_eq!(payment["collector_id"], 100_000_009);
    assert_eq!(merchant.inspected, Some(payment["id"].to_string().as_str()));
    let (_, found) = search(&sandbox, merchant, "?limit=100").await;
    assert!(!ids(&found).contains(&merchant.payment_id()));
    assert_eq!(found["paging"]["total"], 42);
}
