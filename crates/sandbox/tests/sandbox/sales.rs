//! What can be wrong with a sale: what went along with it, where buyers return, who is notified.

use checkout_readiness_sandbox::{Merchant, Sandbox};
use serde_json::{Value, json};

use crate::asking::{answer, found, named, order_id, preference_id, sandbox};

async fn payment(sandbox: &Sandbox, merchant: &Merchant) -> Value {
    let path = format!("/v1/payments/{}", merchant.payment_id());
    found(sandbox, merchant, &path).await
}

async fn preference(sandbox: &Sandbox, merchant: &Merchant) -> Value {
    let path = format!("/checkout/preferences/{}", preference_id(merchant));
    found(sandbox, merchant, &path).await
}

async fn order(sandbox: &Sandbox, merchant: &Merchant) -> Value {
    let path = format!("/v1/orders/{}", order_id(merchant));
    found(sandbox, merchant, &path).await
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
        (
            "quality-placeholders",
            "/external_reference",
            json!("ext_ref_1234"),
        ),
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
        (
            "device-on-payment",
            "/device_id",
            json!("sandbox-0000000000"),
        ),
        (
            "payment-of-other-product",
            "/point_of_interaction/type",
            json!("CHECKOUT"),
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
        ("return-to-app", "sandboxshop://payment"),
        ("return-to-expired", "https://expired.example/checkout"),
        ("return-to-nothing", "https://no-home.example/checkout"),
        ("return-to-unknown-host", "https://unknown.example/checkout"),
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
        ("webhooks-and-ipn", Some("https://store.example/mp/webhook")),
        (
            "ipn-in-use",
            Some("https://store.example/mp/webhook?source_news=ipn"),
        ),
        (
            "webhooks-disagree",
            Some("https://loja.example/mp/webhook?source_news=webhooks"),
        ),
        (
            "webhook-on-payments-only",
            Some("https://store.example/mp/webhook?source_news=webhooks"),
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
async fn payments_that_notify_by_turns_share_two_addresses() {
    let sandbox = sandbox("").await;
    let merchant = named("webhooks-by-turns");
    let path = "/v1/payments/search?status=approved&limit=4";
    let results = found(&sandbox, merchant, path).await["results"].clone();
    let mut urls: Vec<_> = results
        .as_array()
        .unwrap()
        .iter()
        .map(|payment| payment["notification_url"].as_str().unwrap())
        .collect();
    assert_eq!(urls.len(), 4);
    urls.sort_unstable();
    urls.dedup();
    assert_eq!(urls.len(), 2);
}
