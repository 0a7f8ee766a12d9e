//! The stand-in shop: checkout pages in many states, a webhook and an address that moved.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::any,
};

use jiff::Timestamp;

use crate::{
    hosts::{HOME_BY_HTTP, NO_HOME, find_host},
    marking::mark,
    pages::{self, File},
    received::{OTHER, Tally},
    webhooks::{self, Knock, Webhook},
};

/// Where `/moved` sends on to.
pub(crate) const MOVED_TO: &str = "https://store.example/mp/webhook";
/// The longest notification that is read, in bytes.
const LONGEST_NOTIFICATION: usize = 64 * 1024;
/// Where what leads to plain `http` sends on to.
const MOVED_TO_HTTP: &str = "http://store.example/checkout";

/// Every path of the shop, whichever host it is asked at.
pub(crate) fn router(tally: Arc<Tally>) -> Router {
    Router::new()
        .fallback(any(answer))
        .layer(from_fn(marked))
        .with_state(tally)
}

async fn marked(request: Request, next: Next) -> Response {
    let host = name_of_host(request.headers()).and_then(find_host);
    let mut answer = mark(next.run(request).await);
    if let Some(age) = host.and_then(|host| host.strict_transport) {
        answer.headers_mut().insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(age),
        );
    }
    answer
}

/// The host a request is for, without its port.
pub(crate) fn name_of_host(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    host.split(':').next()
}

async fn answer(State(tally): State<Arc<Tally>>, request: Request) -> Response {
    if let Some((path, webhook)) = webhooks::find(request.uri().path()) {
        tally.add(path);
        return notified(webhook, request).await;
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path();
    let host = name_of_host(request.headers());
    let (path, answer) = match path {
        "/" if host == Some(NO_HOME) => ("/", StatusCode::NOT_FOUND.into_response()),
        "/" if host == Some(HOME_BY_HTTP) => ("/", moved(MOVED_TO_HTTP)),
        "/moved" => ("/moved", moved(MOVED_TO)),
        "/moved-to-http" => ("/moved-to-http", moved(MOVED_TO_HTTP)),
        "/broken" => ("/broken", StatusCode::INTERNAL_SERVER_ERROR.into_response()),
        _ => match pages::find(path) {
            Some(file) if reads => (file.path, serve(file)),
            Some(file) => (file.path, only("GET, HEAD")),
            None => (OTHER, StatusCode::NOT_FOUND.into_response()),
        },
    };
    tally.add(path);
    answer
}

fn serve(file: &'static File) -> Response {
    let mut answer = file.text.into_response();
    let headers = answer.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(file.content_type()),
    );
    if let Some(policy) = file.policy {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(policy),
        );
    }
    answer
}

/// What an address for notifications answers.
async fn notified(webhook: Webhook, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST_NOTIFICATION).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    webhook.answer(&Knock {
        method: &parts.method,
        uri: &parts.uri,
        headers: &parts.headers,
        body,
        now: Timestamp::now().as_second(),
    })
}

fn moved(to: &'static str) -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response()
}

fn only(methods: &'static str) -> Response {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    answer
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static(methods));
    answer
}
