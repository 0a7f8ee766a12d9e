//! The widget's files: whatever is built, an address that is nothing says so readably.

use crate::support::serve;

#[tokio::test]
async fn an_address_that_is_nothing_says_where_to_go() {
    let served = serve(&[]).await;
    for path in [
        "/nowhere",
        "/assets/nothing.js",
        "/..%2f..%2fCargo.toml",
        "/assets/../../Cargo.toml",
    ] {
        let answer = served.get(path).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(
            answer.headers()["content-type"],
            "text/plain; charset=utf-8"
        );
        let text = answer.text().await.unwrap();
        assert!(text.contains("/openapi.json"), "{text}");
    }
}
