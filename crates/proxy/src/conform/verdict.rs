//! The last verdict: `GET /api/v1/verdict`, which must never say more than the run did.

use checkout_readiness_checks::contract::{Report, Verdict};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::shapes::Shapes;
use super::{Asker, Findings, Known};
use crate::glance::{COUNTS, FRESH, GlanceCounts};

const PATH: &str = "/api/v1/verdict";
const SAID: &str = "openapi.json, paths./api/v1/verdict; own-proxy, The last verdict";

/// Looks at the verdict after the whole run, whose report this is.
pub async fn look(
    asker: &Asker,
    known: &Known,
    shapes: &Shapes,
    report: Option<&Report>,
    findings: &mut Findings,
) {
    let path = format!("{PATH}?{}", known.query());
    let asked = format!("GET {path}");
    let Some(glance) = shapes.told(asker, PATH, &path, SAID, findings).await else {
        return;
    };
    let is_same = glance["mode"] == known.mode.name() && glance["product"] == known.product.name();
    let expected = format!("{} in mode {}", known.product.name(), known.mode.name());
    let got = format!("{} in mode {}", glance["product"], glance["mode"]);
    findings.hold(is_same, &asked, SAID, expected, got);
    judge_moments(&glance, &asked, findings);
    if let Some(report) = report {
        compare(&glance, report, &asked, findings);
    }
}

/// How long a verdict counts is the same everywhere.
fn judge_moments(glance: &Value, asked: &str, findings: &mut Findings) {
    if glance["verdict"] == Verdict::NotRun.name() {
        return;
    }
    let moment = |key: &str| glance[key].as_str()?.parse::<Timestamp>().ok();
    let Some(observed) = moment("observed_at") else {
        let expected = "observed_at, when the run ended";
        findings.hold(false, asked, SAID, expected, &glance["observed_at"]);
        return;
    };
    for (key, after, words) in [
        ("fresh_until", FRESH, "24 hours"),
        ("expires_at", COUNTS, "seven days"),
    ] {
        let is_so = moment(key).is_some_and(|moment| {
            let difference = moment.duration_since(observed) - after;
            difference.abs() <= SignedDuration::from_secs(1)
        });
        let expected = format!("{key} {words} after observed_at");
        findings.hold(is_so, asked, SAID, expected, &glance[key]);
    }
}

/// Right after a whole run its verdict is the last one, unless somebody ran another since.
fn compare(glance: &Value, report: &Report, asked: &str, findings: &mut Findings) {
    let observed = glance["observed_at"].as_str().unwrap_or_default();
    let is_of_this_run = observed == report.observed_at.0;
    let is_not_older = observed >= report.observed_at.0.as_str();
    let expected = format!("the run that ended at {}", report.observed_at.0);
    findings.hold(is_not_older, asked, SAID, expected, &glance["observed_at"]);
    if !is_of_this_run {
        return;
    }
    let expected = format!("{:?}, as the run said", report.verdict.name());
    let is_same = glance["verdict"] == report.verdict.name();
    findings.hold(is_same, asked, SAID, expected, &glance["verdict"]);
    let counts = serde_json::to_value(GlanceCounts::of(&report.outcomes)).unwrap_or_default();
    let expected = format!("the counts {counts}");
    findings.hold(
        glance["counts"] == counts,
        asked,
        SAID,
        expected,
        &glance["counts"],
    );
}
