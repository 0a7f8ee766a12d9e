//! How wrong requests are refused: each by its status and a stable code, as problem+json.

use reqwest::Method;
use serde_json::json;

use super::shapes::Shapes;
use super::{Asker, Findings, Known};
use crate::problem::Code;
use crate::routes::{DECISIONS, RUNS};

const JSON: &str = "application/json";
/// A decision of no kind there is.
const UNKNOWN_KIND: &str =
    r#"{"product":"checkout-pro","check":"webhook-events-are-selected","kind":"forget"}"#;

/// Looks at how a run is refused that nobody can make, and addresses there are not.
pub async fn look(asker: &Asker, known: &Known, findings: &mut Findings) {
    let shapes = Shapes::new();
    for (kind, body, code, what) in [
        (
            JSON,
            "{\"product\":".to_owned(),
            Code::InvalidJson,
            "malformed JSON",
        ),
        (JSON, "[]".to_owned(), Code::NotAnObject, "[]"),
        (
            JSON,
            json!({ "product": "no-such-product" }).to_string(),
            Code::UnknownProduct,
            "an unknown product",
        ),
        (
            JSON,
            json!({ "product": 5 }).to_string(),
            Code::WrongType,
            "a number as product",
        ),
        (
            JSON,
            json!({ "site": "XXX" }).to_string(),
            Code::UnknownSite,
            "an unknown site",
        ),
        (
            JSON,
            json!({ "checks": ["no-such-check"] }).to_string(),
            Code::UnknownCheck,
            "an unknown check",
        ),
        (
            JSON,
            json!({ "no-such-field": 1 }).to_string(),
            Code::UnknownField,
            "an unknown field",
        ),
        (
            "text/plain",
            "{}".to_owned(),
            Code::UnsupportedMediaType,
            "text/plain",
        ),
    ] {
        let answer = asker.post(RUNS, kind, body).await;
        findings.problem(&format!("POST {RUNS} with {what}"), code, answer, &shapes);
    }
    for path in ["/api/v1/verdict", "/api/v1/badge.svg"] {
        let asked = format!("{path}?product=no-such-product");
        let answer = asker.get(&asked).await;
        findings.problem(
            &format!("GET {asked}"),
            Code::UnknownProduct,
            answer,
            &shapes,
        );
    }
    let nowhere = "/api/v1/no-such-address";
    let answer = asker.get(nowhere).await;
    findings.problem(&format!("GET {nowhere}"), Code::NotFound, answer, &shapes);
    let answer = asker.ask(Method::DELETE, "/api/v1/profile").await;
    findings.problem(
        "DELETE /api/v1/profile",
        Code::MethodNotAllowed,
        answer,
        &shapes,
    );
    if known.can("memory") {
        // Each is refused before anything is written.
        for (body, code, what) in [
            ("{}", Code::FieldMissing, "{}"),
            (UNKNOWN_KIND, Code::UnknownKind, "an unknown kind"),
        ] {
            let answer = asker.post(DECISIONS, JSON, body.to_owned()).await;
            findings.problem(
                &format!("POST {DECISIONS} with {what}"),
                code,
                answer,
                &shapes,
            );
        }
    }
}
