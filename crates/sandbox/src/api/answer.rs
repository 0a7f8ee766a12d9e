//! Answers as bytes: JSON, and everything that can be wrong with an answer.

use std::io;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use futures_util::stream;
use serde::Serialize;
use serde_json::{Value, json as value};

use crate::{
    fault::{Endpoint, Fault},
    fixtures::Fixtures,
};

/// Seconds that `Retry-After` asks for.
const RETRY_AFTER: &str = "30";

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// An answer with this JSON.
pub(super) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(bytes) => text(status, bytes),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn text(status: StatusCode, body: impl Into<Body>) -> Response {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, JSON);
    answer
}

/// The answer a fault leaves; a delay and an answer that never comes are not answers.
pub(super) fn fault(fault: Fault, endpoint: Endpoint, fixtures: &Fixtures) -> Response {
    let status = |number| StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match fault {
        Fault::Status(number) => error(status(number), fixtures),
        Fault::Html(number) => {
            let page = format!("<html><head><title>{number}</title></head></html>");
            (status(number), Html(page)).into_response()
        }
        Fault::Empty(number) => status(number).into_response(),
        Fault::Truncated => text(StatusCode::OK, r#"{"id":100000001,"nickname":"LOJAEX"#),
        Fault::WrongShape => json(StatusCode::OK, &wrong_shape(endpoint)),
        Fault::Disconnect | Fault::Delay(_) | Fault::Hang => text(StatusCode::OK, broken()),
    }
}

/// The body Mercado Pago gives an error of this status.
pub(super) fn error(status: StatusCode, fixtures: &Fixtures) -> Response {
    match status {
        StatusCode::UNAUTHORIZED => json(status, &fixtures.invalid_token),
        StatusCode::FORBIDDEN => json(status, &fixtures.policy),
        StatusCode::NOT_FOUND => json(status, &fixtures.unknown_path),
        StatusCode::TOO_MANY_REQUESTS => {
            let mut answer = json(status, &fixtures.rate_limited);
            answer
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
            answer
        }
        _ => {
            let mut body = fixtures.failure.clone();
            if let Some(reason) = status.canonical_reason() {
                body.insert("message".to_owned(), reason.into());
                body.insert(
                    "error".to_owned(),
                    reason.to_lowercase().replace(' ', "_").into(),
                );
            }
            body.insert("status".to_owned(), status.as_u16().into());
            json(status, &body)
        }
    }
}

/// What is not among the merchant's own, in the shape of the classic endpoints.
pub(super) fn not_found(what: &str) -> Response {
    json(
        StatusCode::NOT_FOUND,
        &value!({
            "message": format!("{what} not found"),
            "error": "not_found",
            "status": 404,
            "cause": [],
        }),
    )
}

fn wrong_shape(endpoint: Endpoint) -> Value {
    match endpoint {
        Endpoint::UsersMe => {
            value!({"id": {"value": "one"}, "site_id": 7, "tags": "none", "status": []})
        }
        Endpoint::TokenCredential | Endpoint::PublicKeyCredential => {
            value!({"client_id": {}, "homologated": "yes", "is_test": "no"})
        }
        Endpoint::Application => value!([]),
        Endpoint::PaymentMethods => value!({"results": "none"}),
        Endpoint::Payment => value!("a payment"),
        Endpoint::PaymentSearch => value!({"paging": null, "results": {"id": 1}}),
        Endpoint::MerchantOrder => value!({"preference_id": 1, "collector": "nobody"}),
        Endpoint::Preference => value!({"items": {}, "back_urls": [], "payer": 1}),
        Endpoint::Order => value!({"id": 1, "transactions": "none"}),
        Endpoint::ReleaseConfig | Endpoint::SettlementConfig => {
            value!({"scheduled": "yes", "frequency": []})
        }
        Endpoint::ReleaseList | Endpoint::SettlementList => value!({"results": {"id": 1}}),
        Endpoint::Terminals => value!({"data": {"terminals": "none"}}),
        Endpoint::PointDevices => value!({"devices": 2}),
        Endpoint::Stores | Endpoint::PointsOfSale => value!({"paging": [], "results": "none"}),
        Endpoint::ItemCategories => value!({"categories": 23}),
    }
}

/// A body that takes its connection down with it.
fn broken() -> Body {
    Body::from_stream(stream::iter([Err::<&str, _>(io::Error::from(
        io::ErrorKind::ConnectionAborted,
    ))]))
}
