//! How the description says who may ask: by the very rule requests are let through with.

use axum::http::Method;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, ResponseBuilder};

use crate::access::scope_of;

const SHARED_TOKEN: &str = "shared_token";
const SIGNED_TOKEN: &str = "json_web_token";
const SESSION: &str = "reverse_proxy";

/// Adds the ways to prove who asks, what each operation asks for, and what it answers otherwise.
pub(super) fn describe(description: &mut OpenApi) {
    let components = description.components.get_or_insert_default();
    for (name, scheme) in schemes() {
        components.add_security_scheme(name, scheme);
    }
    for (path, item) in &mut description.paths.paths {
        for (method, operation) in operations(item) {
            if let Some(scope) = scope_of(&method, path) {
                require(operation, scope.name());
            } else {
                // Said, so that nobody takes it for forgotten.
                operation.security = Some(vec![SecurityRequirement::default()]);
            }
        }
    }
}

fn schemes() -> [(&'static str, SecurityScheme); 3] {
    let bearer = |about: &str| {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer);
        bearer.description(Some(about))
    };
    let shared = bearer(
        "READINESS_TOKEN: holds every scope. Without any of these settings nothing is asked for.",
    );
    let signed = bearer(
        "Signed by a panel (READINESS_JWT_KEY or READINESS_JWT_JWKS_URL), with `aud`, `exp` and `scope`.",
    );
    let session = ApiKeyValue::with_description(
        "x-readiness-user",
        "Set by a reverse proxy of READINESS_TRUSTED_PROXIES, with `x-readiness-secret` and `x-readiness-scope`. Everything but GET needs `x-checkout-readiness: 1` and must come from a page of the same origin.",
    );
    [
        (SHARED_TOKEN, SecurityScheme::Http(shared.build())),
        (
            SIGNED_TOKEN,
            SecurityScheme::Http(signed.bearer_format("JWT").build()),
        ),
        (SESSION, SecurityScheme::ApiKey(ApiKey::Header(session))),
    ]
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    [
        (Method::GET, &mut item.get),
        (Method::HEAD, &mut item.head),
        (Method::POST, &mut item.post),
        (Method::PUT, &mut item.put),
        (Method::PATCH, &mut item.patch),
        (Method::DELETE, &mut item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

fn require(operation: &mut Operation, scope: &str) {
    operation.security = Some(vec![
        SecurityRequirement::new(SHARED_TOKEN, [scope]),
        SecurityRequirement::new(SIGNED_TOKEN, [scope]),
        SecurityRequirement::new(SESSION, [scope]),
    ]);
    for (status, about) in [
        ("403", "The scope is missing, or another site asks."),
        ("429", "Too many wrong credentials came from there."),
        ("503", "The keys of tokens could not be fetched."),
    ] {
        let problem = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .build();
        let answer = ResponseBuilder::new()
            .description(about)
            .content("application/problem+json", problem)
            .build();
        operation
            .responses
            .responses
            .entry(status.to_owned())
            .or_insert(answer.into());
    }
}
