//! `GET /api/v1/snippets`: the JSON that sends what a sale was seen to lack.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use checkout_readiness_checks::evidence::DataItem;
use checkout_readiness_checks::sale::snippet::snippet;

use super::query::{Query, read_product};
use crate::problem::{Code, Problem};

/// The request that sends these data, filled with made-up values.
#[utoipa::path(
    get,
    path = "/api/v1/snippets",
    params(
        ("product" = String, Query, description = "What the merchant integrates."),
        ("items" = String, Query, description = "Names of data, separated by commas."),
    ),
    responses(
        (status = OK, description = "The request, with `headers` and `body` where it has any.", content_type = "application/json"),
        (status = BAD_REQUEST, description = "The query is wrong.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "Nothing of it is sent with a sale of this product.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The query names something there is not.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn snippets(query: Query<2>) -> Result<Response, Problem> {
    let [product, items] = query.read(["product", "items"])?;
    let product =
        read_product(product)?.ok_or_else(|| Problem::new(Code::FieldMissing).field("product"))?;
    let items = items.ok_or_else(|| Problem::new(Code::FieldMissing).field("items"))?;
    let items: Vec<DataItem> = items
        .split(',')
        .map(|name| DataItem::from_name(name.trim()).ok_or_else(unknown_item))
        .collect::<Result<_, _>>()?;
    let snippet = snippet(product, &items)
        .ok_or_else(|| Problem::new(Code::NotFound).detail("This product sends none of these."))?;
    let text = serde_json::to_string_pretty(&snippet).unwrap_or_default();
    let json = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, json)], text).into_response())
}

fn unknown_item() -> Problem {
    Problem::new(Code::UnknownItem)
        .field("items")
        .allowed(DataItem::ALL.iter().map(|item| item.name()))
}
