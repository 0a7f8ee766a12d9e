//! Test notifications over HTTP: what is told before, where they may go, how often, and what follows.

use std::num::NonZeroU32;
use std::time::Duration;

use checkout_readiness_proxy::probe::MARKER;
use checkout_readiness_sandbox::merchant;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::reached::probed::{probe, serve_for_probes};
use crate::support::described::{assert_valid, description, schema, validator};
use crate::support::{Served, code, outcome, problem, reason, serve, serve_within};

const CHECKS: [&str; 3] = [
    "webhook-answers-notifications",
    "webhook-takes-notifications",
    "webhook-verifies-signatures",
];

fn received(served: &Served, path: &str) -> u64 {
    let sandbox = served.running.engine().sandbox.as_ref().unwrap();
    sandbox.received().count(path)
}

async fn preview(served: &Served, query: &str) -> Value {
    let answer = served
        .get(&format!("/api/v1/webhook-probes{query}"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{query}");
    answer.json().await.unwrap()
}

async fn ask(served: &Served, body: &Value) -> reqwest::Response {
    let url = served.url("/api/v1/webhook-probes");
    served.http.post(url).json(body).send().await.unwrap()
}

#[tokio::test]
async fn what_would_be_sent_is_told_before_and_nothing_is_sent_by_asking() {
    let served = serve(&[]).await;
    let told = preview(&served, "?merchant=ready").await;
    assert_eq!(told["url"], "https://store.example/mp/webhook");
    assert_eq!(told["product"], "checkout-pro");
    assert_eq!(told["with_secret"], true);
    assert_eq!(told["marker"], MARKER);
    assert_eq!(told["limit_ms"], 22_000);
    assert!(told.get("last").is_none() && told.get("denied").is_none());
    let plan = told["plan"].as_array().unwrap();
    assert!((20..=30).contains(&plan.len()), "{}", plan.len());
    let few = preview(&served, "?merchant=webhook-secret-unknown").await;
    assert_eq!(few["with_secret"], false);
    assert_eq!(few["plan"].as_array().unwrap().len(), 11);
    // An address that the account names is asked of Mercado Pago, and not visited.
    assert_eq!(few["url"], "https://store.example/mp/webhook");
    assert_eq!(received(&served, "/mp/webhook"), 0);
    let orders = preview(&served, "?merchant=ready&product=orders").await;
    assert_eq!(
        orders["plan"][2],
        json!({ "kind": "usual", "topic": "order" })
    );
}

#[tokio::test]
async fn a_probe_tells_of_each_request_and_the_next_run_judges_it() {
    let served = serve_for_probes().await;
    let before = served.report(&json!({ "merchant": "ready" })).await;
    for check in CHECKS {
        assert_eq!(reason(&before, check), "not_probed", "{check}");
    }
    let visits = received(&served, "/mp/webhook");
    let events = probe(&served, &json!({ "merchant": "ready" })).await;
    let [started, trials @ .., finished] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(started["event"], "started");
    assert_eq!(started["url"], "https://store.example/mp/webhook");
    let plan = started["plan"].as_array().unwrap();
    assert_eq!(trials.len(), plan.len());
    for (planned, told) in plan.iter().zip(trials) {
        assert_eq!(told["event"], "trial");
        assert_eq!(told["trial"]["kind"], planned["kind"]);
        assert_eq!(told["trial"].get("topic"), planned.get("topic"));
        assert_eq!(told["trial"]["reply"]["reply"], "answered", "{told}");
    }
    assert_eq!(finished["event"], "finished");
    assert_eq!(
        finished["probe"]["trials"].as_array().unwrap().len(),
        plan.len()
    );
    let sent = received(&served, "/mp/webhook") - visits;
    assert_eq!(sent, plan.len() as u64, "each request once");
    let after = served.report(&json!({ "merchant": "ready" })).await;
    for check in CHECKS {
        assert_eq!(outcome(&after, check)["status"], "passed", "{check}");
        // As old as the probe, and not as the run.
        assert_eq!(
            outcome(&after, check)["observed_at"],
            finished["observed_at"]
        );
    }
    assert_eq!(
        received(&served, "/mp/webhook") - visits,
        sent + 1,
        "a run visits and sends nothing"
    );
    let told = preview(&served, "?merchant=ready").await;
    assert_eq!(told["last"]["observed_at"], finished["observed_at"]);
    // It is of this merchant and product, and of no other.
    for body in [
        json!({ "merchant": "ready-api" }),
        json!({ "merchant": "ready", "product": "bricks" }),
    ] {
        let other = served.report(&body).await;
        assert_eq!(reason(&other, CHECKS[2]), "not_probed", "{body}");
    }
}

#[tokio::test]
async fn a_probe_goes_only_where_the_operator_or_the_account_sends_notifications() {
    let served = serve_for_probes().await;
    let at = |url: &str| json!({ "merchant": "ready", "url": url });
    for (body, expected) in [
        (
            at("https://loja.example/mp/webhook"),
            "webhook-url-not-allowed",
        ),
        (
            at("https://store.example:8443/mp/webhook"),
            "webhook-url-not-allowed",
        ),
        (
            at("http://store.example/mp/webhook"),
            "webhook-url-not-allowed",
        ),
        (at("https://127.0.0.1/"), "webhook-url-not-allowed"),
        (
            at("https://user@store.example/mp/other"),
            "webhook-url-unfit",
        ),
        (at("not an address"), "invalid-webhook-url"),
        (json!({ "merchant": "webhook-missing" }), "no-webhook-url"),
        (json!({ "merchant": "nobody" }), "unknown-merchant"),
        (
            json!({ "merchant": "ready", "product": "luck" }),
            "unknown-product",
        ),
        (json!({ "merchant": "ready", "host": "x" }), "unknown-field"),
        (json!({ "merchant": "ready", "url": 1 }), "wrong-type"),
    ] {
        assert_eq!(code(ask(&served, &body).await).await, expected, "{body}");
    }
    // Another path of the same server is probed too, and nothing is signed rightly there.
    let events = probe(&served, &at("https://store.example/mp/trusting")).await;
    assert_eq!(events[0]["url"], "https://store.example/mp/trusting");
    assert_eq!(events[0]["with_secret"], false);
    // Where nobody declared one, the application's address is used, by who says it again.
    let id = "webhook-secret-unknown";
    assert_eq!(merchant(id).unwrap().webhook_url, None);
    let asked = |url: Option<&str>| json!({ "merchant": id, "url": url });
    for (url, expected) in [
        (None, "webhook-url-not-confirmed"),
        (
            Some("https://store.example/mp/trusting"),
            "webhook-url-not-allowed",
        ),
    ] {
        assert_eq!(
            code(ask(&served, &asked(url)).await).await,
            expected,
            "{url:?}"
        );
    }
    let events = probe(&served, &asked(Some("https://store.example/mp/webhook"))).await;
    assert_eq!(events[0]["url"], "https://store.example/mp/webhook");
    let told = preview(&served, "?merchant=webhook-missing").await;
    assert_eq!(told["url"], Value::Null);
    assert_eq!(told["denied"]["code"], "no-webhook-url");
}

#[tokio::test]
async fn nobody_probes_too_often_and_who_is_sent_away_learns_for_how_long() {
    let served = serve_within(&[], |limits| {
        limits.probes_of_target = NonZeroU32::new(2).unwrap();
        limits.probes_by_client = NonZeroU32::new(4).unwrap();
        limits.probes_within = Duration::from_secs(600);
    })
    .await;
    for _ in 0..2 {
        probe(&served, &json!({ "merchant": "ready" })).await;
    }
    // Another merchant, and the same server.
    let answer = ask(&served, &json!({ "merchant": "ready-api" })).await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: u64 = answer.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    let told = problem(answer).await;
    assert_eq!(told["code"], "probed-too-often");
    assert_eq!(told["retry_after_seconds"], wait);
    assert!((1..=300).contains(&wait), "{wait}");
    // Another server may still be probed, and then that client has asked often enough.
    probe(&served, &json!({ "merchant": "argentina" })).await;
    let answer = ask(&served, &json!({ "merchant": "webhook-unknown-host" })).await;
    assert_eq!(code(answer).await, "probed-too-often");
}

#[tokio::test]
async fn a_webhook_that_cannot_be_reached_is_asked_once_and_no_more() {
    let served = serve_for_probes().await;
    for id in [
        "webhook-unknown-host",
        "webhook-expired-certificate",
        "webhook-private",
    ] {
        let events = probe(&served, &json!({ "merchant": id })).await;
        let replies: Vec<&str> = events
            .iter()
            .filter_map(|event| event["trial"]["reply"]["reply"].as_str())
            .collect();
        assert_eq!(replies[0], "stopped", "{id}");
        assert!(
            replies[1..].iter().all(|reply| *reply == "not-sent"),
            "{id}"
        );
        let report = served
            .report(&json!({ "merchant": id, "checks": CHECKS }))
            .await;
        for check in CHECKS {
            assert_ne!(outcome(&report, check)["status"], "passed", "{id} {check}");
            assert_ne!(outcome(&report, check)["status"], "failed", "{id} {check}");
        }
    }
}

#[tokio::test]
async fn somebody_s_word_that_the_handler_reads_again_turns_the_failure_into_a_warning() {
    let served = serve_for_probes().await;
    probe(&served, &json!({ "merchant": "webhook-trusting" })).await;
    let check = "webhook-verifies-signatures";
    for (word, status) in [
        (None, "failed"),
        (Some(false), "failed"),
        (Some(true), "warning"),
    ] {
        let body = json!({
            "merchant": "webhook-trusting", "checks": [check], "webhook_reads_again": word,
        });
        let report = served.report(&body).await;
        assert_eq!(outcome(&report, check)["status"], status, "{word:?}");
        let verdict = if status == "failed" {
            "not_ready"
        } else {
            "undecided"
        };
        assert_eq!(report["verdict"], verdict);
    }
}

#[tokio::test]
async fn what_is_told_of_a_probe_is_of_the_shape_described() {
    let served = serve_for_probes().await;
    let description = description(&served).await;
    let path = "/api/v1/webhook-probes";
    let preview = validator(&description, schema(&description, path, "get", "200"));
    let event = validator(&description, schema(&description, path, "post", "200"));
    for id in [
        "ready",
        "webhook-redirects",
        "webhook-login",
        "webhook-private",
        "webhook-trusting",
    ] {
        let body = json!({ "merchant": id });
        for line in probe(&served, &body).await {
            assert_valid(&event, &line, id);
        }
        let asked = served.get(&format!("{path}?merchant={id}"));
        let told = asked.send().await.unwrap().json().await.unwrap();
        assert_valid(&preview, &told, id);
    }
}

#[tokio::test]
async fn a_probe_counts_for_the_very_address_it_was_sent_to() {
    let served = serve_for_probes().await;
    let check = "webhook-verifies-signatures";
    let judged = async |id: &str| {
        let report = served.report(&json!({ "merchant": id })).await;
        reason(&report, check).to_owned()
    };
    probe(&served, &json!({ "merchant": "webhook-trusting" })).await;
    assert_eq!(judged("webhook-trusting").await, "checks_nothing");
    // A better path of the same server, or a query more, takes nothing of that back.
    for url in [
        "https://store.example/mp/webhook",
        "https://store.example/mp/trusting?x=1",
    ] {
        probe(
            &served,
            &json!({ "merchant": "webhook-trusting", "url": url }),
        )
        .await;
        assert_eq!(judged("webhook-trusting").await, "checks_nothing", "{url}");
    }
    // Sales say that they are notified elsewhere, and that outranks the panel.
    probe(&served, &json!({ "merchant": "webhooks-disagree" })).await;
    assert_eq!(judged("webhooks-disagree").await, "not_probed");
}
