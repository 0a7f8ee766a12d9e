//! Every recorded error answer is told apart, and none of its text comes through.

use checkout_readiness_mercado_pago::{Endpoint, Error, ErrorKind, Malformation, Shape};

use crate::stand_in::{StandIn, fixture, response, token};

async fn error_of(stand_in: &StandIn) -> Error {
    stand_in.client().users_me(&token()).await.unwrap_err()
}

#[tokio::test]
async fn every_recorded_error_is_told_apart() {
    let limited = ErrorKind::RateLimited { retry_after: None };
    type Case<'a> = (
        &'a str,
        u16,
        ErrorKind,
        Shape,
        Option<&'a str>,
        &'a [&'a str],
    );
    let cases: &[Case] = &[
        (
            "400.bad_request",
            400,
            ErrorKind::Refused,
            Shape::Service,
            Some("bad_request"),
            &["2006"],
        ),
        (
            "400.pix_key_missing",
            400,
            ErrorKind::Refused,
            Shape::Service,
            Some("bad_request"),
            &["13253"],
        ),
        (
            "400.search_range",
            400,
            ErrorKind::Refused,
            Shape::Service,
            Some("bad_request"),
            &["9062"],
        ),
        (
            "401.edge.invalid_token",
            401,
            ErrorKind::Unauthorized,
            Shape::Edge,
            Some("unauthorized"),
            &[],
        ),
        (
            "401.edge.no_token",
            401,
            ErrorKind::Unauthorized,
            Shape::Edge,
            Some("unauthorized"),
            &[],
        ),
        (
            "401.live_credentials",
            401,
            ErrorKind::Unauthorized,
            Shape::Service,
            Some("unauthorized"),
            &["7"],
        ),
        (
            "401.service",
            401,
            ErrorKind::Unauthorized,
            Shape::Service,
            Some("unauthorized"),
            &[],
        ),
        (
            "401.service.no_token",
            401,
            ErrorKind::Unauthorized,
            Shape::Service,
            Some("unauthorized"),
            &["5"],
        ),
        (
            "403.policy",
            403,
            ErrorKind::PolicyForbidden,
            Shape::Policy,
            Some("PA_UNAUTHORIZED_RESULT_FROM_POLICIES"),
            &[],
        ),
        (
            "403.service",
            403,
            ErrorKind::Forbidden,
            Shape::Service,
            Some("forbidden"),
            &[],
        ),
        (
            "404.order_not_found",
            404,
            ErrorKind::NotFound,
            Shape::Orders,
            Some("order_not_found"),
            &[],
        ),
        (
            "404.payment_not_found",
            404,
            ErrorKind::NotFound,
            Shape::Service,
            Some("not_found"),
            &["2000"],
        ),
        (
            "404.report_config",
            404,
            ErrorKind::NotFound,
            Shape::Service,
            Some("config_not_found_for_user"),
            &[],
        ),
        (
            "404.resource",
            404,
            ErrorKind::NotFound,
            Shape::Route,
            Some("resource not found"),
            &[],
        ),
        (
            "429",
            429,
            limited,
            Shape::Service,
            Some("too_many_requests"),
            &[],
        ),
        (
            "429.orders",
            429,
            limited,
            Shape::Orders,
            Some("too_many_requests"),
            &[],
        ),
        (
            "500",
            500,
            ErrorKind::Server,
            Shape::Service,
            Some("internal_server_error"),
            &[],
        ),
    ];
    for (name, status, kind, shape, code, causes) in cases {
        let body = fixture(&format!("error.{name}"));
        let stand_in = StandIn::saying(*status, body.clone()).await;
        let error = error_of(&stand_in).await;
        assert_eq!(
            (error.kind(), error.status(), error.endpoint()),
            (*kind, Some(*status), Endpoint::UsersMe),
            "{name}"
        );
        let problem = error.problem().unwrap();
        assert_eq!((problem.shape(), problem.code()), (*shape, *code), "{name}");
        assert_eq!(problem.causes(), *causes, "{name}");
        assert_eq!(
            error.request_id(),
            Some("0c0ffee0-0000-4000-8000-000000000001"),
            "{name}"
        );
        assert!(!error.elapsed().is_zero(), "{name}");
        assert!(
            problem
                .message()
                .is_some_and(|message| !message.contains("https")),
            "{name}"
        );
        let message = serde_json::from_str::<serde_json::Value>(&body).unwrap();
        if let Some(message) = message["message"]
            .as_str()
            .filter(|message| message.contains(' '))
        {
            assert!(!format!("{error} {error:?}").contains(message), "{name}");
        }
    }
}

#[tokio::test]
async fn an_error_without_a_body_or_with_a_page_is_told_by_its_status() {
    let page = serde_json::from_str::<serde_json::Value>(&fixture("error.502.non_json")).unwrap();
    let page = page["body"].as_str().unwrap();
    for (status, body, kind) in [
        (401, "", ErrorKind::Unauthorized),
        (403, "<html></html>", ErrorKind::Forbidden),
        (404, "", ErrorKind::NotFound),
        (418, "{", ErrorKind::Refused),
        (502, page, ErrorKind::Server),
        (503, "", ErrorKind::Server),
    ] {
        let stand_in = StandIn::saying(status, body).await;
        let error = error_of(&stand_in).await;
        assert_eq!((error.kind(), error.status()), (kind, Some(status)));
        let problem = error.problem().unwrap();
        assert_eq!(
            (problem.shape(), problem.code(), problem.message()),
            (Shape::Unknown, None, None)
        );
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = StandIn::saying(200, fixture("users_me.minimal")).await;
    let location = format!("http://{}/users/me", elsewhere.address);
    let stand_in = StandIn::answering(move |_| {
        let mut redirect = response(302, "");
        redirect
            .headers_mut()
            .insert("location", location.parse().unwrap());
        std::future::ready(redirect)
    })
    .await;
    let error = error_of(&stand_in).await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Malformed(Malformation::Status), Some(302))
    );
    assert_eq!((stand_in.hits(), elsewhere.hits()), (1, 0));
}

#[tokio::test]
async fn an_error_reads_as_one_line_for_whoever_operates_the_proxy() {
    let stand_in = StandIn::saying(403, fixture("error.403.policy")).await;
    assert_eq!(
        error_of(&stand_in).await.to_string(),
        "users_me: a policy of the gateway forbids it (HTTP 403) [Policy PA_UNAUTHORIZED_RESULT_FROM_POLICIES] \
         request 0c0ffee0-0000-4000-8000-000000000001"
    );
}

#[tokio::test]
async fn what_an_error_body_tells_of_a_person_does_not_come_through() {
    let body = r#"{"status":400,"error":"Ana Exemplo","message":"owner@example.invalid 19119119100 is blocked",
        "cause":[{"code":"19119119100"},{"code":{"name":"Ana"}},{"code":"APP_USR-1-2-3-4"},{"code":"ok_1"}]}"#;
    let stand_in = StandIn::answering(move |_| {
        let mut answer = response(400, body);
        answer
            .headers_mut()
            .insert("x-request-id", "owner@example.invalid".parse().unwrap());
        std::future::ready(answer)
    })
    .await;
    let error = error_of(&stand_in).await;
    let problem = error.problem().unwrap();
    assert_eq!((error.request_id(), problem.code()), (None, None));
    assert_eq!(problem.causes(), ["ok_1"]);
    assert_eq!(problem.message(), Some("… … is blocked"));
}
