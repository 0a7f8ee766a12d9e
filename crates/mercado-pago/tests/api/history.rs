//! The history of payments is read page by page, and says how far it got.

use std::time::Duration;

use axum::response::Response;
use checkout_readiness_mercado_pago::{ErrorKind, FoundPayment, PaymentHistory, Search};
use serde_json::json;
use tokio::time::sleep;

use crate::stand_in::{Received, StandIn, response, saying, token};

const PATIENT: Duration = Duration::from_secs(5);

/// A page of as many payments as there are from this offset on.
fn page(received: &Received, there_are: usize, total: Option<usize>) -> Response {
    let offset = received.target.rsplit_once("offset=").unwrap().1;
    let offset: usize = offset.parse().unwrap();
    let results: Vec<_> = (offset..there_are.min(offset + 50))
        .map(|number| json!({ "id": number, "status": "approved", "external_reference": number / 2 }))
        .collect();
    let body = json!({ "results": results, "paging": { "total": total } });
    response(200, body.to_string())
}

async fn history(stand_in: &StandIn, patience: Duration) -> PaymentHistory {
    let client = stand_in.client();
    client
        .payment_history(&token(), 30, patience)
        .await
        .unwrap()
        .value
}

#[tokio::test]
async fn one_page_is_asked_for_where_one_is_enough() {
    let (stand_in, client) = saying("payments.search.results").await;
    let history = client
        .payment_history(&token(), 30, PATIENT)
        .await
        .unwrap()
        .value;
    assert_eq!(
        (history.days, history.total, history.is_whole),
        (30, Some(2), true)
    );
    let statuses: Vec<_> = history
        .payments
        .iter()
        .map(|payment| payment.status_detail.as_deref().unwrap())
        .collect();
    assert_eq!(statuses, ["accredited", "cc_rejected_high_risk"]);
    let target = "/v1/payments/search?sort=date_created&criteria=desc&range=date_created\
                  &begin_date=NOW-30DAYS&end_date=NOW&limit=50&offset=0";
    let targets: Vec<_> = stand_in
        .received()
        .into_iter()
        .map(|received| received.target)
        .collect();
    assert_eq!(targets, [target]);

    let (_stand_in, client) = saying("payments.search.empty").await;
    let empty = client
        .payment_history(&token(), 30, PATIENT)
        .await
        .unwrap()
        .value;
    assert!(empty.payments.is_empty() && empty.is_whole);
}

#[tokio::test]
async fn every_page_is_read_up_to_the_limit_and_each_payment_once() {
    for (there_are, total, read, hits, is_whole) in [
        (120, Some(120), 120, 3, true),
        (100, Some(100), 100, 2, true),
        (1_000, Some(1_000), 1_000, 20, true),
        (1_300, Some(1_300), 1_000, 20, false),
        // More are announced than come: something is missing.
        (60, Some(120), 60, 3, false),
    ] {
        let stand_in = StandIn::answering(move |received| {
            std::future::ready(page(&received, there_are, total))
        })
        .await;
        let history = history(&stand_in, PATIENT).await;
        assert_eq!(
            (history.payments.len(), history.is_whole, stand_in.hits()),
            (read, is_whole, hits),
            "{there_are}"
        );
        let is_in_order = history
            .payments
            .iter()
            .enumerate()
            .all(|(index, payment)| payment.id == index.to_string());
        assert!(is_in_order, "{there_are}");
    }
}

#[tokio::test]
async fn without_a_total_a_short_page_is_the_last() {
    let stand_in =
        StandIn::answering(|received| std::future::ready(page(&received, 70, None))).await;
    let history = history(&stand_in, PATIENT).await;
    assert_eq!(
        (history.payments.len(), history.total, history.is_whole),
        (70, None, true)
    );
}

#[tokio::test]
async fn a_payment_pushed_onto_the_next_page_is_counted_once() {
    let stand_in = StandIn::answering(|received: Received| {
        let is_first = received.target.ends_with("offset=0");
        let ids = if is_first { 0..50 } else { 49..60 };
        let results: Vec<_> = ids.map(|id| json!({ "id": id })).collect();
        let body = json!({ "results": results, "paging": { "total": 60 } });
        std::future::ready(response(200, body.to_string()))
    })
    .await;
    let history = history(&stand_in, PATIENT).await;
    assert_eq!((history.payments.len(), history.is_whole), (60, true));
}

#[tokio::test]
async fn a_page_that_fails_or_does_not_come_ends_the_history_there() {
    let broken = StandIn::answering(|received: Received| {
        let fails = received.target.ends_with("offset=100");
        std::future::ready(if fails {
            response(500, "")
        } else {
            page(&received, 300, Some(300))
        })
    })
    .await;
    let cut = history(&broken, PATIENT).await;
    assert_eq!(
        (cut.payments.len(), cut.total, cut.is_whole),
        (100, Some(300), false)
    );

    let slow = StandIn::answering(|received: Received| async move {
        if !received.target.ends_with("offset=0") {
            sleep(Duration::from_secs(60)).await;
        }
        page(&received, 300, Some(300))
    })
    .await;
    let cut = history(&slow, Duration::from_millis(300)).await;
    assert_eq!((cut.payments.len(), cut.is_whole), (50, false));
}

#[tokio::test]
async fn a_first_page_that_fails_is_an_error() {
    let stand_in = StandIn::saying(403, "").await;
    let client = stand_in.client();
    let error = client
        .payment_history(&token(), 30, PATIENT)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.endpoint().name()),
        (ErrorKind::Forbidden, "payment_history")
    );
}

#[tokio::test]
async fn references_can_be_compared_and_not_read() {
    let stand_in =
        StandIn::answering(|received| std::future::ready(page(&received, 4, Some(4)))).await;
    let history = history(&stand_in, PATIENT).await;
    let marks: Vec<_> = history
        .payments
        .iter()
        .map(|payment| payment.reference.unwrap())
        .collect();
    assert_eq!((marks[0], marks[2]), (marks[1], marks[3]));
    assert_ne!(marks[0], marks[2]);
}

#[tokio::test]
async fn payments_that_somebody_else_was_paid_for_are_left_out() {
    let body = json!({
        "results": [
            { "id": 1, "status": "approved", "collector_id": 100_000_001 },
            { "id": 2, "status": "approved", "collector_id": "200000002" },
            { "id": 3, "status": "approved" },
        ],
        "paging": { "total": 3 },
    });
    let stand_in = StandIn::saying(200, body.to_string()).await;
    let history = history(&stand_in, PATIENT).await;
    let ids = |payments: &[FoundPayment]| -> Vec<String> {
        payments.iter().map(|payment| payment.id.clone()).collect()
    };
    assert_eq!(ids(&history.payments), ["1", "3"]);
    assert!(history.is_whole);
    let page = stand_in
        .client()
        .search_payments(&token(), &Search::newest(3))
        .await
        .unwrap();
    assert_eq!(ids(&page.value.payments), ["1", "3"]);
}
