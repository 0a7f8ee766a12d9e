//! Cookie mode: a reverse proxy says whose session it is, and no other page uses it.

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::json;

use crate::support::{Served, code, problem, serve};

const SECRET: &str = "visibly-fake-secret-of-the-reverse-proxy";

async fn behind_a_proxy(more: &[(&str, &str)]) -> Served {
    let mut settings = vec![
        ("READINESS_TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8"),
        ("READINESS_TRUSTED_SECRET", SECRET),
        ("READINESS_HOSTS", "admin.store.example"),
    ];
    settings.extend(more);
    serve(&settings).await
}

fn as_ana(request: RequestBuilder) -> RequestBuilder {
    request
        .header("host", "admin.store.example")
        .header("x-readiness-secret", SECRET)
        .header("x-readiness-user", "ana@store.example")
}

#[tokio::test]
async fn a_session_may_do_what_the_reverse_proxy_says() {
    let served = behind_a_proxy(&[]).await;
    for (scope, path, status) in [
        (None, "/api/v1/profile", 200),
        (None, "/api/v1/webhook-probes", 403),
        (Some("read"), "/api/v1/profile", 200),
        (Some("probe"), "/api/v1/profile", 403),
        (Some("read probe"), "/api/v1/webhook-probes", 200),
        (Some(""), "/api/v1/profile", 403),
    ] {
        let mut request = as_ana(served.get(path));
        if let Some(scope) = scope {
            request = request.header("x-readiness-scope", scope);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status, "{scope:?} {path}");
    }
}

#[tokio::test]
async fn what_anybody_else_says_of_a_session_counts_for_nothing() {
    let served = behind_a_proxy(&[]).await;
    let elsewhere = serve(&[
        ("READINESS_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::/32"),
        ("READINESS_TRUSTED_SECRET", SECRET),
    ])
    .await;
    let only_tokens = serve(&[("READINESS_TOKEN", "visibly-fake-shared-token")]).await;
    for (served, headers) in [
        (&served, vec![("x-readiness-user", "ana")]),
        (
            &served,
            vec![("x-readiness-user", "ana"), ("x-readiness-secret", "")],
        ),
        (
            &served,
            vec![
                ("x-readiness-user", "ana"),
                ("x-readiness-secret", "visibly-fake-ca1a4e5"),
            ],
        ),
        (&served, vec![("x-readiness-secret", SECRET)]),
        (
            &served,
            vec![
                ("x-readiness-secret", SECRET),
                ("x-readiness-user", "ana"),
                ("x-readiness-user", "eve"),
            ],
        ),
        (
            &served,
            vec![
                ("x-readiness-secret", "visibly-fake-ca1a4e5"),
                ("x-readiness-secret", SECRET),
                ("x-readiness-user", "ana"),
            ],
        ),
        (
            &elsewhere,
            vec![
                ("x-readiness-secret", SECRET),
                ("x-readiness-user", "ana"),
                ("x-forwarded-for", "10.0.0.1"),
            ],
        ),
        (
            &only_tokens,
            vec![("x-readiness-secret", SECRET), ("x-readiness-user", "ana")],
        ),
    ] {
        let mut request = served.get("/api/v1/checks");
        for (name, value) in &headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{headers:?}");
        let problem = problem(answer).await;
        assert_eq!(problem["code"], "token-missing", "{headers:?}");
        let text = problem.to_string();
        assert!(
            !text.contains("ca1a4e5") && !text.contains(SECRET),
            "{text}"
        );
    }
}

#[tokio::test]
async fn whatever_does_something_must_come_from_a_page_of_the_same_origin_on_purpose() {
    let served = behind_a_proxy(&[("READINESS_ORIGINS", "https://listed.example")]).await;
    let own = ("origin", "https://admin.store.example");
    let header = ("x-checkout-readiness", "1");
    let same = ("sec-fetch-site", "same-origin");
    for (headers, expected) in [
        (vec![own, header, same], None),
        (vec![own, header], None),
        (vec![header, same], None),
        (vec![], Some("csrf-refused")),
        (vec![header], Some("csrf-refused")),
        (vec![own, same], Some("csrf-refused")),
        (
            vec![own, same, ("x-checkout-readiness", "0")],
            Some("csrf-refused"),
        ),
        (
            vec![own, header, ("sec-fetch-site", "none")],
            Some("csrf-refused"),
        ),
        (
            vec![own, header, ("sec-fetch-site", "same-site")],
            Some("csrf-refused"),
        ),
        (
            vec![header, ("sec-fetch-site", "cross-site")],
            Some("origin-not-allowed"),
        ),
        (vec![header, ("origin", "null")], Some("origin-not-allowed")),
        (
            vec![
                header,
                ("origin", "https://attacker.example"),
                ("sec-fetch-site", "cross-site"),
            ],
            Some("origin-not-allowed"),
        ),
        // Listed sites bring a token of their own, never somebody's session.
        (
            vec![
                header,
                ("origin", "https://listed.example"),
                ("sec-fetch-site", "cross-site"),
            ],
            Some("csrf-refused"),
        ),
        (
            vec![header, ("origin", "https://listed.example")],
            Some("csrf-refused"),
        ),
    ] {
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            let request = served
                .http
                .request(method.clone(), served.url("/api/v1/runs"));
            let mut request = as_ana(request).json(&json!({ "checks": [] }));
            for (name, value) in &headers {
                request = request.header(*name, *value);
            }
            let answer = request.send().await.unwrap();
            let said = format!("{method} {headers:?}");
            match expected {
                Some(expected) => assert_eq!(code(answer).await, expected, "{said}"),
                None if method == Method::POST => assert_eq!(answer.status(), 200, "{said}"),
                None => assert_eq!(answer.status(), 405, "{said}"),
            }
        }
    }
}

#[tokio::test]
async fn a_token_counts_before_a_session_and_needs_no_page() {
    let token = "visibly-fake-shared-token";
    let served = behind_a_proxy(&[("READINESS_TOKEN", token)]).await;
    let run = |authorization: &str| {
        let request = as_ana(served.post_run(&json!({ "checks": [] })));
        request.header("authorization", authorization).send()
    };
    let answer = run(&format!("Bearer {token}")).await.unwrap();
    assert_eq!(answer.status(), 200);
    let wrong = run("Bearer visibly-fake-other-token").await.unwrap();
    assert_eq!(code(wrong).await, "token-refused");
    // The reverse proxy's own password is none of our tokens.
    let basic = as_ana(served.get("/api/v1/checks")).header("authorization", "Basic MDA6MDA=");
    assert_eq!(basic.send().await.unwrap().status(), 200);
}
