//! What programs read: test results and findings, held against what their readers expect.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::collections::BTreeSet;

use checkout_readiness_checks::contract::{Group, Report};
use checkout_readiness_report::Format;
use checkout_readiness_wording::Language::{self, En};
use serde_json::Value;
use support::{full_report, ready_report, worst_report, written};

fn reports() -> [Report; 3] {
    [ready_report(), worst_report(), full_report("payer.email")]
}

fn count(report: &Report, group: impl Fn(Group) -> bool) -> usize {
    let groups = report.outcomes.iter().map(|outcome| outcome.group());
    groups.filter(|found| group(*found)).count()
}

#[test]
fn only_blockers_fail_and_only_what_holds_passes() {
    for report in reports() {
        let text = written(&report, En, Format::JUnit);
        let read = quick_junit::Report::deserialize_from_str(&text).expect("test results");
        assert_eq!(read.tests, report.outcomes.len());
        assert_eq!(
            read.failures,
            count(&report, |group| group == Group::Blocker)
        );
        assert_eq!(read.errors, 0);
        let cases: Vec<_> = read
            .test_suites
            .iter()
            .flat_map(|suite| &suite.test_cases)
            .collect();
        for outcome in &report.outcomes {
            let case = cases
                .iter()
                .find(|case| case.name.as_str() == outcome.check);
            let case = case.expect("a case for every check");
            let value = |name: &str| {
                let found = case
                    .properties
                    .iter()
                    .find(|known| known.name.as_str() == name);
                found.map(|found| found.value.as_str().to_owned())
            };
            assert_eq!(value("severity").as_deref(), Some(outcome.severity.name()));
            assert_eq!(value("reason").as_deref(), Some(&*outcome.reason));
            use quick_junit::TestCaseStatus::{NonSuccess, Skipped, Success};
            match (outcome.group(), &case.status) {
                (Group::Passed, Success { .. }) => {}
                (
                    Group::Blocker,
                    NonSuccess {
                        message,
                        description,
                        ..
                    },
                ) => {
                    assert!(message.is_some() && description.is_some());
                }
                (Group::Passed | Group::Blocker, other) => panic!("{other:?}"),
                (_, Skipped { message, .. }) => assert!(message.is_some()),
                (_, other) => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn every_suite_says_whose_verdict_it_is_part_of() {
    for report in reports() {
        let text = written(&report, En, Format::JUnit);
        let read = quick_junit::Report::deserialize_from_str(&text).expect("test results");
        let name = read.name.as_ref().map(|name| name.as_str());
        assert!(name.is_some_and(|name| name.contains(report.mode.name())));
        for suite in read.test_suites {
            let has = |name: &str, value: &str| {
                let mut known = suite.properties.iter();
                known.any(|known| known.name.as_str() == name && known.value.as_str() == value)
            };
            assert!(has("verdict", report.verdict.name()));
            assert!(has("mode", report.mode.name()));
            assert!(has("observed_at", &report.observed_at.0));
        }
    }
}

fn sarif(report: &Report, language: Language) -> Value {
    serde_json::from_str(&written(report, language, Format::Sarif)).expect("JSON")
}

fn texts<'a>(values: &'a Value, pointer: &str) -> Vec<&'a str> {
    let values = values.as_array().expect("a list");
    let at = |value: &'a Value| value.pointer(pointer).and_then(Value::as_str);
    values
        .iter()
        .map(|value| at(value).unwrap_or_else(|| panic!("{pointer} in {value:#}")))
        .collect()
}

#[test]
fn findings_have_everything_the_standard_requires() {
    for report in reports() {
        for language in Language::ALL {
            let log = sarif(&report, language);
            assert_eq!(log["version"], "2.1.0");
            let [run] = &log["runs"].as_array().expect("runs")[..] else {
                panic!("one run")
            };
            assert_eq!(run["language"], language.tag());
            let driver = &run["tool"]["driver"];
            assert!(driver["name"].is_string() && driver["version"].is_string());
            let rules = texts(&driver["rules"], "/id");
            assert_eq!(
                rules.iter().collect::<BTreeSet<_>>().len(),
                report.outcomes.len()
            );
            for pointer in [
                "/shortDescription/text",
                "/fullDescription/text",
                "/help/text",
                "/helpUri",
            ] {
                assert!(
                    texts(&driver["rules"], pointer)
                        .iter()
                        .all(|text| !text.is_empty())
                );
            }
            for uri in texts(&driver["rules"], "/helpUri") {
                assert!(uri.starts_with("https://www.mercadopago"), "{uri}");
            }
            for result in run["results"].as_array().expect("results") {
                let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index"));
                assert_eq!(result["ruleId"], rules[index.expect("small")]);
                assert!(
                    !result["message"]["text"]
                        .as_str()
                        .unwrap_or_default()
                        .is_empty()
                );
                let kind = result["kind"].as_str().expect("a kind");
                assert!(["fail", "open", "review"].contains(&kind), "{kind}");
                // Section 3.27.10: whatever is no failure has no level.
                assert_eq!(result["level"] == "none", kind != "fail", "{result:#}");
                let names = &result["locations"][0]["logicalLocations"];
                assert_eq!(names[0]["name"], result["ruleId"]);
                for mark in result["partialFingerprints"]
                    .as_object()
                    .expect("marks")
                    .values()
                {
                    assert!(mark.is_string());
                }
            }
        }
    }
}

#[test]
fn findings_are_what_is_open_at_the_level_of_its_severity() {
    for report in reports() {
        let log = sarif(&report, En);
        let results = log["runs"][0]["results"].as_array().expect("results");
        let with = |name: &str, value: &str| {
            results
                .iter()
                .filter(|result| result[name] == value)
                .count()
        };
        assert_eq!(results.len(), count(&report, |group| group < Group::Passed));
        assert_eq!(
            with("level", "error"),
            count(&report, |group| group == Group::Blocker)
        );
        assert_eq!(
            with("level", "warning"),
            count(&report, |group| matches!(
                group,
                Group::Warning | Group::Dismissed
            ))
        );
        assert_eq!(
            with("kind", "review"),
            count(&report, |group| group == Group::ToConfirm)
        );
        assert_eq!(
            with("kind", "open"),
            count(&report, |group| group == Group::Unseen)
        );
        let set_aside = results
            .iter()
            .filter(|result| result.get("suppressions").is_some());
        let set_aside: Vec<_> = set_aside.collect();
        assert_eq!(
            set_aside.len(),
            count(&report, |group| group == Group::Dismissed)
        );
        for result in set_aside {
            let suppression = &result["suppressions"][0];
            assert_eq!(suppression["kind"], "external");
            assert_eq!(suppression["justification"], "payer.email");
        }
    }
}
