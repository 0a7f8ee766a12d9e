//! Reports, terminals, stores and points of sale.

use std::time::{Duration, UNIX_EPOCH};

use checkout_readiness_sandbox::{Config, Sandbox};
use serde_json::{Value, json};

use crate::asking::{answer, named, sandbox};

const REPORTS: [&str; 2] = ["release_report", "settlement_report"];

#[tokio::test]
async fn each_way_of_using_reports_shows_in_both() {
    let sandbox = sandbox("").await;
    for (id, status, is_scheduled, listed) in [
        ("ready", 200, json!(true), Some(3)),
        ("reports-by-hand", 200, json!(false), Some(1)),
        ("reports-unscheduled", 200, json!(false), Some(1)),
        ("reports-never", 404, Value::Null, Some(0)),
        ("reports-forbidden", 403, Value::Null, None),
    ] {
        let merchant = named(id);
        for report in REPORTS {
            let path = format!("/v1/account/{report}/config");
            let (answered, config) = answer(&sandbox, merchant, &path).await;
            assert_eq!(
                (answered, &config["scheduled"]),
                (status, &is_scheduled),
                "{id} {report}"
            );
            if status == 404 {
                assert_eq!(config["error"], "config_not_found_for_user");
            }
            let path = format!("/v1/account/{report}/list");
            let (_, list) = answer(&sandbox, merchant, &path).await;
            let made = list.as_array().or_else(|| list["results"].as_array());
            assert_eq!(made.map(Vec::len), listed, "{id} {report}");
        }
    }
}

#[tokio::test]
async fn both_shapes_of_a_list_occur_newest_first() {
    let now = UNIX_EPOCH + Duration::from_secs(1_800_000_000); // 2027-01-15T08:00:00Z
    let sandbox = Sandbox::start(Config {
        now: Some(now),
        ..Config::default()
    })
    .await
    .unwrap();
    let ready = named("ready");
    let (_, release) = answer(&sandbox, ready, "/v1/account/release_report/list").await;
    assert_eq!(release[0]["date_created"], "2027-01-10T05:00:00.000-03:00");
    assert_eq!(
        (&release[0]["user_id"], &release[0]["created_from"]),
        (&json!(ready.user_id()), &json!("schedule"))
    );
    assert!(release[0]["id"].as_u64() > release[1]["id"].as_u64());
    let (_, settlement) = answer(&sandbox, ready, "/v1/account/settlement_report/list").await;
    assert_eq!(
        settlement["results"][0]["date_created"],
        "2027-01-10T08:00:00Z"
    );
    assert_eq!(settlement["paging"]["total"], 3);
    assert!(settlement["results"][0]["id"].is_string());
}

/// The mode of each terminal, as both lists tell it.
async fn modes(sandbox: &Sandbox, id: &str) -> Vec<String> {
    let (status, list) = answer(sandbox, named(id), "/terminals/v1/list?limit=50").await;
    assert_eq!(status, 200, "{id}");
    let (_, old) = answer(sandbox, named(id), "/point/integration-api/devices").await;
    assert_eq!(list["data"]["terminals"], old["devices"], "{id}");
    assert_eq!(list["paging"], old["paging"], "{id}");
    list["data"]["terminals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|terminal| terminal["operating_mode"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn terminals_are_in_the_modes_their_merchant_plays() {
    let sandbox = sandbox("").await;
    for (id, expected) in [
        ("ready-point", &["PDV", "PDV"][..]),
        ("terminals-standalone", &["STANDALONE", "STANDALONE"]),
        ("terminals-mixed", &["PDV", "STANDALONE", "UNDEFINED"]),
        ("terminals-none", &[]),
        ("ready", &[]),
    ] {
        assert_eq!(modes(&sandbox, id).await, expected, "{id}");
    }
    let (_, mixed) = answer(&sandbox, named("terminals-mixed"), "/terminals/v1/list").await;
    let terminals = &mixed["data"]["terminals"];
    assert!(terminals[0]["store_id"].is_string() && terminals[0]["pos_id"].is_u64());
    assert!(terminals[1]["store_id"].is_null() && terminals[1]["pos_id"].is_null());
}

#[tokio::test]
async fn a_fleet_is_listed_page_by_page() {
    let sandbox = sandbox("").await;
    let fleet = named("terminals-fleet");
    for (query, length) in [("", 50), ("?limit=50&offset=50", 10), ("?limit=7", 7)] {
        let (_, page) = answer(&sandbox, fleet, &format!("/terminals/v1/list{query}")).await;
        assert_eq!(
            (
                page["data"]["terminals"].as_array().unwrap().len(),
                &page["paging"]["total"]
            ),
            (length, &json!(60)),
            "{query}"
        );
    }
    for query in ["?limit=51", "?limit=0", "?limit=all"] {
        let (status, _) = answer(&sandbox, fleet, &format!("/terminals/v1/list{query}")).await;
        assert_eq!(status, 400, "{query}");
    }
}

#[tokio::test]
async fn terminals_are_unsupported_where_point_is_not_integrated() {
    let sandbox = sandbox("").await;
    let (status, body) = answer(
        &sandbox,
        named("point-where-not-sold"),
        "/terminals/v1/list",
    )
    .await;
    assert_eq!(
        (status, &body["errors"][0]["code"]),
        (400, &json!("unsupported_site"))
    );
    for id in ["argentina", "ready-mexico"] {
        assert_eq!(
            answer(&sandbox, named(id), "/terminals/v1/list").await.0,
            200,
            "{id}"
        );
    }
}

#[tokio::test]
async fn stores_and_points_of_sale_are_those_of_the_merchant() {
    let sandbox = sandbox("").await;
    for (id, stores, points) in [
        ("ready-point", 2, 2),
        ("ready-qr", 2, 2),
        ("qr-without-pos", 1, 0),
        ("point-without-store", 0, 0),
        ("ready", 0, 0),
    ] {
        let merchant = named(id);
        let path = format!("/users/{}/stores/search", merchant.user_id());
        let (_, found_stores) = answer(&sandbox, merchant, &path).await;
        let (_, found_points) = answer(&sandbox, merchant, "/pos").await;
        for (found, expected) in [(&found_stores, stores), (&found_points, points)] {
            assert_eq!(found["paging"]["total"], expected, "{id}");
            assert_eq!(found["results"].as_array().unwrap().len(), expected, "{id}");
        }
        for (store, point) in found_stores["results"]
            .as_array()
            .unwrap()
            .iter()
            .zip(found_points["results"].as_array().unwrap())
        {
            assert_eq!(point["store_id"], store["id"], "{id}");
        }
    }
}

#[tokio::test]
async fn each_account_has_the_means_of_payment_its_merchant_plays() {
    let sandbox = sandbox("").await;
    for (id, length, cards, active_cards) in [
        ("ready", 7, 4, 3),
        ("argentina", 6, 3, 3),
        ("ready-mexico", 1, 1, 1),
        ("methods-empty", 0, 0, 0),
        ("methods-without-cards", 3, 0, 0),
        ("methods-cards-off", 7, 4, 0),
        ("methods-of-other-country", 6, 3, 3),
    ] {
        let (_, methods) = answer(&sandbox, named(id), "/v1/payment_methods").await;
        let methods = methods.as_array().unwrap();
        let is_card = |method: &&Value| {
            method["payment_type_id"]
                .as_str()
                .unwrap()
                .ends_with("_card")
        };
        let count = methods.iter().filter(is_card).count();
        let active = methods
            .iter()
            .filter(is_card)
            .filter(|method| method["status"] == "active")
            .count();
        assert_eq!(
            (methods.len(), count, active),
            (length, cards, active_cards),
            "{id}"
        );
    }
}

#[tokio::test]
async fn more_terminals_than_anybody_reads_are_counted_all_the_same() {
    let sandbox = sandbox("").await;
    let merchant = named("terminals-beyond-reading");
    let (_, page) = answer(&sandbox, merchant, "/terminals/v1/list?limit=50&offset=200").await;
    assert_eq!(page["paging"]["total"], 230);
    assert_eq!(page["data"]["terminals"].as_array().unwrap().len(), 30);
}
