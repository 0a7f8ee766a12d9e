//! The lines of a run: `started` first, one `outcome` for each planned check, `finished` last.

use std::collections::BTreeMap;

use checkout_readiness_checks::check::shared;
use checkout_readiness_checks::contract::{
    Event, Outcome, Report, Requirement, SCHEMA, Severity, next_step,
};
use checkout_readiness_checks::registry;
use serde_json::{Value, json};

use super::shapes::Shapes;
use super::{Findings, Known};
use crate::routes::RUNS;

/// Where the interface says how a run goes.
pub const SAID: &str = "openapi.json, paths./api/v1/runs.post; own-proxy, A run";

/// A check as it is planned: its id, heading and severity.
type Planned = (&'static str, Requirement, Severity);

/// A run that could be read to its end.
#[derive(Debug)]
pub struct Read {
    /// Its report.
    pub report: Report,
}

/// Looks at every line. None where the run cannot be read to its end.
pub fn judge_events(
    text: &str,
    known: &Known,
    shapes: &Shapes,
    (asked, planned): (&str, &[Planned]),
    findings: &mut Findings,
) -> Option<Read> {
    let events = read(text, shapes, asked, findings)?;
    let mut outcomes = BTreeMap::new();
    let mut report = None;
    for (index, event) in events.into_iter().enumerate() {
        let number = index + 1;
        let is_after_the_end = report.is_some();
        let got = format!("line {number} after it");
        if is_after_the_end && !findings.hold(false, asked, SAID, "finished as the last line", got)
        {
            return None;
        }
        match event {
            Event::Started {
                profile,
                mode,
                plan,
                ..
            } => {
                let got = format!("started as line {number}");
                findings.hold(index == 0, asked, SAID, "started as the first line", got);
                let expected = format!(
                    "started about {} in mode {}",
                    known.product.name(),
                    known.mode.name()
                );
                let got = format!("{} in mode {}", profile.product.name(), mode.name());
                let is_same = profile.product == known.product && mode == known.mode;
                findings.hold(is_same, asked, SAID, expected, got);
                let given: Vec<_> = plan
                    .iter()
                    .map(|it| (it.check.as_str(), it.requirement, it.severity))
                    .collect();
                compare_plans(&given, planned, asked, findings);
            }
            Event::Outcome { outcome } => {
                let got = format!("an outcome as line {number}");
                findings.hold(index > 0, asked, SAID, "started as the first line", got);
                judge_outcome(&outcome, planned, asked, findings);
                let got = format!("a second one of {}", outcome.check);
                let is_first = !outcomes.contains_key(&outcome.check);
                if findings.hold(is_first, asked, SAID, "one outcome of each check", got) {
                    outcomes.insert(outcome.check.clone(), outcome);
                }
            }
            Event::Finished { report: given } => report = Some(given),
        }
    }
    for (check, ..) in planned {
        let expected = format!("an outcome of {check}, as planned");
        findings.hold(outcomes.contains_key(*check), asked, SAID, expected, "none");
    }
    let is_finished = report.is_some();
    findings.hold(
        is_finished,
        asked,
        SAID,
        "finished as the last line",
        "an end without it",
    );
    let report = report?;
    judge_report(&report, &outcomes, known, asked, findings);
    Some(Read { report })
}

/// The lines as events. None where one is none.
fn read(text: &str, shapes: &Shapes, asked: &str, findings: &mut Findings) -> Option<Vec<Event>> {
    let mut events = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let expected = format!("a JSON object as line {}", index + 1);
        let value: Value = serde_json::from_str(line).unwrap_or_default();
        if !findings.hold(value.is_object(), asked, SAID, expected, line) {
            return None;
        }
        if !shapes.answer(&value, (RUNS, "post", "200"), asked, findings) {
            return None;
        }
        let event = serde_json::from_value(value).map_err(|error| error.to_string());
        let got = event.as_ref().err().cloned().unwrap_or_default();
        let expected = format!("an event as line {}", index + 1);
        if !findings.hold(event.is_ok(), asked, SAID, expected, got) {
            return None;
        }
        events.extend(event);
    }
    Some(events)
}

fn compare_plans(
    given: &[(&str, Requirement, Severity)],
    planned: &[Planned],
    asked: &str,
    findings: &mut Findings,
) {
    for (check, requirement, severity) in planned {
        let found = given.iter().find(|(id, ..)| id == check);
        let is_same =
            found.is_some_and(|(_, heading, weight)| heading == requirement && weight == severity);
        let expected = format!(
            "{check} in the plan, {} of {}",
            severity.name(),
            requirement.name()
        );
        let got = found.map_or("nothing of it".to_owned(), |(_, heading, weight)| {
            format!("{} of {}", weight.name(), heading.name())
        });
        findings.hold(is_same, asked, SAID, expected, got);
    }
    for (id, ..) in given {
        let is_known = planned.iter().any(|(check, ..)| check == id);
        findings.hold(is_known, asked, SAID, "a plan of what was asked", id);
    }
}

/// An outcome says what its check may say.
fn judge_outcome(outcome: &Outcome, planned: &[Planned], asked: &str, findings: &mut Findings) {
    let said = "docs/checks.md; own-proxy, A run";
    let id = outcome.check.as_str();
    let known = planned.iter().find(|(check, ..)| *check == id);
    if !findings.hold(
        known.is_some(),
        asked,
        said,
        "outcomes of what was planned",
        id,
    ) {
        return;
    }
    let is_same = known.is_some_and(|(_, requirement, severity)| {
        outcome.requirement == *requirement && outcome.severity == *severity
    });
    let got = format!(
        "{} of {}",
        outcome.severity.name(),
        outcome.requirement.name()
    );
    let expected = format!("{id} with its heading and severity");
    findings.hold(is_same, asked, said, expected, got);
    let Some(check) = registry::find(id) else {
        return;
    };
    let mut reasons = check.reasons.iter().chain(&shared::ALL);
    let reason = reasons.find(|reason| reason.code == outcome.reason);
    let expected = format!("a reason of {id}");
    if let Some(reason) = reason {
        let expected = format!("{id} {} for {}", reason.status.name(), reason.code);
        let got = outcome.status.name();
        findings.hold(outcome.status == reason.status, asked, said, expected, got);
    } else {
        findings.hold(false, asked, said, expected, &outcome.reason);
    }
}

/// The report says once more what the lines said, and no more.
fn judge_report(
    report: &Report,
    outcomes: &BTreeMap<String, Outcome>,
    known: &Known,
    asked: &str,
    findings: &mut Findings,
) {
    let got = report.schema;
    findings.hold(
        got == SCHEMA,
        asked,
        SAID,
        format!("a report of schema {SCHEMA}"),
        got,
    );
    let is_same = report.mode == known.mode && report.profile.product == known.product;
    let expected = "a report about what was asked";
    let got = json!({ "mode": report.mode, "profile": report.profile });
    findings.hold(is_same, asked, SAID, expected, got);
    let moment = &report.observed_at.0;
    let is_moment = moment.parse::<jiff::Timestamp>().is_ok();
    findings.hold(
        is_moment,
        asked,
        SAID,
        "observed_at, a moment of RFC 3339",
        moment,
    );
    let told: Vec<_> = report
        .outcomes
        .iter()
        .map(|outcome| outcome.check.as_str())
        .collect();
    let mut sorted = told.clone();
    sorted.sort_by_key(|check| registry::position(check));
    let expected = "outcomes in the order of the registry";
    findings.hold(told == sorted, asked, SAID, expected, told.join(", "));
    for outcome in &report.outcomes {
        let is_same = outcomes.get(&outcome.check) == Some(outcome);
        let expected = format!("the outcome of {} as its line told it", outcome.check);
        findings.hold(is_same, asked, SAID, expected, "another one in the report");
    }
    let is_whole = outcomes.keys().all(|check| told.contains(&check.as_str()));
    let got = format!("{} of {}", told.len(), outcomes.len());
    findings.hold(is_whole, asked, SAID, "every outcome in the report", got);
    let next = next_step(&report.outcomes).map(|outcome| outcome.check.clone());
    let words = |next: &Option<String>| next.clone().unwrap_or("nothing".to_owned());
    let expected = format!("{} as what to do next", words(&next));
    findings.hold(
        report.next == next,
        asked,
        SAID,
        expected,
        words(&report.next),
    );
}
