//! Writes one request of a probe: the simulator's body about a resource that does not exist, with
//! whatever signature is to be tried.
//!
//! Each carries a marker header and a user agent that says who we are. That one begins as Mercado
//! Pago's, so that what a firewall does to it, it would do to Mercado Pago; only one `POST` in
//! our own name and the browser's `GET` do not. Every notification is about another id, so that a handler which
//! remembers what it has seen takes none for a repeat but the repeat.

use checkout_readiness_checks::evidence::TrialKind;
use checkout_readiness_signature::{Header, Manifest};
use hyper::Method;
use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};
use url::Url;

use super::plan::PlannedTrial;
use crate::guard::Message;

/// The header every request of a probe carries; its value names the probe.
pub const MARKER: &str = "x-checkout-readiness-probe";
/// Who we are.
const US: &str = concat!("checkout-readiness/", env!("CARGO_PKG_VERSION"));
/// A browser's, so that what lets browsers in is seen.
const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
                       Chrome/140.0.0.0 Safari/537.36";
/// The secret of forgeries that are signed: anybody's.
const WRONG_SECRET: &str = "not-the-secret-of-this-webhook";
/// Where the ids of resources begin that do not exist: no payment has come near.
const FIRST_ID: u64 = 9_900_000_000_000;
/// The topic whose ids have letters.
const ORDER: &str = "order";
/// A year, in seconds.
const YEAR: i64 = 365 * 24 * 60 * 60;

/// What the requests of one probe have in common.
pub struct Sender<'a> {
    /// The name of the probe.
    pub name: &'a str,
    /// The address they go to.
    pub url: &'a Url,
    /// What right signatures are made with.
    pub secret: Option<&'a SecretString>,
    /// The user's number, where it is known.
    pub user_id: Option<&'a str>,
    /// The application's number, where it is known.
    pub application_id: Option<&'a str>,
    /// What makes its ids its own: handlers rightly ignore what they have seen before.
    pub seed: u64,
    /// When this request is signed.
    pub now: Timestamp,
    /// When the usual one was signed, for the repeat.
    pub usual_at: Timestamp,
}

/// What differs from one notification to the next.
struct Notification {
    /// The resource's id, as the query has it.
    query_id: String,
    /// The resource's id, as the body has it.
    body_id: String,
    /// The id that is signed.
    signed_id: String,
    /// The header `x-request-id`, where there is one.
    request_id: Option<String>,
    /// `ts` of the signature.
    ts: String,
}

impl Sender<'_> {
    /// The request of that place in the plan, and its address.
    pub fn write(&self, trial: PlannedTrial, place: usize) -> (Url, Message) {
        match (trial.kind, trial.topic) {
            (TrialKind::BrowserGet, _) => self.visit(),
            (_, None) => self.visit(),
            (TrialKind::IpnPayment | TrialKind::IpnMerchantOrder, _) => self.ipn(trial.kind, place),
            (kind, Some(topic)) => self.notify(kind, topic, place),
        }
    }

    fn visit(&self) -> (Url, Message) {
        let headers = vec![
            (header::USER_AGENT, HeaderValue::from_static(BROWSER)),
            (
                header::ACCEPT_LANGUAGE,
                HeaderValue::from_static("pt-BR,pt;q=0.9,es;q=0.8,en;q=0.7"),
            ),
        ];
        (
            self.url.clone(),
            self.message(Method::GET, headers, Bytes::new()),
        )
    }

    fn ipn(&self, kind: TrialKind, place: usize) -> (Url, Message) {
        let id = self.id_at(place);
        let (topic, resource) = if kind == TrialKind::IpnPayment {
            ("payment", id.clone())
        } else {
            let resource = format!("https://api.mercadopago.com/merchant_orders/{id}");
            ("merchant_order", resource)
        };
        let mut url = self.url.clone();
        url.query_pairs_mut()
            .append_pair("id", &id)
            .append_pair("topic", topic);
        let body = json!({ "resource": resource, "topic": topic });
        let headers = self.of_mercado_pago(&format!("Feed v2.0 {topic}"));
        (
            url,
            self.message(Method::POST, headers, body.to_string().into()),
        )
    }

    fn notify(&self, kind: TrialKind, topic: &str, place: usize) -> (Url, Message) {
        // A repeat is the usual one to the letter.
        let place = if kind == TrialKind::Repeat {
            USUAL_PLACE
        } else {
            place
        };
        let notification = self.notification(kind, topic, place);
        let mut url = self.url.clone();
        url.query_pairs_mut()
            .append_pair("data.id", &notification.query_id)
            .append_pair("type", topic);
        let mut headers = match kind {
            TrialKind::NeutralPost => headers_of(US),
            _ => self.of_mercado_pago(&format!("WebHook v1.0 {topic}")),
        };
        let mut add = |name: &'static str, value: &str| {
            // Digits, letters and hyphens: always a header's value.
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.push((HeaderName::from_static(name), value));
            }
        };
        if let Some(request_id) = &notification.request_id {
            add("x-request-id", request_id);
        }
        for signature in self.signatures(kind, &notification) {
            add("x-signature", &signature);
        }
        let body = self.body(kind, topic, &notification, place);
        (
            url,
            self.message(Method::POST, headers, body.to_string().into()),
        )
    }

    fn notification(&self, kind: TrialKind, topic: &str, place: usize) -> Notification {
        let id = |place| {
            if topic == ORDER {
                format!("ORD99{:022}{place:02}", self.seed)
            } else {
                self.id_at(place)
            }
        };
        // No two requests share an id, whatever else is told of one.
        let (query_id, other_id) = (id(place), id(place + 50));
        let differ = matches!(kind, TrialKind::IdOfQuery | TrialKind::IdOfBody);
        let signed_id = match kind {
            TrialKind::LowerCaseId => query_id.to_lowercase(),
            TrialKind::IdOfBody | TrialKind::OtherId => other_id.clone(),
            _ => query_id.clone(),
        };
        let ts = match kind {
            TrialKind::Milliseconds => self.now.as_millisecond().to_string(),
            TrialKind::OldTimestamp => (self.now.as_second() - YEAR).to_string(),
            TrialKind::Repeat => self.usual_at.as_second().to_string(),
            _ => self.now.as_second().to_string(),
        };
        Notification {
            body_id: if differ { other_id } else { query_id.clone() },
            query_id,
            signed_id,
            request_id: (kind != TrialKind::WithoutRequestId).then(|| self.request_id(place)),
            ts,
        }
    }

    /// A resource's number that nobody else has.
    fn id_at(&self, place: usize) -> String {
        (FIRST_ID + self.seed % 1_000_000_000 * 100 + place as u64).to_string()
    }

    /// A request's id of its own, in the form of a UUID.
    fn request_id(&self, place: usize) -> String {
        let (high, low) = (self.seed >> 16 & 0xffff_ffff, self.seed & 0xffff);
        format!("{high:08x}-{low:04x}-4000-8000-{place:012}")
    }

    /// The headers `x-signature`, mostly one.
    fn signatures(&self, kind: TrialKind, notification: &Notification) -> Vec<String> {
        let manifest = Manifest {
            id: Some(&notification.signed_id),
            request_id: notification.request_id.as_deref(),
            ts: &notification.ts,
        };
        let with = |hash| {
            Header {
                ts: notification.ts.clone(),
                hash,
            }
            .to_string()
        };
        let right = || self.secret.map(|secret| sign(&manifest, secret));
        let wrong = || with(manifest.sign(WRONG_SECRET));
        match kind {
            TrialKind::NoSignature | TrialKind::NeutralPost => Vec::new(),
            TrialKind::Garbage => vec!["garbage".to_owned()],
            TrialKind::WrongSecret | TrialKind::ForgedTopic => vec![wrong()],
            TrialKind::TwoHeaders => vec![wrong(), "garbage".to_owned()],
            TrialKind::TruncatedHash => {
                let cut = |hash: String| with(hash.chars().take(32).collect());
                right().map(cut).into_iter().collect()
            }
            TrialKind::UpperCaseHash => right()
                .map(|hash| with(hash.to_uppercase()))
                .into_iter()
                .collect(),
            _ => right().map(with).into_iter().collect(),
        }
    }

    /// What the panel's simulator sends about this topic.
    fn body(
        &self,
        kind: TrialKind,
        topic: &str,
        notification: &Notification,
        place: usize,
    ) -> Value {
        let id = &notification.body_id;
        let mut body = Map::new();
        let mut set = |name: &str, value: Value| body.insert(name.to_owned(), value);
        let date = json!("2021-11-01T02:02:02Z");
        set("id", json!(self.id_at(place)));
        set("type", json!(topic));
        let user = self.user_id.and_then(|id| id.parse::<u64>().ok());
        if let Some(application) = self.application_id {
            set("application_id", json!(application));
        }
        if let Some(entity) = entity(topic) {
            // The variant of subscriptions: another name for the date, and no account.
            set("action", json!("updated"));
            set("entity", json!(entity));
            set("date", date);
            set("version", json!(8));
            set("data", json!({ "id": id }));
        } else {
            set("date_created", date);
            set("live_mode", json!(false));
            if let Some(user) = user {
                set("user_id", json!(user));
            }
            match topic {
                "topic_merchant_order_wh" => {
                    set("action", json!("update"));
                    // The resource's id is the notification's own, and not in `data`.
                    set("id", json!(id));
                    set(
                        "data",
                        json!({ "currency_id": "", "marketplace": "NONE", "status": "closed" }),
                    );
                    set("status", json!("closed"));
                    set("version", json!(1));
                }
                "topic_chargebacks_wh" => {
                    set("actions", json!(["changed_case_status"]));
                    set("api_version", json!("v1"));
                    let number = id.parse::<u64>().unwrap_or(FIRST_ID);
                    set(
                        "data",
                        json!({ "id": number, "payment_id": FIRST_ID, "checkout": "PRO" }),
                    );
                }
                "topic_claims_integration_wh" => {
                    set("action", json!("created"));
                    set("api_version", json!("v1"));
                    let resource = format!("/post-purchase/v1/claims/{id}");
                    set("data", json!({ "id": id, "resource": resource }));
                }
                "order" => {
                    set("action", json!("order.action_required"));
                    set("api_version", json!("v1"));
                    set("data", json!({ "id": id }));
                }
                _ => {
                    set("action", json!("payment.updated"));
                    set("api_version", json!("v1"));
                    set("data", json!({ "id": id }));
                }
            }
        }
        vary(&mut body, kind, id);
        Value::Object(body)
    }

    /// The headers of what Mercado Pago sends.
    fn of_mercado_pago(&self, what: &str) -> Vec<(HeaderName, HeaderValue)> {
        headers_of(&format!("MercadoPago {what} ({US}; probe)"))
    }

    fn message(
        &self,
        method: Method,
        mut headers: Vec<(HeaderName, HeaderValue)>,
        body: Bytes,
    ) -> Message {
        if let Ok(name) = HeaderValue::from_str(self.name) {
            headers.push((HeaderName::from_static(MARKER), name));
        }
        Message {
            method,
            headers,
            body,
        }
    }
}

/// Where the usual notification stands in a plan.
pub const USUAL_PLACE: usize = 2;

#[expect(
    clippy::disallowed_methods,
    reason = "a signature is made with it, and nothing else"
)]
fn sign(manifest: &Manifest<'_>, secret: &SecretString) -> String {
    manifest.sign(secret.expose_secret())
}

/// The headers of a notification from this user agent.
fn headers_of(agent: &str) -> Vec<(HeaderName, HeaderValue)> {
    let agent = HeaderValue::from_str(agent).unwrap_or(HeaderValue::from_static(US));
    vec![
        (header::USER_AGENT, agent),
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
    ]
}

/// What subscriptions call the resource of a topic.
fn entity(topic: &str) -> Option<&'static str> {
    match topic {
        "subscription_preapproval" => Some("preapproval"),
        "subscription_preapproval_plan" => Some("preapproval_plan"),
        "subscription_authorized_payment" => Some("authorized_payment"),
        _ => None,
    }
}

/// Changes the body as the trial asks.
fn vary(body: &mut Map<String, Value>, kind: TrialKind, id: &str) {
    match kind {
        TrialKind::OtherIdType => {
            let number = id.parse::<u64>().unwrap_or(FIRST_ID);
            body.insert("id".to_owned(), json!(number));
            body.insert("data".to_owned(), json!({ "id": number }));
        }
        TrialKind::UnknownFields => {
            body.insert(
                "checkout_readiness_unknown".to_owned(),
                json!({ "unknown": true }),
            );
        }
        TrialKind::UnknownAction => {
            body.insert("action".to_owned(), json!("checkout_readiness.unknown"));
        }
        _ => {}
    }
}
