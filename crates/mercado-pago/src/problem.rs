//! What an error body says: Mercado Pago answers with one of six shapes.

use std::fmt;

use serde_json::{Map, Value};

use crate::cleaning::{clean_code, clean_message};

/// The shape of an error body, which tells the layer that answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `{message, error, status, cause}`: a classic service.
    Service,
    /// `{code, message}`: the gateway.
    Edge,
    /// `{status, message, code, blocked_by}`: a policy of the gateway.
    Policy,
    /// `{errors: [{code, message}]}`: the Orders and terminals services.
    Orders,
    /// `{error, message}`: no such address.
    Route,
    /// Nothing, HTML, or JSON of no known shape.
    Unknown,
}

/// An error body, cleaned: codes of a closed alphabet, a message without numbers, addresses and
/// anything else that could identify a person or a credential.
#[derive(Clone, PartialEq, Eq)]
pub struct ServiceProblem {
    shape: Shape,
    code: Option<String>,
    causes: Vec<String>,
    message: Option<String>,
}

impl ServiceProblem {
    /// Reads an error body; never fails, because an error body may be anything.
    pub(crate) fn read(body: &[u8]) -> Self {
        match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => Self::of(&object),
            _ => Self {
                shape: Shape::Unknown,
                code: None,
                causes: Vec::new(),
                message: None,
            },
        }
    }

    fn of(object: &Map<String, Value>) -> Self {
        let shape = shape_of(object);
        let first = match shape {
            Shape::Orders => object
                .get("errors")
                .and_then(|errors| errors.get(0))
                .and_then(Value::as_object),
            _ => None,
        };
        let object = first.unwrap_or(object);
        Self {
            shape,
            code: code_of(object.get("code")).or_else(|| code_of(object.get("error"))),
            causes: causes_of(object.get("cause")),
            message: object
                .get("message")
                .and_then(Value::as_str)
                .and_then(clean_message),
        }
    }

    /// The layer that answered.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The code, for example `unauthorized`, `PA_UNAUTHORIZED_RESULT_FROM_POLICIES` or
    /// `order_not_found`; of the first error where there are several.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Codes of the causes a service names, for example `2000` or `7`.
    #[must_use]
    pub fn causes(&self) -> &[String] {
        &self.causes
    }

    /// The message, shortened and without anything that could be personal. Not for display to
    /// others than the operator: names cannot be told from other words.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

fn shape_of(object: &Map<String, Value>) -> Shape {
    let has = |key| object.contains_key(key);
    let is_policy_code = |code: &Value| code.as_str().is_some_and(|code| code.starts_with("PA_"));
    if has("blocked_by") || object.get("code").is_some_and(is_policy_code) {
        Shape::Policy
    } else if object.get("errors").is_some_and(Value::is_array) {
        Shape::Orders
    } else if has("cause") || (has("status") && has("error")) {
        Shape::Service
    } else if has("code") && has("message") {
        Shape::Edge
    } else if has("error") {
        Shape::Route
    } else {
        Shape::Unknown
    }
}

fn code_of(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => clean_code(text),
        Value::Number(number) => clean_code(&number.to_string()),
        _ => None,
    }
}

/// `cause` is an array of objects, one object, empty or absent.
fn causes_of(value: Option<&Value>) -> Vec<String> {
    const MOST: usize = 8;
    let code = |cause: &Value| code_of(cause.get("code"));
    match value {
        Some(Value::Array(causes)) => causes.iter().filter_map(code).take(MOST).collect(),
        Some(cause) => code(cause).into_iter().collect(),
        None => Vec::new(),
    }
}

impl fmt::Display for ServiceProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.shape)?;
        for code in self.code.iter().chain(&self.causes) {
            write!(formatter, " {code}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ServiceProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ServiceProblem({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_may_be_a_list_an_object_empty_or_absent() {
        for (body, causes) in [
            (
                r#"{"error":"a","status":400,"cause":[{"code":1},{"code":"2"}]}"#,
                vec!["1", "2"],
            ),
            (
                r#"{"error":"a","status":400,"cause":{"code":7}}"#,
                vec!["7"],
            ),
            (r#"{"error":"a","status":400,"cause":[]}"#, vec![]),
            (r#"{"error":"a","status":400,"cause":null}"#, vec![]),
            (r#"{"error":"a","status":400}"#, vec![]),
        ] {
            let problem = ServiceProblem::read(body.as_bytes());
            assert_eq!(
                (problem.shape(), problem.causes()),
                (
                    Shape::Service,
                    &*causes.iter().map(ToString::to_string).collect::<Vec<_>>()
                ),
                "{body}"
            );
        }
    }

    #[test]
    fn a_body_of_no_known_shape_says_nothing() {
        for body in [
            "",
            "<html></html>",
            "[]",
            "null",
            "{}",
            "\"text\"",
            "{\"detail\":\"x\"}",
            "\u{0}",
        ] {
            let problem = ServiceProblem::read(body.as_bytes());
            assert_eq!(
                (problem.shape(), problem.code(), problem.message()),
                (Shape::Unknown, None, None),
                "{body}"
            );
        }
    }

    #[test]
    fn neither_debug_nor_display_shows_a_message() {
        let problem =
            ServiceProblem::read(br#"{"code":"bad_request","message":"Ana Exemplo is blocked"}"#);
        assert_eq!(
            format!("{problem} {problem:?}"),
            "Edge bad_request ServiceProblem(Edge bad_request)"
        );
    }
}
