//! Requests exactly as browsers send them from other sites: what they may load, ask and read.

use reqwest::{Method, RequestBuilder, Response, StatusCode};

use crate::support::{Served, code, serve};

const LISTED: &str = "https://admin.store.example";
const TOKEN: &str = "visibly-fake-shared-token";

async fn listing() -> Served {
    serve(&[("READINESS_ORIGINS", LISTED), ("READINESS_TOKEN", TOKEN)]).await
}

/// What Chromium sends before `fetch` with a token and our header.
fn preflight(
    served: &Served,
    path: &str,
    origin: &str,
    method: &str,
    headers: &str,
) -> RequestBuilder {
    let mut request = served
        .http
        .request(Method::OPTIONS, served.url(path))
        .header("accept", "*/*")
        .header("access-control-request-method", method)
        .header("origin", origin)
        .header("sec-fetch-mode", "cors")
        .header("sec-fetch-site", "cross-site")
        .header("sec-fetch-dest", "empty");
    if !headers.is_empty() {
        request = request.header("access-control-request-headers", headers);
    }
    request
}

fn varies_by_origin(answer: &Response) -> bool {
    let mut vary = answer.headers().get_all("vary").iter();
    vary.any(|vary| vary == "origin")
}

fn assert_exact(answer: &Response) {
    let headers = answer.headers();
    assert_eq!(headers["access-control-allow-origin"], LISTED);
    assert!(!headers.contains_key("access-control-allow-credentials"));
    assert!(varies_by_origin(answer));
    for (name, value) in headers {
        assert_ne!(value, "*", "{name}");
    }
}

#[tokio::test]
async fn pages_of_the_list_may_ask_with_a_token_and_the_header_of_the_widget() {
    let served = listing().await;
    for (path, method, headers) in [
        (
            "/api/v1/profile",
            "GET",
            "authorization,x-checkout-readiness",
        ),
        (
            "/api/v1/runs",
            "POST",
            "authorization,content-type,x-checkout-readiness",
        ),
        ("/api/v1/runs", "POST", "content-type,x-checkout-readiness"),
        (
            "/api/v1/webhook-probes",
            "POST",
            "authorization,content-type,x-checkout-readiness",
        ),
        (
            "/api/v1/decisions",
            "POST",
            "authorization,content-type,x-checkout-readiness",
        ),
        ("/api/v1/checks", "GET", ""),
    ] {
        let answer = preflight(&served, path, LISTED, method, headers);
        let answer = answer.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NO_CONTENT, "{method} {path}");
        assert_exact(&answer);
        let told = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert!(
            told("access-control-allow-methods")
                .split(", ")
                .any(|it| it == method)
        );
        assert_eq!(
            told("access-control-allow-headers"),
            "authorization, content-type, x-checkout-readiness"
        );
    }
    let request = served
        .get("/api/v1/profile")
        .header("origin", LISTED)
        .header("sec-fetch-site", "cross-site")
        .header("sec-fetch-mode", "cors")
        .header("x-checkout-readiness", "1");
    let with = request.try_clone().unwrap().bearer_auth(TOKEN);
    let answer = with.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_exact(&answer);
    // What is wrong must be readable too.
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 401);
    assert_exact(&answer);
}

#[tokio::test]
async fn pages_that_are_not_listed_and_headers_nobody_needs_are_not_let_in() {
    let served = listing().await;
    for (path, origin, method, headers) in [
        (
            "/api/v1/runs",
            "https://attacker.example",
            "POST",
            "content-type",
        ),
        (
            "/api/v1/runs",
            "https://admin.store.example.attacker.example",
            "POST",
            "",
        ),
        ("/api/v1/runs", "http://admin.store.example", "POST", ""),
        ("/api/v1/runs", "null", "POST", "content-type"),
        (
            "/api/v1/runs",
            LISTED,
            "POST",
            "content-type,x-readiness-user",
        ),
        ("/api/v1/runs", LISTED, "POST", "x-readiness-secret"),
        ("/api/v1/runs", LISTED, "POST", "*"),
        ("/api/v1/runs", LISTED, "PUT", ""),
        ("/api/v1/runs", LISTED, "*", ""),
        ("/api/v1/profile", LISTED, "POST", ""),
    ] {
        let answer = preflight(&served, path, origin, method, headers);
        let answer = answer.send().await.unwrap();
        let said = format!("{origin} {method} {path} {headers}");
        for name in ["methods", "headers"] {
            let name = format!("access-control-allow-{name}");
            assert!(!answer.headers().contains_key(&name), "{said}");
        }
        assert_eq!(code(answer).await, "origin-not-allowed", "{said}");
    }
}

#[tokio::test]
async fn module_scripts_and_their_parts_load_on_pages_of_the_list_and_on_no_other() {
    let served = listing().await;
    let load = |path: &str, origin: Option<&str>, destination: &str| {
        let mut request = served
            .get(path)
            .header("sec-fetch-site", "cross-site")
            .header(
                "sec-fetch-mode",
                if origin.is_some() { "cors" } else { "no-cors" },
            )
            .header("sec-fetch-dest", destination);
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        request.send()
    };
    for (path, destination) in [
        ("/checkout-readiness.js", "script"),
        ("/", "empty"),
        ("/assets/none.wasm", "empty"),
        ("/manifest.json", "empty"),
    ] {
        let answer = load(path, Some(LISTED), destination).await.unwrap();
        assert_exact(&answer);
        assert_eq!(
            answer.headers()["cross-origin-resource-policy"],
            "cross-origin"
        );
        let other = load(path, Some("https://attacker.example"), destination)
            .await
            .unwrap();
        assert!(!other.headers().contains_key("access-control-allow-origin"));
        assert_eq!(code(other).await, "origin-not-allowed", "{path}");
        // A shared cache must not hand one site the answer of another.
        assert!(
            varies_by_origin(&load(path, None, "image").await.unwrap()),
            "{path}"
        );
    }
}

#[tokio::test]
async fn other_sites_neither_embed_the_api_nor_send_anybody_there() {
    let served = serve(&[("READINESS_ORIGINS", LISTED)]).await;
    let ask = |path: &str, site: &str, mode: &str| {
        served
            .get(path)
            .header("sec-fetch-site", site)
            .header("sec-fetch-mode", mode)
            .send()
    };
    for path in [
        "/api/v1/checks",
        "/api/v1/profile",
        "/api/v1/webhook-probes",
        "/metrics",
        "/api/v1/none",
    ] {
        for site in ["cross-site", "same-site"] {
            for mode in ["no-cors", "navigate"] {
                let answer = ask(path, site, mode).await.unwrap();
                assert_eq!(answer.status(), 403, "{path} {site} {mode}");
                assert_eq!(code(answer).await, "origin-not-allowed");
            }
        }
    }
    for site in ["same-origin", "none"] {
        let answer = ask("/api/v1/checks", site, "navigate").await.unwrap();
        assert_eq!(answer.status(), 200, "{site}");
    }
    // The page may be linked to, and the badge is made to be embedded.
    for path in ["/", "/api/v1/badge.svg", "/openapi.json"] {
        let answer = ask(path, "cross-site", "navigate").await.unwrap();
        assert_ne!(answer.status(), 403, "{path}");
    }
    let head = served.http.head(served.url("/api/v1/checks"));
    let head = head
        .header("sec-fetch-site", "cross-site")
        .send()
        .await
        .unwrap();
    assert_eq!(head.status(), 403);
}
