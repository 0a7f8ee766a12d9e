//! The stand-in shop, over TLS.

use checkout_readiness_sandbox::Sandbox;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{asking::sandbox, certificates::connect};

/// The whole answer, head and body.
async fn exchange(sandbox: &Sandbox, host: &'static str, method: &str, path: &str) -> String {
    let mut stream = connect(sandbox, host).await.unwrap();
    let question = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    );
    stream.write_all(question.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.contains("x-checkout-readiness-sandbox: 1"),
        "{answer}"
    );
    answer
}

#[tokio::test]
async fn every_path_answers_each_method_as_documented() {
    let sandbox = sandbox("").await;
    for (method, path, status) in [
        ("GET", "/checkout", 200),
        ("HEAD", "/checkout", 200),
        ("POST", "/checkout", 405),
        ("GET", "/checkout-mixed", 200),
        ("POST", "/mp/webhook?data.id=123456&type=payment", 200),
        ("GET", "/mp/webhook", 405),
        ("GET", "/moved", 301),
        ("POST", "/moved", 301),
        ("GET", "/", 404),
    ] {
        let answer = exchange(&sandbox, "store.example", method, path).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{method} {path}: {answer}"
        );
    }
}

#[tokio::test]
async fn the_clean_page_names_no_plain_http_address_and_the_mixed_one_three() {
    let sandbox = sandbox("").await;
    let clean = exchange(&sandbox, "tienda.example", "GET", "/checkout").await;
    let mixed = exchange(&sandbox, "expiring.example", "GET", "/checkout-mixed").await;
    assert!(clean.contains("<h1>") && !clean.contains("http://"));
    for insecure in [
        "<script src=\"http://",
        "<img src=\"http://",
        "<form action=\"http://",
    ] {
        assert!(mixed.contains(insecure), "{insecure}");
    }
    assert_eq!(mixed.matches("http://").count(), 3);
}

#[tokio::test]
async fn what_moved_sends_on_to_another_https_address() {
    let sandbox = sandbox("").await;
    let answer = exchange(&sandbox, "loja.example", "POST", "/moved").await;
    assert!(
        answer.contains("location: https://store.example/mp/webhook"),
        "{answer}"
    );
}

#[tokio::test]
async fn requests_are_counted_by_path() {
    let sandbox = sandbox("").await;
    assert_eq!(sandbox.received().total(), 0);
    for _ in 0..3 {
        exchange(&sandbox, "store.example", "POST", "/mp/webhook").await;
    }
    exchange(&sandbox, "store.example", "GET", "/checkout").await;
    let received = sandbox.received();
    assert_eq!(
        (
            received.count("/mp/webhook"),
            received.count("/checkout"),
            received.count("/moved")
        ),
        (3, 1, 0)
    );
    assert_eq!(
        received.iter().collect::<Vec<_>>(),
        [("/checkout", 1), ("/mp/webhook", 3)]
    );
}
