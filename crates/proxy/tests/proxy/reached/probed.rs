//! Merchants of the cast once test notifications were sent to their webhooks, and what only saved
//! evidence of such a probe leads to.

use std::num::NonZeroU32;
use std::time::Duration;

use checkout_readiness_checks::contract::Outcome;
use checkout_readiness_checks::evidence::{Evidence, Party, Reply, TrialKind, WebhookProbe, Why};
use checkout_readiness_checks::examples::probe::{answer_all_with, leave_out};
use checkout_readiness_checks::examples::{change, ready};
use checkout_readiness_sandbox::merchants;
use serde_json::{Value, json};

use crate::support::{Served, cast, serve_within};

/// Checks that read what a probe brought.
const CHECKS: [&str; 4] = [
    "ipn-is-not-in-use",
    "webhook-answers-notifications",
    "webhook-takes-notifications",
    "webhook-verifies-signatures",
];

/// Merchants of other tables whose webhooks are worth a test too.
const OTHERS: [&str; 6] = [
    "ready",
    "ready-orders",
    "webhook-redirects",
    "webhook-not-found",
    "webhook-unknown-host",
    "ipn-path",
];

/// A sandbox whose webhooks may be tested as often as there are merchants.
pub async fn serve_for_probes() -> Served {
    serve_within(&[], |limits| {
        limits.notification = Duration::from_secs(5);
        limits.probes_of_target = NonZeroU32::new(1000).unwrap();
        limits.probes_by_client = NonZeroU32::new(1000).unwrap();
    })
    .await
}

/// Sends test notifications to a merchant's webhook; every event.
pub async fn probe(served: &Served, body: &Value) -> Vec<Value> {
    let url = served.url("/api/v1/webhook-probes");
    let answer = served.http.post(url).json(body).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{body}");
    crate::support::lines(&answer.text().await.unwrap())
}

/// Every test, in words, and what was judged after it.
pub async fn walk() -> Vec<(String, Vec<Outcome>)> {
    let served = serve_for_probes().await;
    let of_cast = merchants()
        .iter()
        .map(|merchant| (merchant.id, merchant.webhook_url));
    let at_odd_paths = of_cast.filter(|(_, url)| {
        url.is_some_and(|url| url.contains("/mp/") && !url.ends_with("/mp/webhook"))
    });
    let mut ids: Vec<&str> = at_odd_paths.map(|(id, _)| id).collect();
    ids.push("webhook-secret-unknown");
    ids.extend(OTHERS);
    let mut walked = Vec::new();
    for id in ids {
        probe(&served, &json!({ "merchant": id })).await;
        let outcomes = judged(&served, json!({ "merchant": id, "checks": CHECKS })).await;
        walked.push((format!("`{id}` once its webhook was tested"), outcomes));
    }
    let body = json!({
        "merchant": "webhook-trusting", "checks": CHECKS, "webhook_reads_again": true,
    });
    let words = "`webhook-trusting` once tested, by somebody who says that it reads again";
    walked.push((words.to_owned(), judged(&served, body).await));
    walked
}

async fn judged(served: &Served, body: Value) -> Vec<Outcome> {
    cast::report(served, &body).await.outcomes
}

/// Saved evidence of a webhook, in words.
pub fn saved() -> Vec<(&'static str, Evidence)> {
    let with = |edit: fn(&mut WebhookProbe)| {
        let mut evidence = ready();
        change(&mut evidence.webhook_probe, edit);
        evidence
    };
    let mut forwarded = ready();
    change(&mut forwarded.application, |application| {
        application.webhook_url = None
    });
    change(&mut forwarded.recent_payments, |recent| {
        recent.payments.clear()
    });
    change(&mut forwarded.deliveries, |heard| {
        heard.newest_forwarded = Some(checkout_readiness_checks::evidence::Delivery::default());
    });
    let mut all_events = ready();
    change(&mut all_events.deliveries, |heard| {
        let topics = [
            "payment",
            "topic_chargebacks_wh",
            "topic_claims_integration_wh",
        ];
        heard.topics = topics.map(str::to_owned).to_vec();
        heard.topics.push("topic_merchant_order_wh".to_owned());
    });
    vec![
        (
            "a webhook that takes nine seconds",
            with(|probe| {
                for trial in &mut probe.trials {
                    trial.timing.total_ms = 9_000;
                }
            }),
        ),
        (
            "a webhook that never answers",
            with(|probe| silence(probe, Why::Timeout)),
        ),
        (
            "a webhook that hangs up",
            with(|probe| silence(probe, Why::Connection)),
        ),
        (
            "a probe that was stopped",
            with(|probe| {
                let kinds = [
                    TrialKind::IdOfBody,
                    TrialKind::WrongSecret,
                    TrialKind::UnknownFields,
                ];
                leave_out(probe, &kinds);
            }),
        ),
        (
            "a webhook tested by the operator's exception",
            with(|probe| probe.by_exception = true),
        ),
        ("a notification the webhook passed on", forwarded),
        ("a notification of every event", all_events),
    ]
}

fn silence(probe: &mut WebhookProbe, why: Why) {
    answer_all_with(
        probe,
        &Reply::Silent {
            party: Party::Merchant,
            why,
        },
    );
}
