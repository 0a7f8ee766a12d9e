//! Which checks there are: `GET /api/v1/checks`, compared with the registry.

use std::collections::BTreeMap;

use checkout_readiness_checks::check::Check;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_checks::registry;
use serde_json::{Value, json};

use super::shapes::Shapes;
use super::{Asker, Findings};

const PATH: &str = "/api/v1/checks";
const ASKED: &str = "GET /api/v1/checks";
const SAID: &str = "docs/checks.md; own-proxy, Checks";

/// Looks at the registry.
pub async fn look(asker: &Asker, shapes: &Shapes, findings: &mut Findings) {
    let described = "openapi.json, paths./api/v1/checks";
    let Some(body) = shapes.told(asker, PATH, PATH, described, findings).await else {
        return;
    };
    let listed = body["checks"].as_array().into_iter().flatten();
    let mut listed: BTreeMap<&str, &Value> = listed
        .filter_map(|check| Some((check["id"].as_str()?, check)))
        .collect();
    for check in registry::ALL {
        let known = listed.remove(check.id);
        let expected = format!("the check {}", check.id);
        if findings.hold(known.is_some(), ASKED, SAID, expected, "no such check")
            && let Some(known) = known
        {
            compare(check, known, findings);
        }
    }
    for id in listed.keys() {
        findings.hold(false, ASKED, SAID, "checks of the registry alone", id);
    }
}

fn compare(check: &Check, known: &Value, findings: &mut Findings) {
    let severity = |product: &Product| Some((product.name(), (check.matters)(*product)?));
    let severities: BTreeMap<_, _> = Product::ALL.iter().filter_map(severity).collect();
    for (field, ours) in [
        ("requirement", json!(check.requirement)),
        ("severities", json!(severities)),
        ("sites", json!(check.sites)),
    ] {
        let expected = format!("{field} {ours} of {}", check.id);
        // Whatever order its keys come in.
        findings.hold(known[field] == ours, ASKED, SAID, expected, &known[field]);
    }
}
