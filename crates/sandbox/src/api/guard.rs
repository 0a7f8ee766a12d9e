//! What every request passes: only this machine's own names are answered, and answers are marked.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::marking::mark;

/// How many requests came, for the id of each answer.
#[derive(Default)]
pub(super) struct RequestNumber(AtomicU64);

/// Refuses any request made in another host's name, and marks every answer.
pub(super) async fn guard(
    State(number): State<Arc<RequestNumber>>,
    request: Request,
    next: Next,
) -> Response {
    let number = number.0.fetch_add(1, Ordering::Relaxed) + 1;
    let mut answer = if is_for_this_machine(&request) {
        next.run(request).await
    } else {
        (
            StatusCode::MISDIRECTED_REQUEST,
            "This is a sandbox and answers only under a loopback address.\n",
        )
            .into_response()
    };
    if let Ok(id) = HeaderValue::from_str(&format!("00000000-0000-4000-8000-{number:012}")) {
        answer.headers_mut().insert("x-request-id", id);
    }
    mark(answer)
}

fn is_for_this_machine(request: &Request) -> bool {
    let named = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    named.is_some_and(|host| host.parse().is_ok_and(|authority| is_loopback(&authority)))
        && request.uri().authority().is_none_or(is_loopback)
}

fn is_loopback(authority: &Authority) -> bool {
    let host = authority.host();
    let address = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || address
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_are_this_machine() {
        for host in [
            "127.0.0.1",
            "127.0.0.1:8080",
            "localhost:1",
            "LOCALHOST",
            "[::1]:9",
        ] {
            assert!(is_loopback(&host.parse().unwrap()), "{host}");
        }
        for host in [
            "api.mercadopago.com",
            "127.0.0.1.example",
            "10.0.0.1",
            "localhost.example:80",
            "[::2]",
        ] {
            assert!(!is_loopback(&host.parse().unwrap()), "{host}");
        }
    }
}
