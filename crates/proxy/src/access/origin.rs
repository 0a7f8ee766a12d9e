//! The `Origin` check and CORS: pages of other sites ask only where the operator lists them.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::Url;

use super::host::authority;
use super::{Rules, is_open_to_all, tells_something};
use crate::problem::{Code, Problem};
use crate::routes;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// What pages of other sites may send along, and what they may read.
const ALLOWED_HEADERS: &[&str] = &["authorization", "content-type", OWN_HEADER];
const EXPOSED_HEADERS: &str = "x-request-id, retry-after";
/// What the widget sends along with everything: no form and no plain link of another site can.
const OWN_HEADER: &str = "x-checkout-readiness";
/// How long a browser may remember the answer to a preflight, in seconds.
const PREFLIGHT_AGE: &str = "600";

/// Lets a request through that comes from no page, from one of ours, or from one of the list.
pub(crate) async fn require_known_origin(
    State(rules): State<Arc<Rules>>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if is_open_to_all(request.uri().path()) {
        return Ok(next.run(request).await);
    }
    let Some(origin) = request.headers().get(header::ORIGIN).cloned() else {
        return if is_hidden_cross_site(&request) {
            Err(Problem::new(Code::OriginNotAllowed).detail(
                "Open the page of this server itself, or list the site that asks in READINESS_ORIGINS and ask by script.",
            ))
        } else {
            Ok(vary(next.run(request).await))
        };
    };
    if rules.is_own(&origin, &request) {
        return Ok(vary(next.run(request).await));
    }
    if !rules.lists(&origin) {
        return Err(Problem::new(Code::OriginNotAllowed));
    }
    let mut answer = match preflight(&request) {
        Some(answer) => answer?,
        None => next.run(request).await,
    };
    let headers = answer.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(EXPOSED_HEADERS),
    );
    Ok(vary(answer))
}

impl Rules {
    /// Whether a page of our own asks. Behind something that speaks TLS for us we are asked by
    /// `https` pages although we speak `http`; the other way round is no page of ours.
    fn is_own(&self, origin: &HeaderValue, request: &Request) -> bool {
        let parse = |text: &str| Url::parse(text).ok();
        let Some(origin) = origin.to_str().ok().and_then(parse) else {
            return false;
        };
        let scheme_fits = match origin.scheme() {
            "https" => true,
            "http" => !self.speaks_tls,
            _ => false,
        };
        let own = authority(request)
            .and_then(|host| Url::parse(&format!("{}://{host}", origin.scheme())).ok());
        scheme_fits && own.is_some_and(|own| own.origin() == origin.origin())
    }

    /// Whether a request that brings a cookie's rights was surely sent by a page of the same origin,
    /// on purpose: no other page can send our header without asking first, and browsers say
    /// themselves where a page stands.
    pub(super) fn comes_from_own_page(&self, request: &Request) -> bool {
        let headers = request.headers();
        let is_on_purpose = headers.get(OWN_HEADER).is_some_and(|value| value == "1");
        let is_own = match headers.get(FETCH_SITE) {
            Some(site) => site == "same-origin",
            None => headers
                .get(header::ORIGIN)
                .is_some_and(|origin| self.is_own(origin, request)),
        };
        is_on_purpose && is_own
    }

    fn lists(&self, origin: &HeaderValue) -> bool {
        self.origins
            .iter()
            .any(|known| known.as_bytes() == origin.as_bytes())
    }

    /// Whether pages of other sites may ask at all.
    pub(super) fn serves_other_sites(&self) -> bool {
        !self.origins.is_empty()
    }
}

/// Browsers name the origin of everything that could change something; where one hides it and yet
/// says that the request crosses sites, it is refused. What only asks hides its origin too where a
/// page embeds it as an image, say, or links to it: another site has no business with any of it, but
/// for the badge, which is made to be embedded.
fn is_hidden_cross_site(request: &Request) -> bool {
    let is_harmless = is_safe(request.method())
        && (!tells_something(request.uri().path()) || request.uri().path() == routes::BADGE);
    let site = request.headers().get(FETCH_SITE);
    !is_harmless && site.is_some_and(|site| site == "cross-site" || site == "same-site")
}

/// Whether a method only asks.
fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The answer to a browser that asks before it asks; none where the request is not of that kind.
fn preflight(request: &Request) -> Option<Result<Response, Problem>> {
    let headers = request.headers();
    let method = headers.get(header::ACCESS_CONTROL_REQUEST_METHOD)?;
    if request.method() != Method::OPTIONS {
        return None;
    }
    let allowed = allowed_methods(request.uri().path())
        .iter()
        .copied()
        .find(|allowed| method.as_bytes() == allowed.as_bytes())
        .filter(|_| asks_for_known_headers(headers));
    Some(if let Some(allowed) = allowed {
        Ok((
            StatusCode::NO_CONTENT,
            [
                (header::ACCESS_CONTROL_ALLOW_METHODS, allowed),
                (header::ACCESS_CONTROL_MAX_AGE, PREFLIGHT_AGE),
            ],
            [(
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                ALLOWED_HEADERS.join(", "),
            )],
        )
            .into_response())
    } else {
        Err(Problem::new(Code::OriginNotAllowed))
    })
}

fn allowed_methods(path: &str) -> &'static [&'static str] {
    match path {
        routes::RUNS | routes::DECISIONS | routes::WEBHOOK_PROBES => &["GET", "POST"],
        routes::CHANGES | routes::REPORTS => &["POST"],
        _ => &["GET"],
    }
}

fn asks_for_known_headers(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCESS_CONTROL_REQUEST_HEADERS)
        .iter()
        .all(|names| {
            names.to_str().is_ok_and(|names| {
                names
                    .split(',')
                    .map(str::trim)
                    .filter(|name| !name.is_empty())
                    .all(|name| {
                        ALLOWED_HEADERS
                            .iter()
                            .any(|known| known.eq_ignore_ascii_case(name))
                    })
            })
        })
}

fn vary(mut answer: Response) -> Response {
    answer
        .headers_mut()
        .append(header::VARY, HeaderValue::from_static("origin"));
    answer
}
