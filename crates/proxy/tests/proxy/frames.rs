//! Which pages of other sites may frame which page of ours.

use crate::support::{Served, serve};

/// The one directive that says who may frame a page.
async fn framed_by(served: &Served, path: &str) -> String {
    let answer = served.get(path).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self'"),
        "{policy}"
    );
    let mut found = policy
        .split("; ")
        .filter_map(|part| part.strip_prefix("frame-ancestors "));
    let sources = found.next().unwrap().to_owned();
    assert_eq!(found.next(), None, "{policy}");
    sources
}

#[tokio::test]
async fn the_page_for_frames_is_framed_by_the_list_and_nobody_else() {
    let listed = "https://admin.store.example, http://localhost:3000";
    let served = serve(&[("READINESS_ORIGINS", listed)]).await;
    for path in ["/frame.html", "/frame.html?host=https://attacker.example"] {
        assert_eq!(
            framed_by(&served, path).await,
            "'self' https://admin.store.example http://localhost:3000",
            "{path}"
        );
    }
    for path in [
        "/",
        "/index.html",
        "/frame.html/",
        "/other/frame.html",
        "/api/v1/profile",
    ] {
        assert_eq!(framed_by(&served, path).await, "'self'", "{path}");
    }
}

#[tokio::test]
async fn without_a_list_no_other_site_frames_anything() {
    let served = serve(&[]).await;
    assert_eq!(framed_by(&served, "/frame.html").await, "'self'");
    assert_eq!(framed_by(&served, "/").await, "'self'");
}
