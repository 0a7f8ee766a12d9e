//! What the stand-in shops answer over plain `http`, by host.

use axum::{
    Router,
    extract::Request,
    http::{StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
};

use crate::{
    hosts::{Plain, find_host},
    marking::mark,
    shop::name_of_host,
};

/// Where a host that sends on elsewhere sends on to.
const ELSEWHERE: &str = "http://www.elsewhere.example";

/// The shop for hosts that serve it over plain `http`, and for the others what they do instead.
pub(crate) fn router(shop: Router) -> Router {
    shop.layer(from_fn(answer))
}

async fn answer(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    match name_of_host(request.headers()).and_then(find_host) {
        Some(host) if host.plain == Plain::Serves => next.run(request).await,
        Some(host) if host.plain == Plain::Redirects => {
            redirect(format!("https://{}{path}", host.name))
        }
        Some(host) if host.plain == Plain::RedirectsElsewhere => {
            redirect(format!("{ELSEWHERE}{path}"))
        }
        Some(host) if host.plain == Plain::NotFound => mark(StatusCode::NOT_FOUND.into_response()),
        Some(host) if host.plain == Plain::Fails => {
            mark(StatusCode::SERVICE_UNAVAILABLE.into_response())
        }
        // Nobody comes here by way of the stand-in DNS.
        _ => mark(StatusCode::MISDIRECTED_REQUEST.into_response()),
    }
}

fn redirect(location: String) -> Response {
    mark(
        (
            StatusCode::MOVED_PERMANENTLY,
            [(header::LOCATION, location)],
        )
            .into_response(),
    )
}
