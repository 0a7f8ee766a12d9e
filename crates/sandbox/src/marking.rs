//! The header that keeps every answer of the sandbox from being mistaken for the real thing.

use axum::{http::HeaderValue, response::Response};

/// The header every answer of the sandbox carries.
pub const SANDBOX_HEADER: &str = "x-checkout-readiness-sandbox";

/// The answer with the header on it.
pub(crate) fn mark(mut answer: Response) -> Response {
    answer
        .headers_mut()
        .insert(SANDBOX_HEADER, HeaderValue::from_static("1"));
    answer
}
