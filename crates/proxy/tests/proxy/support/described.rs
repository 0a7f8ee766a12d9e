//! The description of the interface, and whether an answer is of a shape in it.

use serde_json::{Map, Value, json};

use super::Served;

/// A validator of one of the description's shapes; objects may have no key the shape leaves out.
pub fn validator(description: &Value, schema: &Value) -> jsonschema::Validator {
    let mut whole = schema.clone();
    whole["components"] = description["components"].clone();
    close(&mut whole);
    jsonschema::validator_for(&whole).unwrap()
}

fn close(value: &mut Value) {
    match value {
        Value::Object(object) => {
            let is_closed =
                object.get("type") == Some(&json!("object")) && object.contains_key("properties");
            if is_closed && !object.contains_key("additionalProperties") {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            object.values_mut().for_each(close);
        }
        Value::Array(values) => values.iter_mut().for_each(close),
        _ => {}
    }
}

pub fn assert_valid(validator: &jsonschema::Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:?}\n{value:#}");
}

pub async fn description(served: &Served) -> Value {
    served
        .get("/openapi.json")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap()
}

pub fn schema<'a>(description: &'a Value, path: &str, method: &str, status: &str) -> &'a Value {
    let content = &description["paths"][path][method]["responses"][status]["content"];
    let kinds: &Map<String, Value> = content.as_object().unwrap();
    &kinds.values().next().unwrap()["schema"]
}
