//! The interface: one endpoint a file, and the layers every request passes.

mod badge;
mod changes;
mod checks;
mod decisions;
mod healthz;
mod history;
mod hooks;
mod memory;
mod metrics;
mod openapi;
mod profile;
mod query;
mod readyz;
mod reports;
mod runs;
mod security;
mod snippets;
mod verdict;
mod webhook_probes;

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRef, Request};
use axum::http::{Method, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use hyper::body::Bytes;
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{self, Rules};
use crate::assets;
use crate::engine::Engine;
use crate::log::log_request;
use crate::problem::{Code, Problem};

/// Where runs are asked for.
pub const RUNS: &str = "/api/v1/runs";
/// Where decisions are written down.
pub const DECISIONS: &str = "/api/v1/decisions";
/// Where two reports are compared.
pub const CHANGES: &str = "/api/v1/changes";
/// Where test notifications to the webhook are asked for.
pub const WEBHOOK_PROBES: &str = "/api/v1/webhook-probes";
/// Where real notifications are taken.
pub const HOOK: &str = "/hooks/mercado-pago";
/// Where reports are written in other formats.
pub const REPORTS: &str = "/api/v1/reports";

/// Where the last verdict is drawn small.
pub const BADGE: &str = "/api/v1/badge.svg";

/// What the endpoints share.
#[derive(Clone, Debug)]
struct Shared {
    engine: Arc<Engine>,
    runs: Arc<Semaphore>,
}

impl FromRef<Shared> for Arc<Engine> {
    fn from_ref(shared: &Shared) -> Self {
        Arc::clone(&shared.engine)
    }
}

#[derive(OpenApi)]
#[openapi(info(
    title = "Checkout Readiness",
    description = "Says whether a shop may take real payments through Mercado Pago, and why not."
))]
struct Description;

/// What is long and the same for everybody. Nothing that holds a secret is compressed beside what a
/// stranger could choose: the length of the answer would tell of it.
fn compressed() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(checks::checks))
        .routes(routes!(openapi::openapi))
        .layer(CompressionLayer::new())
}

/// Every route, with its description.
fn described() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(Description::openapi())
        .merge(compressed())
        .routes(routes!(profile::profile))
        .routes(routes!(runs::runs, history::kept_runs))
        .routes(routes!(history::kept_run))
        .routes(routes!(verdict::verdict))
        .routes(routes!(badge::badge))
        .routes(routes!(changes::since))
        .routes(routes!(changes::between))
        .routes(routes!(reports::reports))
        .routes(routes!(decisions::decisions, decisions::decide))
        .routes(routes!(snippets::snippets))
        .routes(routes!(
            webhook_probes::preview,
            webhook_probes::webhook_probes
        ))
        .routes(routes!(hooks::hook))
        .routes(routes!(hooks::forwarded_hook))
        .routes(routes!(healthz::healthz))
        .routes(routes!(readyz::readyz))
        .routes(routes!(metrics::metrics))
}

/// The description of the interface, generated from the routes.
#[must_use]
pub fn description() -> utoipa::openapi::OpenApi {
    let mut description = described().into_openapi();
    security::describe(&mut description);
    description
}

/// Everything the server answers, behind the rules of access.
pub fn router(engine: Arc<Engine>, rules: Rules) -> Router {
    let rules = Arc::new(rules);
    let shared = Shared {
        runs: Arc::new(Semaphore::new(engine.limits.runs_at_once)),
        engine: Arc::clone(&engine),
    };
    let (router, mut description) = described().split_for_parts();
    security::describe(&mut description);
    let description = Bytes::from(description.to_json().unwrap_or_default());
    router
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(elsewhere)
        .with_state(shared)
        .layer(axum::Extension(openapi::Text(description)))
        .layer(from_fn_with_state(
            Arc::clone(&rules),
            access::require_permission,
        ))
        .layer(from_fn_with_state(
            Arc::clone(&rules),
            access::require_known_origin,
        ))
        .layer(from_fn_with_state(
            Arc::clone(&rules),
            access::require_known_host,
        ))
        .layer(from_fn_with_state(rules, access::secure))
        .layer(from_fn_with_state(engine, log_request))
}

async fn method_not_allowed() -> Problem {
    Problem::new(Code::MethodNotAllowed)
}

/// The widget's files, and what is nowhere.
async fn elsewhere(method: Method, uri: Uri, request: Request) -> Response {
    let path = uri.path();
    if path == "/api" || path.starts_with("/api/") {
        return Problem::new(Code::NotFound)
            .detail("GET /openapi.json lists every address.")
            .into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        let mut answer = Problem::new(Code::MethodNotAllowed).into_response();
        let allowed = axum::http::HeaderValue::from_static("GET, HEAD");
        answer.headers_mut().insert(header::ALLOW, allowed);
        return answer;
    }
    assets::answer(path, request.headers())
}
