//! The `Host` check: a name somebody else points at this machine must not open it (DNS rebinding).

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header;
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::Response;

use super::{Rules, is_open_to_all};
use crate::problem::{Code, Problem};

/// Lets a request through that is addressed to a name of ours.
pub(crate) async fn require_known_host(
    State(rules): State<Arc<Rules>>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if is_open_to_all(request.uri().path()) {
        return Ok(next.run(request).await);
    }
    match authority(&request) {
        Some(authority) if rules.knows_host(&authority) => Ok(next.run(request).await),
        Some(_) => Err(Problem::new(Code::HostNotAllowed)),
        None => Err(Problem::new(Code::HostMissing)),
    }
}

/// The one name a request is addressed to; none where there is none, or more than one.
pub(super) fn authority(request: &Request) -> Option<Authority> {
    let mut given = request.headers().get_all(header::HOST).iter();
    let host: Authority = given.next()?.to_str().ok()?.parse().ok()?;
    let is_only_one = given.next().is_none()
        && !host.as_str().contains('@')
        && request
            .uri()
            .authority()
            .is_none_or(|target| *target == host);
    is_only_one.then_some(host)
}

impl Rules {
    fn knows_host(&self, authority: &Authority) -> bool {
        let asked = authority.as_str();
        is_loopback(authority.host())
            || self
                .hosts
                .iter()
                .any(|host| host.eq_ignore_ascii_case(asked))
    }
}

/// Whether a host is a name of this machine that nobody else can point elsewhere.
fn is_loopback(host: &str) -> bool {
    let address = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
