//! `GET /openapi.json`: this interface, described.

use axum::Extension;
use axum::http::header::{self, HeaderName};
use hyper::body::Bytes;

/// The description as text.
#[derive(Clone, Debug)]
pub(super) struct Text(pub Bytes);

/// This description.
#[utoipa::path(
    get,
    path = "/openapi.json",
    responses((status = OK, description = "The interface, described by OpenAPI.", body = Object, content_type = "application/json"))
)]
pub(super) async fn openapi(
    Extension(Text(text)): Extension<Text>,
) -> ([(HeaderName, &'static str); 1], Bytes) {
    ([(header::CONTENT_TYPE, "application/json")], text)
}
