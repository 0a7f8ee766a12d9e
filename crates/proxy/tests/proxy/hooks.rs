//! Real notifications that arrive at the proxy: what counts, what is kept, and what it proves.

use checkout_readiness_proxy::probe::MARKER;
use checkout_readiness_sandbox::merchant;
use checkout_readiness_signature::{Header, Manifest};
use jiff::{SignedDuration, Timestamp};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Served, client, code, outcome, reason, serve};

const REQUEST_ID: &str = "00000000-0000-4000-8000-000000000001";

const TOKEN: &str = "visibly-fake-shared-token";

async fn receiving(folder: &TempDir) -> Served {
    let mut served = serve(&[
        ("READINESS_DATA", folder.path().to_str().unwrap()),
        ("READINESS_PUBLIC_URL", "https://readiness.store.example"),
        ("READINESS_TOKEN", TOKEN),
    ])
    .await;
    let bearer = HeaderValue::from_str(&format!("Bearer {TOKEN}")).unwrap();
    let headers = HeaderMap::from_iter([(AUTHORIZATION, bearer)]);
    served.http = client().default_headers(headers).build().unwrap();
    served
}

/// A notification, and where and how it is sent.
struct Notification<'a> {
    path: &'a str,
    topic: &'a str,
    id: &'a str,
    merchant: &'a str,
    signed_at: Timestamp,
    body: Value,
    marker: bool,
    agent: &'a str,
}

impl<'a> Notification<'a> {
    fn of(merchant: &'a str, topic: &'a str, id: &'a str) -> Self {
        Self {
            path: "/hooks/mercado-pago",
            topic,
            id,
            merchant,
            signed_at: Timestamp::now(),
            body: json!({ "id": 1, "type": topic, "action": "created", "date_created": "2026-11-01T10:00:00Z", "data": { "id": id } }),
            marker: false,
            agent: "a shop",
        }
    }

    async fn send(&self, served: &Served) -> reqwest::Response {
        let ts = self.signed_at.as_second().to_string();
        let manifest = Manifest {
            id: Some(self.id),
            request_id: Some(REQUEST_ID),
            ts: &ts,
        };
        let secret = merchant(self.merchant).and_then(|merchant| merchant.webhook_secret);
        let hash = manifest.sign(secret.unwrap_or("fake-secret-of-nobody"));
        let address = format!("{}?data.id={}&type={}", self.path, self.id, self.topic);
        let mut request = served
            .http
            .post(served.url(&address))
            .header("x-request-id", REQUEST_ID)
            .header("user-agent", self.agent)
            .header(
                "x-signature",
                Header {
                    ts: ts.clone(),
                    hash,
                }
                .to_string(),
            )
            .json(&self.body);
        if self.marker {
            request = request.header(MARKER, "1");
        }
        request.send().await.unwrap()
    }

    async fn is_taken(&self, served: &Served) {
        let answer = self.send(served).await;
        assert_eq!(answer.status(), 200, "{} {}", self.path, self.topic);
    }
}

async fn received_topics(served: &Served, merchant: &str) -> Value {
    let check = "webhook-events-are-selected";
    let report = served
        .report(&json!({ "merchant": merchant, "checks": [check] }))
        .await;
    outcome(&report, check)["details"]["received_topics"].clone()
}

#[tokio::test]
async fn what_arrives_signed_shows_which_events_come() {
    let folder = tempfile::tempdir().unwrap();
    let served = receiving(&folder).await;
    assert_eq!(received_topics(&served, "ready-api").await, Value::Null);
    let topics = [
        "payment",
        "topic_chargebacks_wh",
        "topic_claims_integration_wh",
    ];
    Notification::of("ready-api", topics[0], "1300000000001")
        .is_taken(&served)
        .await;
    assert_eq!(
        received_topics(&served, "ready-api").await,
        json!(["payment"])
    );
    for (topic, id) in topics.iter().zip(["1", "2", "3"]).skip(1) {
        Notification::of("ready-api", topic, id)
            .is_taken(&served)
            .await;
    }
    let report = served.report(&json!({ "merchant": "ready-api" })).await;
    assert_eq!(
        reason(&report, "webhook-events-are-selected"),
        "events_arrive"
    );
    // They came for this merchant, and for no other.
    assert_eq!(received_topics(&served, "ready").await, Value::Null);
}

#[tokio::test]
async fn only_what_the_webhook_itself_passed_on_proves_that_it_is_notified() {
    let folder = tempfile::tempdir().unwrap();
    let served = receiving(&folder).await;
    let id = "webhook-missing";
    let configured = async || {
        let report = served.report(&json!({ "merchant": id })).await;
        let found = outcome(&report, "webhook-url-is-configured");
        (
            found["reason"].clone(),
            found["details"].get("received_at").is_some(),
        )
    };
    assert_eq!(configured().await, (json!("not_visible"), false));
    Notification::of(id, "payment", "1").is_taken(&served).await;
    assert_eq!(configured().await, (json!("not_visible"), true));
    let path = "/hooks/mercado-pago/forwarded";
    // Mercado Pago's own was passed on by nobody; and one of another product proves nothing here.
    let agent = "MercadoPago WebHook v1.0 payment";
    let straight = Notification {
        path,
        agent,
        ..Notification::of(id, "payment", "2")
    };
    straight.is_taken(&served).await;
    let other = Notification {
        path,
        ..Notification::of(id, "subscription_preapproval", "3")
    };
    other.is_taken(&served).await;
    assert_eq!(configured().await, (json!("not_visible"), true));
    let forwarded = Notification {
        path,
        ..Notification::of(id, "payment", "4")
    };
    forwarded.is_taken(&served).await;
    assert_eq!(configured().await, (json!("delivery_forwarded"), true));
}

#[tokio::test]
async fn the_dialect_that_was_heard_decides_what_a_webhook_must_take() {
    let folder = tempfile::tempdir().unwrap();
    let served = receiving(&folder).await;
    crate::reached::probed::probe(&served, &json!({ "merchant": "webhook-in-seconds" })).await;
    let takes = async || {
        let check = "webhook-takes-notifications";
        let report = served
            .report(&json!({ "merchant": "webhook-in-seconds" }))
            .await;
        outcome(&report, check)["reason"].clone()
    };
    assert_eq!(takes().await, "takes_only_seconds");
    Notification::of("webhook-in-seconds", "payment", "1")
        .is_taken(&served)
        .await;
    assert_eq!(takes().await, "takes_them", "seconds are what is sent");
}

#[tokio::test]
async fn what_is_forged_old_simulated_or_our_own_counts_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let served = receiving(&folder).await;
    let usual = || Notification::of("ready-api", "payment", "1");
    let now = Timestamp::now();
    for refused in [
        Notification {
            merchant: "webhook-secret-unknown",
            ..usual()
        },
        // Also of ours: a probe of this very address must see that it verifies.
        Notification {
            merchant: "webhook-secret-unknown",
            marker: true,
            ..usual()
        },
        Notification {
            signed_at: now - SignedDuration::from_hours(24 * 8),
            ..usual()
        },
        Notification {
            signed_at: now + SignedDuration::from_hours(1),
            ..usual()
        },
    ] {
        assert_eq!(code(refused.send(&served).await).await, "signature-refused");
    }
    for headers in [
        &[][..],
        &[("x-signature", "garbage")],
        &[("x-signature", "ts=1,v1=00")],
    ] {
        let url = served.url("/hooks/mercado-pago?data.id=1&type=payment");
        let mut request = served.http.post(url).body("not JSON at all");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(code(answer).await, "signature-refused", "{headers:?}");
    }
    let simulated =
        json!({ "id": "123456", "date_created": "2021-11-01T02:02:02Z", "data": { "id": "1" } });
    Notification {
        body: simulated,
        ..usual()
    }
    .is_taken(&served)
    .await;
    Notification {
        marker: true,
        ..usual()
    }
    .is_taken(&served)
    .await;
    assert_eq!(received_topics(&served, "ready-api").await, Value::Null);
    usual().is_taken(&served).await;
    assert_eq!(
        received_topics(&served, "ready-api").await,
        json!(["payment"])
    );
}

#[tokio::test]
async fn nothing_is_kept_of_whom_or_what_a_notification_is_about() {
    let folder = tempfile::tempdir().unwrap();
    let served = receiving(&folder).await;
    let body = json!({
        "id": 9_876_543_210_u64, "type": "payment", "action": "payment.canary",
        "date_created": "2026-11-01T10:00:00Z",
        "data": { "id": "1300000000777" }, "user_id": 100_000_031,
        "payer": { "email": "canary@buyer.example" },
    });
    Notification {
        body,
        ..Notification::of("ready-api", "payment", "1300000000777")
    }
    .is_taken(&served)
    .await;
    assert_eq!(
        received_topics(&served, "ready-api").await,
        json!(["payment"])
    );
    served.running.stop().await;
    let mut bytes = 0;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        // The database takes its log back as it is closed.
        let content = std::fs::read(file.unwrap().path()).unwrap_or_default();
        bytes += content.len();
        let text = String::from_utf8_lossy(&content);
        for canary in [
            "canary",
            "1300000000777",
            "9876543210",
            "100000031",
            REQUEST_ID,
        ] {
            assert!(!text.contains(canary), "{canary}");
        }
    }
    assert!(bytes > 0);
}

#[tokio::test]
async fn without_a_public_address_nothing_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let served = serve(&[("READINESS_DATA", folder.path().to_str().unwrap())]).await;
    for path in ["/hooks/mercado-pago", "/hooks/mercado-pago/forwarded"] {
        let notification = Notification {
            path,
            ..Notification::of("ready", "payment", "1")
        };
        assert_eq!(code(notification.send(&served).await).await, "not-found");
    }
}

#[tokio::test]
async fn a_test_notification_that_a_webhook_passes_on_is_recognised_as_our_own() {
    let folder = tempfile::tempdir().unwrap();
    let served = receiving(&folder).await;
    let shelf = &served.running.engine().shelf;
    let usual = Notification::of("ready-api", "payment", "1");
    let ts = usual.signed_at.as_second().to_string();
    let secret = merchant("ready-api").unwrap().webhook_secret.unwrap();
    let manifest = Manifest {
        id: Some("1"),
        request_id: Some(REQUEST_ID),
        ts: &ts,
    };
    let header = Header {
        hash: manifest.sign(secret),
        ts: ts.clone(),
    };
    shelf.remember_signature(header.to_string().as_bytes());
    usual.is_taken(&served).await;
    assert_eq!(received_topics(&served, "ready-api").await, Value::Null);
}

#[tokio::test]
async fn taking_notifications_in_public_opens_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let served = receiving(&folder).await;
    for host in ["readiness.store.example", "127.0.0.1"] {
        let answer = client().build().unwrap();
        let answer = answer
            .get(served.url("/api/v1/profile"))
            .header("host", host);
        assert_eq!(
            code(answer.send().await.unwrap()).await,
            "token-missing",
            "{host}"
        );
    }
}
