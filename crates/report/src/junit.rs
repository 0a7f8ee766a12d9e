//! A report as test results: one suite a requirement, one case a check.
//!
//! Only what blocks is a failure, because a pipeline stops at one. Whatever else does not hold, or
//! was not seen to, is skipped with its words: neither passed nor failed. Only what was seen to
//! hold, or was confirmed by a person, passed.

use std::time::Duration;

use checkout_readiness_checks::contract::{Group, Outcome, Report, Requirement};
use checkout_readiness_wording::clean;
use quick_junit::{NonSuccessKind, Property, TestCase, TestCaseStatus, TestSuite};

use crate::document::{Document, Entry};

/// Writes it.
pub fn write(report: &Report, document: &Document) -> String {
    let name = format!(
        "checkout-readiness {} ({})",
        report.profile.product.name(),
        report.mode.name()
    );
    let mut results = quick_junit::Report::new(name);
    for requirement in Requirement::ALL {
        let mut suite = TestSuite::new(requirement.name());
        for (outcome, entry) in document.outcomes(report) {
            if outcome.requirement == *requirement {
                suite.add_test_case(case(report, outcome, entry));
            }
        }
        if suite.test_cases.is_empty() {
            continue;
        }
        suite.add_properties(about(report));
        results.add_test_suite(suite);
    }
    // What is written is text in memory, which cannot fail.
    results.to_string().unwrap_or_default()
}

/// What every suite says of the run, since a reader may be shown one suite alone.
fn about(report: &Report) -> Vec<Property> {
    let site = report.profile.site.map(|site| site.name());
    [
        ("verdict", Some(report.verdict.name())),
        ("mode", Some(report.mode.name())),
        ("product", Some(report.profile.product.name())),
        ("site", site),
        ("observed_at", Some(&*report.observed_at.0)),
        ("judged_at", report.judged_at.as_ref().map(|at| &*at.0)),
        ("engine", Some(&*report.engine)),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(Property::new(name, clean(value?))))
    .collect()
}

fn case(report: &Report, outcome: &Outcome, entry: &Entry) -> TestCase {
    let mut status = match outcome.group() {
        Group::Passed => TestCaseStatus::success(),
        Group::Blocker => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Group::Warning
        | Group::ToConfirm
        | Group::Unseen
        | Group::Dismissed
        | Group::NotApplicable => TestCaseStatus::skipped(),
    };
    if outcome.group() != Group::Passed {
        status.set_message(entry.title.as_str());
        status.set_type(entry.reason.as_str());
        status.set_description(told(entry));
    }
    let mut case = TestCase::new(entry.check.as_str(), status);
    case.set_classname(format!(
        "{}.{}",
        report.profile.product.name(),
        outcome.requirement.name()
    ));
    // Cases share what was observed, so their times may add up to more than the run took.
    let elapsed_ms = u64::from(outcome.elapsed_ms.unwrap_or_default());
    case.set_time(Duration::from_millis(elapsed_ms));
    for (name, value) in [
        ("severity", outcome.severity.name()),
        ("status", outcome.status.name()),
        ("reason", entry.reason.as_str()),
    ] {
        case.add_property(Property::new(name, value));
    }
    for (name, is_so) in [
        ("confirmed", outcome.confirmation.is_some()),
        ("set_aside", outcome.group() == Group::Dismissed),
    ] {
        if is_so {
            case.add_property(Property::new(name, "true"));
        }
    }
    case
}

/// Title, facts, what a person decided and what to do, a line each.
fn told(entry: &Entry) -> String {
    let facts = entry.facts.iter().chain(&entry.decision);
    std::iter::once(entry.title.clone())
        .chain(facts.map(|fact| format!("{}: {}", fact.label, fact.value())))
        .chain(
            entry
                .coverage
                .iter()
                .map(|coverage| coverage.summary.clone()),
        )
        .chain(entry.numbered_steps())
        .chain(
            entry
                .link
                .iter()
                .map(|(name, address)| format!("{name}: {address}")),
        )
        .collect::<Vec<_>>()
        .join("\n")
}
