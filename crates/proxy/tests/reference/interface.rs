//! The interface as Markdown: every address, what it takes and answers, every shape and every code
//! of an error, from the description the server itself gives.

use std::collections::BTreeSet;
use std::fmt::Write;

use checkout_readiness_proxy::problem::Code;
use checkout_readiness_proxy::routes::description;
use serde_json::Value;

use crate::shape;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The whole reference.
pub fn reference() -> String {
    let description = serde_json::to_value(description()).unwrap();
    let mut out = String::new();
    let operations = operations(&description);
    writeln!(out, "| Call | What it does |\n|---|---|").unwrap();
    for (method, path, operation) in &operations {
        writeln!(
            out,
            "| [`{} {path}`](#{}) | {} |",
            method.to_uppercase(),
            anchor(method, path),
            cell(told(operation, "summary"))
        )
        .unwrap();
    }
    for (method, path, operation) in &operations {
        one(&mut out, method, path, operation);
    }
    codes(&mut out);
    shapes(&mut out, &description, &operations);
    out
}

type Operation<'a> = (&'static str, &'a str, &'a Value);

fn operations(description: &Value) -> Vec<Operation<'_>> {
    let paths = description["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, methods)| {
        METHODS.into_iter().filter_map(move |method| {
            methods
                .get(method)
                .map(|operation| (method, path.as_str(), operation))
        })
    });
    all.collect()
}

fn one(out: &mut String, method: &str, path: &str, operation: &Value) {
    // As code: a name in braces at a heading's end would be taken for an attribute of it.
    writeln!(out, "\n### `{} {path}`\n", method.to_uppercase()).unwrap();
    for part in ["summary", "description"] {
        let text = told(operation, part);
        if !text.is_empty() {
            writeln!(out, "{text}\n").unwrap();
        }
    }
    parameters(out, operation);
    if let Some(content) = operation["requestBody"]["content"].as_object() {
        for (kind, body) in content {
            writeln!(out, "Body: {} as `{kind}`.\n", shape::name(&body["schema"])).unwrap();
        }
    }
    writeln!(out, "| Answer | Body | When |\n|---|---|---|").unwrap();
    for (status, answer) in operation["responses"].as_object().unwrap() {
        writeln!(
            out,
            "| {status} | {} | {} |",
            bodies(answer),
            cell(told(answer, "description"))
        )
        .unwrap();
    }
}

fn parameters(out: &mut String, operation: &Value) {
    let Some(parameters) = operation["parameters"].as_array() else {
        return;
    };
    writeln!(
        out,
        "| Parameter | In | Type | What it is |\n|---|---|---|---|"
    )
    .unwrap();
    for parameter in parameters {
        let is_required = parameter["required"] == true;
        writeln!(
            out,
            "| `{}`{} | {} | {} | {} |",
            told(parameter, "name"),
            if is_required { ", required" } else { "" },
            told(parameter, "in"),
            shape::name(&parameter["schema"]),
            cell(told(parameter, "description"))
        )
        .unwrap();
    }
    out.push('\n');
}

/// What an answer holds; several types of one shape are named once.
fn bodies(answer: &Value) -> String {
    let Some(content) = answer["content"].as_object() else {
        return "none".to_owned();
    };
    let mut shapes: Vec<String> = content
        .values()
        .map(|body| shape::name(&body["schema"]))
        .collect();
    shapes.dedup();
    let kinds: Vec<String> = content.keys().map(|kind| format!("`{kind}`")).collect();
    format!("{} as {}", shapes.join(" or "), kinds.join(", "))
}

fn codes(out: &mut String) {
    writeln!(
        out,
        "\n## Error codes\n\n| Code | Status | Title |\n|---|---|---|"
    )
    .unwrap();
    for code in Code::ALL {
        writeln!(
            out,
            "| `{}` | {} | {} |",
            code.name(),
            code.status().as_u16(),
            code.title()
        )
        .unwrap();
    }
}

/// The shapes that are sent or answered, and those in them.
fn shapes(out: &mut String, description: &Value, operations: &[Operation<'_>]) {
    let all = description["components"]["schemas"].as_object().unwrap();
    let mut wanted = BTreeSet::new();
    let mut next: Vec<String> = operations
        .iter()
        .flat_map(|(_, _, operation)| shape::references(operation))
        .collect();
    while let Some(name) = next.pop() {
        let schema = all
            .get(&name)
            .unwrap_or_else(|| panic!("{name} is not described"));
        if wanted.insert(name) {
            next.extend(shape::references(schema));
        }
    }
    writeln!(out, "\n## Shapes").unwrap();
    for name in wanted {
        writeln!(out, "\n### {name}\n").unwrap();
        shape::write(out, &all[&name]);
    }
}

/// A text of the description, or nothing.
pub fn told<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// A text that fits into a cell of a table.
pub fn cell(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|")
}

/// The address of a heading, as mdBook makes it.
fn anchor(method: &str, path: &str) -> String {
    format!("{method} {path}")
        .to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            letter if letter.is_alphanumeric() || matches!(letter, '_' | '-') => Some(letter),
            _ => None,
        })
        .collect()
}
