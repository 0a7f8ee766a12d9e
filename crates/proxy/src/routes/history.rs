//! `GET /api/v1/runs` and `GET /api/v1/runs/{id}`: finished runs that are kept.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderName;
use axum::http::header;
use checkout_readiness_checks::contract::Report;
use serde::Serialize;
use utoipa::ToSchema;

use super::memory::{failed, memory, storage};
use super::profile::find_merchant;
use super::query::{Query, read_product};
use crate::engine::Engine;
use crate::problem::{Code, Problem};
use crate::storage::{AccountKey, Kept, KeptRun};

/// Kept runs.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KeptRunsAnswer {
    /// The newest first.
    runs: Vec<KeptRun>,
}

/// The kept runs of a merchant and a product, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/runs",
    params(
        ("merchant" = Option<String>, Query, description = "One of the sandbox's merchants."),
        ("product" = Option<String>, Query, description = "What the merchant integrates; otherwise as configured."),
    ),
    responses(
        (status = OK, description = "The runs.", body = KeptRunsAnswer),
        (status = BAD_REQUEST, description = "The query cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such merchant, or nothing is remembered here.", body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, description = "The Access Token does not tell whose it is.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "There is no such product.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "What is remembered cannot be read just now.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn kept_runs(
    State(engine): State<Arc<Engine>>,
    query: Query<2>,
) -> Result<Json<KeptRunsAnswer>, Problem> {
    let [id, product] = query.read(["merchant", "product"])?;
    let merchant = find_merchant(&engine, id.as_deref())?;
    let product = read_product(product)?.unwrap_or_else(|| merchant.usual_product());
    let (storage, account) = memory(&engine, merchant)?;
    let runs = storage.runs(account, product).await;
    Ok(Json(KeptRunsAnswer {
        runs: runs.map_err(|failure| failed(&failure))?,
    }))
}

/// The report of a kept run, as it was written then.
#[utoipa::path(
    get,
    path = "/api/v1/runs/{id}",
    params(("id" = i64, Path, description = "The run's number.")),
    responses(
        (status = OK, description = "The report.", body = Report, content_type = "application/json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such run, or nothing is remembered here.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "What is remembered cannot be read just now.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn kept_run(
    State(engine): State<Arc<Engine>>,
    Path(id): Path<String>,
) -> Result<([(HeaderName, &'static str); 1], String), Problem> {
    let kept = find_run(&engine, &id).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], kept.report))
}

/// The kept run of that number, if it is of an account this server answers for: after the Access
/// Token was changed, the runs of the account before are nobody's business here.
///
/// # Errors
///
/// Where nothing is remembered, or there is no such run.
pub(super) async fn find_run(engine: &Engine, id: &str) -> Result<Kept, Problem> {
    let storage = storage(engine)?;
    let unknown = || Problem::new(Code::UnknownRun).detail("GET /api/v1/runs lists them.");
    let id: i64 = id.parse().map_err(|_| unknown())?;
    let kept = storage.run(id).await.map_err(|failure| failed(&failure))?;
    kept.filter(|kept| {
        let mut accounts = engine.merchants.iter();
        accounts
            .any(|merchant| AccountKey::of(engine.mode, merchant).as_ref() == Some(&kept.account))
    })
    .ok_or_else(unknown)
}
