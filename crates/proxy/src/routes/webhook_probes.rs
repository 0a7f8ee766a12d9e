//! `/api/v1/webhook-probes`: what a probe of the webhook would send, and the probe itself, its
//! events sent as they happen, one JSON object a line.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::response::Response;
use checkout_readiness_checks::checks::webhook_answers_notifications::LIMIT_MS;
use checkout_readiness_checks::contract::Timestamp;
use checkout_readiness_checks::evidence::{Observation, WebhookProbe};
use checkout_readiness_checks::profile::Product;
use futures_util::StreamExt;
use serde::Serialize;
use url::Url;
use utoipa::ToSchema;

use super::Shared;
use super::profile::find_merchant;
use super::query::{Query, read_product};
use super::runs::fields::Fields;
use super::runs::{ndjson, permit, read, require_json};
use crate::access::Peer;
use crate::guard::without_query;
use crate::probe::{
    Denied, MARKER, PlannedTrial, ProbeEvent, ProbeOrder, Refusal, plan, probe, target,
};
use crate::problem::{Code, Problem};

/// What a probe would send, and where.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProbePreview {
    /// The webhook's address, without its query; null where there is none a probe may go to.
    #[schema(required)]
    url: Option<String>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    denied: Option<Problem>,
    /// The product whose topics would be sent.
    product: Product,
    /// Whether right signatures can be made: `MP_WEBHOOK_SECRET` is set.
    with_secret: bool,
    /// The requests, in order, at most one at a time.
    plan: Vec<PlannedTrial>,
    /// How long each may take, in milliseconds: as long as Mercado Pago waits.
    limit_ms: u32,
    /// The header that marks each of them.
    marker: &'static str,
    /// Where this server itself takes notifications, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    receives_at: Option<String>,
    /// The last probe of this product, if there was one within seven days.
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<LastProbe>,
}

/// A probe that has ended.
#[derive(Debug, Serialize, ToSchema)]
struct LastProbe {
    /// When it ended.
    observed_at: Timestamp,
    /// What came of it.
    probe: WebhookProbe,
}

/// What is asked. Every field may be left out; a field that is not known is refused.
#[derive(Debug, ToSchema)]
pub(super) struct ProbeRequest {
    /// The product whose topics are sent; otherwise as configured.
    product: Option<Product>,
    /// The address that was shown, which must be said again where it was read from the account; or
    /// another one on the host of `MP_WEBHOOK_URL`, where nothing is signed rightly; or one of
    /// `READINESS_PROBE_ALLOW`.
    #[schema(value_type = Option<String>)]
    url: Option<Url>,
    /// One of the sandbox's merchants.
    merchant: Option<String>,
}

/// What a probe would send, and where. Nothing is sent by asking.
#[utoipa::path(
    get,
    path = "/api/v1/webhook-probes",
    params(
        ("merchant" = Option<String>, Query, description = "One of the sandbox's merchants."),
        ("product" = Option<Product>, Query, description = "The product; otherwise as configured."),
    ),
    responses(
        (status = OK, description = "What would be sent.", body = ProbePreview),
        (status = BAD_REQUEST, description = "The query cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such merchant.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "There is no such product.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Too many runs are under way.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn preview(
    State(shared): State<Shared>,
    query: Query<2>,
) -> Result<Json<ProbePreview>, Problem> {
    let [id, product] = query.read(["merchant", "product"])?;
    let engine = &shared.engine;
    let merchant = find_merchant(engine, id.as_deref())?;
    let product = read_product(product)?.unwrap_or_else(|| merchant.usual_product());
    let with_secret = merchant.webhook_secret.is_some();
    // The account may have to be asked, which is as much work as a run.
    let _permit = permit(&shared)?;
    let (url, denied, last) = match target(engine, merchant, product, None).await {
        Ok(target) => {
            let shelf = &engine.shelf;
            let last = shelf
                .look(engine, merchant, product, target.url.as_str())
                .await;
            (Some(without_query(&target.url)), None, last)
        }
        Err(why) => (None, Some(denied(why)), Observation::Absent),
    };
    Ok(Json(ProbePreview {
        url,
        denied,
        product,
        with_secret,
        plan: plan(product, with_secret),
        limit_ms: LIMIT_MS,
        marker: MARKER,
        receives_at: engine.receives_at.as_ref().map(Url::to_string),
        last: match last {
            Observation::Seen(seen) => Some(LastProbe {
                observed_at: seen.at,
                probe: seen.value,
            }),
            _ => None,
        },
    }))
}

/// Sends test notifications to the merchant's own webhook. This is an act: it is somebody's explicit
/// wish, and never part of a run.
///
/// The first line is `started`, the last `finished`; between them stands one `trial` for each
/// request. Closing the connection stops it. The runs that follow judge what came back.
#[utoipa::path(
    post,
    path = "/api/v1/webhook-probes",
    request_body = ProbeRequest,
    responses(
        (status = OK, description = "The events, one JSON object a line.", body = ProbeEvent, content_type = "application/x-ndjson"),
        (status = BAD_REQUEST, description = "The body cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "The origin or the webhook URL is not allowed.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such merchant.", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time.", body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, description = "No webhook URL is known, it was not said again, or it is being probed.", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "The body is too large.", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "The body is not sent as JSON.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The body names something there is not.", body = Problem, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "Too many probes within a while.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Too many runs are under way.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn webhook_probes(
    State(shared): State<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let engine = &shared.engine;
    require_json(request.headers())?;
    let client = Peer::of(&request);
    let body = read(request, &engine.limits).await?;
    let asked = ProbeRequest::parse(&body)?;
    let merchant = find_merchant(engine, asked.merchant.as_deref())?;
    let product = asked.product.unwrap_or_else(|| merchant.usual_product());
    let permit = permit(&shared)?;
    let target = target(engine, merchant, product, asked.url.as_ref())
        .await
        .map_err(denied)?;
    drop(permit);
    if !target.is_configured && asked.url.is_none() {
        return Err(denied(Denied::NotConfirmed));
    }
    let turn = engine.pace.take(&target.url, client).map_err(refused)?;
    let order = ProbeOrder {
        merchant: Arc::clone(merchant),
        product,
        target,
        client: shown(client),
    };
    let events = probe(Arc::clone(engine), order, turn);
    Ok(ndjson(events.map(|event: ProbeEvent| {
        serde_json::to_vec(&event).unwrap_or_default()
    })))
}

impl ProbeRequest {
    fn parse(body: &[u8]) -> Result<Self, Problem> {
        let mut fields = Fields::parse(body)?;
        let request = Self {
            product: read_product(fields.text("product")?)?,
            url: fields
                .text("url")?
                .map(|text| {
                    Url::parse(&text)
                        .map_err(|_| Problem::new(Code::InvalidWebhookUrl).field("url"))
                })
                .transpose()?,
            merchant: fields.text("merchant")?,
        };
        fields.end(&["product", "url", "merchant"])?;
        Ok(request)
    }
}

fn denied(why: Denied) -> Problem {
    let (code, detail) = match why {
        Denied::NoAddress => (
            Code::NoWebhookUrl,
            "Set MP_WEBHOOK_URL: neither the application nor recent payments show one.",
        ),
        Denied::NotConfirmed => (
            Code::WebhookUrlNotConfirmed,
            "It was read from the account: say it again in `url`, so that nothing goes elsewhere than was shown.",
        ),
        Denied::Unfit => (
            Code::WebhookUrlUnfit,
            "It must begin with https://, name no user and have at most 248 characters.",
        ),
        Denied::NotAllowed => (
            Code::WebhookUrlNotAllowed,
            "The operator allows the host of MP_WEBHOOK_URL and those of READINESS_PROBE_ALLOW.",
        ),
    };
    Problem::new(code).detail(detail)
}

fn refused(why: Refusal) -> Problem {
    match why {
        Refusal::UnderWay => Problem::new(Code::ProbeUnderWay)
            .detail("Wait until it has ended: one request is sent after the other."),
        Refusal::TooOften(wait) => {
            // Rounded up: who comes too early is sent away again.
            let seconds = u16::try_from(wait.as_secs() + 1).unwrap_or(u16::MAX);
            Problem::new(Code::ProbedTooOften)
                .detail(format!("There is room again in {seconds} seconds."))
                .retry_after(seconds)
        }
    }
}

fn shown(client: IpAddr) -> String {
    client.to_canonical().to_string()
}
