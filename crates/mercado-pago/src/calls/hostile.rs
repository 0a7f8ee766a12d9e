//! Tests: whatever stands in any field of a recorded answer, reading it neither panics nor keeps
//! what is personal.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{
    MerchantOrder, Order, Payment, PaymentPage, Preference, ReportConfig, ReportList, TerminalPage,
    Venues,
};

fn recorded(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The path of every value inside, as JSON pointers.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(object) => {
            for (key, inside) in object {
                pointers(inside, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(list) => {
            for (index, inside) in list.iter().enumerate() {
                pointers(inside, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn everywhere<T: DeserializeOwned + Debug>(name: &str) {
    let whole = recorded(name);
    let mut all = Vec::new();
    pointers(&whole, "", &mut all);
    let odd = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(u64::MAX),
        json!(1.5e300),
        json!(""),
        json!("\u{0}\u{fffd}ñ"),
        json!("a".repeat(5_000)),
        json!([]),
        json!([null, [[]], {}]),
        json!({}),
        json!({ "id": { "id": [] }, "items": 7 }),
    ];
    for pointer in &all {
        for value in &odd {
            let mut body = whole.clone();
            *body.pointer_mut(pointer).unwrap() = value.clone();
            // Read or refused, but never a panic.
            let _ = serde_json::from_value::<T>(body);
        }
    }
    serde_json::from_value::<T>(whole).unwrap();
}

#[test]
fn odd_values_anywhere_are_read_or_refused() {
    everywhere::<Payment>("payment.approved.complete");
    everywhere::<Payment>("payment.point.mlb");
    everywhere::<MerchantOrder>("merchant_order.get");
    everywhere::<Preference>("preference.get.complete");
    everywhere::<Order>("order.get.online.complete");
    everywhere::<Order>("order.get.checkout_pro.created");
    everywhere::<Order>("order.get.point.processed");
    everywhere::<ReportConfig>("release_report.config.scheduled");
    everywhere::<ReportList>("release_report.list");
    everywhere::<ReportList>("release_report.list.paged");
    everywhere::<TerminalPage>("terminals.list");
    everywhere::<TerminalPage>("point.devices");
    everywhere::<Venues>("release_report.list.paged");
}

/// Puts a name that can be found again in place of every text below these keys.
fn mark(value: &mut Value, personal: &[&str], is_below: bool) {
    match value {
        Value::Object(object) => {
            for (key, inside) in object {
                mark(
                    inside,
                    personal,
                    is_below || personal.contains(&key.as_str()),
                );
            }
        }
        Value::Array(list) => list
            .iter_mut()
            .for_each(|inside| mark(inside, personal, is_below)),
        Value::String(text) if is_below => *text = "canary".to_owned(),
        _ => {}
    }
}

fn keeps_nothing_of<T: DeserializeOwned + Debug>(name: &str, personal: &[&str]) {
    let mut body = recorded(name);
    mark(&mut body, personal, false);
    assert!(body.to_string().contains("canary"), "{name}");
    let read: T = serde_json::from_value(body).unwrap();
    let printed = format!("{read:?}");
    assert!(!printed.contains("canary"), "{name}: {printed}");
}

#[test]
fn nothing_personal_and_nothing_of_the_sale_itself_is_kept() {
    let of_payment = [
        "payer",
        "additional_info",
        "card",
        "description",
        "external_reference",
        "metadata",
        "statement_descriptor",
        "issuer_id",
        "authorization_code",
    ];
    for name in [
        "payment.approved.complete",
        "payment.checkout_pro.mla",
        "payment.pix.pending",
        "payment.point.mlb",
    ] {
        keeps_nothing_of::<Payment>(name, &of_payment);
    }
    keeps_nothing_of::<PaymentPage>("payments.search.results", &of_payment);
    let of_preference = [
        "payer",
        "items",
        "shipments",
        "external_reference",
        "statement_descriptor",
        "additional_info",
    ];
    keeps_nothing_of::<Preference>("preference.get.complete", &of_preference);
    let of_merchant_order = [
        "payer",
        "items",
        "external_reference",
        "nickname",
        "notification_url",
    ];
    keeps_nothing_of::<MerchantOrder>("merchant_order.get", &of_merchant_order);
    let of_order = [
        "payer",
        "items",
        "external_reference",
        "description",
        "transactions",
        "config",
    ];
    for name in [
        "order.get.online.complete",
        "order.get.checkout_pro.created",
        "order.get.point.processed",
    ] {
        keeps_nothing_of::<Order>(name, &of_order);
    }
    let of_report = ["notification_email_list", "columns", "file_name_prefix"];
    keeps_nothing_of::<ReportConfig>("release_report.config.scheduled", &of_report);
}
