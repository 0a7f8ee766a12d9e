//! Compares answers with the shapes of the description. What a server adds of its own is fine.

use serde_json::{Value, json};

use super::Findings;
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
