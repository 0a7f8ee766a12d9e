//! Tokens a panel signed, over real HTTP: what opens, what does not and what is said about it.

use checkout_readiness_proxy::problem::Code;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::access_signing::{AUDIENCE, Signer, borrowed, in_seconds};
use crate::support::described::description;
use crate::support::{Served, code, problem, serve, serve_within};

const SHARED: &str = "visibly-fake-shared-token";

async fn ask(served: &Served, token: &str) -> Response {
    let request = served.get("/api/v1/checks").bearer_auth(token);
    request.send().await.unwrap()
}

#[tokio::test]
async fn tokens_of_every_algorithm_open_what_their_scope_says() {
    for signer in [Signer::by_secret(), Signer::by_rsa(), Signer::by_ed25519()] {
        let folder = tempfile::tempdir().unwrap();
        let served = serve(&borrowed(&signer.settings(folder.path()))).await;
        for (scope, method, path, status) in [
            ("read", Method::GET, "/api/v1/profile", 200),
            ("read", Method::GET, "/metrics", 200),
            ("read", Method::POST, "/api/v1/runs", 200),
            ("read", Method::GET, "/api/v1/webhook-probes", 403),
            ("read", Method::POST, "/api/v1/webhook-probes", 403),
            ("read", Method::POST, "/api/v1/decisions", 403),
            ("probe", Method::GET, "/api/v1/webhook-probes", 200),
            ("probe", Method::GET, "/api/v1/profile", 403),
            ("probe confirm", Method::POST, "/api/v1/runs", 403),
            // Let through, to hear that there is no memory.
            ("confirm", Method::POST, "/api/v1/decisions", 404),
            ("openid email", Method::GET, "/api/v1/profile", 403),
            ("", Method::GET, "/api/v1/none", 403),
        ] {
            let token = signer.sign(&json!({ "scope": scope }));
            let mut request = served.http.request(method.clone(), served.url(path));
            if method == Method::POST {
                request = request.json(&json!({ "checks": [] }));
            }
            if path == "/api/v1/decisions" {
                request = request.json(&json!({
                    "product": "checkout-pro", "check": "webhook-events-are-selected",
                    "kind": "confirm", "reason": "compare_with_panel", "seen": "",
                }));
            }
            let answer = request.bearer_auth(token).send().await.unwrap();
            let said = format!("{:?} {scope} {method} {path}", signer.algorithm);
            assert_eq!(answer.status(), status, "{said}");
            if status == 403 {
                let challenge = "Bearer error=\"insufficient_scope\"";
                assert_eq!(answer.headers()["www-authenticate"], challenge, "{said}");
                assert_eq!(code(answer).await, "scope-missing", "{said}");
            }
        }
    }
}

#[tokio::test]
async fn every_claim_that_does_not_hold_is_named_with_what_to_do() {
    let signer = Signer::by_ed25519();
    let folder = tempfile::tempdir().unwrap();
    let mut settings = signer.settings(folder.path());
    settings.push(("READINESS_JWT_ISSUER", "https://panel.example".to_owned()));
    let served = serve(&borrowed(&settings)).await;
    let fine = json!({ "iss": "https://panel.example", "scope": "read" });
    assert_eq!(ask(&served, &signer.sign(&fine)).await.status(), 200);
    for (other, expected, field) in [
        (json!({ "exp": in_seconds(-70) }), "token-expired", "exp"),
        (
            json!({ "exp": in_seconds(25 * 3600) }),
            "token-malformed",
            "exp",
        ),
        (json!({ "exp": null }), "token-malformed", "exp"),
        (
            json!({ "nbf": in_seconds(70) }),
            "token-not-yet-valid",
            "nbf",
        ),
        (
            json!({ "iat": in_seconds(70) }),
            "token-not-yet-valid",
            "iat",
        ),
        (json!({ "aud": "ca1a4e5" }), "token-audience", "aud"),
        (json!({ "aud": null }), "token-audience", "aud"),
        (json!({ "iss": "ca1a4e5" }), "token-issuer", "iss"),
        (json!({ "iss": null }), "token-issuer", "iss"),
        (json!({ "scope": ["ca1a4e5"] }), "token-malformed", "scope"),
        (
            json!({ "merchant": "ca1a4e5/" }),
            "token-malformed",
            "merchant",
        ),
    ] {
        let mut claims = fine.clone();
        let more = other.as_object().unwrap().clone();
        claims.as_object_mut().unwrap().extend(more);
        let token = signer.sign(&claims);
        let answer = ask(&served, &token).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{other}");
        let challenge = "Bearer error=\"invalid_token\"";
        assert_eq!(answer.headers()["www-authenticate"], challenge, "{other}");
        assert_eq!(answer.headers()["cache-control"], "no-store", "{other}");
        let problem = problem(answer).await;
        assert_eq!(problem["code"], expected, "{other}");
        assert_eq!(problem["field"], field, "{other}");
        assert!(problem["detail"].as_str().unwrap().len() > 20, "{other}");
        assert_tells_nothing(&problem, &token);
    }
}

fn assert_tells_nothing(problem: &Value, token: &str) {
    let text = problem.to_string();
    assert!(!text.contains("ca1a4e5"), "{text}");
    for part in token.split('.').filter(|part| part.len() > 8) {
        assert!(!text.contains(&part[..8]), "{text}");
    }
}

#[tokio::test]
async fn what_is_no_token_of_ours_is_refused_by_what_it_is_instead() {
    let signer = Signer::by_rsa();
    let folder = tempfile::tempdir().unwrap();
    let served = serve_within(&borrowed(&signer.settings(folder.path())), |limits| {
        limits.wrong_credentials = u32::MAX;
    })
    .await;
    let claims = json!({ "scope": "read" });
    // The public key, which everybody may have, taken for a secret.
    let confused = jsonwebtoken::encode(
        &jsonwebtoken::Header::default(),
        &json!({ "aud": AUDIENCE, "exp": in_seconds(60), "scope": "read" }),
        &jsonwebtoken::EncodingKey::from_secret(signer.file.as_bytes()).unwrap(),
    );
    let fine = signer.sign(&claims);
    let (message, signature) = fine.rsplit_once('.').unwrap();
    let (head, _) = message.split_once('.').unwrap();
    let other_claims = signer.sign(&json!({ "scope": "read probe" }));
    let other_message = other_claims.rsplit_once('.').unwrap().0;
    for (token, expected) in [
        (confused.unwrap(), "token-algorithm"),
        (Signer::by_ed25519().sign(&claims), "token-algorithm"),
        (Signer::by_secret().sign(&claims), "token-algorithm"),
        // {"alg":"none"}
        (
            message.replacen(head, "eyJhbGciOiJub25lIn0", 1) + ".",
            "token-algorithm",
        ),
        (format!("{other_message}.{signature}"), "token-signature"),
        (format!("{message}."), "token-signature"),
        (format!("{message}.%"), "token-malformed"),
        (message.to_owned(), "token-malformed"),
        (format!("{fine}.{signature}"), "token-malformed"),
        ("visibly-fake".to_owned(), "token-malformed"),
        ("..".to_owned(), "token-malformed"),
    ] {
        let answer = ask(&served, &token).await;
        let problem = problem(answer).await;
        assert_eq!(problem["code"], expected, "{token}");
        assert_tells_nothing(&problem, &token);
    }
    assert_eq!(ask(&served, &fine).await.status(), 200);
}

#[tokio::test]
async fn the_shared_token_opens_everything_beside_signed_ones() {
    let signer = Signer::by_secret();
    let folder = tempfile::tempdir().unwrap();
    let mut settings = signer.settings(folder.path());
    settings.push(("READINESS_TOKEN", SHARED.to_owned()));
    let served = serve(&borrowed(&settings)).await;
    for (token, status) in [
        (SHARED.to_owned(), 200),
        (signer.sign(&json!({ "scope": "probe" })), 200),
        (signer.sign(&json!({ "scope": "read" })), 403),
    ] {
        let request = served.get("/api/v1/webhook-probes").bearer_auth(token);
        assert_eq!(request.send().await.unwrap().status(), status);
    }
    let refused = ask(&served, "visibly-fake-other-token").await;
    assert_eq!(code(refused).await, "token-refused");
}

#[tokio::test]
async fn the_description_names_the_ways_in_and_the_scope_that_is_really_asked_for() {
    let signer = Signer::by_secret();
    let folder = tempfile::tempdir().unwrap();
    let served = serve(&borrowed(&signer.settings(folder.path()))).await;
    let description = description(&served).await;
    let schemes = &description["components"]["securitySchemes"];
    assert_eq!(schemes["json_web_token"]["bearerFormat"], "JWT");
    assert_eq!(schemes["shared_token"]["scheme"], "bearer");
    assert_eq!(schemes["reverse_proxy"]["name"], "x-readiness-user");
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let verb = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let ask = |scope: &str| {
                let request = served
                    .http
                    .request(verb.clone(), served.url(&path.replace("{id}", "1")));
                let token = signer.sign(&json!({ "scope": scope }));
                request.bearer_auth(token).send()
            };
            let asked: Vec<&str> = operation["security"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|way| way["json_web_token"][0].as_str())
                .collect();
            for scope in ["read", "probe", "confirm"] {
                let answer = ask(scope).await.unwrap();
                let is_refused = answer.status() == StatusCode::FORBIDDEN;
                let is_expected = !asked.is_empty() && !asked.contains(&scope);
                assert_eq!(is_refused, is_expected, "{method} {path} with {scope}");
            }
            if !asked.is_empty() {
                for status in ["401", "403", "429", "503"] {
                    assert!(
                        operation["responses"][status].is_object(),
                        "{method} {path} does not say {status}"
                    );
                }
            }
        }
    }
    let codes = description["components"]["schemas"]["Code"]["enum"].as_array();
    assert_eq!(codes.unwrap().len(), Code::ALL.len());
}
