//! Every recorded answer about accounts and credentials decodes into what it says.

use checkout_readiness_mercado_pago::{ApplicationId, PublicKey};

use crate::stand_in::{PUBLIC_KEY, TOKEN, public_key, saying, token};

#[tokio::test]
async fn a_question_carries_the_token_and_our_name_and_nothing_else_of_note() {
    let (stand_in, client) = saying("users_me.production.mlb").await;
    let answer = client.users_me(&token()).await.unwrap();
    assert_eq!(
        answer.request_id.as_deref(),
        Some("0c0ffee0-0000-4000-8000-000000000001")
    );
    let received = stand_in.received().remove(0);
    assert_eq!(
        (received.method.as_str(), received.target.as_str()),
        ("GET", "/users/me")
    );
    assert_eq!(
        received.header("authorization"),
        Some(format!("Bearer {TOKEN}").as_str())
    );
    assert_eq!(received.header("accept"), Some("application/json"));
    assert_eq!(
        received.header("user-agent"),
        Some(concat!("checkout-readiness/", env!("CARGO_PKG_VERSION")))
    );
    let mut names: Vec<_> = received
        .headers
        .keys()
        .map(axum::http::HeaderName::as_str)
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "authorization", "host", "user-agent"]);
}

#[tokio::test]
async fn an_answer_tells_when_it_was_asked_for_and_how_long_that_took() {
    let (_stand_in, client) = saying("users_me.minimal").await;
    let before = jiff::Timestamp::now();
    let answer = client.users_me(&token()).await.unwrap();
    assert!(before <= answer.asked_at && answer.asked_at <= jiff::Timestamp::now());
    assert!(!answer.elapsed.is_zero() && answer.elapsed.as_secs() < 4);
}

#[tokio::test]
async fn accounts_are_read_without_what_is_personal() {
    let cases = [
        (
            "users_me.production.mlb",
            "100000001",
            "MLB",
            "BR",
            Some(false),
            Some(true),
        ),
        (
            "users_me.production.mla",
            "100000003",
            "MLA",
            "AR",
            Some(false),
            Some(true),
        ),
        (
            "users_me.test_user.mlb",
            "100000002",
            "MLB",
            "BR",
            Some(true),
            Some(true),
        ),
        (
            "users_me.restricted.mla",
            "100000004",
            "MLA",
            "AR",
            Some(false),
            Some(false),
        ),
        ("users_me.minimal", "100000001", "MLB", "BR", None, None),
    ];
    for (name, id, site, country, is_test, may_sell) in cases {
        let (_stand_in, client) = saying(name).await;
        let user = client.users_me(&token()).await.unwrap().value;
        assert_eq!(user.id, id, "{name}");
        assert_eq!(user.site_id.as_deref(), Some(site), "{name}");
        assert_eq!(user.country_id.as_deref(), Some(country), "{name}");
        assert!(user.nickname.is_some(), "{name}");
        let has_test_tag = user
            .tags
            .as_ref()
            .map(|tags| tags.iter().any(|tag| tag == "test_user"));
        assert_eq!(has_test_tag, is_test, "{name}");
        let sell = user.status.as_ref().and_then(|status| status.sell.as_ref());
        assert_eq!(sell.and_then(|sell| sell.allow), may_sell, "{name}");
        let printed = format!("{user:?}");
        for personal in [
            "Ana",
            "Exemplo\"",
            "Ejemplo",
            "@",
            "00000000191",
            "Example Street",
            "EXAMPLE STORE",
        ] {
            assert!(!printed.contains(personal), "{name}: {personal}");
        }
    }
}

#[tokio::test]
async fn a_restricted_account_says_why() {
    let (_stand_in, client) = saying("users_me.restricted.mla").await;
    let status = client
        .users_me(&token())
        .await
        .unwrap()
        .value
        .status
        .unwrap();
    assert_eq!(status.site_status.as_deref(), Some("deactive"));
    assert_eq!(
        status.required_action.as_deref(),
        Some("validate_identity_example")
    );
    for permission in [status.sell.unwrap(), status.billing.unwrap()] {
        assert_eq!(
            (permission.allow, permission.codes),
            (Some(false), vec!["example_restriction_code".to_owned()])
        );
    }
}

#[tokio::test]
async fn the_wrapper_answers_about_a_token_and_about_a_key_without_a_token() {
    let cases = [
        ("credentials_wrapper.token.production", true, false),
        ("credentials_wrapper.token.not_activated", false, false),
        ("credentials_wrapper.token.test", true, true),
    ];
    for (name, homologated, is_test) in cases {
        let (stand_in, client) = saying(name).await;
        let credential = client.credential_of_token(&token()).await.unwrap().value;
        assert_eq!(
            credential.client_id.as_deref(),
            Some("1000000000000001"),
            "{name}"
        );
        assert_eq!(
            (credential.homologated, credential.is_test),
            (Some(homologated), Some(is_test)),
            "{name}"
        );
        let received = stand_in.received().remove(0);
        assert_eq!(received.target, "/plugins-credentials-wrapper/credentials");
        assert!(received.header("authorization").is_some());
    }
    for (name, client_id) in [
        ("same_app", "1000000000000001"),
        ("other_app", "1000000000000009"),
    ] {
        let (stand_in, client) = saying(&format!("credentials_wrapper.public_key.{name}")).await;
        let credential = client
            .credential_of_public_key(&public_key())
            .await
            .unwrap()
            .value;
        assert_eq!(credential.client_id.as_deref(), Some(client_id), "{name}");
        let received = stand_in.received().remove(0);
        assert_eq!(
            received.target,
            format!("/plugins-credentials-wrapper/credentials?public_key={PUBLIC_KEY}")
        );
        assert_eq!(received.header("authorization"), None);
    }
}

#[tokio::test]
async fn a_key_of_unusual_form_cannot_change_the_question() {
    let (stand_in, client) = saying("credentials_wrapper.public_key.same_app").await;
    let key = PublicKey::parse("a&b=c#d/../e").0.unwrap();
    client.credential_of_public_key(&key).await.unwrap();
    let target = "/plugins-credentials-wrapper/credentials?public_key=a%26b%3Dc%23d%2F..%2Fe";
    assert_eq!(stand_in.received()[0].target, target);
}

#[tokio::test]
async fn an_application_tells_its_webhook_or_nothing() {
    let webhook = "https://store.example.invalid/mp/webhook";
    for (name, expected) in [
        ("application.get", Some(webhook)),
        ("application.get.no_webhook", None),
    ] {
        let (stand_in, client) = saying(name).await;
        let id = ApplicationId::parse("1000000000000001").unwrap();
        let application = client.application(&token(), &id).await.unwrap().value;
        assert_eq!(application.id, "1000000000000001");
        assert!(application.name.is_some());
        assert_eq!(
            application.notifications_callback_url.as_deref(),
            expected,
            "{name}"
        );
        assert_eq!(
            stand_in.received()[0].target,
            "/applications/1000000000000001"
        );
    }
}

#[tokio::test]
async fn means_of_payment_come_with_their_status() {
    let cases = [
        ("payment_methods.mlb.with_pix", Some("active")),
        ("payment_methods.mlb.pix_deactivated", Some("deactivated")),
        ("payment_methods.mlb.without_pix", None),
        ("payment_methods.mla", None),
        ("payment_methods.empty", None),
    ];
    for (name, pix) in cases {
        let (stand_in, client) = saying(name).await;
        let methods = client.payment_methods(&token()).await.unwrap().value;
        assert_eq!(methods.is_empty(), name.ends_with("empty"), "{name}");
        let found = methods.iter().find(|method| method.id == "pix");
        assert_eq!(
            found.and_then(|method| method.status.as_deref()),
            pix,
            "{name}"
        );
        assert!(
            methods
                .iter()
                .all(|method| method.payment_type_id.is_some() && method.status.is_some()),
            "{name}"
        );
        assert_eq!(stand_in.received()[0].target, "/v1/payment_methods");
    }
}
