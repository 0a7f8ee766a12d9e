//! The JSON form of a report, described: what `docs/report.schema.json` holds.

use checkout_readiness_checks::contract::{Report, SCHEMA};
use serde_json::{Map, Value, json};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// Where the types' own descriptions point to, and where a schema keeps what it points to.
const COMPONENTS: &str = "#/components/schemas/";
const DEFINITIONS: &str = "#/$defs/";

/// JSON Schema (draft 2020-12) of [`Report`]. An object may have more fields than are described:
/// they are added without a new version, which changes when a reader would be misled.
#[must_use]
pub fn schema() -> Value {
    let mut referenced: Vec<(String, RefOr<Schema>)> = Vec::new();
    Report::schemas(&mut referenced);
    referenced.push((Report::name().into_owned(), Report::schema()));
    referenced.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut definitions = Map::new();
    for (name, described) in referenced {
        // The types' descriptions are plain data: nothing that JSON lacks.
        let mut value = serde_json::to_value(described).unwrap_or_default();
        point_to_definitions(&mut value);
        definitions.insert(name, value);
    }
    if let Some(version) = definitions
        .get_mut("Report")
        .and_then(|report| report.pointer_mut("/properties/schema"))
        .and_then(Value::as_object_mut)
    {
        version.insert("const".to_owned(), json!(SCHEMA));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:checkout-readiness:report:{SCHEMA}"),
        "title": "Report of Checkout Readiness",
        "$ref": format!("{DEFINITIONS}Report"),
        "$defs": definitions,
    })
}

fn point_to_definitions(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(target) if name == "$ref" => {
                        *target = target.replace(COMPONENTS, DEFINITIONS);
                    }
                    value => point_to_definitions(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(point_to_definitions),
        _ => {}
    }
}
