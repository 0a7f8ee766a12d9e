//! The log: what happened, to whom and how long it took; never a query, a header or a body.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, Subscriber, info, info_span};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::config::{LogFormat, LogSettings};
use crate::engine::Engine;
use crate::observers::milliseconds;

/// As much of a path as is worth a line, in characters.
const LONGEST_PATH: usize = 200;
/// The target of what an operator hears at the start, whatever the filter says: nobody should take
/// the sandbox for the real thing because the log was turned down.
pub const START: &str = "checkout_readiness::start";
/// The target of what may never be done unnoticed: who had test notifications sent, and where to.
pub const AUDIT: &str = "checkout_readiness::audit";
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Something that logs as configured, to this writer; where no filter is configured, this one.
pub fn subscriber<W>(
    settings: &LogSettings,
    filter: &str,
    writer: W,
) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let mut filter = EnvFilter::new(settings.filter.as_deref().unwrap_or(filter));
    for target in [START, AUDIT] {
        if let Ok(directive) = format!("{target}=info").parse() {
            filter = filter.add_directive(directive);
        }
    }
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer);
    match settings.format {
        LogFormat::Text => Box::new(builder.with_ansi(false).finish()),
        LogFormat::Json => Box::new(builder.json().finish()),
    }
}

/// Numbers a request, logs how it was answered, and counts it.
pub(crate) async fn log_request(
    State(engine): State<Arc<Engine>>,
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let since = Instant::now();
    let id = next_id();
    let method = request.method().clone();
    let path: String = request.uri().path().chars().take(LONGEST_PATH).collect();
    let span = info_span!("request", id);
    let mut answer = next.run(request).instrument(span.clone()).await;
    let elapsed = since.elapsed();
    let status = answer.status().as_u16();
    let route = route.as_ref().map_or("other", MatchedPath::as_str);
    span.in_scope(|| {
        let elapsed_ms = milliseconds(elapsed);
        info!(%method, path, status, elapsed_ms, "answered");
    });
    engine
        .metrics
        .count_request(known_method(&method), route, status, elapsed);
    if let Ok(id) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert(REQUEST_ID, id);
    }
    answer
}

/// Methods are counted by name only if they are few.
fn known_method(method: &axum::http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// A number no other request of this machine has soon: the time, and a count.
fn next_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed) & 0xff_ffff;
    format!("{:x}-{count:06x}", jiff::Timestamp::now().as_millisecond())
}
