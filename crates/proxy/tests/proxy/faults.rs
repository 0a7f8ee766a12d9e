//! Whatever goes wrong at Mercado Pago, a shop never comes out ready for it, and never failed.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::json;

use crate::support::{page_in_order, serve_within};

const CONFIRMED: (&str, &str) = (
    "READINESS_CONFIRMED",
    "webhook-events-are-selected,page-has-no-mixed-content,\
     webhook-answers-notifications:not_probed,webhook-takes-notifications:not_probed,\
     webhook-verifies-signatures:not_probed",
);
const FAULTS: &[&str] = &[
    "403",
    "404",
    "429",
    "500",
    "html-502",
    "empty-503",
    "truncated",
    "wrong-shape",
    "disconnect",
    "hang",
];

/// The verdict of the merchant in good order with these faults, and whether any check failed.
async fn judge(faults: &str) -> (String, bool) {
    let served = serve_within(&[CONFIRMED, ("READINESS_SANDBOX", faults)], |limits| {
        limits.run = Duration::from_secs(2);
    })
    .await;
    let report = served
        .report(&json!({ "merchant": "ready", "page": page_in_order() }))
        .await;
    let outcomes = report["outcomes"].as_array().unwrap();
    let has_failed = outcomes.iter().any(|outcome| outcome["status"] == "failed");
    (report["verdict"].as_str().unwrap().to_owned(), has_failed)
}

#[tokio::test]
async fn without_a_fault_the_shop_is_ready() {
    assert_eq!(judge("").await, ("ready".to_owned(), false));
}

#[tokio::test]
async fn with_any_fault_where_proof_is_needed_the_shop_is_undecided() {
    let places = [
        "users-me",
        "token-credential",
        "public-key-credential",
        "payment-methods",
    ];
    let single = places.iter().flat_map(|place| {
        FAULTS
            .iter()
            .map(move |fault| format!("fault={place}:{fault}"))
    });
    // An address on the application or on a payment is proof by itself, so both must fail.
    let double = FAULTS
        .iter()
        .map(|fault| format!("fault=application:{fault},fault=payment-search:{fault}"));
    let faults: Vec<String> = single.chain(double).collect();
    let judged = join_all(faults.iter().map(|fault| judge(fault))).await;
    for (fault, judged) in faults.iter().zip(judged) {
        assert_eq!(judged, ("undecided".to_owned(), false), "{fault}");
    }
}

#[tokio::test]
async fn a_credential_that_is_refused_is_the_one_fault_that_fails_a_shop() {
    for place in ["users-me", "public-key-credential"] {
        let judged = judge(&format!("fault={place}:401")).await;
        assert_eq!(judged, ("not_ready".to_owned(), true), "{place}");
    }
}
