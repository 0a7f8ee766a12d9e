//! A report as SARIF 2.1.0: rules are checks, results are what is open or was set aside.
//!
//! Only what was seen to be wrong is a failure, at the level of its severity: a blocker is an
//! error, a warning or a recommendation a warning. What a person must look at is up for review,
//! what could not be seen is open, both without a level, as the standard asks.

use checkout_readiness_checks::contract::{Group, Link, Outcome, Report, Severity};
use checkout_readiness_wording::{Catalog, links};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::document::{Document, Entry};

const VERSION: &str = "2.1.0";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log {
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    language: &'static str,
    results: Vec<Finding>,
    properties: Map<String, Value>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: String,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    short_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Text>,
    help: Text,
    help_uri: String,
    default_configuration: Value,
    properties: Value,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: String,
    rule_index: usize,
    kind: &'static str,
    level: &'static str,
    message: Text,
    locations: [Value; 1],
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Value>,
    properties: Value,
}

/// Writes it.
pub fn write(report: &Report, document: &Document, catalog: &dyn Catalog) -> String {
    let entries = document.outcomes(report);
    let guide = links::address(
        Link::GoLiveGuide,
        links::site(report),
        catalog.language(),
        report.profile.product,
        None,
    );
    let results = entries
        .iter()
        .enumerate()
        .filter_map(|(index, (outcome, entry))| result(report, index, outcome, entry));
    let log = Log {
        version: VERSION,
        runs: [Run {
            results: results.collect(),
            tool: Tool {
                driver: Driver {
                    name: "checkout-readiness",
                    version: report.engine.clone(),
                    rules: entries
                        .iter()
                        .map(|(outcome, entry)| rule(outcome, entry, document, &guide))
                        .collect(),
                },
            },
            language: catalog.language().tag(),
            properties: about(report),
        }],
    };
    // Texts and numbers: nothing that JSON lacks.
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn about(report: &Report) -> Map<String, Value> {
    let site = report.profile.site.map(|site| site.name());
    let judged_at = report.judged_at.as_ref().map(|at| &*at.0);
    [
        ("verdict", Some(report.verdict.name())),
        ("mode", Some(report.mode.name())),
        ("product", Some(report.profile.product.name())),
        ("site", site),
        ("observedAt", Some(&*report.observed_at.0)),
        ("judgedAt", judged_at),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name.to_owned(), json!(value?))))
    .collect()
}

fn rule(outcome: &Outcome, entry: &Entry, document: &Document, guide: &str) -> Rule {
    let level = match outcome.severity {
        Severity::Required => "error",
        Severity::Recommended => "warning",
    };
    let address = entry.link.as_ref().map(|(_, address)| address.as_str());
    Rule {
        id: outcome.check.clone(),
        short_description: Text {
            text: entry.name.clone(),
        },
        full_description: Some(Text {
            text: entry.why.clone(),
        })
        .filter(|why| !why.text.is_empty()),
        help: Text {
            text: help(entry, document),
        },
        help_uri: address.unwrap_or(guide).to_owned(),
        default_configuration: json!({ "level": level }),
        properties: json!({
            "requirement": outcome.requirement.name(),
            "severity": outcome.severity.name(),
            "tags": ["mercado-pago", outcome.requirement.name(), outcome.severity.name()],
        }),
    }
}

/// Why it matters, and what to do where something is to be done.
fn help(entry: &Entry, document: &Document) -> String {
    let mut lines = vec![entry.name.clone()];
    if !entry.why.is_empty() {
        lines.push(entry.why.clone());
    }
    if !entry.steps.is_empty() {
        lines.push([&document.labels.steps, ":"].concat());
        lines.extend(entry.numbered_steps());
    }
    lines.join("\n")
}

fn result(report: &Report, rule_index: usize, outcome: &Outcome, entry: &Entry) -> Option<Finding> {
    let (kind, level) = match outcome.group() {
        Group::Blocker => ("fail", "error"),
        Group::Warning | Group::Dismissed => ("fail", "warning"),
        Group::ToConfirm => ("review", "none"),
        Group::Unseen => ("open", "none"),
        Group::Passed | Group::NotApplicable => return None,
    };
    let set_aside = outcome.dismissal.as_ref();
    let suppressions = set_aside
        .filter(|_| outcome.group() == Group::Dismissed)
        .map(
            |said| json!({ "kind": "external", "status": "accepted", "justification": said.note }),
        );
    Some(Finding {
        rule_id: outcome.check.clone(),
        rule_index,
        kind,
        level,
        message: Text {
            text: message(entry),
        },
        locations: [json!({
            "logicalLocations": [{
                "name": outcome.check,
                "fullyQualifiedName": format!(
                    "{}/{}/{}",
                    report.profile.product.name(), outcome.requirement.name(), outcome.check
                ),
                "kind": "resource",
            }],
        })],
        partial_fingerprints: json!({
            "checkAndReason/v1": format!("{}:{}", outcome.check, outcome.reason),
        }),
        suppressions: suppressions.into_iter().collect(),
        properties: json!({
            "status": outcome.status.name(),
            "severity": outcome.severity.name(),
            "reason": outcome.reason,
        }),
    })
}

/// The result, and the facts behind it.
fn message(entry: &Entry) -> String {
    let facts = entry.facts.iter().chain(&entry.decision);
    std::iter::once(entry.title.clone())
        .chain(facts.map(|fact| format!("{}: {}", fact.label, fact.value())))
        .chain(
            entry
                .coverage
                .iter()
                .map(|coverage| coverage.summary.clone()),
        )
        .collect::<Vec<_>>()
        .join("\n")
}
