//! `GET /api/v1/badge.svg`: the last verdict as a small picture.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use checkout_readiness_wording::{Language, native};

use super::query::Query;
use super::verdict::glance;
use crate::engine::Engine;
use crate::glance::badge::{Badge, Theme, draw};
use crate::problem::{Code, Problem};

/// The last verdict as a small picture.
///
/// It says what `GET /api/v1/verdict` says, how old that is, and, where the sandbox answers, that no
/// real shop is meant. What is not fresh is grey and says so.
#[utoipa::path(
    get,
    path = "/api/v1/badge.svg",
    params(
        ("merchant" = Option<String>, Query, description = "One of the sandbox's merchants."),
        ("product" = Option<String>, Query, description = "What the merchant integrates; otherwise as configured."),
        ("lang" = Option<String>, Query, description = "`pt`, `es` or `en`; otherwise what the browser asks for, or else English."),
        ("theme" = Option<String>, Query, description = "`light`, `dark`, or `auto`, which follows the reader's system; otherwise `auto`."),
    ),
    responses(
        (status = OK, description = "The picture.", body = String, content_type = "image/svg+xml"),
        (status = BAD_REQUEST, description = "The query cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such merchant.", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "There is no such product, language or theme.", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "What is remembered cannot be read just now.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn badge(
    State(engine): State<Arc<Engine>>,
    headers: HeaderMap,
    query: Query<4>,
) -> Result<Response, Problem> {
    let [id, product, language, theme] = query.read(["merchant", "product", "lang", "theme"])?;
    let language = language.map_or_else(|| Ok(preferred(&headers)), |text| read_language(&text))?;
    let theme = theme.map_or(Ok(Theme::Auto), |text| read_theme(&text))?;
    let glance = glance(&engine, id.as_deref(), product).await?;
    let Badge { svg, policy } = draw(&glance, theme, native::catalog(language));
    let policy = HeaderValue::try_from(policy).map_err(|_| Problem::new(Code::Internal))?;
    let headers: [(HeaderName, HeaderValue); 4] = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("image/svg+xml"),
        ),
        // Its age is part of it.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::VARY, HeaderValue::from_static("accept-language")),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    Ok((headers, svg).into_response())
}

/// The first language the browser names that there are texts in.
fn preferred(headers: &HeaderMap) -> Language {
    let wanted = headers.get(header::ACCEPT_LANGUAGE);
    let wanted = wanted.and_then(|value| value.to_str().ok());
    let tags = wanted.unwrap_or_default().split(',');
    let tags: Vec<&str> = tags.filter_map(|part| part.split(';').next()).collect();
    Language::negotiate(&tags)
}

fn read_language(text: &str) -> Result<Language, Problem> {
    Language::from_tag(text).ok_or_else(|| {
        Problem::new(Code::UnknownLanguage)
            .field("lang")
            .allowed(Language::ALL.map(Language::code))
    })
}

fn read_theme(text: &str) -> Result<Theme, Problem> {
    Theme::from_name(text).ok_or_else(|| {
        Problem::new(Code::UnknownTheme)
            .field("theme")
            .allowed(Theme::ALL.map(Theme::name))
    })
}
