//! Each merchant with one thing wrong: that thing, and nothing else, differs.

use checkout_readiness_sandbox::merchants;
use serde_json::{Value, json};

use crate::asking::{WRAPPER, answer, ask, ask_with, key_path, named, read, sandbox};

#[tokio::test]
async fn each_account_has_the_tags_and_the_permissions_of_its_merchant() {
    let sandbox = sandbox("").await;
    for (id, site, test_user, may_sell) in [
        ("ready", "MLB", Some(false), json!(true)),
        ("argentina", "MLA", Some(false), json!(true)),
        ("test-user", "MLB", Some(true), json!(true)),
        ("restricted", "MLA", Some(false), json!(false)),
        ("wrong-country", "MLB", Some(false), json!(true)),
        ("minimal", "MLB", None, Value::Null),
        ("action-required", "MLB", Some(false), json!(true)),
        ("worst-plugin", "MLB", Some(false), json!(false)),
        ("ready-mexico", "MLM", Some(false), json!(true)),
        ("point-where-not-sold", "MCO", Some(false), json!(true)),
    ] {
        let merchant = named(id);
        let (_, user) = answer(&sandbox, merchant, "/users/me").await;
        let tagged = user["tags"]
            .as_array()
            .map(|tags| tags.contains(&json!("test_user")));
        assert_eq!(user["id"], json!(merchant.user_id()), "{id}");
        assert_eq!(
            (user["site_id"].as_str(), tagged),
            (Some(site), test_user),
            "{id}"
        );
        assert_eq!(user["status"]["sell"]["allow"], may_sell, "{id}");
    }
}

#[tokio::test]
async fn wrong_country_declares_another_country_than_its_account_has() {
    assert_eq!(named("wrong-country").site.name(), "MLA");
    for merchant in merchants()
        .iter()
        .filter(|merchant| ["ready", "argentina", "restricted"].contains(&merchant.id))
    {
        let sandbox = sandbox("").await;
        let (_, user) = answer(&sandbox, merchant, "/users/me").await;
        assert_eq!(user["site_id"], merchant.site.name());
    }
}

#[tokio::test]
async fn the_wrapper_tells_each_merchants_application_activation_and_environment() {
    let sandbox = sandbox("").await;
    for (id, token_application, key_application, activated, is_test) in [
        ("test-credentials", 6, 6, true, true),
        ("not-activated", 7, 7, false, false),
        ("other-application", 8, 9, true, false),
        ("oauth-seller", 1, 1, true, false),
        ("token-expiring", 1, 1, true, false),
        ("test-user", 2, 2, true, false),
    ] {
        let expected = |application: u64| {
            let client_id = (1_000_000_000_000_000 + application).to_string();
            (
                200,
                json!({"client_id": client_id, "homologated": activated, "is_test": is_test}),
            )
        };
        let merchant = named(id);
        assert_eq!(
            answer(&sandbox, merchant, WRAPPER).await,
            expected(token_application),
            "{id}"
        );
        assert_eq!(
            read(ask(&sandbox, &key_path(merchant)).await).await,
            expected(key_application),
            "{id}"
        );
    }
}

#[tokio::test]
async fn the_webhook_of_each_merchant_stands_on_its_application_and_payments() {
    let sandbox = sandbox("").await;
    for (id, url) in [
        ("webhook-missing", Value::Null),
        (
            "webhook-catcher",
            json!("https://webhook.site/00000000-0000-4000-8000-000000000000"),
        ),
        (
            "webhook-expired-certificate",
            json!("https://expired.example/mp/webhook"),
        ),
        ("webhook-redirects", json!("https://loja.example/moved")),
        (
            "webhook-private",
            json!("https://private.example/mp/webhook"),
        ),
    ] {
        let merchant = named(id);
        let (_, application) = answer(
            &sandbox,
            merchant,
            &format!("/applications/{}", merchant.application_id()),
        )
        .await;
        let (_, payment) = answer(
            &sandbox,
            merchant,
            &format!("/v1/payments/{}", merchant.payment_id()),
        )
        .await;
        assert_eq!(application["notifications_callback_url"], url, "{id}");
        let on_payment = payment["notification_url"]
            .as_str()
            .map(|url| url.strip_suffix("?source_news=webhooks").unwrap());
        assert_eq!(json!(on_payment), url, "{id}");
        assert_eq!(json!(merchant.webhook_url), url, "{id}");
    }
}

#[tokio::test]
async fn site_and_country_of_account_and_application_agree_but_for_those_who_play_otherwise() {
    let sandbox = sandbox("").await;
    for (id, site, country, application_site) in [
        ("ready", "MLB", "BR", "MLB"),
        ("argentina", "MLA", "AR", "MLA"),
        ("ready-mexico", "MLM", "MX", "MLM"),
        ("country-id-differs", "MLB", "AR", "MLB"),
        ("application-of-other-country", "MLB", "BR", "MLA"),
    ] {
        let merchant = named(id);
        let (_, user) = answer(&sandbox, merchant, "/users/me").await;
        let path = format!("/applications/{}", merchant.application_id());
        let (_, application) = answer(&sandbox, merchant, &path).await;
        assert_eq!(
            (
                &user["site_id"],
                &user["country_id"],
                &application["site_id"]
            ),
            (&json!(site), &json!(country), &json!(application_site)),
            "{id}"
        );
    }
    let (_, asked) = answer(&sandbox, named("action-required"), "/users/me").await;
    assert!(asked["status"]["required_action"].is_string());
}

#[tokio::test]
async fn oauth_seller_may_not_read_the_integrators_application() {
    let sandbox = sandbox("").await;
    let (status, body) = answer(
        &sandbox,
        named("oauth-seller"),
        "/applications/1000000000000001",
    )
    .await;
    assert_eq!((status, &body["blocked_by"]), (403, &json!("PolicyAgent")));
}

#[tokio::test]
async fn wrong_keys_is_refused_as_configured_and_answered_once_put_right() {
    let sandbox = sandbox("").await;
    let merchant = named("wrong-keys");
    assert_eq!(answer(&sandbox, merchant, "/users/me").await.0, 401);
    assert_eq!(ask(&sandbox, &key_path(merchant)).await.status(), 401);
    let put_right = ask_with(&sandbox, merchant.public_key.unwrap(), "/users/me").await;
    assert_eq!(read(put_right).await.1["id"], json!(merchant.user_id()));
}
