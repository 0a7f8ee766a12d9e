//! Pages as a browser reports them.

use serde_json::{Value, json};

use crate::support::page_in_order;

/// Every page: where the browser stands, in words, and what it sends.
pub fn seen() -> Vec<(&'static str, Value)> {
    let resource = |kind: &str| json!([{ "kind": kind, "url": "http://cdn.example/file" }]);
    let secret = json!([{
        "kind": "access-token", "place": "markup", "position": "12", "tail": "0001",
    }]);
    vec![
        ("on a page in order", page_in_order()),
        (
            "on a page over plain http",
            page(&[("scheme", json!("http"))]),
        ),
        ("on its own machine", page(&[("host", json!("localhost"))])),
        (
            "on a file",
            page(&[("scheme", json!("file")), ("host", json!(""))]),
        ),
        (
            "in a frame of an insecure page",
            page(&[("secure_context", json!(false))]),
        ),
        (
            "on a page with a picture over plain http",
            page(&[("insecure_resources", resource("image"))]),
        ),
        (
            "on a page with a script over plain http",
            page(&[("insecure_resources", resource("script"))]),
        ),
        (
            "that tells no resources",
            page(&[("insecure_resources", Value::Null)]),
        ),
        (
            "that does not see policies",
            with(&[("policies", Value::Null)]),
        ),
        (
            "that may not read its storage",
            with(&[("unread", json!(["storage"]))]),
        ),
        (
            "on a page with a secret",
            with(&[("secrets", secret.clone())]),
        ),
        (
            "on an admin's page",
            with(&[("scripts", json!([])), ("globals", json!(nothing_loaded()))]),
        ),
        (
            "on an admin's page with a secret",
            with(&[
                ("scripts", json!([])),
                ("globals", json!(nothing_loaded())),
                ("secrets", secret),
            ]),
        ),
        (
            "on a page nobody looked into",
            page(&[("markup", Value::Null)]),
        ),
    ]
}

fn nothing_loaded() -> Value {
    json!({ "has_v2": false, "has_v1": false, "has_device_id": false })
}

/// The page in order but for these fields.
fn page(changes: &[(&str, Value)]) -> Value {
    let mut page = page_in_order();
    for (name, value) in changes {
        page[*name] = value.clone();
    }
    page
}

/// The page in order but for these fields of its markup.
fn with(changes: &[(&str, Value)]) -> Value {
    let mut page = page_in_order();
    for (name, value) in changes {
        page["markup"][*name] = value.clone();
    }
    page
}
