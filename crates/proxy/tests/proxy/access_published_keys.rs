//! Keys of tokens that are published at an address: when they are fetched, and from whom.

use std::time::Duration;

use reqwest::{Response, StatusCode};
use serde_json::json;

use crate::access_signing::{Publisher, Signer, borrowed};
use crate::support::{Served, code, serve, serve_within};

async fn ask(served: &Served, token: &str) -> Response {
    let request = served.get("/api/v1/checks").bearer_auth(token);
    request.send().await.unwrap()
}

#[tokio::test]
async fn published_keys_are_fetched_once_and_again_when_a_token_names_another() {
    let (old, new) = (Signer::by_ed25519(), Signer::by_rsa());
    let publisher = Publisher::start(&[old.jwk("old")]).await;
    let served = serve_within(&borrowed(&publisher.settings()), |limits| {
        limits.keys_pause = Duration::from_millis(400);
    })
    .await;
    let claims = json!({ "scope": "read" });
    assert_eq!(publisher.asked(), 0, "nobody asked for anything yet");
    for token in [old.sign_named(Some("old"), &claims), old.sign(&claims)] {
        assert_eq!(ask(&served, &token).await.status(), 200);
    }
    assert_eq!(publisher.asked(), 1);
    publisher.publish(&[old.jwk("old"), new.jwk("new")]);
    let by_new = new.sign_named(Some("new"), &claims);
    // Whoever makes up names must not make us ask at their pace.
    for _ in 0..5 {
        let answer = ask(&served, &by_new).await;
        assert_eq!(code(answer).await, "token-signature");
    }
    assert_eq!(publisher.asked(), 1);
    tokio::time::sleep(Duration::from_millis(450)).await;
    let (one, other) = tokio::join!(ask(&served, &by_new), ask(&served, &by_new));
    assert_eq!((one.status().as_u16(), other.status().as_u16()), (200, 200));
    assert_eq!(publisher.asked(), 2);
    // Now there are two, and a token must say which.
    assert_eq!(
        code(ask(&served, &old.sign(&claims)).await).await,
        "token-signature"
    );
    let crossed = old.sign_named(Some("new"), &claims);
    assert_eq!(code(ask(&served, &crossed).await).await, "token-algorithm");
}

#[tokio::test]
async fn where_keys_cannot_be_fetched_the_old_ones_count_and_without_any_it_is_said() {
    let signer = Signer::by_ed25519();
    let publisher = Publisher::start(&[]).await;
    let served = serve_within(&borrowed(&publisher.settings()), |limits| {
        limits.keys_pause = Duration::ZERO;
        limits.keys_age = Duration::ZERO;
        limits.keys_answer = Duration::from_secs(2);
    })
    .await;
    let token = signer.sign_named(Some("a"), &json!({ "scope": "read" }));
    let secret =
        json!({ "kty": "oct", "kid": "a", "k": "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA" });
    let moved = (StatusCode::FOUND, String::new());
    for (status, text) in [
        (StatusCode::OK, "{}".to_owned()),
        (StatusCode::OK, "<html>".to_owned()),
        (StatusCode::OK, json!({ "keys": [] }).to_string()),
        (StatusCode::OK, json!({ "keys": [secret] }).to_string()),
        (
            StatusCode::OK,
            json!({ "keys": [signer.jwk("a")], "more": "0".repeat(200_000) }).to_string(),
        ),
        (
            StatusCode::INTERNAL_SERVER_ERROR,
            json!({ "keys": [signer.jwk("a")] }).to_string(),
        ),
        moved,
    ] {
        publisher.say(status, &text);
        let answer = ask(&served, &token).await;
        assert_eq!(
            answer.status(),
            StatusCode::SERVICE_UNAVAILABLE,
            "{text:.40}"
        );
        assert!(answer.headers().contains_key("retry-after"));
        assert_eq!(code(answer).await, "token-keys-unavailable", "{text:.40}");
    }
    // One key of a kind nobody knows does not shut out the others.
    publisher.publish(&[
        json!({ "kty": "new", "alg": "NEW1" }),
        json!(1),
        signer.jwk("a"),
    ]);
    assert_eq!(ask(&served, &token).await.status(), 200);
    publisher.say(StatusCode::INTERNAL_SERVER_ERROR, "");
    for _ in 0..3 {
        assert_eq!(ask(&served, &token).await.status(), 200);
    }
}

#[tokio::test]
async fn who_hangs_up_while_keys_are_fetched_breaks_it_off_for_nobody() {
    let signer = Signer::by_ed25519();
    let publisher = Publisher::start(&[signer.jwk("a")]).await;
    *publisher.delay.lock().unwrap() = Duration::from_millis(400);
    let served = serve(&borrowed(&publisher.settings())).await;
    let token = signer.sign_named(Some("a"), &json!({ "scope": "read" }));
    let impatient = served.get("/api/v1/checks").bearer_auth(&token);
    let impatient = impatient.timeout(Duration::from_millis(100)).send().await;
    assert!(impatient.unwrap_err().is_timeout());
    assert_eq!(ask(&served, &token).await.status(), 200);
    assert_eq!(publisher.asked(), 1);
}

#[tokio::test]
async fn published_keys_count_only_from_who_has_a_certificate_for_that_name() {
    let signer = Signer::by_ed25519();
    let (publisher, certificate) = Publisher::start_tls(&[signer.jwk("a")]).await;
    let folder = tempfile::tempdir().unwrap();
    let authority = folder.path().join("authority.pem");
    std::fs::write(&authority, certificate).unwrap();
    let token = signer.sign_named(Some("a"), &json!({ "scope": "read" }));
    let mut settings = publisher.settings();
    let unknown = serve(&borrowed(&settings)).await;
    let answer = ask(&unknown, &token).await;
    assert_eq!(code(answer).await, "token-keys-unavailable");
    assert_eq!(publisher.asked(), 0);
    settings.push(("READINESS_PROBE_CA", authority.to_str().unwrap().to_owned()));
    let known = serve(&borrowed(&settings)).await;
    assert_eq!(ask(&known, &token).await.status(), 200);
    // An authority of development is none where nothing is excepted.
    settings.retain(|(name, _)| *name != "READINESS_PROBE_ALLOW");
    let strict = serve(&borrowed(&settings)).await;
    let answer = ask(&strict, &token).await;
    assert_eq!(code(answer).await, "token-keys-unavailable");
}
