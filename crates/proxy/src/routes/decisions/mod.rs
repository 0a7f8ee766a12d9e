//! `/api/v1/decisions`: what people confirmed, set aside and took back, kept for everybody.

mod request;

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::memory::{failed, memory};
use super::profile::find_merchant;
use super::query::{Query, read_product};
use super::runs::{read, require_json};
use crate::engine::Engine;
use crate::problem::{Code, Problem};
use crate::storage::{DecideError, Decision, MOST_DECISIONS};
use request::DecisionRequest;

/// Decisions.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DecisionsAnswer {
    /// What holds now, the oldest first; or, with `history=true`, everything ever decided, the
    /// newest first.
    decisions: Vec<Decision>,
}

/// What holds now for a merchant and a product: the newest decision of each check, unless it was
/// taken back.
#[utoipa::path(
    get,
    path = "/api/v1/decisions",
    params(
        ("merchant" = Option<String>, Query, description = "One of the sandbox's merchants."),
        ("product" = Option<String>, Query, description = "What the merchant integrates; otherwise as configured."),
        ("history" = Option<bool>, Query, description = "Whether to list everything ever decided."),
    ),
    responses(
        (status = OK, description = "The decisions.", body = DecisionsAnswer),
        (status = BAD_REQUEST, description = "The query cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such merchant, or nothing is remembered here.", body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, description = "The Access Token does not tell whose it is.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "There is no such product.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "What is remembered cannot be read just now.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn decisions(
    State(engine): State<Arc<Engine>>,
    query: Query<3>,
) -> Result<Json<DecisionsAnswer>, Problem> {
    let [id, product, history] = query.read(["merchant", "product", "history"])?;
    let is_history = match history.as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => {
            return Err(Problem::new(Code::InvalidQuery)
                .field("history")
                .allowed(["true", "false"]));
        }
    };
    let merchant = find_merchant(&engine, id.as_deref())?;
    let product = read_product(product)?.unwrap_or_else(|| merchant.usual_product());
    let (storage, account) = memory(&engine, merchant)?;
    let decisions = if is_history {
        storage.history(account, product).await
    } else {
        storage.decisions(account, product).await
    };
    Ok(Json(DecisionsAnswer {
        decisions: decisions.map_err(|failure| failed(&failure))?,
    }))
}

/// Writes a decision down.
///
/// Once this answers with 201, the decision is on the disk. It counts in every run that asks the
/// same question of the same account: the same check, reason and facts.
#[utoipa::path(
    post,
    path = "/api/v1/decisions",
    request_body = DecisionRequest,
    responses(
        (status = CREATED, description = "The decision, as it is kept.", body = Decision),
        (status = BAD_REQUEST, description = "The body cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "The origin is not allowed.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such merchant, or nothing is remembered here.", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time.", body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, description = "There is nothing to take back, something else was decided since, or there is no room.", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "The body is too large.", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "The body is not sent as JSON.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "That cannot be decided of this check.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Nothing can be written just now.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn decide(
    State(engine): State<Arc<Engine>>,
    request: Request,
) -> Result<(StatusCode, Json<Decision>), Problem> {
    require_json(request.headers())?;
    let body = read(request, &engine.limits).await?;
    let asked = DecisionRequest::parse(&body)?;
    let merchant = find_merchant(&engine, asked.merchant.as_deref())?;
    asked.refuse_secrets(&merchant.known_secrets())?;
    let (storage, account) = memory(&engine, merchant)?;
    let (product, word) = asked.check()?;
    let decided = storage.decide(account, product, word).await;
    let decision = decided.map_err(|error| match error {
        DecideError::NothingToUndo => Problem::new(Code::NothingToUndo)
            .detail("Nothing is confirmed or set aside for this check now."),
        DecideError::DecidedSince => {
            Problem::new(Code::DecidedSince).detail("GET /api/v1/decisions says what holds now.")
        }
        DecideError::Full => Problem::new(Code::HistoryFull).detail(format!(
            "At most {MOST_DECISIONS} decisions of an account and a product are kept."
        )),
        DecideError::Failed(failure) => failed(&failure),
    })?;
    Ok((StatusCode::CREATED, Json(decision)))
}
