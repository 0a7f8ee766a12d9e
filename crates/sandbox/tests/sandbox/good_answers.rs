//! What merchants in good order are answered.

use checkout_readiness_checks::profile::Product;
use checkout_readiness_sandbox::{Merchant, merchants};
use serde_json::json;

use crate::asking::{
    PUBLIC, WRAPPER, answer, ask, ask_with, every_path, key_path, named, read, sandbox,
};

/// Merchants of whom nothing can be asked as configured.
const IN_TROUBLE: [&str; 7] = [
    "slow",
    "rate-limited",
    "failing",
    "garbled",
    "revoked",
    "token-ended",
    "wrong-keys",
];

/// Linked sellers, who may not read the integrator's application.
const LINKED: [&str; 4] = [
    "oauth-seller",
    "token-expiring",
    "token-past-its-life",
    "token-date-unknown",
];

/// What each endpoint answers this merchant.
fn expected(merchant: &Merchant, path: &str) -> u16 {
    let id = merchant.id;
    let has_sale = !["no-payments", "nothing-approved"].contains(&id);
    let by_preference = match id {
        "payment-of-other-product" => true,
        "payment-by-api" => false,
        _ => matches!(merchant.product, Product::CheckoutPro | Product::Plugin),
    };
    let by_order = matches!(
        merchant.product,
        Product::Orders | Product::Point | Product::Qr
    );
    let found = |is_there: bool| if is_there { 200 } else { 404 };
    match path.split(['/', '?']).nth(1) {
        Some("applications") if LINKED.contains(&id) => 403,
        Some("merchant_orders" | "checkout") => found(by_preference && has_sale),
        Some("v1") if path.starts_with("/v1/orders") => found(by_order && id != "test-order"),
        Some("v1") if path.starts_with("/v1/payments/1") => found(has_sale),
        Some("v1") if path.starts_with("/v1/account") && id == "reports-forbidden" => 403,
        Some("v1") if path.ends_with("config") => {
            found(id != "reports-never" && (!id.starts_with("worst") || id == "worst-orders"))
        }
        Some("terminals") if id == "point-where-not-sold" => 400,
        _ => 200,
    }
}

#[tokio::test]
async fn merchants_without_trouble_are_answered_at_every_endpoint() {
    let sandbox = sandbox("").await;
    for merchant in merchants()
        .iter()
        .filter(|merchant| !IN_TROUBLE.contains(&merchant.id))
    {
        for path in every_path(merchant) {
            let (status, _) = answer(&sandbox, merchant, &path).await;
            assert_eq!(status, expected(merchant, &path), "{} {path}", merchant.id);
        }
        assert_eq!(
            read(ask(&sandbox, &key_path(merchant)).await).await.0,
            200,
            "{}",
            merchant.id
        );
    }
}

/// Every mailbox and every host a text names, by what stands around it.
fn named_in(text: &str) -> Vec<&str> {
    ["@", "https://", "http://"]
        .iter()
        .flat_map(|before| text.split(before).skip(1))
        .filter_map(|rest| rest.split(['"', '/', '?', ':', ' ', ')']).next())
        .collect()
}

#[tokio::test]
async fn no_answer_names_a_host_or_a_mailbox_that_could_be_somebodys() {
    let sandbox = sandbox("").await;
    let known = [
        ".example",
        ".invalid",
        "localhost",
        "test.com",
        "testuser.com",
        "webhook.site",
        "mercadopago.com",
        "mercadopago.com.ar",
        "mercadopago.com.br",
        "mercadopago.com.mx",
    ];
    for merchant in merchants() {
        if merchant.id == "slow" {
            continue;
        }
        for path in every_path(merchant) {
            let text = ask_with(&sandbox, merchant.access_token, &path)
                .await
                .text()
                .await
                .unwrap();
            for name in named_in(&text) {
                assert!(
                    known.iter().any(|ending| name.ends_with(ending)),
                    "{} {path}: {name}",
                    merchant.id
                );
            }
        }
    }
}

#[tokio::test]
async fn everybody_is_told_the_categories() {
    let sandbox = sandbox("").await;
    let by_nobody = read(ask(&sandbox, PUBLIC).await).await;
    assert_eq!(by_nobody, answer(&sandbox, named("ready"), PUBLIC).await);
    let unknown = ask_with(&sandbox, "APP_USR-0", PUBLIC).await;
    assert_eq!(read(unknown).await, by_nobody);
    let ids: Vec<_> = by_nobody
        .1
        .as_array()
        .unwrap()
        .iter()
        .map(|category| &category["id"])
        .collect();
    assert!(ids.len() == 23 && ids.contains(&&json!("fashion")) && ids.contains(&&json!("others")));
}

#[tokio::test]
async fn ready_is_a_real_activated_account_that_may_sell() {
    let sandbox = sandbox("").await;
    let ready = named("ready");
    let (_, user) = answer(&sandbox, ready, "/users/me").await;
    assert_eq!(
        (&user["id"], &user["site_id"]),
        (&json!(100_000_001), &json!("MLB"))
    );
    assert_eq!(user["tags"], json!(["normal", "messages_as_seller"]));
    assert_eq!(
        (
            &user["status"]["sell"]["allow"],
            &user["status"]["site_status"]
        ),
        (&json!(true), &json!("active"))
    );
    let by_token = answer(&sandbox, ready, WRAPPER).await;
    let by_key = read(ask(&sandbox, &key_path(ready)).await).await;
    assert_eq!(
        by_token,
        (
            200,
            json!({"client_id": "1000000000000001", "homologated": true, "is_test": false})
        )
    );
    assert_eq!(by_key, by_token);
}

#[tokio::test]
async fn the_application_and_the_payments_of_ready_show_its_webhook() {
    let sandbox = sandbox("").await;
    let ready = named("ready");
    let (_, application) = answer(&sandbox, ready, "/applications/1000000000000001").await;
    assert_eq!(application["id"], json!(1_000_000_000_000_001_u64));
    assert_eq!(
        application["notifications_callback_url"].as_str(),
        ready.webhook_url
    );
    let (_, found) = answer(
        &sandbox,
        ready,
        "/v1/payments/search?status=approved&limit=1",
    )
    .await;
    assert_eq!(
        found["results"][0]["notification_url"],
        "https://store.example/mp/webhook?source_news=webhooks"
    );
}

#[tokio::test]
async fn pix_is_active_in_brazil_and_absent_in_argentina() {
    let sandbox = sandbox("").await;
    for (id, pix) in [("ready", Some("active")), ("argentina", None)] {
        let (_, methods) = answer(&sandbox, named(id), "/v1/payment_methods").await;
        let methods = methods.as_array().unwrap();
        let status = |kind: &str, value: &str| {
            methods
                .iter()
                .find(|method| method[kind] == value)
                .and_then(|method| method["status"].as_str())
        };
        assert_eq!(status("id", "pix"), pix);
        assert_eq!(status("payment_type_id", "credit_card"), Some("active"));
    }
}

#[tokio::test]
async fn payment_methods_answer_a_public_key_too() {
    let sandbox = sandbox("").await;
    let path = format!(
        "/v1/payment_methods?public_key={}",
        named("ready").public_key.unwrap()
    );
    let by_key = read(ask(&sandbox, &path).await).await;
    assert_eq!(
        by_key,
        answer(&sandbox, named("ready"), "/v1/payment_methods").await
    );
}

#[tokio::test]
async fn the_wrapper_goes_by_the_token_when_both_credentials_are_given() {
    let sandbox = sandbox("").await;
    let path = key_path(named("other-application"));
    let answer = ask_with(&sandbox, named("ready").access_token, &path).await;
    assert_eq!(read(answer).await.1["client_id"], "1000000000000001");
}

#[tokio::test]
async fn every_answer_has_a_request_id_of_its_own_and_the_mark_of_the_sandbox() {
    let sandbox = sandbox("").await;
    let mut ids = Vec::new();
    for path in ["/users/me", "/nowhere", "/v1/payments/1"] {
        let answer = ask_with(&sandbox, named("ready").access_token, path).await;
        assert_eq!(answer.headers()["x-checkout-readiness-sandbox"], "1");
        ids.push(answer.headers()["x-request-id"].clone());
    }
    ids.dedup();
    assert_eq!(ids.len(), 3);
}
