//! Who and what is refused, and with which of Mercado Pago's error shapes.

use checkout_readiness_sandbox::Endpoint;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::asking::{answer, ask, ask_with, client, every_path, named, read, sandbox};

#[tokio::test]
async fn a_token_that_is_not_of_the_cast_is_refused_at_the_edge() {
    let sandbox = sandbox("").await;
    let token = "APP_USR-9999999999999999-010112-00000000000000000000000000000000-999999999";
    for path in every_path(named("ready")) {
        let refused = read(ask_with(&sandbox, token, &path).await).await;
        assert_eq!(
            refused,
            (
                401,
                json!({"code": "unauthorized", "message": "invalid access token"})
            ),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_question_without_a_token_is_refused_at_the_edge_and_by_policy_for_applications() {
    let sandbox = sandbox("").await;
    for path in every_path(named("ready")) {
        let (status, body) = read(ask(&sandbox, &path).await).await;
        let expected = if path.starts_with("/applications") {
            (403, json!("PA_UNAUTHORIZED_RESULT_FROM_POLICIES"))
        } else {
            (401, json!("unauthorized"))
        };
        assert_eq!((status, body["code"].clone()), expected, "{path}");
    }
}

#[tokio::test]
async fn a_token_in_the_query_is_no_token() {
    let sandbox = sandbox("").await;
    let path = format!("/users/me?access_token={}", named("ready").access_token);
    assert_eq!(
        read(ask(&sandbox, &path).await).await.1["message"],
        "authorization value not present"
    );
}

#[tokio::test]
async fn an_unknown_public_key_is_refused() {
    let sandbox = sandbox("").await;
    for path in [
        "/plugins-credentials-wrapper/credentials",
        "/v1/payment_methods",
    ] {
        let path = format!("{path}?public_key=APP_USR-00000000-0000-4000-8000-999999999999");
        assert_eq!(ask(&sandbox, &path).await.status(), 401, "{path}");
    }
}

#[tokio::test]
async fn another_merchants_application_is_refused_by_policy() {
    let sandbox = sandbox("").await;
    for id in ["1000000000000003", "me"] {
        let (status, body) = answer(&sandbox, named("ready"), &format!("/applications/{id}")).await;
        assert_eq!(
            (status, &body["blocked_by"]),
            (403, &json!("PolicyAgent")),
            "{id}"
        );
    }
}

#[tokio::test]
async fn an_unknown_path_or_method_has_the_shape_of_an_unknown_route() {
    let sandbox = sandbox("").await;
    let (status, body) = answer(&sandbox, named("ready"), "/v2/anything").await;
    assert_eq!(
        (status, &body["error"]),
        (404, &json!("resource not found"))
    );
    let posted = client()
        .post(format!("{}/users/me", sandbox.base_url()))
        .send()
        .await
        .unwrap();
    assert_eq!(read(posted).await, (404, body));
    assert_eq!(
        (
            sandbox.received().count("other"),
            sandbox.received().count(Endpoint::UsersMe.path())
        ),
        (2, 0)
    );
}

#[tokio::test]
async fn a_request_in_another_hosts_name_is_refused_and_not_counted() {
    let sandbox = sandbox("").await;
    let address = sandbox.base_url().strip_prefix("http://").unwrap();
    for head in [
        "GET /users/me HTTP/1.1\r\nHost: api.mercadopago.com\r\n",
        "GET http://api.mercadopago.com/users/me HTTP/1.1\r\nHost: 127.0.0.1\r\n",
        "GET /users/me HTTP/1.0\r\n",
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(format!("{head}Connection: close\r\n\r\n").as_bytes())
            .await
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let status = answer.split(' ').nth(1);
        assert_eq!(status, Some("421"), "{head}");
        assert!(
            answer.contains("x-checkout-readiness-sandbox: 1") && answer.contains("x-request-id: "),
            "{answer}"
        );
    }
    assert_eq!(sandbox.received().total(), 0);
}
