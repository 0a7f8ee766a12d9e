//! What is absent is absent, and what is of another shape is never taken for empty.

use checkout_readiness_mercado_pago::{ErrorKind, Malformation, Search};

use crate::stand_in::{StandIn, token};

#[tokio::test]
async fn missing_empty_and_retyped_fields_are_absent_not_fatal() {
    let stand_in = StandIn::saying(200, r#"{"id":"7","nickname":"","site_id":null,"tags":null,"status":{"sell":{"codes":null},"billing":null}}"#).await;
    let user = stand_in.client().users_me(&token()).await.unwrap().value;
    assert_eq!(
        (user.id.as_str(), user.nickname, user.site_id, user.tags),
        ("7", None, None, None)
    );
    assert_eq!(user.status.unwrap().sell.unwrap().allow, None);

    let stand_in = StandIn::saying(200, r#"{"client_id":1000000000000001}"#).await;
    let credential = stand_in
        .client()
        .credential_of_token(&token())
        .await
        .unwrap()
        .value;
    assert_eq!(credential.client_id.as_deref(), Some("1000000000000001"));
    assert_eq!((credential.homologated, credential.is_test), (None, None));
}

#[tokio::test]
async fn an_answer_of_another_shape_is_malformed_never_empty() {
    let shape = ErrorKind::Malformed(Malformation::OtherShape);
    for body in [
        "[]",
        "null",
        "{}",
        r#"{"id":null}"#,
        r#"{"id":""}"#,
        r#"[7]"#,
        "7",
        r#"{"id":7,"tags":"test_user"}"#,
    ] {
        let stand_in = StandIn::saying(200, body).await;
        let client = stand_in.client();
        assert_eq!(
            client.users_me(&token()).await.unwrap_err().kind(),
            shape,
            "{body}"
        );
    }
    for body in ["[]", "null", r#"{"homologated":"yes"}"#] {
        let stand_in = StandIn::saying(200, body).await;
        assert_eq!(
            stand_in
                .client()
                .credential_of_token(&token())
                .await
                .unwrap_err()
                .kind(),
            shape,
            "{body}"
        );
    }
    for body in ["{}", r#"[{"name":"PIX"}]"#, r#"{"results":[]}"#, "null"] {
        let stand_in = StandIn::saying(200, body).await;
        assert_eq!(
            stand_in
                .client()
                .payment_methods(&token())
                .await
                .unwrap_err()
                .kind(),
            shape,
            "{body}"
        );
    }
    for body in ["{}", "[]", r#"{"results":null}"#, r#"{"results":{}}"#] {
        let stand_in = StandIn::saying(200, body).await;
        let error = stand_in
            .client()
            .search_payments(&token(), &Search::newest(1))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), shape, "{body}");
        assert_eq!(
            (error.status(), error.attempts(), stand_in.hits()),
            (Some(200), 1, 1),
            "{body}"
        );
    }
}
