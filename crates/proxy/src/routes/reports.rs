//! `POST /api/v1/reports`: a report somebody brings along, written in another format.
//!
//! Nothing is kept and nothing is asked of anybody. What comes out is what came in, so a report
//! that contradicts itself, or names what there is not, is refused.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use checkout_readiness_checks::check::{Check, shared};
use checkout_readiness_checks::contract::{
    Outcome, Rehearsal, Report, Status, Verdict, is_of_panel,
};
use checkout_readiness_checks::judge::plan;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_checks::registry;
use checkout_readiness_report::{Format, render};
use checkout_readiness_wording::{Language, native};
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use super::changes::report::read_report;
use super::runs::fields::Fields;
use super::runs::{read, require_json};
use crate::config::Limits;
use crate::engine::Engine;
use crate::problem::{Code, Problem};

/// The largest body, in bytes: many times as large as any report of today.
const BODY_BYTES: usize = 512 * 1024;

/// The longest version of an engine, in bytes.
const VERSION_BYTES: usize = 40;

/// How many documents are written at the same time.
static WRITING: Semaphore = Semaphore::const_new(2);

/// A report, and how to write it. A field that is not known is refused.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body, which is read field by field")]
pub(super) struct ReportRequest {
    /// The report, as a run answered it.
    report: Report,
    /// The format.
    format: Format,
    /// The language: `pt`, `es` or `en`.
    #[schema(value_type = String, pattern = "^(pt|es|en)$")]
    language: Language,
}

/// A report in another format.
///
/// The document's kind is that of the format; it is meant to be saved, not shown.
#[utoipa::path(
    post,
    path = "/api/v1/reports",
    request_body = ReportRequest,
    responses(
        (status = OK, description = "The document.", content(
            (String = "application/json"),
            (String = "text/markdown"),
            (String = "text/html"),
            (String = "application/xml"),
            (String = "application/sarif+json"),
            (String = "text/plain"),
        )),
        (status = BAD_REQUEST, description = "The body cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "The origin is not allowed.", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time.", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "The body is too large.", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "The body is not sent as JSON.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The report, the format or the language is none.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn reports(
    State(engine): State<Arc<Engine>>,
    request: Request,
) -> Result<Response, Problem> {
    require_json(request.headers())?;
    let limits = Limits {
        body_bytes: BODY_BYTES,
        ..engine.limits
    };
    let mut fields = Fields::parse(&read(request, &limits).await?)?;
    let format = format(fields.text("format")?)?;
    let language = language(fields.text("language")?)?;
    let report = read_report(fields.take("report"), "report")?;
    fields.end(&["report", "format", "language"])?;
    check(&report)?;
    let name = format.file_name(&report);
    let document = write(report, language, format).await?;
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(format.media_type()),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // Whatever opens it, it never runs as a page of this server.
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, document).into_response())
}

/// Writes the document beside the threads that answer everybody else, and few at a time.
async fn write(report: Report, language: Language, format: Format) -> Result<String, Problem> {
    let failed = || Problem::new(Code::Internal);
    let permit = WRITING.acquire().await.map_err(|_| failed())?;
    let writing = tokio::task::spawn_blocking(move || {
        // Kept until it is written, also where whoever asked is gone.
        let _permit = permit;
        render(&report, native::catalog(language), format)
    });
    writing.await.map_err(|_| failed())
}

fn format(name: Option<String>) -> Result<Format, Problem> {
    let name = name.ok_or_else(|| Problem::new(Code::FieldMissing).field("format"))?;
    Format::from_name(&name).ok_or_else(|| {
        Problem::new(Code::UnknownFormat)
            .field("format")
            .allowed(Format::ALL.map(Format::name))
    })
}

fn language(name: Option<String>) -> Result<Language, Problem> {
    let name = name.ok_or_else(|| Problem::new(Code::FieldMissing).field("language"))?;
    let mut known = Language::ALL.into_iter();
    known
        .find(|language| language.code() == name)
        .ok_or_else(|| {
            Problem::new(Code::UnknownLanguage)
                .field("language")
                .allowed(Language::ALL.map(Language::code))
        })
}

/// Makes sure that the report is one this engine could have written.
fn check(report: &Report) -> Result<(), Problem> {
    let is_version = |byte: u8| byte.is_ascii_alphanumeric() || b".-+".contains(&byte);
    let engine = &report.engine;
    if engine.len() > VERSION_BYTES || !engine.bytes().all(is_version) {
        return Err(invalid("engine", "It is no version."));
    }
    let moments = [Some(&report.observed_at), report.judged_at.as_ref()];
    for (moment, field) in moments.into_iter().zip(["observed_at", "judged_at"]) {
        if moment.is_some_and(|moment| !is_moment(&moment.0)) {
            return Err(invalid(field, "It is no moment in time."));
        }
    }
    let mut seen = BTreeSet::new();
    for (index, outcome) in report.outcomes.iter().enumerate() {
        check_outcome(outcome, report.profile.product, index)?;
        if !seen.insert(&outcome.check) {
            let field = format!("outcomes[{index}].check");
            return Err(invalid(&field, "It is there twice."));
        }
    }
    let is_step = |name: &str| {
        Rehearsal::from_name(name).is_some() || registry::find(name).is_some() || is_of_panel(name)
    };
    if report.path.len() > report.outcomes.len() + Rehearsal::ALL.len() {
        return Err(invalid("path", "It is longer than there are steps."));
    }
    let mut steps = BTreeSet::new();
    for (index, step) in report.path.iter().enumerate() {
        let is_known = is_step(&step.step) && step.waits_for.as_deref().is_none_or(is_step);
        if !is_known {
            return Err(unknown_check(&format!("path[{index}]")));
        }
        if !steps.insert(&step.step) {
            return Err(invalid(&format!("path[{index}]"), "It is there twice."));
        }
    }
    if report
        .next
        .as_ref()
        .is_some_and(|next| !seen.contains(next))
    {
        return Err(invalid("next", "It is none of the outcomes."));
    }
    check_verdict(report)
}

/// A run of some checks says less than its outcomes would; nothing may say more.
fn check_verdict(report: &Report) -> Result<(), Problem> {
    use checkout_readiness_checks::contract::verdict;
    let justified = verdict(&report.outcomes);
    let is_there = |check: &Check| {
        report
            .outcomes
            .iter()
            .any(|outcome| outcome.check == check.id)
    };
    let is_whole = || plan(&report.profile).all(|(check, _)| is_there(check));
    if report.verdict == Verdict::Ready && !is_whole() {
        return Err(invalid("verdict", "Not every check that matters is there."));
    }
    let is_modest = report.verdict == Verdict::Undecided && justified == Verdict::Ready;
    if report.verdict == justified || is_modest {
        Ok(())
    } else {
        Err(invalid("verdict", "The outcomes come to another one."))
    }
}

fn check_outcome(outcome: &Outcome, product: Product, index: usize) -> Result<(), Problem> {
    let at = |field: &str| format!("outcomes[{index}].{field}");
    if is_of_panel(&outcome.check) {
        // What the page around the widget looked at: its words are facts of the outcome.
        return check_moments(outcome, index);
    }
    let check = registry::find(&outcome.check).ok_or_else(|| unknown_check(&at("check")))?;
    if outcome.requirement != check.requirement {
        return Err(invalid(
            &at("requirement"),
            "The check belongs to another one.",
        ));
    }
    if (check.matters)(product) != Some(outcome.severity) {
        return Err(invalid(
            &at("severity"),
            "For this product the check has another one, or none.",
        ));
    }
    let mut reasons = check.reasons.iter().chain(&shared::ALL);
    let Some(reason) = reasons.find(|reason| reason.code == outcome.reason) else {
        return Err(invalid(&at("reason"), "The check has no such reason.")
            .allowed(check.reasons.iter().map(|reason| reason.code)));
    };
    if outcome.status != reason.status {
        return Err(invalid(&at("status"), "The reason stands for another one."));
    }
    if outcome.confirmation.is_some() && outcome.status != Status::Confirm {
        return Err(invalid(&at("confirmation"), "There is nothing to confirm."));
    }
    if outcome.dismissal.is_some() && !outcome.may_be_dismissed() {
        return Err(invalid(&at("dismissal"), "That cannot be set aside."));
    }
    check_moments(outcome, index)
}

fn check_moments(outcome: &Outcome, index: usize) -> Result<(), Problem> {
    let confirmed_at = outcome
        .confirmation
        .as_ref()
        .and_then(|said| said.at.as_ref());
    let dismissed_at = outcome.dismissal.as_ref().map(|said| &said.at);
    let moments = [outcome.observed_at.as_ref(), confirmed_at, dismissed_at];
    for (moment, field) in
        moments
            .into_iter()
            .zip(["observed_at", "confirmation.at", "dismissal.at"])
    {
        if moment.is_some_and(|moment| !is_moment(&moment.0)) {
            let field = format!("outcomes[{index}].{field}");
            return Err(invalid(&field, "It is no moment in time."));
        }
    }
    Ok(())
}

fn is_moment(text: &str) -> bool {
    text.parse::<jiff::Timestamp>().is_ok()
}

fn invalid(field: &str, detail: &str) -> Problem {
    Problem::new(Code::InvalidReport)
        .field(format!("report.{field}"))
        .detail(detail)
}

fn unknown_check(field: &str) -> Problem {
    Problem::new(Code::UnknownCheck)
        .field(format!("report.{field}"))
        .allowed(registry::ALL.iter().map(|check| check.id))
}
