//! `GET /api/v1/verdict`: the last verdict, for a page that only wants to know that.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};

use super::memory::failed;
use super::profile::find_merchant;
use super::query::{Query, read_product};
use crate::engine::Engine;
use crate::glance::Glance;
use crate::problem::Problem;

/// The last verdict of a merchant and a product.
///
/// It is that of the newest run of all checks this server knows of, about the account and the
/// configuration it has now. Words of people count as they hold now. It is fresh for 24 hours;
/// after seven days, or where there is no such run, it is `not_run`.
#[utoipa::path(
    get,
    path = "/api/v1/verdict",
    params(
        ("merchant" = Option<String>, Query, description = "One of the sandbox's merchants."),
        ("product" = Option<String>, Query, description = "What the merchant integrates; otherwise as configured."),
    ),
    responses(
        (status = OK, description = "The verdict.", body = Glance, content_type = "application/json"),
        (status = BAD_REQUEST, description = "The query cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such merchant.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "There is no such product.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "What is remembered cannot be read just now.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn verdict(
    State(engine): State<Arc<Engine>>,
    query: Query<2>,
) -> Result<([(HeaderName, &'static str); 1], Json<Glance>), Problem> {
    let [id, product] = query.read(["merchant", "product"])?;
    let glance = glance(&engine, id.as_deref(), product).await?;
    Ok(([(header::CACHE_CONTROL, "no-cache")], Json(glance)))
}

/// What the last run of this merchant and product comes to now.
///
/// # Errors
///
/// Where there is no such merchant or product, or the memory fails.
pub(super) async fn glance(
    engine: &Engine,
    merchant: Option<&str>,
    product: Option<String>,
) -> Result<Glance, Problem> {
    let merchant = find_merchant(engine, merchant)?;
    let product = read_product(product)?.unwrap_or_else(|| merchant.usual_product());
    let glance = engine
        .glance(merchant, product, jiff::Timestamp::now())
        .await;
    glance.map_err(|failure| failed(&failure))
}
