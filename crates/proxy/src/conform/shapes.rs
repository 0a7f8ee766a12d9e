//! Compares answers with the shapes of the description. What a server adds of its own is fine.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Value, json};

use super::{Asker, Findings};
use crate::routes;

/// The description of the interface, as it is served.
#[derive(Debug)]
pub struct Shapes {
    description: Value,
}

impl Shapes {
    /// The shapes of this version.
    pub fn new() -> Self {
        Self {
            description: serde_json::to_value(routes::description()).unwrap_or_default(),
        }
    }

    /// Asks a path of this address; the answer, where it is fine and of the shape described.
    pub async fn told(
        &self,
        asker: &Asker,
        address: &str,
        path: &str,
        said: &str,
        findings: &mut Findings,
    ) -> Option<Value> {
        let asked = format!("GET {path}");
        let answer = asker.get(path).await;
        let answer = findings.fine(&asked, said, (200, "application/json"), answer)?;
        let told = answer.json();
        let described = (address, "get", "200");
        self.answer(&told, described, &asked, findings)
            .then_some(told)
    }

    /// Compares an answer with what is described for this address, method and status.
    pub fn answer(
        &self,
        value: &Value,
        (path, method, status): (&str, &str, &str),
        asked: &str,
        findings: &mut Findings,
    ) -> bool {
        let responses = &self.description["paths"][path][method]["responses"][status];
        let content = responses["content"].as_object();
        let shape = content.and_then(|kinds| kinds.values().next());
        let shape = shape.map(|kind| kind["schema"].clone()).unwrap_or_default();
        let said = format!("openapi.json, paths.{path}.{method}.responses.{status}");
        self.compare(value, shape, asked, &said, findings)
    }

    /// Compares an answer with the shape of problems.
    pub fn problem(&self, value: &Value, asked: &str, findings: &mut Findings) {
        let shape = json!({ "$ref": "#/components/schemas/Problem" });
        let said = "openapi.json, components.schemas.Problem";
        self.compare(value, shape, asked, said, findings);
    }

    fn compare(
        &self,
        value: &Value,
        mut shape: Value,
        asked: &str,
        said: &str,
        findings: &mut Findings,
    ) -> bool {
        shape["components"] = self.description["components"].clone();
        let Ok(validator) = jsonschema::validator_for(&shape) else {
            // A fault of ours, which a test would have shown.
            return findings.hold(false, asked, said, "a shape that can be compared", "none");
        };
        let mut is_of_shape = true;
        for error in validator.iter_errors(value) {
            is_of_shape = false;
            let error = plainest(&error);
            let at = error.instance_path().to_string();
            let at = if at.is_empty() {
                "the whole".to_owned()
            } else {
                at
            };
            let expected = format!("the described shape at {at}");
            findings.hold(false, asked, said, expected, error);
        }
        if is_of_shape {
            findings.hold(true, asked, said, "", "");
        }
        is_of_shape
    }
}

/// Of a value that fits none of several shapes, what it lacks of the one it comes nearest to.
fn plainest<'a, 'b>(error: &'a ValidationError<'b>) -> &'a ValidationError<'b> {
    let (ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context }) =
        error.kind()
    else {
        return error;
    };
    let nearest = context.iter().max_by_key(|errors| nearness(errors));
    nearest
        .and_then(|errors| errors.first())
        .map_or(error, |error| plainest(error))
}

/// A shape whose name fits comes nearer than one whose does not; then, the deeper the slip the nearer.
fn nearness(errors: &[ValidationError<'_>]) -> (bool, usize) {
    let is_named = |error: &ValidationError<'_>| {
        let kind = error.kind();
        let is_name = matches!(
            kind,
            ValidationErrorKind::Constant { .. } | ValidationErrorKind::Enum { .. }
        );
        is_name && depth(error) == 1
    };
    let deepest = errors.iter().map(depth).max().unwrap_or_default();
    (!errors.iter().any(is_named), deepest)
}

fn depth(error: &ValidationError<'_>) -> usize {
    error.instance_path().as_str().matches('/').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_lacks_is_told_of_the_event_it_names() {
        let shapes = Shapes::new();
        let told = |value: &Value| {
            let mut findings = Findings::default();
            let described = (routes::RUNS, "post", "200");
            assert!(!shapes.answer(value, described, "a line", &mut findings));
            let deviation = findings.deviations.remove(0);
            format!("{}: {}", deviation.expected, deviation.got)
        };
        let started = json!({ "event": "started", "engine": "1", "mode": "sandbox", "started_at": "2026-01-01T00:00:00Z", "plan": [] });
        let profile = told(&started);
        assert!(
            profile.contains("the whole: \"profile\" is a required"),
            "{profile}"
        );
        let mut wrong = started;
        wrong["profile"] = json!({ "product": "qr", "site": "BR" });
        let site = told(&wrong);
        assert!(site.contains("/profile/site"), "{site}");
        let outcome = told(&json!({ "event": "outcome" }));
        assert!(outcome.contains("\"outcome\" is a required"), "{outcome}");
    }
}
