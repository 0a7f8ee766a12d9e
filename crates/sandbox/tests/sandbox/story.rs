//! A sale from end to end: payment, merchant order and preference, or order, tell the same.

use checkout_readiness_sandbox::{Merchant, Sandbox};
use serde_json::{Value, json};

use crate::asking::{answer, found, merchant_order_id, named, order_id, preference_id, sandbox};

async fn payment(sandbox: &Sandbox, merchant: &Merchant) -> Value {
    let path = format!("/v1/payments/{}", merchant.payment_id());
    found(sandbox, merchant, &path).await
}

async fn order(sandbox: &Sandbox, merchant: &Merchant) -> Value {
    found(
        sandbox,
        merchant,
        &format!("/v1/orders/{}", order_id(merchant)),
    )
    .await
}

#[tokio::test]
async fn the_newest_approved_payment_leads_to_its_preference() {
    let sandbox = sandbox("").await;
    for id in ["ready", "argentina", "ready-mexico", "ready-plugin"] {
        let merchant = named(id);
        let newest = "/v1/payments/search?sort=date_created&criteria=desc&status=approved&limit=1";
        let payment = &found(&sandbox, merchant, newest).await["results"][0];
        assert_eq!(payment["id"], merchant.payment_id());
        let path = format!(
            "/merchant_orders/{}",
            payment["order"]["id"].as_str().unwrap()
        );
        let order = found(&sandbox, merchant, &path).await;
        assert_eq!(order["payments"][0]["id"], payment["id"], "{id}");
        assert_eq!(order["order_status"], "paid", "{id}");
        let path = format!(
            "/checkout/preferences/{}",
            order["preference_id"].as_str().unwrap()
        );
        let preference = found(&sandbox, merchant, &path).await;
        for key in ["external_reference", "notification_url"] {
            assert_eq!(preference[key], payment[key], "{id} {key}");
            assert_eq!(order[key], payment[key], "{id} {key}");
        }
        assert_eq!(
            preference["client_id"],
            merchant.application_id().to_string()
        );
        assert_eq!(order["application_id"], preference["client_id"], "{id}");
        assert_eq!(preference["collector_id"], merchant.user_id(), "{id}");
        assert_eq!(order["collector"]["id"], merchant.user_id(), "{id}");
        assert_eq!(order["site_id"], preference["site_id"], "{id}");
        for key in ["id", "title", "description", "category_id"] {
            let item = &payment["additional_info"]["items"][0][key];
            assert!(item.is_string(), "{id} {key}");
            assert_eq!(&preference["items"][0][key], item, "{id} {key}");
            assert_eq!(&order["items"][0][key], item, "{id} {key}");
        }
        assert!(
            preference["back_urls"]["success"]
                .as_str()
                .unwrap()
                .starts_with("https://"),
            "{id}"
        );
    }
}

#[tokio::test]
async fn an_order_tells_the_payment_it_was_paid_with() {
    let sandbox = sandbox("").await;
    for (id, kind) in [
        ("ready-orders", "online"),
        ("ready-point", "point"),
        ("ready-qr", "qr"),
    ] {
        let merchant = named(id);
        assert_eq!(merchant.inspected, Some(order_id(merchant).as_str()));
        let payment = payment(&sandbox, merchant).await;
        let order = order(&sandbox, merchant).await;
        let transaction = &order["transactions"]["payments"][0];
        assert_eq!(
            (&order["type"], &order["status"], &order["status_detail"]),
            (&json!(kind), &json!("processed"), &json!("accredited")),
            "{id}"
        );
        assert_eq!(transaction["reference_id"], payment["id"].to_string());
        assert_eq!(order["external_reference"], payment["external_reference"]);
        assert_eq!(order["currency"], payment["currency_id"]);
        assert_eq!(order["user_id"], payment["collector_id"].to_string());
        assert_eq!(
            order["integration_data"]["application_id"],
            merchant.application_id().to_string()
        );
        assert_eq!(
            payment["notification_url"].is_null(),
            id != "ready-qr",
            "{id}"
        );
    }
}

#[tokio::test]
async fn a_sale_in_person_names_its_terminal_store_and_point_of_sale() {
    let sandbox = sandbox("").await;
    let point = named("ready-point");
    let order = order(&sandbox, point).await;
    let terminals = found(&sandbox, point, "/terminals/v1/list").await;
    assert_eq!(
        order["config"]["point"]["terminal_id"],
        terminals["data"]["terminals"][0]["id"]
    );
    for id in ["ready-point", "ready-qr"] {
        let merchant = named(id);
        let payment = payment(&sandbox, merchant).await;
        let path = format!("/users/{}/stores/search", merchant.user_id());
        let stores = found(&sandbox, merchant, &path).await;
        let points = found(&sandbox, merchant, "/pos").await;
        assert_eq!(payment["store_id"], stores["results"][0]["id"], "{id}");
        assert_eq!(
            payment["pos_id"],
            points["results"][0]["id"].to_string(),
            "{id}"
        );
    }
    assert_eq!(
        payment(&sandbox, point).await["point_of_interaction"]["type"],
        "POINT"
    );
    assert_eq!(
        payment(&sandbox, named("ready-qr")).await["point_of_interaction"]["type"],
        "INSTORE"
    );
}

#[tokio::test]
async fn each_product_shows_on_its_payments() {
    let sandbox = sandbox("").await;
    for (id, operation, interaction) in [
        ("ready", "regular_payment", "CHECKOUT"),
        ("ready-plugin", "regular_payment", "CHECKOUT"),
        ("ready-api", "regular_payment", "UNSPECIFIED"),
        ("ready-bricks", "regular_payment", "UNSPECIFIED"),
        ("ready-orders", "regular_payment", "UNSPECIFIED"),
        ("ready-subscriptions", "recurring_payment", "SUBSCRIPTIONS"),
        ("ready-point", "pos_payment", "POINT"),
    ] {
        let payment = payment(&sandbox, named(id)).await;
        assert_eq!(
            (
                payment["operation_type"].as_str(),
                payment["point_of_interaction"]["type"].as_str()
            ),
            (Some(operation), Some(interaction)),
            "{id}"
        );
        assert_eq!(
            payment["platform_id"].is_string(),
            id == "ready-plugin",
            "{id}"
        );
    }
}

#[tokio::test]
async fn what_is_of_one_merchant_is_not_found_by_another() {
    let sandbox = sandbox("").await;
    let (other, asking) = (named("argentina"), named("ready"));
    let orders = named("ready-orders");
    for (path, message) in [
        (
            format!("/merchant_orders/{}", merchant_order_id(other)),
            "Merchant order not found",
        ),
        (
            format!("/checkout/preferences/{}", preference_id(other)),
            "Preference not found",
        ),
        (
            format!("/users/{}/stores/search", other.user_id()),
            "User not found",
        ),
        ("/users/me/stores/search".to_owned(), "User not found"),
        (
            "/merchant_orders/one".to_owned(),
            "Merchant order not found",
        ),
    ] {
        let (status, body) = answer(&sandbox, asking, &path).await;
        assert_eq!((status, &body["message"]), (404, &json!(message)), "{path}");
    }
    for asking in [named("ready-point"), named("test-order")] {
        let path = format!("/v1/orders/{}", order_id(orders));
        let (status, body) = answer(&sandbox, asking, &path).await;
        assert_eq!(
            (status, &body["errors"][0]["code"]),
            (404, &json!("order_not_found"))
        );
    }
}
