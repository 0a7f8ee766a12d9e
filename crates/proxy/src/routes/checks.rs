//! `GET /api/v1/checks`: the registry, for whoever wants to know before a run.

use std::collections::BTreeMap;

use axum::Json;
use checkout_readiness_checks::check::{Check, Reason, shared};
use checkout_readiness_checks::contract::{Link, Requirement, Severity, Status};
use checkout_readiness_checks::evidence::Source;
use checkout_readiness_checks::profile::{Product, Site};
use checkout_readiness_checks::registry;
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problem;

/// Every check there is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChecksAnswer {
    /// The checks, in reading order.
    checks: Vec<CheckAnswer>,
    /// Reasons every check may answer with, beside its own.
    shared_reasons: Vec<ReasonAnswer>,
}

/// A check.
#[derive(Debug, Serialize, ToSchema)]
struct CheckAnswer {
    /// Its id.
    id: &'static str,
    /// The heading it belongs to.
    requirement: Requirement,
    /// How much it matters to each product it matters to.
    severities: BTreeMap<&'static str, Severity>,
    /// The countries it is for; none means all.
    sites: &'static [Site],
    /// Where its evidence comes from.
    reads: Vec<Source>,
    /// What it may answer.
    reasons: Vec<ReasonAnswer>,
    /// Where the rule comes from.
    source: &'static str,
}

/// Something a check may answer.
#[derive(Debug, Serialize, ToSchema)]
struct ReasonAnswer {
    /// The reason's code.
    code: &'static str,
    /// The status it stands for.
    status: Status,
    /// Where a reader goes to act on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<Link>,
}

/// Every check there is.
#[utoipa::path(
    get,
    path = "/api/v1/checks",
    responses(
        (status = OK, description = "The registry.", body = ChecksAnswer),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn checks() -> Json<ChecksAnswer> {
    Json(ChecksAnswer {
        checks: registry::ALL.iter().map(|check| describe(check)).collect(),
        shared_reasons: shared::ALL
            .iter()
            .map(|reason| describe_reason(reason))
            .collect(),
    })
}

fn describe(check: &Check) -> CheckAnswer {
    let severity = |product: &Product| Some((product.name(), (check.matters)(*product)?));
    CheckAnswer {
        id: check.id,
        requirement: check.requirement,
        severities: Product::ALL.iter().filter_map(severity).collect(),
        sites: check.sites,
        reads: check.reads().collect(),
        reasons: check
            .reasons
            .iter()
            .map(|reason| describe_reason(reason))
            .collect(),
        source: check.source,
    }
}

fn describe_reason(reason: &Reason) -> ReasonAnswer {
    ReasonAnswer {
        code: reason.code,
        status: reason.status,
        link: reason.link,
    }
}
