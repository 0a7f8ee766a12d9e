//! Starts servers and asks them.

pub mod cast;
pub mod described;
pub mod door;
pub mod expected;
pub mod guarding;
pub mod odd_server;
pub mod otherwise;
pub mod stand_in;

use std::time::Duration;

use checkout_readiness_proxy::config::{Given, Limits, Settings};
use checkout_readiness_proxy::server::{Running, start};
use checkout_readiness_report::Format;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

/// A server, and a client of it.
pub struct Served {
    pub running: Running,
    pub http: reqwest::Client,
}

/// Settings read from these texts, listening at a port of the system's choice.
pub fn settings(pairs: &[(&str, &str)]) -> Settings {
    let listen = [("READINESS_LISTEN", "127.0.0.1:0")];
    let given = Given::from_pairs(listen.into_iter().chain(pairs.iter().copied())).unwrap();
    Settings::read(&given).unwrap_or_else(|errors| panic!("{errors}"))
}

/// A server with these settings.
pub async fn serve(pairs: &[(&str, &str)]) -> Served {
    serve_settings(settings(pairs)).await
}

/// A server with these settings and these limits.
pub async fn serve_within(pairs: &[(&str, &str)], change: impl FnOnce(&mut Limits)) -> Served {
    let mut settings = settings(pairs);
    change(&mut settings.limits);
    serve_settings(settings).await
}

pub async fn serve_settings(settings: Settings) -> Served {
    Served {
        running: start(&settings)
            .await
            .unwrap_or_else(|error| panic!("{error}")),
        http: client().build().unwrap(),
    }
}

/// A client builder that trusts nothing and follows nothing.
pub fn client() -> reqwest::ClientBuilder {
    // Every test may be the first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_only([])
        .timeout(Duration::from_secs(20))
}

/// What a browser reports of a page in order.
pub fn page_in_order() -> Value {
    json!({
        "scheme": "https", "host": "shop.store.example", "secure_context": true, "insecure_resources": [],
        "markup": {
            "scripts": [{ "kind": "v2", "url": "https://sdk.mercadopago.com/js/v2", "is_from_own_host": true }],
            "globals": { "has_v2": true, "has_v1": false, "has_device_id": true },
            "is_drawn_by_scripts": false,
            "fraud_prevention_is_off": false,
            "leftovers": [],
            "secrets": [],
            "unread": [],
            "policies": [],
        },
    })
}

impl Served {
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.address())
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(self.url(path))
    }

    pub fn post_run(&self, body: &Value) -> RequestBuilder {
        self.http.post(self.url("/api/v1/runs")).json(body)
    }

    /// Every event of a run.
    pub async fn events(&self, body: &Value) -> Vec<Value> {
        let answer = self.post_run(body).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{body}");
        lines(&answer.text().await.unwrap())
    }

    /// The report of a run.
    pub async fn report(&self, body: &Value) -> Value {
        let mut events = self.events(body).await;
        events.pop().unwrap()["report"].take()
    }
}

/// What a document of this format begins with.
pub fn beginning(format: Format) -> &'static str {
    match format {
        Format::Json | Format::Sarif => "{",
        Format::Markdown => "# ",
        Format::Html => "<!DOCTYPE html>",
        Format::JUnit => "<?xml",
        Format::Text | Format::Terminal => "[",
        Format::Ticket => "Go-live",
    }
}

pub fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The reason of a check in a report.
pub fn reason<'a>(report: &'a Value, check: &str) -> &'a str {
    outcome(report, check)["reason"].as_str().unwrap()
}

/// The outcome of a check in a report.
pub fn outcome<'a>(report: &'a Value, check: &str) -> &'a Value {
    let outcomes = report["outcomes"].as_array().unwrap();
    let found = outcomes.iter().find(|outcome| outcome["check"] == check);
    found.unwrap_or_else(|| panic!("no outcome of {check}"))
}

/// The code of an error answer, after making sure that it is one.
pub async fn code(answer: Response) -> String {
    problem(answer).await["code"].as_str().unwrap().to_owned()
}

pub async fn problem(answer: Response) -> Value {
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let status = answer.status();
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["status"], status.as_u16(), "{problem}");
    problem
}
