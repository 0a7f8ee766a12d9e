//! Terminals, stores and points of sale: both shapes, several pages, and refusals that are answers.

use std::sync::Arc;

use axum::response::Response;
use checkout_readiness_mercado_pago::{ErrorKind, Terminal, TerminalList, UserId};
use serde_json::json;
use tokio::sync::Barrier;

use crate::stand_in::{Received, StandIn, fixture, response, saying, token};

async fn terminals(stand_in: &StandIn) -> (Vec<Terminal>, bool) {
    match stand_in.client().terminals(&token()).await.unwrap().value {
        TerminalList::Read {
            terminals,
            is_whole,
        } => (terminals, is_whole),
        TerminalList::UnsupportedSite => panic!("no terminals in this country"),
    }
}

#[tokio::test]
async fn both_shapes_of_the_list_are_read() {
    for (name, count) in [("terminals.list", 2), ("terminals.list.spec_shape", 1)] {
        let (stand_in, _) = saying(name).await;
        let (terminals, is_whole) = terminals(&stand_in).await;
        assert_eq!((terminals.len(), is_whole), (count, true), "{name}");
        let first = &terminals[0];
        assert_eq!(first.id.as_deref(), Some("NEWLAND_N950__N950NCB000000001"));
        assert_eq!(first.operating_mode.as_deref(), Some("PDV"));
        assert_eq!(first.pos_id.as_deref(), Some("47792476"));
        assert_eq!(first.store_id.as_deref(), Some("47792478"));
        assert_eq!(
            stand_in.received()[0].target,
            "/terminals/v1/list?limit=50&offset=0"
        );
    }
}

fn page(received: &Received, there_are: usize, total: Option<usize>) -> Response {
    let offset: usize = received.target.rsplit_once('=').unwrap().1.parse().unwrap();
    let list: Vec<_> = (offset..there_are.min(offset + 50))
        .map(|number| json!({ "id": format!("PAX_A910__{number}") }))
        .collect();
    let body = json!({ "data": { "terminals": list }, "paging": { "total": total } });
    response(200, body.to_string())
}

#[tokio::test]
async fn every_page_is_read_up_to_the_limit() {
    for (there_are, total, read, hits, is_whole) in [
        (120, Some(120), 120, 3, true),
        (50, Some(50), 50, 1, true),
        (70, None, 70, 2, true),
        (50, None, 50, 2, true),
        (300, Some(300), 200, 4, false),
        (60, Some(120), 60, 3, false),
    ] {
        let stand_in = StandIn::answering(move |received| {
            std::future::ready(page(&received, there_are, total))
        })
        .await;
        let (terminals, whole) = terminals(&stand_in).await;
        assert_eq!(
            (terminals.len(), whole, stand_in.hits()),
            (read, is_whole, hits),
            "{there_are} {total:?}"
        );
    }
}

#[tokio::test]
async fn pages_that_are_known_to_exist_are_asked_for_at_once() {
    let barrier = Arc::new(Barrier::new(3));
    let stand_in = StandIn::answering(move |received| {
        let barrier = Arc::clone(&barrier);
        async move {
            // Whoever asked for one page after the other would wait in vain.
            if !received.target.ends_with("offset=0") {
                barrier.wait().await;
            }
            page(&received, 200, Some(200))
        }
    })
    .await;
    let (terminals, is_whole) = terminals(&stand_in).await;
    assert_eq!((terminals.len(), is_whole, stand_in.hits()), (200, true, 4));
    let ids: Vec<_> = terminals
        .into_iter()
        .filter_map(|terminal| terminal.id)
        .collect();
    let in_order: Vec<_> = (0..200)
        .map(|number| format!("PAX_A910__{number}"))
        .collect();
    assert_eq!(ids, in_order);
}

#[tokio::test]
async fn a_country_without_terminals_is_an_answer() {
    let body = r#"{"errors":[{"code":"unsupported_site","message":"Site not supported."}]}"#;
    let stand_in = StandIn::saying(400, body).await;
    let answer = stand_in.client().terminals(&token()).await.unwrap();
    assert_eq!(answer.value, TerminalList::UnsupportedSite);
    assert_eq!(stand_in.hits(), 1);
    let stand_in = StandIn::saying(400, fixture("error.400.bad_request")).await;
    let error = stand_in.client().terminals(&token()).await.unwrap_err();
    assert_eq!((error.kind(), stand_in.hits()), (ErrorKind::Refused, 1));
}

/// The current list answers with this status, the older one with this body.
async fn older(status: u16, devices: String) -> StandIn {
    StandIn::answering(move |received| {
        let is_current = received.target.starts_with("/terminals/");
        std::future::ready(if is_current {
            response(status, "")
        } else {
            assert!(
                received
                    .target
                    .starts_with("/point/integration-api/devices?")
            );
            response(200, devices.clone())
        })
    })
    .await
}

#[tokio::test]
async fn the_older_list_is_asked_only_where_the_current_one_is_not_to_be_had() {
    for status in [403, 404] {
        let stand_in = older(status, fixture("point.devices")).await;
        let (terminals, is_whole) = terminals(&stand_in).await;
        let modes: Vec<_> = terminals
            .iter()
            .map(|terminal| terminal.operating_mode.as_deref().unwrap())
            .collect();
        assert_eq!((modes, is_whole), (vec!["PDV", "STANDALONE"], true));
    }
    for status in [401, 500, 429] {
        let stand_in = older(status, fixture("point.devices")).await;
        let error = stand_in.client().terminals(&token()).await.unwrap_err();
        assert_eq!(error.endpoint().name(), "terminals", "{status}");
    }
}

#[tokio::test]
async fn an_empty_older_list_does_not_prove_that_there_is_no_terminal() {
    let stand_in = older(403, r#"{"devices":[]}"#.to_owned()).await;
    let error = stand_in.client().terminals(&token()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.endpoint().name()),
        (ErrorKind::Forbidden, "terminals")
    );
}

#[tokio::test]
async fn an_answer_without_a_list_is_malformed_never_empty() {
    for body in [
        "{}",
        "[]",
        r#"{"data":{}}"#,
        r#"{"data":null}"#,
        r#"{"terminals":{}}"#,
    ] {
        let stand_in = StandIn::saying(200, body).await;
        let error = stand_in.client().terminals(&token()).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Malformed(_)), "{body}");
    }
}

#[tokio::test]
async fn stores_and_points_of_sale_are_counted() {
    let stand_in = StandIn::saying(200, r#"{"paging":{"total":3},"results":[{}]}"#).await;
    let client = stand_in.client();
    let user = UserId::parse("100000001").unwrap();
    assert_eq!(client.stores(&token(), &user).await.unwrap().value.count, 3);
    assert_eq!(
        client.points_of_sale(&token()).await.unwrap().value.count,
        3
    );
    let targets: Vec<_> = stand_in
        .received()
        .into_iter()
        .map(|received| received.target)
        .collect();
    assert_eq!(targets, ["/users/100000001/stores/search", "/pos"]);
    let stand_in = StandIn::saying(200, "{}").await;
    let error = stand_in
        .client()
        .points_of_sale(&token())
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Malformed(_)));
}
