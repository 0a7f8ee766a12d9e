//! `POST /hooks/mercado-pago`: takes real notifications, where the operator gave this server a public
//! address, and keeps that they came: the strongest evidence there is of webhooks that work.
//!
//! Nothing is done about a notification, and nothing kept of whom or what it is about. Only what is
//! signed with the merchant's secret counts; what the panel's simulator or a probe of ours sends is
//! answered and forgotten, because it proves nothing about real ones.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::HeaderMap;
use axum::http::{StatusCode, Uri};
use checkout_readiness_signature::{Delivery, Dialect, Header, IdCase, IdSource};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::memory::failed;
use super::runs::read;
use crate::engine::Engine;
use crate::merchant::Merchant;
use crate::probe::MARKER;
use crate::problem::{Code, Problem};
use crate::storage::{AccountKey, Arrival};

/// The date of whatever the panel's simulator sends.
const SIMULATED: &str = "2021-11-01T02:02:02Z";
/// How old a signature may be, in seconds: Mercado Pago tries again for days.
const OLDEST: i64 = 7 * 24 * 60 * 60;
/// How far ahead of ours another clock may be, in seconds.
const AHEAD: i64 = 5 * 60;
/// The longest topic that is kept, in characters.
const LONGEST_TOPIC: usize = 60;

/// A notification that came straight from Mercado Pago.
///
/// Whoever has the merchant's secret may send one; a wrong signature is refused.
#[utoipa::path(
    post,
    path = "/hooks/mercado-pago",
    request_body(content = String, description = "A notification as Mercado Pago sends it.", content_type = "application/json"),
    responses(
        (status = OK, description = "Taken."),
        (status = UNAUTHORIZED, description = "The signature is missing, wrong or too old.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "This server takes no notifications.", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time.", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "The body is too large.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "It could not be kept just now.", body = Problem, content_type = "application/problem+json"),
    ),
    security(())
)]
pub(super) async fn hook(
    State(engine): State<Arc<Engine>>,
    request: Request,
) -> Result<StatusCode, Problem> {
    take(&engine, request, false).await
}

/// A notification that the merchant's own webhook had received and passes on, with its query, its
/// `x-signature` and its `x-request-id` as they came.
#[utoipa::path(
    post,
    path = "/hooks/mercado-pago/forwarded",
    request_body(content = String, description = "A notification as it was received.", content_type = "application/json"),
    responses(
        (status = OK, description = "Taken."),
        (status = UNAUTHORIZED, description = "The signature is missing, wrong or too old.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "This server takes no notifications.", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time.", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "The body is too large.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "It could not be kept just now.", body = Problem, content_type = "application/problem+json"),
    ),
    security(())
)]
pub(super) async fn forwarded_hook(
    State(engine): State<Arc<Engine>>,
    request: Request,
) -> Result<StatusCode, Problem> {
    take(&engine, request, true).await
}

async fn take(
    engine: &Engine,
    request: Request,
    is_forwarded: bool,
) -> Result<StatusCode, Problem> {
    let Some(storage) = engine
        .storage
        .as_ref()
        .filter(|_| engine.receives_at.is_some())
    else {
        return Err(Problem::new(Code::NotFound)
            .detail("This server takes notifications where READINESS_PUBLIC_URL is set."));
    };
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let body = read(request, &engine.limits).await?;
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let delivery = delivery(&uri, &headers, &body);
    let refused = || Problem::new(Code::SignatureRefused);
    let header = delivery.header().map_err(|_| refused())?;
    let at = Timestamp::now();
    if !is_recent(&header, at) {
        return Err(refused().detail("It was signed too long ago, or in the future."));
    }
    let (merchant, dialect) = signed_by(engine, &delivery).ok_or_else(refused)?;
    // What is not Mercado Pago's own, or cannot be told to be, is answered and not counted.
    let date = ["date_created", "date", "created_at"]
        .iter()
        .find_map(|name| body[name].as_str());
    let is_whole = body.is_object() && date.is_some_and(|date| date != SIMULATED);
    let signature = headers.get("x-signature");
    // Only now: who probes this address learns that it verifies.
    let is_ours = headers.contains_key(MARKER)
        || signature.is_some_and(|value| engine.shelf.made(value.as_bytes()));
    // Whom Mercado Pago notifies directly was passed nothing on.
    let agent = headers
        .get("user-agent")
        .and_then(|agent| agent.to_str().ok());
    let comes_straight = agent.is_some_and(|agent| agent.starts_with("MercadoPago"));
    let Some(account) = AccountKey::of(engine.mode, merchant).filter(|_| is_whole && !is_ours)
    else {
        return Ok(StatusCode::OK);
    };
    let arrival = Arrival {
        at,
        is_forwarded: is_forwarded && !comes_straight,
        topic: topic(&uri, &body),
        unit: header.unit().map(|unit| unit.name()),
        case: letter_case(&delivery, dialect),
        has_request_id: delivery.request_id.is_some(),
        digest: digest(&header),
    };
    let kept = storage.keep_delivery(account, arrival).await;
    kept.map_err(|error| failed(&error))?;
    Ok(StatusCode::OK)
}

/// What of a request the signature may be about. Of several headers the first counts, as in Mercado
/// Pago's SDKs.
fn delivery(uri: &Uri, headers: &HeaderMap, body: &Value) -> Delivery {
    let header = |name: &str| headers.get(name)?.to_str().ok().map(str::to_owned);
    Delivery {
        signature: header("x-signature"),
        request_id: header("x-request-id"),
        body_id: id(&body["data"]["id"]),
        own_id: id(&body["id"]),
        query_id: None,
    }
    .with_query(uri.query().unwrap_or_default())
}

fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn is_recent(header: &Header, now: Timestamp) -> bool {
    let age = header
        .signed_at_seconds()
        .map(|at| now.as_second().saturating_sub(at));
    age.is_some_and(|age| (-AHEAD..=OLDEST).contains(&age))
}

/// The merchant whose secret it was signed with, and how.
fn signed_by<'a>(engine: &'a Engine, delivery: &Delivery) -> Option<(&'a Merchant, Dialect)> {
    engine.merchants.iter().find_map(|merchant| {
        let secret = merchant.webhook_secret.as_ref()?;
        Some((merchant.as_ref(), verify(delivery, secret)?))
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "a signature is compared with it, and nothing else"
)]
fn verify(delivery: &Delivery, secret: &SecretString) -> Option<Dialect> {
    delivery.verify(secret.expose_secret())
}

fn topic(uri: &Uri, body: &Value) -> Option<String> {
    let query = uri.query().unwrap_or_default();
    let in_query = url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "type" || name == "topic")
        .map(|(_, topic)| topic.into_owned());
    let topic = in_query.or_else(|| body["type"].as_str().map(str::to_owned))?;
    let is_one = topic.len() <= LONGEST_TOPIC
        && topic.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-')
        });
    is_one.then_some(topic)
}

/// In which letter case the id was signed, where it has letters in capitals.
fn letter_case(delivery: &Delivery, dialect: Dialect) -> Option<&'static str> {
    let id = match dialect.id {
        IdSource::Query => delivery.query_id.as_deref(),
        IdSource::Body => delivery.body_id.as_deref(),
        IdSource::Own => delivery.own_id.as_deref(),
        IdSource::Nowhere => None,
    }?;
    let has_capitals = id.chars().any(char::is_uppercase);
    has_capitals.then_some(match dialect.case {
        IdCase::Verbatim => IdCase::Verbatim.name(),
        IdCase::Lower => IdCase::Lower.name(),
    })
}

/// What the same delivery is known by when it comes again.
fn digest(header: &Header) -> String {
    let digest = Sha256::digest(header.to_string().as_bytes());
    digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
