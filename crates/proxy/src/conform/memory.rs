//! What is remembered, where the profile says so: kept runs and decisions. Nothing is decided here.

use checkout_readiness_checks::contract::Report;

use super::shapes::Shapes;
use super::{Asker, Findings, Known};
use crate::problem::Code;

const RUNS: &str = "/api/v1/runs";
const RUN: &str = "/api/v1/runs/{id}";
const DECISIONS: &str = "/api/v1/decisions";
const SAID: &str = "openapi.json, paths./api/v1/runs.get; own-proxy, Memory";

/// Looks at what is kept after the whole run, whose report this is.
pub async fn look(
    asker: &Asker,
    known: &Known,
    shapes: &Shapes,
    report: Option<&Report>,
    findings: &mut Findings,
) {
    let path = format!("{DECISIONS}?{}", known.query());
    let said = "openapi.json, paths./api/v1/decisions.get; own-proxy, Memory";
    shapes.told(asker, DECISIONS, &path, said, findings).await;
    let unknown = format!("{RUNS}/999999999999");
    let answer = asker.get(&unknown).await;
    findings.problem(&format!("GET {unknown}"), Code::UnknownRun, answer, shapes);
    let path = format!("{RUNS}?{}", known.query());
    let asked = format!("GET {path}");
    let Some(list) = shapes.told(asker, RUNS, &path, SAID, findings).await else {
        return;
    };
    let runs = list["runs"].as_array().cloned().unwrap_or_default();
    let ids: Vec<i64> = runs.iter().filter_map(|run| run["id"].as_i64()).collect();
    let is_sorted = ids.is_sorted_by(|one, next| one > next);
    let got = format!("the order {ids:?}");
    findings.hold(is_sorted, &asked, SAID, "the newest run first", got);
    let Some(report) = report else { return };
    let of_this_run = |run: &&serde_json::Value| run["observed_at"] == report.observed_at.0;
    let found = runs.iter().find(of_this_run);
    let expected = format!("the run that ended at {}", report.observed_at.0);
    let got = format!("{} runs without it", runs.len());
    if !findings.hold(found.is_some(), &asked, SAID, expected, got) {
        return;
    }
    let Some(id) = found.and_then(|run| run["id"].as_i64()) else {
        return;
    };
    let path = format!("{RUNS}/{id}");
    let asked = format!("GET {path}");
    if let Some(kept) = shapes.told(asker, RUN, &path, SAID, findings).await {
        let is_same = serde_json::from_value::<Report>(kept).is_ok_and(|kept| kept == *report);
        findings.hold(
            is_same,
            &asked,
            SAID,
            "the report as the run told it",
            "another one",
        );
    }
}
