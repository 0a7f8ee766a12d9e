//! The stand-in shop: a checkout page, one with mixed content, a webhook and an address that moved.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn},
    response::{Html, IntoResponse, Response},
    routing::any,
};

use crate::{
    marking::mark,
    received::{OTHER, Tally},
};

const CHECKOUT: &str = include_str!("../pages/checkout.html");
const CHECKOUT_MIXED: &str = include_str!("../pages/checkout-mixed.html");
/// Where `/moved` sends on to.
pub(crate) const MOVED_TO: &str = "https://store.example/mp/webhook";

/// Every path of the shop, whichever host it is asked at.
pub(crate) fn router(tally: Arc<Tally>) -> Router {
    Router::new()
        .fallback(any(answer))
        .layer(from_fn(marked))
        .with_state(tally)
}

async fn marked(request: Request, next: Next) -> Response {
    mark(next.run(request).await)
}

async fn answer(State(tally): State<Arc<Tally>>, request: Request) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let (path, answer) = match request.uri().path() {
        "/checkout" => (
            "/checkout",
            if reads {
                Html(CHECKOUT).into_response()
            } else {
                only("GET, HEAD")
            },
        ),
        "/checkout-mixed" => (
            "/checkout-mixed",
            if reads {
                Html(CHECKOUT_MIXED).into_response()
            } else {
                only("GET, HEAD")
            },
        ),
        "/mp/webhook" if request.method() == Method::POST => {
            ("/mp/webhook", StatusCode::OK.into_response())
        }
        "/mp/webhook" => ("/mp/webhook", only("POST")),
        "/moved" => (
            "/moved",
            (
                StatusCode::MOVED_PERMANENTLY,
                [(header::LOCATION, MOVED_TO)],
            )
                .into_response(),
        ),
        _ => (OTHER, StatusCode::NOT_FOUND.into_response()),
    };
    tally.add(path);
    answer
}

fn only(methods: &'static str) -> Response {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    answer
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static(methods));
    answer
}
