//! `POST /api/v1/runs`: one run, its events sent as they happen, one JSON object a line.

mod declarations;
pub(super) mod fields;
mod page;
mod request;

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use checkout_readiness_checks::contract::Event;
use futures_util::{Stream, StreamExt};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::Shared;
use super::profile::find_merchant;
use crate::config::Limits;
use crate::problem::{Code, Problem};
use crate::run::run;
use request::RunRequest;

/// One run.
///
/// The first line is `started`, the last `finished`; between them stands one `outcome` for each
/// check, sent as soon as it is known. Closing the connection abandons the run.
#[utoipa::path(
    post,
    path = "/api/v1/runs",
    request_body = RunRequest,
    responses(
        (status = OK, description = "The events, one JSON object a line.", body = Event, content_type = "application/x-ndjson"),
        (status = BAD_REQUEST, description = "The body cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "The origin or the checkout URL is not allowed.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such merchant.", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time.", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "The body is too large.", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "The body is not sent as JSON.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The body names something there is not.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Too many runs are under way.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn runs(
    State(shared): State<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let engine = &shared.engine;
    require_json(request.headers())?;
    let body = read(request, &engine.limits).await?;
    let asked = RunRequest::parse(&body)?;
    let merchant = find_merchant(engine, asked.merchant.as_deref())?;
    let asked = asked.check(merchant)?;
    let permit = permit(&shared)?;
    let events = run(Arc::clone(engine), Arc::clone(merchant), asked);
    // The permit lives as long as the events do: to their end, or until nobody listens any more.
    Ok(ndjson(events.map(move |event: Event| {
        let _ = &permit;
        serde_json::to_vec(&event).unwrap_or_default()
    })))
}

/// The right to do as much work as a run.
pub(super) fn permit(shared: &Shared) -> Result<OwnedSemaphorePermit, Problem> {
    let permit = Arc::clone(&shared.runs).try_acquire_owned();
    permit.map_err(|_| Problem::new(Code::TooManyRuns).detail("Try again in a moment."))
}

/// An answer of JSON objects, sent one a line as they come.
pub(super) fn ndjson(objects: impl Stream<Item = Vec<u8>> + Send + 'static) -> Response {
    let lines = objects.map(|mut line| {
        line.push(b'\n');
        Ok::<_, Infallible>(Bytes::from(line))
    });
    let mut answer = Response::new(Body::from_stream(lines));
    *answer.status_mut() = StatusCode::OK;
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "application/x-ndjson"),
        (header::CACHE_CONTROL, "no-store"),
        // Servers in front of this one would otherwise keep the lines until the last.
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// A page of another site cannot send JSON without asking the browser, and the browser us, first.
pub(super) fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    if kind.trim().eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(Problem::new(Code::UnsupportedMediaType))
    }
}

pub(super) async fn read(request: Request, limits: &Limits) -> Result<Bytes, Problem> {
    let body = Limited::new(request.into_body(), limits.body_bytes);
    match timeout(limits.body, body.collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Problem::new(Code::BodyTooLarge)
            .detail(format!("The limit is {} bytes.", limits.body_bytes))),
        Ok(Err(_)) => Err(Problem::new(Code::BodyCutShort)),
        Err(_) => Err(Problem::new(Code::BodyTooSlow)),
    }
}
