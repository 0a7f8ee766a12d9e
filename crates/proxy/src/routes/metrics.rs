//! `GET /metrics`: what was counted, for Prometheus.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{self, HeaderName};

use crate::engine::Engine;
use crate::problem::{Code, Problem};

/// Counters.
#[utoipa::path(
    get,
    path = "/metrics",
    responses(
        (status = OK, description = "Counters in the text format of Prometheus.", body = String, content_type = "text/plain"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn metrics(
    State(engine): State<Arc<Engine>>,
) -> Result<([(HeaderName, &'static str); 1], String), Problem> {
    let text = engine
        .metrics
        .text()
        .map_err(|_| Problem::new(Code::Internal))?;
    Ok((
        [(
            header::CONTENT_TYPE,
            "text/plain; version=0.0.4; charset=utf-8",
        )],
        text,
    ))
}
