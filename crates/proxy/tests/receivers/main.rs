//! A probe against webhooks written with Mercado Pago's own SDK: our signer is right only because
//! their validator says so, and each receiver is reported as exactly what it is.
//!
//! They need Node.js and the package `mercadopago`, so they run where these are made sure of:
//! `cargo xtask test --only receivers`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::disallowed_methods)]

mod expected;
mod started;

use std::collections::BTreeSet;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use checkout_readiness_checks::contract::Report;
use checkout_readiness_checks::evidence::Reply;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_proxy::engine::Engine;
use checkout_readiness_proxy::probe::{MARKER, ProbeEvent, probe};
use checkout_readiness_proxy::run::{Request, run_with_evidence};
use futures_util::StreamExt;

use expected::{WITH_SECRET, WITHOUT_SECRET};
use started::{PATIENCE, Receivers, order, probe_all};

const ANSWERS: &str = "webhook-answers-notifications";
const TAKES: &str = "webhook-takes-notifications";
const VERIFIES: &str = "webhook-verifies-signatures";
const IPN: &str = "ipn-is-not-in-use";

async fn judged(engine: &Arc<Engine>) -> Report {
    let merchant = Arc::clone(engine.merchants.find(None).unwrap());
    let request = Request {
        checks: Some(BTreeSet::from([ANSWERS, TAKES, VERIFIES, IPN])),
        ..Request::default()
    };
    let run = run_with_evidence(Arc::clone(engine), merchant, request, |_| {});
    run.await.unwrap().0
}

fn reason<'a>(report: &'a Report, check: &str) -> &'a str {
    let mut outcomes = report.outcomes.iter();
    &outcomes
        .find(|outcome| outcome.check == check)
        .unwrap()
        .reason
}

fn said(report: &Report) -> [&str; 3] {
    [ANSWERS, TAKES, VERIFIES].map(|check| reason(report, check))
}

/// What came back to each request, to see why something else was said.
fn replies(events: &[ProbeEvent]) -> String {
    let mut lines = String::new();
    for event in events {
        if let ProbeEvent::Trial { trial } = event {
            lines += &format!(
                "\n{} {:?}: {:?}",
                trial.kind.name(),
                trial.topic,
                trial.reply
            );
        }
    }
    lines
}

#[tokio::test]
#[ignore = "needs Node.js: cargo xtask test --only receivers"]
async fn each_receiver_is_reported_as_exactly_what_it_is() {
    let receivers = Receivers::start().await;
    for (receiver, product, expected) in WITH_SECRET {
        let engine = receivers.engine(receiver, *product, true).await;
        let events = probe_all(&engine, *product).await;
        let report = judged(&engine).await;
        let told = replies(&events);
        assert_eq!(
            said(&report),
            *expected,
            "{receiver} for {}{told}",
            product.name()
        );
    }
    let tried: BTreeSet<&str> = WITH_SECRET.iter().map(|(receiver, ..)| *receiver).collect();
    let known: BTreeSet<&str> = receivers.names().collect();
    let left: Vec<_> = known.difference(&tried).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
#[ignore = "needs Node.js: cargo xtask test --only receivers"]
async fn without_the_secret_only_forgeries_and_firewalls_are_told() {
    let receivers = Receivers::start().await;
    for (receiver, expected) in WITHOUT_SECRET {
        let engine = receivers
            .engine(receiver, Product::CheckoutPro, false)
            .await;
        let events = probe_all(&engine, Product::CheckoutPro).await;
        let report = judged(&engine).await;
        assert_eq!(said(&report), *expected, "{receiver}{}", replies(&events));
    }
}

#[tokio::test]
#[ignore = "needs Node.js: cargo xtask test --only receivers"]
async fn unsigned_ipn_is_a_second_door_only_where_the_first_is_shut() {
    let receivers = Receivers::start().await;
    for (receiver, is_found) in [
        ("answers-ipn", true),
        ("correct", false),
        ("never-checks", false),
    ] {
        let engine = receivers.engine(receiver, Product::CheckoutPro, true).await;
        probe_all(&engine, Product::CheckoutPro).await;
        let report = judged(&engine).await;
        let found = reason(&report, IPN) == "webhook_takes_ipn";
        assert_eq!(found, is_found, "{receiver}: {}", reason(&report, IPN));
    }
}

#[tokio::test]
#[ignore = "needs Node.js: cargo xtask test --only receivers"]
async fn a_receiver_is_sent_what_was_announced_each_marked_and_nothing_else() {
    let receivers = Receivers::start().await;
    let engine = receivers
        .engine("correct", Product::CheckoutPro, true)
        .await;
    let events = probe_all(&engine, Product::CheckoutPro).await;
    let Some(ProbeEvent::Started { plan, .. }) = events.first() else {
        panic!("{events:?}")
    };
    let received = receivers.received("correct").await;
    assert_eq!(received.len(), plan.len());
    let mut ids = BTreeSet::new();
    for (planned, request) in plan.iter().zip(&received) {
        let headers = &request["headers"];
        let kind = planned.kind.name();
        let marker = headers[MARKER][0].as_str().unwrap_or_default();
        assert!(!marker.is_empty(), "{kind}");
        ids.insert(marker);
        let agent = headers["user-agent"][0].as_str().unwrap();
        assert_eq!(
            agent.contains("checkout-readiness/"),
            kind != "browser-get",
            "{kind}: {agent}"
        );
        let method = if kind == "browser-get" { "GET" } else { "POST" };
        assert_eq!(request["method"], method, "{kind}");
        // What cannot be undone is never asked for, and what does not exist stays so.
        let body = request["body"].as_str().unwrap();
        assert!(!body.contains("\"live_mode\":true"), "{kind}: {body}");
        assert!(!body.contains(started::SECRET) && !headers.to_string().contains(started::SECRET));
    }
    assert_eq!(ids.len(), 1, "one probe, one name");
    for receiver in receivers.names().filter(|name| *name != "correct") {
        assert!(receivers.received(receiver).await.is_empty(), "{receiver}");
    }
    // A run that follows judges, and sends nothing.
    judged(&engine).await;
    assert_eq!(receivers.received("correct").await.len(), plan.len());
}

#[tokio::test]
#[ignore = "needs Node.js: cargo xtask test --only receivers"]
async fn who_stops_listening_stops_the_probe() {
    let receivers = Receivers::start().await;
    let engine = receivers
        .engine("correct", Product::CheckoutPro, true)
        .await;
    let product = Product::CheckoutPro;
    let order = order(&engine, product).await;
    let turn = engine
        .pace
        .take(&order.target.url, [127, 0, 0, 1].into())
        .unwrap();
    {
        let mut events = pin!(probe(Arc::clone(&engine), order, turn));
        for _ in 0..4 {
            events.next().await.unwrap();
        }
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(
        receivers.received("correct").await.len(),
        3,
        "the first event announces"
    );
    // Half a probe proves nothing, and the next one may be made at once.
    assert_eq!(said(&judged(&engine).await), ["not_probed"; 3]);
    let events = probe_all(&engine, product).await;
    assert!(matches!(events.last(), Some(ProbeEvent::Finished { .. })));
}

#[tokio::test]
#[ignore = "needs Node.js: cargo xtask test --only receivers"]
async fn one_request_is_sent_at_a_time_and_a_webhook_that_sleeps_is_asked_no_further() {
    let receivers = Receivers::start().await;
    let engine = receivers.engine("sleeps", Product::CheckoutPro, true).await;
    let began = std::time::Instant::now();
    let events = probe_all(&engine, Product::CheckoutPro).await;
    assert!(began.elapsed() < PATIENCE * 3, "{:?}", began.elapsed());
    let not_sent = events.iter().filter(
        |event| matches!(event, ProbeEvent::Trial { trial } if trial.reply == Reply::NotSent),
    );
    assert_eq!(not_sent.count(), events.len() - 2 - 3);
    assert_eq!(receivers.received("sleeps").await.len(), 3);
}
