//! Who may ask: by which name, from which page, with which token; and what browsers are told.

use reqwest::{Method, Response, StatusCode};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Served, code, serve};

const TOKEN: &str = "visibly-fake-shared-token";

async fn ask(served: &Served, host: &str) -> Response {
    served
        .get("/api/v1/checks")
        .header("host", host)
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn only_known_names_are_answered() {
    let served = serve(&[(
        "READINESS_HOSTS",
        "readiness.store.example,Admin.store.example:8443",
    )])
    .await;
    for host in [
        "localhost",
        "LOCALHOST:80",
        "127.0.0.1",
        "127.0.0.1:9999",
        "127.1.2.3",
        "[::1]",
        "[::1]:8787",
        "readiness.store.example",
        "READINESS.store.example",
        "admin.store.example:8443",
    ] {
        assert_eq!(ask(&served, host).await.status(), StatusCode::OK, "{host}");
    }
    for host in [
        "attacker.example",
        "localhost.attacker.example",
        "127.0.0.1.attacker.example",
        "readiness.store.example.attacker.example",
        "readiness.store.example:8443",
        "admin.store.example",
        "10.0.0.1",
        "0.0.0.0",
        "[::]",
        "[::ffff:127.0.0.1]",
        "127.1",
        "2130706433",
    ] {
        let answer = ask(&served, host).await;
        assert_eq!(answer.status(), StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert_eq!(code(answer).await, "host-not-allowed", "{host}");
    }
}

#[tokio::test]
async fn a_request_names_one_host_and_no_other_beside_it() {
    let served = serve(&[]).await;
    for (head, status) in [
        ("GET /api/v1/checks HTTP/1.1\r\n", "400"),
        ("GET /api/v1/checks HTTP/1.1\r\nHost: \r\n", "400"),
        (
            "GET /api/v1/checks HTTP/1.1\r\nHost: localhost\r\nHost: attacker.example\r\n",
            "400",
        ),
        (
            "GET /api/v1/checks HTTP/1.1\r\nHost: attacker.example@localhost\r\n",
            "400",
        ),
        (
            "GET http://attacker.example/api/v1/checks HTTP/1.1\r\nHost: localhost\r\n",
            "400",
        ),
        (
            "GET http://localhost/api/v1/checks HTTP/1.1\r\nHost: localhost\r\n",
            "200",
        ),
        ("GET /api/v1/checks HTTP/1.0\r\nHost: localhost\r\n", "200"),
    ] {
        let mut stream = TcpStream::connect(served.running.address()).await.unwrap();
        let request = format!("{head}Connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer);
        assert_eq!(answer.get(9..12), Some(status), "{head}");
    }
}

#[tokio::test]
async fn machines_that_know_no_name_of_ours_may_ask_whether_we_live() {
    let served = serve(&[("READINESS_TOKEN", TOKEN)]).await;
    for path in ["/healthz", "/readyz"] {
        let answer = served
            .get(path)
            .header("host", "10.1.2.3:8787")
            .header("origin", "https://a.example");
        assert_eq!(
            answer.send().await.unwrap().status(),
            StatusCode::OK,
            "{path}"
        );
    }
}

#[tokio::test]
async fn pages_ask_only_from_our_own_origin_or_from_the_list() {
    let served = serve(&[
        (
            "READINESS_ORIGINS",
            "https://admin.store.example, http://localhost:3000/",
        ),
        ("READINESS_HOSTS", "readiness.store.example"),
    ])
    .await;
    let own = format!("http://{}", served.running.address());
    for (host, origin, is_allowed) in [
        (None, own.as_str(), true),
        (
            Some("readiness.store.example"),
            "https://readiness.store.example",
            true,
        ),
        (
            Some("readiness.store.example"),
            "http://readiness.store.example",
            true,
        ),
        (Some("localhost:8787"), "http://localhost:8787", true),
        (None, "https://admin.store.example", true),
        (None, "http://localhost:3000", true),
        (None, "http://admin.store.example", false),
        (None, "https://admin.store.example:8443", false),
        (None, "https://admin.store.example.attacker.example", false),
        (None, "https://attacker.example", false),
        (None, "http://localhost:3001", false),
        (None, "null", false),
        (None, "", false),
        (
            Some("readiness.store.example"),
            "https://readiness.store.example:444",
            false,
        ),
    ] {
        for request in [
            served.get("/api/v1/checks"),
            served.post_run(&json!({ "checks": [] })),
        ] {
            let mut request = request.header("origin", origin);
            if let Some(host) = host {
                request = request.header("host", host);
            }
            let answer = request.send().await.unwrap();
            assert!(
                answer
                    .headers()
                    .get_all("vary")
                    .iter()
                    .any(|vary| vary == "origin")
                    || !is_allowed
            );
            if is_allowed {
                assert_eq!(answer.status(), StatusCode::OK, "{origin}");
            } else {
                assert!(!answer.headers().contains_key("access-control-allow-origin"));
                assert_eq!(code(answer).await, "origin-not-allowed", "{origin}");
            }
        }
    }
    let listed = served
        .get("/api/v1/checks")
        .header("origin", "https://admin.store.example");
    let listed = listed.send().await.unwrap();
    assert_eq!(
        listed.headers()["access-control-allow-origin"],
        "https://admin.store.example"
    );
    assert!(
        !listed
            .headers()
            .contains_key("access-control-allow-credentials")
    );
}

#[tokio::test]
async fn a_request_that_crosses_sites_and_hides_its_origin_changes_nothing() {
    let served = serve(&[]).await;
    for (site, status) in [
        ("cross-site", 403),
        ("same-site", 403),
        ("same-origin", 200),
        ("none", 200),
    ] {
        let run = served
            .post_run(&json!({ "checks": [] }))
            .header("sec-fetch-site", site);
        assert_eq!(run.send().await.unwrap().status(), status, "{site}");
    }
}

#[tokio::test]
async fn a_preflight_is_answered_exactly() {
    let served = serve(&[
        ("READINESS_ORIGINS", "https://admin.store.example"),
        ("READINESS_TOKEN", TOKEN),
    ])
    .await;
    let preflight = |path: &str, origin: &str, method: &str, headers: &str| {
        served
            .http
            .request(Method::OPTIONS, served.url(path))
            .header("origin", origin)
            .header("access-control-request-method", method)
            .header("access-control-request-headers", headers)
            .send()
    };
    let listed = "https://admin.store.example";
    let answer = preflight("/api/v1/runs", listed, "POST", "Content-Type,authorization")
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(answer.headers()["access-control-allow-origin"], listed);
    assert_eq!(answer.headers()["access-control-allow-methods"], "POST");
    assert_eq!(
        answer.headers()["access-control-allow-headers"],
        "authorization, content-type, x-checkout-readiness"
    );
    for (path, origin, method, headers) in [
        (
            "/api/v1/runs",
            "https://attacker.example",
            "POST",
            "content-type",
        ),
        ("/api/v1/runs", listed, "DELETE", ""),
        ("/api/v1/runs", listed, "POST", "x-anything"),
        ("/api/v1/profile", listed, "POST", ""),
    ] {
        let answer = preflight(path, origin, method, headers).await.unwrap();
        assert!(
            !answer
                .headers()
                .contains_key("access-control-allow-methods"),
            "{path} {origin} {method}"
        );
        assert_eq!(code(answer).await, "origin-not-allowed");
    }
}

#[tokio::test]
async fn what_tells_something_asks_for_the_token() {
    let served = serve(&[("READINESS_TOKEN", TOKEN)]).await;
    let bearer = |value: &str| {
        served
            .get("/api/v1/checks")
            .header("authorization", value)
            .send()
    };
    for path in [
        "/api/v1/profile",
        "/api/v1/checks",
        "/metrics",
        "/api",
        "/api/v1/none",
    ] {
        let answer = served.get(path).send().await.unwrap();
        assert_eq!(answer.headers()["www-authenticate"], "Bearer");
        assert_eq!(code(answer).await, "token-missing", "{path}");
    }
    let run = served.post_run(&json!({})).send().await.unwrap();
    assert_eq!(code(run).await, "token-missing");
    for (value, expected) in [
        (format!("Bearer {TOKEN}x"), "token-refused"),
        ("Bearer x".to_owned(), "token-refused"),
        ("Bearer ".to_owned(), "token-missing"),
        (format!("Basic {TOKEN}"), "token-missing"),
        (TOKEN.to_owned(), "token-missing"),
    ] {
        let answer = bearer(&value).await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(code(answer).await, expected, "{value}");
    }
    for value in [format!("Bearer {TOKEN}"), format!("bearer {TOKEN}")] {
        assert_eq!(
            bearer(&value).await.unwrap().status(),
            StatusCode::OK,
            "{value}"
        );
    }
    for path in ["/openapi.json", "/healthz", "/readyz"] {
        assert_eq!(
            served.get(path).send().await.unwrap().status(),
            StatusCode::OK,
            "{path}"
        );
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_browsers_safe() {
    let served = serve(&[("READINESS_TOKEN", TOKEN)]).await;
    for path in [
        "/",
        "/nowhere",
        "/healthz",
        "/api/v1/profile",
        "/api/none",
        "/metrics",
        "/openapi.json",
    ] {
        for host in ["localhost", "attacker.example"] {
            let answer = served.get(path).header("host", host).send().await.unwrap();
            let headers = answer.headers();
            let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'";
            assert_eq!(headers["content-security-policy"], policy, "{path}");
            assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
            assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
            assert_eq!(
                headers["cross-origin-opener-policy"], "same-origin",
                "{path}"
            );
            assert_eq!(
                headers["cross-origin-resource-policy"], "same-origin",
                "{path}"
            );
            assert!(!headers.contains_key("strict-transport-security"), "{path}");
            assert!(headers.contains_key("x-request-id"), "{path}");
        }
    }
    let served = serve(&[("READINESS_ORIGINS", "https://admin.store.example")]).await;
    let file = served.get("/checkout-readiness.js").send().await.unwrap();
    assert_eq!(
        file.headers()["cross-origin-resource-policy"],
        "cross-origin"
    );
}
