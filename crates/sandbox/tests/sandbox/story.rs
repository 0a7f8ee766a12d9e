//! A sale from end to end: payment, merchant order and preference, or order, tell the same.

use checkout_readiness_sandbox::{Merchant, Sandbox, merchants};
use serde_json::{Value, json};

use crate::asking::{answer, merchant_order_id, named, order_id, preference_id, sandbox};

async fn found(sandbox: &Sandbox, merchant: &Merchant, path: &str) -> Value {
    let (status, body) = answer(sandbox, merchant, path).await;
    assert_eq!(status, 200, "{} {path}", merchant.id);
    body
}

async fn payment(sandbox: &Sandbox, merchant: &Merchant) -> Value {
    let path = format!("/v1/payments/{}", merchant.payment_id());
    found(sandbox, merchant, &path).await
}

async fn preference(sandbox: &Sandbox, merchant: &Merchant) -> Value {
    let path = format!("/checkout/preferences/{}", preference_id(merchant));
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

#[tokio::test]
async fn a_poor_sale_tells_nothing_in_any_document() {
    let sandbox = sandbox("").await;
    let poor = named("quality-poor");
    let (payment, preference) = (
        payment(&sandbox, poor).await,
        preference(&sandbox, poor).await,
    );
    for key in [
        "external_reference",
        "statement_descriptor",
        "notification_url",
    ] {
        assert!(payment[key].is_null(), "{key}");
        assert!(preference[key].is_null() || preference[key] == "", "{key}");
    }
    assert!(payment["additional_info"]["items"].is_null());
    assert!(payment["payer"]["email"].is_null());
    assert_eq!(preference["payer"]["email"], "");
    assert_eq!(preference["items"][0]["id"], "");
    assert_eq!(
        preference["back_urls"],
        json!({"success": "", "pending": "", "failure": ""})
    );
    let order = order(&sandbox, named("quality-poor-order")).await;
    assert!(order["external_reference"].is_null() && order["items"].is_null());
}

#[tokio::test]
async fn each_sale_with_one_flaw_has_that_flaw() {
    let sandbox = sandbox("").await;
    for (id, pointer, value) in [
        (
            "quality-placeholders",
            "/payer/email",
            json!("test@test.com"),
        ),
        ("quality-placeholders", "/external_reference", json!("123")),
        (
            "quality-unknown-category",
            "/additional_info/items/0/category_id",
            json!("clothes-and-more"),
        ),
        ("payment-not-approved", "/status", json!("rejected")),
        ("payment-not-approved", "/date_approved", Value::Null),
        (
            "payment-of-plugin",
            "/platform_id",
            json!("sandbox-000000000000"),
        ),
        ("currency-mismatch", "/currency_id", json!("ARS")),
        ("ready", "/currency_id", json!("BRL")),
        ("argentina", "/currency_id", json!("ARS")),
        ("ready-mexico", "/currency_id", json!("MXN")),
        (
            "test-user",
            "/payer/email",
            json!("test_user_0000003@testuser.com"),
        ),
    ] {
        let payment = payment(&sandbox, named(id)).await;
        assert_eq!(payment.pointer(pointer), Some(&value), "{id} {pointer}");
    }
    let long = payment(&sandbox, named("quality-too-long")).await;
    assert!(long["external_reference"].as_str().unwrap().len() > 256);
    assert!(long["statement_descriptor"].as_str().unwrap().len() > 22);
    let other = preference(&sandbox, named("payment-of-other-application")).await;
    assert_eq!(other["client_id"], "1000000000000009");
    let test = named("test-order");
    let order = found(
        &sandbox,
        test,
        &format!("/v1/orders/{}", test.inspected.unwrap()),
    )
    .await;
    assert!(order["id"].as_str().unwrap().starts_with("ORDTST"));
    assert_eq!(
        answer(
            &sandbox,
            named("payment-unknown"),
            "/v1/payments/1300000829999"
        )
        .await
        .0,
        404
    );
}

#[tokio::test]
async fn buyers_return_where_the_merchant_says() {
    let sandbox = sandbox("").await;
    for (id, start) in [
        ("ready", "https://store.example/checkout"),
        ("argentina", "https://tienda.example/checkout"),
        ("return-by-http", "http://plain.example/checkout"),
        ("return-to-localhost", "http://localhost:3000/checkout"),
        ("return-missing", ""),
    ] {
        let preference = preference(&sandbox, named(id)).await;
        for way in ["success", "pending", "failure"] {
            let url = preference["back_urls"][way].as_str().unwrap();
            assert!(url.starts_with(start), "{id} {way}: {url}");
            assert_eq!(url.is_empty(), start.is_empty(), "{id} {way}: {url}");
        }
    }
}

#[tokio::test]
async fn payments_notify_as_their_merchant_plays() {
    let sandbox = sandbox("").await;
    for (id, url) in [
        (
            "ready",
            Some("https://store.example/mp/webhook?source_news=webhooks"),
        ),
        ("oauth-seller", Some("https://store.example/mp/webhook")),
        (
            "ipn-in-use",
            Some("https://store.example/mp/webhook?source_news=ipn"),
        ),
        ("webhooks-disagree", Some("https://loja.example/mp/webhook")),
        (
            "webhook-on-payments-only",
            Some("https://store.example/mp/webhook"),
        ),
        ("webhook-in-panel-only", None),
        ("ready-subscriptions", None),
    ] {
        let payment = payment(&sandbox, named(id)).await;
        assert_eq!(payment["notification_url"].as_str(), url, "{id}");
    }
    let long = payment(&sandbox, named("notification-url-too-long")).await;
    assert!(long["notification_url"].as_str().unwrap().len() > 248);
    for (id, panel) in [
        ("webhook-on-payments-only", None),
        (
            "webhook-in-panel-only",
            Some("https://store.example/mp/webhook"),
        ),
        ("webhook-differs", Some("https://loja.example/mp/webhook")),
    ] {
        let merchant = named(id);
        let path = format!("/applications/{}", merchant.application_id());
        let application = found(&sandbox, merchant, &path).await;
        assert_eq!(
            application["notifications_callback_url"].as_str(),
            panel,
            "{id}"
        );
    }
}

#[tokio::test]
async fn no_payment_carries_anything_but_visibly_invented_people_and_hosts() {
    let sandbox = sandbox("").await;
    for merchant in merchants().iter().filter(|merchant| {
        ![
            "no-payments",
            "nothing-approved",
            "wrong-keys",
            "rate-limited",
            "failing",
            "garbled",
            "revoked",
            "slow",
        ]
        .contains(&merchant.id)
    }) {
        let payment = payment(&sandbox, merchant).await;
        let email = payment["payer"]["email"]
            .as_str()
            .unwrap_or("@example.invalid");
        assert!(
            ["@example.invalid", "@testuser.com", "@test.com"]
                .iter()
                .any(|ending| email.ends_with(ending)),
            "{}",
            merchant.id
        );
    }
}
