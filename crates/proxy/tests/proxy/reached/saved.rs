//! What only saved evidence leads to. The proxy refuses these declarations before anything is
//! judged, or has no way to such a server here; evidence written by another program, or by another
//! version, may hold them all the same.

use checkout_readiness_checks::contract::Outcome;
use checkout_readiness_checks::evidence::{Evidence, Source, Unseen};
use checkout_readiness_checks::examples::{brazil, ready};
use checkout_readiness_checks::judge::judge;
use checkout_readiness_checks::profile::Product;
use serde_json::{Value, json};

use super::probed;

/// What makes saved evidence special, in words; where that stands in it; and what stands there.
type Saved = (&'static str, &'static str, Value);

fn saved() -> Vec<Saved> {
    let quality = |score: u8, day: &str| json!({ "score": score, "measured_on": day, "days_since": 1, "payment_id": null });
    vec![
        // A configured day to come counts as today: somewhere it is tomorrow already.
        (
            "a token issued tomorrow",
            "/declared/days_since_token_issued",
            json!(-1),
        ),
        // Refused as configuration and in a request.
        (
            "a score of 101",
            "/declared/quality",
            quality(101, "2026-02-01"),
        ),
        (
            "a score of the 32nd",
            "/declared/quality",
            quality(90, "2026-02-32"),
        ),
        // An exception is for a host of the developer's own, with a public name.
        (
            "return addresses seen by the operator's exception",
            "/return_urls/value/0/by_exception",
            json!(true),
        ),
    ]
}

/// Every such evidence in words, and what is judged of it.
pub fn judged() -> Vec<(String, Vec<Outcome>)> {
    let with = |(words, place, value): Saved| {
        let mut text = serde_json::to_value(ready()).unwrap();
        put(&mut text, place, value);
        (words, serde_json::from_value(text).unwrap())
    };
    // As after a run of the checks of a page alone, had somebody all of them judged.
    let page_alone = Evidence {
        declared: ready().declared,
        page: ready().page,
        ..Evidence::default()
    };
    // Without a token the proxy plays the sandbox, and the command line does not start.
    let mut without_token = Evidence::default();
    for source in Source::ALL {
        without_token.leave_unseen(*source, Unseen::Absent);
    }
    saved()
        .into_iter()
        .map(with)
        .chain([
            ("nothing looked at but a page", page_alone),
            ("no credentials declared", without_token),
        ])
        .chain(probed::saved())
        .map(|(words, evidence)| {
            let outcomes = judge(&brazil(Product::CheckoutPro), &evidence);
            (format!("saved evidence with {words}"), outcomes)
        })
        .collect()
}

/// Writes a value at a place, also where nothing stands yet.
fn put(whole: &mut Value, place: &str, value: Value) {
    let (parent, name) = place.rsplit_once('/').unwrap();
    let parent = whole.pointer_mut(parent);
    let parent = parent.unwrap_or_else(|| panic!("evidence has nothing at {place}"));
    parent[name] = value;
}
