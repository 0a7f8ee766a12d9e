//! No secret reaches an answer, a line of the log or a counter, whatever happens.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request as Asked;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use checkout_readiness_proxy::config::{Given, Settings};
use checkout_readiness_proxy::run::{Request, run_with_evidence};
use checkout_readiness_proxy::{log, server};
use checkout_readiness_report::{Format, Saved};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

const TOKEN: &str = "APP_USR-1000000000000001-010112-0ca1a4e50000000000000000ca1a4e51-100000001";
const TOKEN_IN_THE_WRONG_PLACE: &str =
    "APP_USR-1000000000000001-010112-0ca1a4e50000000000000000ca1a4e52-100000001";
const WEBHOOK_SECRET: &str = "visibly-fake-canary-of-the-webhook-secret";
const SHARED_TOKEN: &str = "visibly-fake-canary-of-the-shared-token";
const PANEL_SECRET: &str = "visibly-fake-canary-of-the-secret-of-the-panel";
const PROXY_SECRET: &str = "visibly-fake-canary-of-the-secret-of-the-reverse-proxy";
const DEVELOPMENT_KEY: &str = "APP_USR-00000000-0000-4000-8000-00000ca1a4e5";
/// Whole, and the one part of a token that is secret.
const CANARIES: &[&str] = &[
    TOKEN,
    "0ca1a4e50000000000000000ca1a4e51",
    TOKEN_IN_THE_WRONG_PLACE,
    "0ca1a4e50000000000000000ca1a4e52",
    WEBHOOK_SECRET,
    SHARED_TOKEN,
    PANEL_SECRET,
    PROXY_SECRET,
    DEVELOPMENT_KEY,
    "visibly-fake-canary-of-the-webhook-query",
    "visibly-fake-canary-of-the-request",
];

/// Keeps everything that is logged.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Kept {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

/// A Mercado Pago that says back whatever it was told, wherever it can.
async fn echo(request: Asked) -> Response {
    let header = |name: &str| {
        let value = request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok());
        value
            .unwrap_or_default()
            .trim_start_matches("Bearer ")
            .to_owned()
    };
    let told = format!("{} {}", header("authorization"), request.uri());
    let id = [("x-request-id", header("authorization"))];
    match request.uri().path() {
        "/users/me" => {
            let body = json!({ "code": told, "message": format!("invalid {told}"), "error": told, "status": 401, "cause": [{ "code": told }] });
            (StatusCode::UNAUTHORIZED, id, body.to_string()).into_response()
        }
        "/v1/payment_methods" => (StatusCode::OK, id, format!("<html>{told}")).into_response(),
        "/v1/payments/search" => (StatusCode::BAD_GATEWAY, id, told).into_response(),
        _ => (
            StatusCode::FORBIDDEN,
            id,
            json!({ "blocked_by": told, "code": told, "message": told }).to_string(),
        )
            .into_response(),
    }
}

fn assert_clean(text: &str, what: &str) {
    for canary in CANARIES {
        assert!(!text.contains(canary), "{canary} is in {what}:\n{text}");
    }
}

#[tokio::test]
async fn no_secret_reaches_an_answer_a_log_or_a_counter() {
    let kept = Kept::default();
    let upstream = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", upstream.local_addr().unwrap());
    tokio::spawn(async { axum::serve(upstream, Router::new().fallback(echo)).await });
    let folder = tempfile::tempdir().unwrap();
    let panel_key = folder.path().join("panel.secret");
    std::fs::write(&panel_key, PANEL_SECRET).unwrap();
    let given = Given::from_pairs([
        ("READINESS_LISTEN", "127.0.0.1:0"),
        ("READINESS_JWT_KEY", panel_key.to_str().unwrap()),
        ("READINESS_JWT_ALGORITHM", "HS256"),
        ("READINESS_JWT_AUDIENCE", "checkout-readiness"),
        ("READINESS_TRUSTED_PROXIES", "127.0.0.1"),
        ("READINESS_TRUSTED_SECRET", PROXY_SECRET),
        ("READINESS_DATA", folder.path().to_str().unwrap()),
        ("READINESS_PUBLIC_URL", "https://readiness.store.example"),
        ("READINESS_LOG", "trace"),
        ("READINESS_LOG_FORMAT", "json"),
        ("MP_BASE_URL", &base_url),
        ("MP_ACCESS_TOKEN", TOKEN),
        ("MP_PUBLIC_KEY", TOKEN_IN_THE_WRONG_PLACE),
        ("MP_WEBHOOK_SECRET", WEBHOOK_SECRET),
        (
            "MP_WEBHOOK_URL",
            "https://127.0.0.1/hook?token=visibly-fake-canary-of-the-webhook-query",
        ),
        ("READINESS_DEVELOPMENT_PUBLIC_KEY", DEVELOPMENT_KEY),
        ("READINESS_TOKEN", SHARED_TOKEN),
        ("READINESS_ORIGINS", "https://admin.store.example"),
    ])
    .unwrap();
    let mut settings = Settings::read(&given).unwrap();
    // Wrong tokens are tried all the time below, and right ones from the same address.
    settings.limits.wrong_credentials = u32::MAX;
    assert_clean(&format!("{settings:?}"), "the settings");
    tracing::subscriber::set_global_default(log::subscriber(&settings.log, "off", kept.clone()))
        .unwrap();

    let running = server::start(&settings).await.unwrap();
    assert_clean(&format!("{:?}", running.engine()), "the engine");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([])
        .build()
        .unwrap();
    let mut said = String::new();
    let wrong = "visibly-fake-canary-of-the-request";
    for path in [
        "/",
        "/nowhere",
        "/healthz",
        "/readyz",
        "/openapi.json",
        "/metrics",
        "/api/v1/profile",
        "/api/v1/checks",
        "/api/v1/runs",
        "/api/v1/runs/1",
        "/api/v1/verdict",
        "/api/v1/badge.svg",
        "/api/v1/badge.svg?lang=visibly-fake-canary-of-the-request",
        "/api/v1/webhook-probes",
        "/api/v1/webhook-probes?product=visibly-fake-canary-of-the-request",
        "/api/v1/decisions",
        "/api/v1/decisions?history=visibly-fake-canary-of-the-request",
        "/api/none?key=visibly-fake-canary-of-the-request",
        "/api/v1/profile?merchant=visibly-fake-canary-of-the-request",
        "/api/v1/profile?visibly-fake-canary-of-the-request=1",
    ] {
        for authorization in [
            format!("Bearer {SHARED_TOKEN}"),
            format!("Bearer {wrong}"),
            String::new(),
        ] {
            for (name, value) in [
                ("accept", "*/*"),
                ("origin", "https://attacker.example"),
                ("host", "visibly-fake-canary-of-the-request"),
            ] {
                let url = format!("http://{}{path}", running.address());
                let request = http
                    .get(url)
                    .header("authorization", &authorization)
                    .header(name, value);
                said += &whole(request.send().await.unwrap()).await;
            }
        }
    }
    let tokens = tokens(wrong);
    for token in &tokens {
        for (secret, user) in [(PROXY_SECRET, wrong), (wrong, "ana"), ("", wrong)] {
            for authorization in [
                format!("Bearer {token}"),
                format!("Bearer .{token}"),
                format!("Basic {token}"),
            ] {
                let url = format!("http://{}/api/v1/checks", running.address());
                let request = http.post(url).header("authorization", authorization);
                let request = request.header("x-readiness-secret", secret);
                said += &whole(
                    request
                        .header("x-readiness-user", user)
                        .send()
                        .await
                        .unwrap(),
                )
                .await;
            }
        }
    }
    for body in [
        json!({}),
        json!({ "page": { "scheme": "https", "host": "a.example", "secure_context": true, "insecure_resources": [{ "kind": "image", "url": format!("http://{wrong}:{wrong}@a.example/x?key={wrong}") }] } }),
        json!({ "page": { "scheme": "https", "host": "a.example", "markup": { "secrets": [{ "kind": "access-token", "place": "storage", "position": TOKEN, "tail": TOKEN }], "leftovers": [{ "what": TOKEN, "place": "markup" }], "policies": [format!("report-uri https://a.example/?{wrong}")] } } }),
        json!({ "payment_id": wrong }),
        json!({ "quality": { "score": 1, "measured_on": wrong } }),
        json!({ "development": { "public_key": wrong } }),
        json!({ "scope": [wrong] }),
        json!({ "product": wrong }),
        json!({ "checkout_url": format!("https://a.example/{wrong}") }),
        json!({ wrong: 1 }),
        json!(wrong),
    ] {
        for authorization in [format!("Bearer {SHARED_TOKEN}"), format!("Bearer {wrong}")] {
            let url = format!("http://{}/api/v1/runs", running.address());
            let request = http
                .post(url)
                .header("authorization", &authorization)
                .json(&body);
            said += &whole(request.send().await.unwrap()).await;
        }
    }
    for body in [
        json!({}),
        json!({ "url": format!("https://a.example/?{wrong}") }),
    ] {
        let url = format!("http://{}/api/v1/webhook-probes", running.address());
        let request = http.post(url).bearer_auth(SHARED_TOKEN).json(&body);
        said += &whole(request.send().await.unwrap()).await;
    }
    for secret in [WEBHOOK_SECRET, wrong] {
        let url = format!(
            "http://{}/hooks/mercado-pago?data.id={secret}",
            running.address()
        );
        let signature = format!("ts=1,v1={secret}");
        let request = http.post(url).header("x-signature", signature).body(secret);
        said += &whole(request.send().await.unwrap()).await;
    }
    let fine = json!({ "product": "checkout-pro", "check": "webhook-events-are-selected", "kind": "confirm", "reason": "compare_with_panel", "seen": "" });
    for (field, value) in [
        ("product", wrong),
        ("check", wrong),
        ("kind", wrong),
        ("reason", wrong),
        ("merchant", wrong),
        (wrong, wrong),
        ("seen", TOKEN_IN_THE_WRONG_PLACE),
        ("by", TOKEN_IN_THE_WRONG_PLACE),
        ("note", TOKEN_IN_THE_WRONG_PLACE),
        ("note", WEBHOOK_SECRET),
        ("by", WEBHOOK_SECRET),
        ("seen", WEBHOOK_SECRET),
    ] {
        let mut body = fine.clone();
        body[field] = json!(value);
        let url = format!("http://{}/api/v1/decisions", running.address());
        let request = http.post(url).bearer_auth(SHARED_TOKEN).json(&body);
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_client_error(), "{field}");
        said += &whole(answer).await;
    }
    let mut finished = said.lines().filter_map(|line| {
        let event: serde_json::Value = serde_json::from_str(line).ok()?;
        event.get("report").cloned()
    });
    let report = finished.next_back().unwrap();
    for format in Format::ALL {
        let body = json!({ "report": report, "format": format.name(), "language": "en" });
        let url = format!("http://{}/api/v1/reports", running.address());
        let request = http.post(url).bearer_auth(SHARED_TOKEN).json(&body);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200, "{}", format.name());
        said += &whole(answer).await;
    }
    let engine = Arc::clone(running.engine());
    let merchant = Arc::clone(engine.merchants.find(None).unwrap());
    let (report, evidence) = run_with_evidence(engine, merchant, Request::default(), |_| {})
        .await
        .unwrap();
    let saved = Saved::of(&report, evidence).to_json();
    assert!(saved.contains("https://127.0.0.1/hook?"), "{saved}");
    assert_clean(&saved, "the evidence");
    let metrics = http
        .get(format!("http://{}/metrics", running.address()))
        .bearer_auth(SHARED_TOKEN);
    said += &whole(metrics.send().await.unwrap()).await;
    running.stop().await;

    assert!(
        said.contains("\"event\":\"finished\""),
        "no run came to its end"
    );
    assert!(
        said.contains("readiness_mercado_pago_seconds"),
        "nothing was counted"
    );
    assert_clean(&said, "an answer");
    let logged = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    assert!(logged.lines().count() > 100, "nothing was logged");
    assert!(
        logged
            .lines()
            .all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
    );
    assert_clean(&logged, "the log");
    for (place, text) in [("an answer", &said), ("the log", &logged)] {
        for part in tokens.iter().flat_map(|token| token.split('.')) {
            let mut pieces = part.as_bytes().chunks_exact(12);
            let piece = pieces.find(|piece| text.contains(std::str::from_utf8(piece).unwrap()));
            assert_eq!(piece, None, "a piece of a token is in {place}");
        }
    }
}

/// Tokens that open something, and others, each of them wrong in one way.
fn tokens(wrong: &str) -> Vec<String> {
    let fine = json!({ "aud": "checkout-readiness", "exp": jiff::Timestamp::now().as_second() + 300, "scope": "read" });
    let sign = |secret: &str, other: serde_json::Value| {
        let mut claims = fine.clone();
        let other = other.as_object().unwrap().clone();
        claims.as_object_mut().unwrap().extend(other);
        let key = jsonwebtoken::EncodingKey::from_secret(secret.as_bytes()).unwrap();
        jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key).unwrap()
    };
    vec![
        sign(PANEL_SECRET, json!({ "sub": wrong })),
        sign(PANEL_SECRET, json!({ "exp": 1 })),
        sign(PANEL_SECRET, json!({ "nbf": 1e12 })),
        sign(PANEL_SECRET, json!({ "aud": wrong })),
        sign(PANEL_SECRET, json!({ "scope": [wrong] })),
        sign(PANEL_SECRET, json!({ "scope": wrong })),
        sign(PANEL_SECRET, json!({ "merchant": wrong.repeat(9) })),
        sign(wrong, json!({})),
    ]
}

/// Status, headers and body of an answer.
async fn whole(answer: reqwest::Response) -> String {
    let head = format!("{} {:?}\n", answer.status(), answer.headers());
    head + &answer.text().await.unwrap()
}
