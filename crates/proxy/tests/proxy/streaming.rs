//! Outcomes arrive when they are known, the deadline holds, and nobody waits for nothing.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use checkout_readiness_checks::evidence::Evidence;
use checkout_readiness_checks::registry;
use checkout_readiness_sandbox::{Config, Sandbox, merchant};
use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::support::door::Door;
use crate::support::{Served, code, outcome, page_in_order, serve, serve_within};

/// Every event with the moment it arrived.
async fn timed(served: &Served, body: &Value) -> Vec<(Duration, Value)> {
    let since = Instant::now();
    let answer = served.post_run(body).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/x-ndjson");
    let (mut stream, mut rest, mut events) = (answer.bytes_stream(), Vec::new(), Vec::new());
    while let Some(bytes) = stream.next().await {
        rest.extend_from_slice(&bytes.unwrap());
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = rest.drain(..=end).collect();
            events.push((since.elapsed(), serde_json::from_slice(&line).unwrap()));
        }
    }
    assert!(rest.is_empty());
    events
}

#[tokio::test]
async fn what_is_known_arrives_before_what_is_slow() {
    let served = serve(&[("READINESS_SANDBOX", "fault=payment-methods:900ms")]).await;
    let events = timed(
        &served,
        &json!({ "merchant": "ready", "page": page_in_order() }),
    )
    .await;
    let slow = "card-payments-are-enabled";
    let at = |check: &str| {
        let found = events
            .iter()
            .find(|(_, event)| event["outcome"]["check"] == check);
        found.unwrap_or_else(|| panic!("no outcome of {check}")).0
    };
    for check in [
        "page-is-https",
        "access-token-works",
        "public-key-matches-token",
        "webhook-url-is-public-https",
    ] {
        assert!(
            at(check) + Duration::from_millis(300) < at(slow),
            "{check} waited for {slow}"
        );
    }
    assert_eq!(events[0].1["event"], "started");
    assert!(
        events[0].0 + Duration::from_millis(300) < at(slow),
        "the plan waited"
    );
    assert_eq!(events.last().unwrap().1["event"], "finished");
}

#[tokio::test]
async fn whatever_waits_for_nothing_is_asked_before_the_first_answer() {
    let mercado_pago = Sandbox::start(Config::default()).await.unwrap();
    let first = [
        "/applications/1000000000000031",
        "/plugins-credentials-wrapper/credentials",
        "/plugins-credentials-wrapper/credentials",
        "/users/me",
        "/v1/account/release_report/config",
        "/v1/account/release_report/list",
        "/v1/account/settlement_report/config",
        "/v1/account/settlement_report/list",
        "/v1/payment_methods",
        "/v1/payments/search",
        "/v1/payments/search",
    ];
    let door = Door::before(mercado_pago.base_url(), first.len()).await;
    let ready = merchant("ready-api").unwrap();
    let given = [
        ("MP_ACCESS_TOKEN", ready.access_token),
        ("MP_PUBLIC_KEY", ready.public_key.unwrap()),
        ("MP_BASE_URL", &door.base_url),
        ("READINESS_PRODUCT", ready.product.name()),
        // An address that needs no look to be judged.
        (
            "MP_WEBHOOK_URL",
            "https://webhook.site/00000000-0000-4000-8000-000000000000",
        ),
    ];
    // Whoever asked one after the other, or in two goes, stands at the door until the deadline. It
    // comes before the client's own patience ends, which would let the next one come.
    let served = serve_within(&given, |limits| limits.run = Duration::from_secs(6)).await;
    let report = served.report(&json!({ "page": page_in_order() })).await;
    assert_eq!(door.first(), first);
    let outcomes = report["outcomes"].as_array().unwrap();
    assert!(!outcomes.is_empty());
    for outcome in outcomes {
        assert_ne!(outcome["details"]["why"], "deadline", "{outcome}");
    }
}

#[tokio::test]
async fn every_planned_check_is_judged_once_and_reported_as_it_was_streamed() {
    let served = serve(&[("READINESS_SANDBOX", "slow=20ms,slowest=60ms")]).await;
    for id in ["ready", "argentina", "slow", "garbled", "wrong-keys"] {
        let events = served
            .events(&json!({ "merchant": id, "page": page_in_order() }))
            .await;
        let (first, rest) = events.split_first().unwrap();
        let (last, outcomes) = rest.split_last().unwrap();
        let planned: Vec<&Value> = first["plan"]
            .as_array()
            .unwrap()
            .iter()
            .map(|plan| &plan["check"])
            .collect();
        let streamed: BTreeMap<&str, &Value> = outcomes
            .iter()
            .map(|event| {
                (
                    event["outcome"]["check"].as_str().unwrap(),
                    &event["outcome"],
                )
            })
            .collect();
        assert_eq!(outcomes.len(), planned.len(), "{id}");
        let reported = last["report"]["outcomes"].as_array().unwrap();
        let order: Vec<&Value> = reported.iter().map(|outcome| &outcome["check"]).collect();
        assert_eq!(order, planned, "{id}");
        for outcome in reported {
            assert_eq!(
                &outcome,
                &streamed[outcome["check"].as_str().unwrap()],
                "{id}"
            );
        }
    }
}

#[tokio::test]
async fn the_report_is_the_same_whatever_is_slowest() {
    let strip = |mut report: Value| {
        report["observed_at"].take();
        for outcome in report["outcomes"].as_array_mut().unwrap() {
            for key in ["observed_at", "elapsed_ms"] {
                outcome.as_object_mut().unwrap().remove(key);
            }
            // Each sandbox dates its payments by its own start.
            outcome["details"]
                .as_object_mut()
                .unwrap()
                .remove("payment_at");
        }
        report
    };
    let mut reports = Vec::new();
    for slow in [
        "users-me",
        "token-credential",
        "public-key-credential",
        "application",
        "payment-methods",
        "payment-search",
    ] {
        let fault = format!("fault={slow}:150ms");
        let served = serve(&[("READINESS_SANDBOX", &fault)]).await;
        let body = json!({ "merchant": "oauth-seller", "page": page_in_order() });
        reports.push(strip(served.report(&body).await));
    }
    assert!(reports.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test]
async fn at_the_deadline_what_is_open_is_unseen_and_the_report_arrives() {
    let served = serve_within(
        &[(
            "READINESS_SANDBOX",
            "fault=users-me:hang,fault=application:hang",
        )],
        |limits| limits.run = Duration::from_millis(400),
    )
    .await;
    let since = Instant::now();
    let report = served
        .report(&json!({ "merchant": "ready", "page": page_in_order() }))
        .await;
    assert!(since.elapsed() < Duration::from_secs(3));
    assert_eq!(report["verdict"], "undecided");
    let details = &outcome(&report, "access-token-works")["details"];
    assert_eq!(details["why"], "deadline");
    assert_eq!(details["party"], "mercado-pago");
    // What did answer is judged all the same.
    assert_eq!(outcome(&report, "public-key-works")["status"], "passed");
}

#[tokio::test]
async fn at_the_deadline_a_webhook_nobody_could_be_asked_about_passes_nothing() {
    let served = serve_within(
        &[(
            "READINESS_SANDBOX",
            "fault=application:hang,fault=payment-search:hang",
        )],
        |limits| limits.run = Duration::from_millis(300),
    )
    .await;
    let report = served
        .report(&json!({ "merchant": "webhook-missing" }))
        .await;
    let status = &outcome(&report, "webhook-url-is-public-https")["status"];
    assert!(status == "skipped" || status == "inconclusive", "{status}");
    assert_eq!(
        outcome(&report, "webhook-url-is-configured")["status"],
        "inconclusive"
    );
}

#[tokio::test]
async fn a_client_that_leaves_takes_its_run_with_it() {
    let served = serve_within(&[("READINESS_SANDBOX", "fault=users-me:hang")], |limits| {
        limits.runs_at_once = 1;
    })
    .await;
    let mut stream = served
        .post_run(&json!({}))
        .send()
        .await
        .unwrap()
        .bytes_stream();
    stream.next().await.unwrap().unwrap();
    let refused = served.post_run(&json!({})).send().await.unwrap();
    assert_eq!(refused.headers()["retry-after"], "2");
    assert_eq!(refused.status(), 503);
    assert_eq!(code(refused).await, "too-many-runs");

    drop(stream);
    let again = async {
        while served.post_run(&json!({})).send().await.unwrap().status() == 503 {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(3), again)
        .await
        .expect("the abandoned run went on");
}

#[tokio::test]
async fn a_server_told_to_stop_lets_runs_finish_and_waits_for_none_too_long() {
    for (latency, is_whole) in [("latency=300ms", true), ("fault=users-me:hang", false)] {
        let served = serve_within(&[("READINESS_SANDBOX", latency)], |limits| {
            limits.stop = Duration::from_millis(1500);
        })
        .await;
        let answer = served.post_run(&json!({})).send().await.unwrap();
        let address = served.running.address();
        let since = Instant::now();
        let (text, ()) = tokio::join!(answer.text(), served.running.stop());
        assert!(since.elapsed() < Duration::from_secs(3));
        let has_finished = text.is_ok_and(|text| text.contains("\"event\":\"finished\""));
        assert_eq!(has_finished, is_whole, "{latency}");
        assert!(
            tokio::net::TcpStream::connect(address).await.is_err(),
            "it still listens"
        );
    }
}

#[tokio::test]
async fn only_what_the_wanted_checks_read_is_asked_and_a_part_is_never_ready() {
    let served = serve(&[]).await;
    let received = || served.running.engine().sandbox.as_ref().unwrap().received();
    let body = json!({ "merchant": "ready", "checks": ["access-token-works", "account-can-receive-payments"] });
    let report = served.report(&body).await;
    assert_eq!(received().total(), 1, "{:?}", received());
    assert_eq!(received().count("/users/me"), 1);
    assert_eq!(report["outcomes"].as_array().unwrap().len(), 2);
    assert!(
        report["outcomes"]
            .as_array()
            .unwrap()
            .iter()
            .all(|outcome| outcome["status"] == "passed")
    );
    assert_eq!(report["verdict"], "undecided");
}

#[tokio::test]
async fn each_source_is_asked_once_and_again_only_when_it_should_be_fresh() {
    let served = serve(&[]).await;
    let received = || served.running.engine().sandbox.as_ref().unwrap().received();
    let body = json!({ "merchant": "ready" });
    served.report(&body).await;
    let counts: Vec<(&str, u64)> = received().iter().collect();
    for (path, count) in &counts {
        let questions = match *path {
            // For the newest approved payments, and for what became of all of them.
            "/v1/payments/search" => 2,
            _ => 1,
        };
        assert_eq!(*count, questions, "{path}: {counts:?}");
    }
    served.report(&body).await;
    assert_eq!(received().count("/users/me"), 1, "the cache answers");
    sleep(Duration::from_millis(2100)).await;
    served
        .report(&json!({ "merchant": "ready", "fresh": true }))
        .await;
    assert_eq!(received().count("/users/me"), 2);
}

#[test]
fn a_check_reads_no_source_beyond_those_it_names() {
    // Outcomes are judged as soon as the named sources are settled; this holds only if the
    // others make no difference.
    use checkout_readiness_checks::examples::{brazil, ready};
    use checkout_readiness_checks::judge::{judge_one, plan};
    use checkout_readiness_checks::profile::Product;
    let profile = brazil(Product::CheckoutPro);
    for (check, severity) in plan(&profile) {
        let named: Vec<&str> = check.reads().map(|source| source.name()).collect();
        let whole = serde_json::to_value(ready()).unwrap();
        let mut part = whole.clone();
        for (key, value) in part.as_object_mut().unwrap() {
            if key != "declared" && !named.contains(&key.replace('_', "-").as_str()) {
                *value = json!({ "look": "not_asked" });
            }
        }
        let part: Evidence = serde_json::from_value(part).unwrap();
        assert_eq!(
            judge_one(check, severity, &profile, &part),
            judge_one(check, severity, &profile, &ready()),
            "{}",
            check.id
        );
    }
    assert!(!registry::ALL.is_empty());
}
