//! Runs: a whole one and one of a single check, their lines one by one.

use checkout_readiness_checks::contract::{Report, Verdict};
use checkout_readiness_checks::judge::plan;
use checkout_readiness_checks::profile::Profile;
use serde_json::{Value, json};

use super::events::{Read, SAID, judge_events};
use super::shapes::Shapes;
use super::{Asker, Findings, Known};
use crate::routes::RUNS;

/// What is asked alone: every product needs credentials that work.
const ALONE: &str = "access-token-works";

/// Looks at both runs, and returns the report of the whole one if it can be gone by.
pub async fn look(
    asker: &Asker,
    known: &Known,
    shapes: &Shapes,
    findings: &mut Findings,
) -> Option<Report> {
    let mut body = json!({ "product": known.product.name() });
    if let Some(merchant) = &known.merchant {
        body["merchant"] = json!(merchant);
    }
    let mut part = body.clone();
    part["checks"] = json!([ALONE]);
    let asked = format!("POST {RUNS} with {part}");
    let planned = |id: &str| id == ALONE;
    if let Some(run) = ask(asker, known, shapes, (&asked, part), &planned, findings).await {
        let expected = "a verdict other than ready: some checks say nothing about the others";
        let verdict = run.report.verdict;
        findings.hold(
            verdict != Verdict::Ready,
            &asked,
            SAID,
            expected,
            verdict.name(),
        );
    }
    let asked = format!("POST {RUNS} with {body}");
    let run = ask(asker, known, shapes, (&asked, body), &|_| true, findings).await?;
    let justified = checkout_readiness_checks::contract::verdict(&run.report.outcomes);
    let got = run.report.verdict;
    let expected = format!(
        "the verdict {}, which its outcomes come to",
        justified.name()
    );
    findings.hold(got == justified, &asked, SAID, expected, got.name());
    Some(run.report)
}

/// Asks for a run of the checks that are planned, and looks at every line of it.
async fn ask(
    asker: &Asker,
    known: &Known,
    shapes: &Shapes,
    (asked, body): (&str, Value),
    is_planned: &(dyn Fn(&str) -> bool + Sync),
    findings: &mut Findings,
) -> Option<Read> {
    let answer = asker.post(RUNS, "application/json", body.to_string()).await;
    let expected = (200, "application/x-ndjson");
    let answer = findings.fine(asked, SAID, expected, answer)?;
    let profile = Profile {
        product: known.product,
        site: known.site,
    };
    let planned: Vec<_> = plan(&profile)
        .filter(|(check, _)| is_planned(check.id))
        .map(|(check, severity)| (check.id, check.requirement, severity))
        .collect();
    judge_events(&answer.body, known, shapes, (asked, &planned), findings)
}
