//! The published description of the JSON form, held against every report there is an example of.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::path::Path;

use checkout_readiness_checks::contract::{Mode, Report, SCHEMA};
use checkout_readiness_checks::registry;
use checkout_readiness_report::{Format, schema};
use checkout_readiness_wording::Language::En;
use serde_json::{Value, json};
use support::{
    assert_file, confirmed, full_report, outcome, ready_report, report, worst_report, written,
};

/// Every example of every check as a report of its own, and the larger ones.
fn every_report() -> Vec<Report> {
    let mut reports = vec![ready_report(), worst_report(), full_report("x")];
    for check in registry::ALL {
        for example in (check.examples)() {
            let outcome = outcome(check, &example);
            for outcome in [outcome.clone(), confirmed(outcome)] {
                reports.push(report(Mode::Live, example.profile, vec![outcome]));
            }
        }
    }
    reports
}

fn assert_valid(validator: &jsonschema::Validator, value: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{value:#}");
}

/// The same schema, refusing whatever it does not describe.
fn closed(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(object) => {
                if object.contains_key("properties") && !object.contains_key("additionalProperties")
                {
                    object.insert("additionalProperties".to_owned(), json!(false));
                }
                object.values_mut().for_each(close);
            }
            Value::Array(values) => values.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

#[test]
fn the_published_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/report.schema.json");
    let text = serde_json::to_string_pretty(&schema()).expect("JSON") + "\n";
    assert_file(&path, &text);
}

#[test]
fn the_schema_is_one_and_names_its_version() {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema));
    assert_eq!(
        schema["$id"],
        format!("urn:checkout-readiness:report:{SCHEMA}")
    );
    assert_eq!(
        schema["$defs"]["Report"]["properties"]["schema"]["const"],
        SCHEMA
    );
}

#[test]
fn every_report_is_as_described_and_nothing_of_it_is_left_undescribed() {
    let open = jsonschema::validator_for(&schema()).expect("a schema");
    let closed = jsonschema::validator_for(&closed(schema())).expect("a schema");
    for report in every_report() {
        let text = written(&report, En, Format::Json);
        let value: Value = serde_json::from_str(&text).expect("JSON");
        assert_valid(&open, &value);
        assert_valid(&closed, &value);
        let read: Report = serde_json::from_value(value).expect("a report");
        assert_eq!(read, report, "nothing is lost on the way");
    }
}

#[test]
fn what_is_no_report_of_this_version_is_refused() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let good = serde_json::to_value(ready_report()).expect("JSON");
    assert_valid(&validator, &good);
    for (pointer, wrong) in [
        ("/schema", json!(SCHEMA + 1)),
        ("/verdict", json!("perfect")),
        ("/mode", json!(1)),
        ("/outcomes", json!({})),
        ("/outcomes/0/status", json!("fine")),
        ("/outcomes/0/requirement", json!("luck")),
        ("/outcomes/0/details", json!([])),
        ("/outcomes/0/severity", Value::Null),
    ] {
        let mut report = good.clone();
        *report.pointer_mut(pointer).expect("a place") = wrong;
        assert!(!validator.is_valid(&report), "{pointer}");
    }
}
