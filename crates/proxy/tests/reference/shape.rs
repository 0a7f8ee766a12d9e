//! The shapes of messages as Markdown: objects as tables of their fields, choices as lists.

use std::fmt::Write;

use serde_json::Value;

use crate::interface::{cell, told};

const REFERENCE: &str = "#/components/schemas/";

/// A shape in a word or two; one that has a name leads to it.
pub fn name(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches(REFERENCE);
        return format!("[{name}](#{})", name.to_lowercase());
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        if let Some(options) = schema[choice].as_array() {
            let names: Vec<String> = options.iter().map(name).collect();
            return names.join(if choice == "allOf" { " and " } else { " or " });
        }
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        return values.join(", ");
    }
    if let Some(value) = schema.get("const") {
        return format!("`{value}`");
    }
    let kinds = match &schema["type"] {
        Value::String(kind) => vec![kind.clone()],
        Value::Array(kinds) => kinds
            .iter()
            .filter_map(|kind| kind.as_str().map(str::to_owned))
            .collect(),
        _ => vec!["anything".to_owned()],
    };
    let named: Vec<String> = kinds.iter().map(|kind| of_kind(kind, schema)).collect();
    named.join(" or ")
}

fn of_kind(kind: &str, schema: &Value) -> String {
    match kind {
        "array" if schema["items"].is_object() => format!("list of {}", name(&schema["items"])),
        "array" => "list".to_owned(),
        "object" if schema["additionalProperties"].is_object() => {
            format!("object of {}", name(&schema["additionalProperties"]))
        }
        "object" if schema["properties"].is_object() => {
            let fields = schema["properties"].as_object().into_iter().flatten();
            let fields: Vec<String> = fields
                .map(|(field, schema)| format!("`{field}`: {}", name(schema)))
                .collect();
            format!("object ({})", fields.join("; "))
        }
        "string" => match schema["format"].as_str() {
            Some(format) => format!("text ({format})"),
            None => "text".to_owned(),
        },
        "integer" => "whole number".to_owned(),
        other => other.to_owned(),
    }
}

/// A shape as it stands below its heading.
pub fn write(out: &mut String, schema: &Value) {
    let text = told(schema, "description");
    if !text.is_empty() {
        writeln!(out, "{text}\n").unwrap();
    }
    let choice = ["oneOf", "anyOf", "allOf"]
        .into_iter()
        .find_map(|choice| Some((choice, schema[choice].as_array()?)));
    if let Some((choice, options)) = choice {
        let how = if choice == "allOf" {
            "All of:"
        } else {
            "One of:"
        };
        writeln!(out, "{how}\n").unwrap();
        for option in options {
            let text = told(option, "description");
            let text = if text.is_empty() {
                String::new()
            } else {
                format!(" – {}", cell(text))
            };
            writeln!(out, "- {}{text}", name(option)).unwrap();
        }
    } else if let Some(fields) = schema["properties"].as_object() {
        fields_of(out, schema, fields);
    } else {
        writeln!(out, "{}", name(schema)).unwrap();
    }
}

fn fields_of(out: &mut String, schema: &Value, fields: &serde_json::Map<String, Value>) {
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    writeln!(out, "| Field | Type | What it is |\n|---|---|---|").unwrap();
    for (field, schema) in fields {
        let may_be_left_out = if required.contains(&field.as_str()) {
            ""
        } else {
            ", may be left out"
        };
        writeln!(
            out,
            "| `{field}` | {}{may_be_left_out} | {} |",
            cell(&name(schema)),
            cell(about(schema))
        )
        .unwrap();
    }
}

/// What a field is; where it may be null, that stands beside the other choice.
fn about(schema: &Value) -> &str {
    let options = schema["oneOf"].as_array().into_iter().flatten();
    std::iter::once(schema)
        .chain(options)
        .map(|schema| told(schema, "description"))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// The names of all shapes something refers to.
pub fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(object) => object
            .iter()
            .flat_map(|(key, value)| match value.as_str() {
                Some(reference) if key == "$ref" => {
                    vec![reference.trim_start_matches(REFERENCE).to_owned()]
                }
                _ => references(value),
            })
            .collect(),
        Value::Array(values) => values.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}
