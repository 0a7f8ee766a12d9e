//! What every answer tells browsers: load nothing from elsewhere, guess nothing, leak nothing.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::Rules;
use crate::routes::BADGE;

/// The policy of the page, and of everything else.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      connect-src 'self'; img-src 'self' data:; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'self'; \
                      require-trusted-types-for 'script'";

/// The page made to stand in frames, and who may frame any other.
const FRAMED: &str = "/frame.html";
const FRAMED_BY: &str = "frame-ancestors 'self'";

const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=()",
    ),
];

const RESOURCE_POLICY: &str = "cross-origin-resource-policy";
/// A year.
const HSTS: &str = "max-age=31536000";

/// Puts the headers on an answer.
pub(crate) async fn secure(
    State(rules): State<Arc<Rules>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    // A picture is shown by pages of other sites as files are.
    let is_file = path == BADGE || !path.starts_with("/api/");
    let is_framed = path == FRAMED;
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    let own = headers.remove(header::CONTENT_SECURITY_POLICY);
    let mut tell = |name: &'static str, value| {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    };
    for (name, value) in ALWAYS {
        tell(name, value);
    }
    // Sites of the list load the widget's files, some of them by plain script elements.
    let reach = if is_file && rules.serves_other_sites() {
        "cross-origin"
    } else {
        "same-origin"
    };
    tell(RESOURCE_POLICY, reach);
    if rules.speaks_tls {
        tell("strict-transport-security", HSTS);
    }
    // What has a stricter policy of its own keeps it.
    if let Some(own) = own {
        headers.insert(header::CONTENT_SECURITY_POLICY, own);
    }
    if let Some(policy) = is_framed.then(|| rules.policy_of_frame()).flatten() {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    answer
}

impl Rules {
    /// The policy of the page for frames: sites that may ask may show it too, and nobody else.
    fn policy_of_frame(&self) -> Option<HeaderValue> {
        let by = [FRAMED_BY, &self.origins.join(" ")].join(" ");
        HeaderValue::from_str(&POLICY.replace(FRAMED_BY, by.trim_end())).ok()
    }
}
