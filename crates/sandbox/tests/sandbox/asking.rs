//! Asking the stand-in Mercado Pago questions, as a client would.

use checkout_readiness_sandbox::{Config, Merchant, Sandbox, merchant};
use reqwest::{Client, Response};
use serde_json::Value;

/// A sandbox as the text configures it.
pub async fn sandbox(config: &str) -> Sandbox {
    Sandbox::start(config.parse::<Config>().unwrap())
        .await
        .unwrap()
}

pub fn client() -> Client {
    // Where another crate of the workspace has `reqwest` bring no provider of its own.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().build().unwrap()
}

pub fn named(id: &str) -> &'static Merchant {
    merchant(id).unwrap()
}

/// The answer to a question without credentials.
pub async fn ask(sandbox: &Sandbox, path: &str) -> Response {
    client()
        .get(format!("{}{path}", sandbox.base_url()))
        .send()
        .await
        .unwrap()
}

/// The answer to a question with this token.
pub async fn ask_with(sandbox: &Sandbox, token: &str, path: &str) -> Response {
    client()
        .get(format!("{}{path}", sandbox.base_url()))
        .bearer_auth(token)
        .send()
        .await
        .unwrap()
}

/// Status and JSON of the answer to this merchant.
pub async fn answer(sandbox: &Sandbox, merchant: &Merchant, path: &str) -> (u16, Value) {
    read(ask_with(sandbox, merchant.access_token, path).await).await
}

/// The JSON of the answer to this merchant, which must be a good one.
pub async fn found(sandbox: &Sandbox, merchant: &Merchant, path: &str) -> Value {
    let (status, body) = answer(sandbox, merchant, path).await;
    assert_eq!(status, 200, "{} {path}", merchant.id);
    body
}

pub async fn read(response: Response) -> (u16, Value) {
    (response.status().as_u16(), response.json().await.unwrap())
}

/// The wrapper's path for this merchant's public key.
pub fn key_path(merchant: &Merchant) -> String {
    format!(
        "/plugins-credentials-wrapper/credentials?public_key={}",
        merchant.public_key.unwrap()
    )
}

pub const WRAPPER: &str = "/plugins-credentials-wrapper/credentials";

/// The merchant order behind the merchant's sale, if there is one.
pub fn merchant_order_id(merchant: &Merchant) -> u64 {
    merchant.payment_id() - 1_300_000_000_000 + 34_000_000_000
}

/// The preference behind the merchant's sale, if there is one.
pub fn preference_id(merchant: &Merchant) -> String {
    format!(
        "{}-00000000-0000-4000-8000-000000000001",
        merchant.user_id()
    )
}

/// The order behind the merchant's sale, if there is one.
pub fn order_id(merchant: &Merchant) -> String {
    format!("ORD01{:024}", merchant.payment_id() - 1_300_000_000_000)
}

/// The question everybody is answered.
pub const PUBLIC: &str = "/item_categories";

/// One question for each endpoint that wants a token, as the checker asks them of this merchant.
pub fn every_path(merchant: &Merchant) -> Vec<String> {
    vec![
        "/users/me".to_owned(),
        WRAPPER.to_owned(),
        format!("/applications/{}", merchant.application_id()),
        "/v1/payment_methods".to_owned(),
        format!("/v1/payments/{}", merchant.payment_id()),
        "/v1/payments/search?sort=date_created&criteria=desc&status=approved&limit=5".to_owned(),
        format!("/merchant_orders/{}", merchant_order_id(merchant)),
        format!("/checkout/preferences/{}", preference_id(merchant)),
        format!("/v1/orders/{}", order_id(merchant)),
        "/v1/account/release_report/config".to_owned(),
        "/v1/account/release_report/list".to_owned(),
        "/v1/account/settlement_report/config".to_owned(),
        "/v1/account/settlement_report/list".to_owned(),
        "/terminals/v1/list?limit=50&offset=0".to_owned(),
        "/point/integration-api/devices".to_owned(),
        format!("/users/{}/stores/search", merchant.user_id()),
        "/pos".to_owned(),
    ]
}
