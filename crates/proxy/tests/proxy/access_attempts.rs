//! Guessing is slowed down, for who guesses and for nobody else.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use reqwest::{Response, StatusCode};
use serde_json::json;

use crate::access_signing::{Signer, borrowed, in_seconds};
use crate::support::{Served, client, code, problem, serve_within};

const TOKEN: &str = "visibly-fake-shared-token";
const SECRET: &str = "visibly-fake-secret-of-the-reverse-proxy";

async fn guarded(more: &[(&str, &str)]) -> Served {
    let mut settings = vec![("READINESS_TOKEN", TOKEN)];
    settings.extend(more);
    serve_within(&settings, |limits| {
        limits.wrong_credentials = 3;
        limits.wrong_credentials_pause = Duration::from_millis(1500);
    })
    .await
}

async fn ask(http: &reqwest::Client, served: &Served, token: &str) -> Response {
    let request = http.get(served.url("/api/v1/checks")).bearer_auth(token);
    request.send().await.unwrap()
}

#[tokio::test]
async fn who_is_wrong_too_often_waits_while_others_are_answered() {
    let served = guarded(&[]).await;
    let other = client()
        .local_address(IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2)))
        .build()
        .unwrap();
    for _ in 0..3 {
        let answer = ask(&served.http, &served, "visibly-fake-wrong-token").await;
        assert_eq!(code(answer).await, "token-refused");
    }
    // Even the right one: or who guesses would learn from being let in.
    for token in ["visibly-fake-wrong-token", TOKEN] {
        let answer = ask(&served.http, &served, token).await;
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.headers()["retry-after"], "2");
        let problem = problem(answer).await;
        assert_eq!(problem["code"], "too-many-attempts");
        assert_eq!(problem["retry_after_seconds"], 2);
    }
    assert_eq!(ask(&other, &served, TOKEN).await.status(), 200);
    for path in ["/", "/healthz", "/openapi.json"] {
        let status = served.get(path).send().await.unwrap().status();
        assert_ne!(status, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
    // Without a token nobody guesses anything.
    let without = served.get("/api/v1/checks").send().await.unwrap();
    assert_eq!(code(without).await, "token-missing");
    tokio::time::sleep(Duration::from_millis(1600)).await;
    assert_eq!(ask(&served.http, &served, TOKEN).await.status(), 200);
}

#[tokio::test]
async fn a_token_of_yesterday_is_no_guess_and_a_forged_one_is() {
    let signer = Signer::by_secret();
    let folder = tempfile::tempdir().unwrap();
    let served = guarded(&borrowed(&signer.settings(folder.path()))).await;
    let old = signer.sign(&json!({ "exp": in_seconds(-100) }));
    for _ in 0..5 {
        let answer = ask(&served.http, &served, &old).await;
        assert_eq!(code(answer).await, "token-expired");
    }
    let (message, _) = old.rsplit_once('.').unwrap();
    for _ in 0..3 {
        let answer = ask(&served.http, &served, &format!("{message}.AAAA")).await;
        assert_eq!(code(answer).await, "token-signature");
    }
    let fine = signer.sign(&json!({ "scope": "read" }));
    let answer = ask(&served.http, &served, &fine).await;
    assert_eq!(code(answer).await, "too-many-attempts");
}

#[tokio::test]
async fn behind_a_trusted_reverse_proxy_each_user_counts_alone() {
    let served = guarded(&[
        ("READINESS_TRUSTED_PROXIES", "127.0.0.1"),
        ("READINESS_TRUSTED_SECRET", SECRET),
    ])
    .await;
    let ask = |user: &str, secret: &str, token: Option<&str>| {
        let mut request = served
            .get("/api/v1/checks")
            .header("x-readiness-user", user)
            .header("x-readiness-secret", secret);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send()
    };
    for _ in 0..3 {
        let answer = ask("eve", SECRET, Some("visibly-fake-wrong-token"))
            .await
            .unwrap();
        assert_eq!(code(answer).await, "token-refused");
    }
    let eve = ask("eve", SECRET, Some(TOKEN)).await.unwrap();
    assert_eq!(code(eve).await, "too-many-attempts");
    assert_eq!(ask("ana", SECRET, Some(TOKEN)).await.unwrap().status(), 200);
    for _ in 0..3 {
        let answer = ask("ana", "visibly-fake-wrong-secret", None).await.unwrap();
        assert_eq!(code(answer).await, "token-missing");
    }
    let guessed = ask("ana", "visibly-fake-wrong-secret", None).await.unwrap();
    assert_eq!(code(guessed).await, "too-many-attempts");
    // Whoever guesses through the reverse proxy shuts out nobody it vouches for.
    assert_eq!(ask("ana", SECRET, None).await.unwrap().status(), 200);
}
