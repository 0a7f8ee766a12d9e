//! What changed between two reports: of two kept runs, or of two reports somebody brings along.

pub(super) mod report;

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Request, State};
use checkout_readiness_checks::contract::{Change, Report, changes};
use serde::Serialize;
use utoipa::ToSchema;

use super::history::find_run;
use super::query::Query;
use super::runs::fields::Fields;
use super::runs::{read, require_json};
use crate::config::Limits;
use crate::engine::Engine;
use crate::problem::{Code, Problem};
use crate::storage::Kept;
use report::read_report;

/// The largest body, in bytes: two reports, each many times as large as any of today's.
const BODY_BYTES: usize = 1024 * 1024;

/// What changed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChangesAnswer {
    /// The checks whose answer changed, in reading order.
    changes: Vec<Change>,
}

/// Two reports, the earlier one first. A field that is not known is refused.
#[derive(Debug, ToSchema)]
pub(super) struct ChangesRequest {
    /// The earlier report.
    before: Report,
    /// The later report.
    after: Report,
}

impl ChangesRequest {
    /// Reads a body.
    ///
    /// # Errors
    ///
    /// Says which field is wrong.
    fn parse(body: &[u8]) -> Result<Self, Problem> {
        let mut fields = Fields::parse(body)?;
        let request = Self {
            before: read_report(fields.take("before"), "before")?,
            after: read_report(fields.take("after"), "after")?,
        };
        fields.end(&["before", "after"])?;
        Ok(request)
    }
}

/// What changed from one kept run to another of the same account and product.
#[utoipa::path(
    get,
    path = "/api/v1/runs/{id}/changes",
    params(
        ("id" = i64, Path, description = "The later run's number."),
        ("since" = i64, Query, description = "The earlier run's number."),
    ),
    responses(
        (status = OK, description = "What changed.", body = ChangesAnswer),
        (status = BAD_REQUEST, description = "The query cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such run, or nothing is remembered here.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The runs are not about the same account and product, or one was kept by a version whose reports this one cannot read.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "What is remembered cannot be read just now.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn since(
    State(engine): State<Arc<Engine>>,
    Path(id): Path<String>,
    query: Query<1>,
) -> Result<Json<ChangesAnswer>, Problem> {
    let [since] = query.read(["since"])?;
    let since = since.ok_or_else(|| {
        Problem::new(Code::InvalidQuery)
            .detail("The number of an earlier run is missing.")
            .field("since")
    })?;
    let after = find_run(&engine, &id).await?;
    let before = find_run(&engine, &since)
        .await
        .map_err(|problem| problem.field("since"))?;
    let is_same_account = before.account == after.account;
    let (before, after) = (kept_report(&before)?, kept_report(&after)?);
    if !is_same_account || before.profile.product != after.profile.product {
        return Err(Problem::new(Code::RunsNotComparable).field("since"));
    }
    Ok(compared(&before, &after))
}

/// What changed between two reports, for pages that keep their own.
#[utoipa::path(
    post,
    path = "/api/v1/changes",
    request_body = ChangesRequest,
    responses(
        (status = OK, description = "What changed.", body = ChangesAnswer),
        (status = BAD_REQUEST, description = "The body cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "The origin is not allowed.", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time.", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "The body is too large.", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "The body is not sent as JSON.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A report cannot be read, or they are not about the same product.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn between(
    State(engine): State<Arc<Engine>>,
    request: Request,
) -> Result<Json<ChangesAnswer>, Problem> {
    require_json(request.headers())?;
    let limits = Limits {
        body_bytes: BODY_BYTES,
        ..engine.limits
    };
    let ChangesRequest { before, after } = ChangesRequest::parse(&read(request, &limits).await?)?;
    if before.profile.product != after.profile.product || before.mode != after.mode {
        return Err(Problem::new(Code::RunsNotComparable));
    }
    Ok(compared(&before, &after))
}

fn compared(before: &Report, after: &Report) -> Json<ChangesAnswer> {
    Json(ChangesAnswer {
        changes: changes(before, after),
    })
}

/// A report we wrote ourselves; an earlier version may have written it otherwise.
fn kept_report(kept: &Kept) -> Result<Report, Problem> {
    serde_json::from_str(&kept.report).map_err(|error| {
        tracing::warn!(%error, "a kept report cannot be read");
        Problem::new(Code::InvalidReport)
            .detail("It was kept by a version whose reports this one cannot read.")
    })
}
