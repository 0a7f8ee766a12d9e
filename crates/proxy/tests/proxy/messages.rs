//! `docs/messages`: one example of every message of the interface, as the sandbox makes it, for
//! whoever writes a server of their own.

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::memory::word;
use crate::support::described::{assert_valid, description, schema, validator};
use crate::support::{Served, expected, lines, page_in_order, serve};

const MOMENT: &str = "2026-01-01T12:00:00.000Z";
const TOKEN: &str = "0000000000000000";

/// The same with everything fixed that is another thing every time: moments, days, durations and
/// the name of a start.
fn settled(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let fields = object.into_iter().map(|(key, value)| {
                let value = match key.as_str() {
                    "elapsed_ms" => json!(100),
                    "instance" => json!("0".repeat(32)),
                    "fresh_until" => json!("2026-01-02T12:00:00.000Z"),
                    "expires_at" => json!("2026-01-08T12:00:00.000Z"),
                    _ => settled(value),
                };
                (key, value)
            });
            Value::Object(fields.collect())
        }
        Value::Array(values) => values.into_iter().map(settled).collect(),
        Value::String(text) if text.parse::<jiff::Timestamp>().is_ok() => json!(MOMENT),
        Value::String(text) if text.parse::<jiff::civil::Date>().is_ok() => json!("2025-12-31"),
        other => other,
    }
}

/// The messages, and what they are compared with.
struct Messages {
    served: Served,
    description: Value,
}

impl Messages {
    /// Writes or compares a message.
    fn compare(&self, name: &str, value: &Value) {
        let text = serde_json::to_string_pretty(value).unwrap() + "\n";
        expected::compare(&format!("../../docs/messages/{name}"), &text, "messages");
    }

    /// An answer of the shape that is described, written or compared.
    async fn answer(
        &self,
        name: &str,
        request: RequestBuilder,
        (path, method, status): (&str, &str, u16),
    ) -> Value {
        let answer = request.bearer_auth(TOKEN).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status, "{name}");
        let value: Value = answer.json().await.unwrap();
        let shape = schema(&self.description, path, method, &status.to_string());
        let settled = settled(value.clone());
        assert_valid(&validator(&self.description, shape), &settled, name);
        self.compare(name, &settled);
        value
    }

    async fn get(&self, name: &str, path: &str, query: &str) -> Value {
        let request = self.served.get(&[path, query].concat());
        self.answer(name, request, (path, "get", 200)).await
    }

    /// A run's lines, the outcomes in the order of the registry: they come as they are known.
    async fn run(&self, name: &str, body: &Value) -> Value {
        self.compare(&format!("{name}-request.json"), body);
        let request = self.served.post_run(body).bearer_auth(TOKEN);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let mut events = lines(&answer.text().await.unwrap());
        let report = events.last().unwrap()["report"].clone();
        let order = |event: &Value| {
            let outcomes = report["outcomes"].as_array().unwrap().iter();
            let mut checks = outcomes.map(|outcome| &outcome["check"]);
            checks.position(|check| *check == event["outcome"]["check"])
        };
        let last = events.len() - 1;
        events[1..last].sort_by_key(order);
        let shape = schema(&self.description, "/api/v1/runs", "post", "200");
        let shape = validator(&self.description, shape);
        let mut text = String::new();
        for event in events {
            let event = settled(event);
            assert_valid(&shape, &event, name);
            text.push_str(&format!("{event}\n"));
        }
        expected::compare(
            &format!("../../docs/messages/{name}.ndjson"),
            &text,
            "messages",
        );
        report
    }
}

#[tokio::test]
async fn every_message_of_the_documentation_is_what_the_sandbox_says() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let served = serve(&[("READINESS_DATA", data), ("READINESS_TOKEN", TOKEN)]).await;
    let messages = Messages {
        description: description(&served).await,
        served,
    };
    messages
        .get("profile.json", "/api/v1/profile", "?merchant=ready")
        .await;
    messages.get("checks.json", "/api/v1/checks", "").await;
    let verdict = "/api/v1/verdict";
    messages
        .get("verdict-not-run.json", verdict, "?merchant=ready")
        .await;
    let part = json!({ "merchant": "ready", "checks": ["access-token-works"] });
    messages.run("run-of-one-check", &part).await;
    let whole = json!({ "merchant": "ready", "product": "checkout-pro", "page": page_in_order() });
    let report = messages.run("run", &whole).await;
    messages
        .get("verdict.json", verdict, "?merchant=ready")
        .await;

    let mut decision = word(&report, "webhook-events-are-selected", "confirm");
    decision["merchant"] = json!("ready");
    decision["by"] = json!("Ana");
    decision["note"] = json!("compared with the panel");
    messages.compare("decision-request.json", &decision);
    let decisions = "/api/v1/decisions";
    let request = messages.served.http.post(messages.served.url(decisions));
    let described = (decisions, "post", 201);
    messages
        .answer("decision.json", request.json(&decision), described)
        .await;
    messages
        .get("decisions.json", decisions, "?merchant=ready")
        .await;
    messages
        .get("runs.json", "/api/v1/runs", "?merchant=ready")
        .await;
    messages
        .get(
            "webhook-probe-preview.json",
            "/api/v1/webhook-probes",
            "?merchant=ready",
        )
        .await;

    let request = messages
        .served
        .post_run(&json!({ "product": "no-such-product" }));
    let described = ("/api/v1/runs", "post", 422);
    messages
        .answer("problem-unknown-product.json", request, described)
        .await;
    let request = messages
        .served
        .http
        .post(messages.served.url("/api/v1/runs"));
    let request = request.header("content-type", "application/json").body("{");
    messages
        .answer(
            "problem-invalid-json.json",
            request,
            ("/api/v1/runs", "post", 400),
        )
        .await;
}
