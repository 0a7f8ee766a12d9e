//! Webhook probes, where the profile says there are: what one would send. None is ever sent.

use super::shapes::Shapes;
use super::{Asker, Findings, Known};
use crate::routes::WEBHOOK_PROBES;

const SAID: &str = "openapi.json, paths./api/v1/webhook-probes.get; own-proxy, Webhook probes";

/// Looks at the preview.
pub async fn look(asker: &Asker, known: &Known, shapes: &Shapes, findings: &mut Findings) {
    let path = format!("{WEBHOOK_PROBES}?{}", known.query());
    let asked = format!("GET {path}");
    let told = shapes.told(asker, WEBHOOK_PROBES, &path, SAID, findings);
    let Some(preview) = told.await else { return };
    let is_short = preview["plan"]
        .as_array()
        .is_some_and(|plan| plan.len() <= 30);
    findings.hold(
        is_short,
        &asked,
        SAID,
        "at most 30 requests",
        &preview["plan"],
    );
    let is_bare = preview["url"].as_str().is_none_or(|url| !url.contains('?'));
    findings.hold(
        is_bare,
        &asked,
        SAID,
        "an address without its query",
        "one with it",
    );
}
