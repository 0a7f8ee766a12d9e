//! A report somebody brings along, read strictly: whatever is not understood is refused by name.

use checkout_readiness_checks::contract::{Report, SCHEMA};
use serde_json::Value;

use crate::problem::{Code, Problem};

/// Reads the report in this field of a body.
///
/// # Errors
///
/// Says what in it is wrong, without repeating it.
pub(in crate::routes) fn read_report(value: Option<Value>, name: &str) -> Result<Report, Problem> {
    let value = value.ok_or_else(|| Problem::new(Code::FieldMissing).field(name))?;
    let schema = value.get("schema").and_then(Value::as_u64);
    if schema.is_some_and(|schema| schema != u64::from(SCHEMA)) {
        return Err(Problem::new(Code::InvalidReport)
            .field(format!("{name}.schema"))
            .detail(format!("This server reads reports of schema {SCHEMA}.")));
    }
    let given = value.clone();
    let report: Report = serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let field = if path == "." {
            name.to_owned()
        } else {
            format!("{name}.{path}")
        };
        Problem::new(Code::InvalidReport)
            .field(known_part(&field))
            .detail("GET /openapi.json describes it.")
    })?;
    // What reading dropped, writing cannot bring back.
    let understood = serde_json::to_value(&report).unwrap_or_default();
    match lost(&given, &understood, name) {
        None => Ok(report),
        Some(field) => Err(Problem::new(Code::InvalidReport)
            .field(field)
            .detail("It holds something this server does not know.")),
    }
}

/// Where something given was not understood: the path of what holds it.
fn lost(given: &Value, understood: &Value, path: &str) -> Option<String> {
    match (given, understood) {
        (Value::Object(given), Value::Object(understood)) => {
            given.iter().find_map(|(key, value)| {
                match understood.get(key) {
                    Some(known) => lost(value, known, &format!("{path}.{key}")),
                    // An empty list may be left out, as nothing may.
                    None if value.is_null() || value.as_array().is_some_and(Vec::is_empty) => None,
                    None => Some(path.to_owned()),
                }
            })
        }
        (Value::Array(given), Value::Array(understood)) => {
            let mut pairs = given.iter().zip(understood).enumerate();
            pairs.find_map(|(index, (given, understood))| {
                lost(given, understood, &format!("{path}[{index}]"))
            })
        }
        _ => (given != understood).then(|| path.to_owned()),
    }
    .map(|path| known_part(&path))
}

/// A path up to where it may hold names of the sender's own making: facts have any name.
fn known_part(path: &str) -> String {
    let end = path.find(".details").map_or(path.len(), |start| start + 8);
    path.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report() -> Value {
        json!({
            "schema": SCHEMA, "engine": "0.1.0", "mode": "sandbox", "verdict": "ready",
            "profile": { "product": "qr", "site": "MLB" },
            "observed_at": "2026-01-01T00:00:00.000Z",
            "outcomes": [{
                "check": "access-token-works", "requirement": "credentials", "severity": "required",
                "status": "passed", "reason": "accepted", "details": { "nickname": "SHOP" },
            }],
            "path": [],
        })
    }

    #[test]
    fn what_we_write_is_read_and_what_may_be_absent_may_be_empty() {
        let mut value = report();
        assert!(read_report(Some(value.clone()), "before").is_ok());
        value["next"] = Value::Null;
        value["outcomes"][0]["items"] = json!([]);
        value["outcomes"][0]["confirmation"] = Value::Null;
        assert!(read_report(Some(value), "before").is_ok());
    }

    #[test]
    fn what_is_missing_wrong_or_unknown_is_named_and_not_repeated() {
        let refused = |pointer: &str, key: &str, new: Value| {
            let mut value = report();
            value.pointer_mut(pointer).unwrap()[key] = new;
            let problem = read_report(Some(value), "after").unwrap_err();
            assert_eq!(problem.code, Code::InvalidReport);
            let text = serde_json::to_string(&problem).unwrap();
            assert!(!text.contains("canary"), "{text}");
            problem.field.unwrap()
        };
        assert_eq!(refused("", "schema", json!(SCHEMA + 1)), "after.schema");
        assert_eq!(refused("", "schema", json!("canary")), "after.schema");
        assert_eq!(refused("", "canary", json!(1)), "after");
        assert_eq!(refused("", "outcomes", json!({})), "after.outcomes");
        assert_eq!(
            refused("/outcomes/0", "status", json!("canary")),
            "after.outcomes[0].status"
        );
        assert_eq!(
            refused("/outcomes/0", "canary", json!("canary")),
            "after.outcomes[0]"
        );
        assert_eq!(
            refused("/outcomes/0/details", "canary", json!({ "canary": 1 })),
            "after.outcomes[0].details"
        );
        let absent = read_report(None, "after").unwrap_err();
        assert_eq!(absent.code, Code::FieldMissing);
        assert!(read_report(Some(json!([])), "after").is_err());
    }
}
