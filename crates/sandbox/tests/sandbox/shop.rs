//! The stand-in shop, over TLS.

use checkout_readiness_sandbox::Sandbox;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

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
        ("GET", "/checkout-twice", 200),
        ("GET", "/checkout-v1", 200),
        ("GET", "/checkout-legacy-button", 200),
        ("GET", "/checkout-self-hosted", 200),
        ("GET", "/checkout-drawn", 200),
        ("GET", "/checkout-leaked", 200),
        ("GET", "/checkout-leaked-file", 200),
        ("GET", "/checkout-sandbox", 200),
        ("GET", "/checkout-blocked", 200),
        ("GET", "/checkout-allowed", 200),
        ("GET", "/checkout-policy-meta", 200),
        ("GET", "/checkout-no-prevention", 200),
        ("GET", "/checkout-security-only", 200),
        ("GET", "/shop.js", 200),
        ("POST", "/shop.js", 405),
        ("POST", "/mp/webhook?data.id=123456&type=payment", 401),
        ("POST", "/mp/trusting?data.id=123456&type=payment", 200),
        ("GET", "/mp/webhook", 405),
        ("GET", "/moved", 301),
        ("POST", "/moved", 301),
        ("GET", "/", 200),
        ("POST", "/", 405),
        ("GET", "/nothing-here", 404),
    ] {
        let answer = exchange(&sandbox, "store.example", method, path).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{method} {path}: {answer}"
        );
    }
    for (host, status) in [("no-home.example", 404), ("home-by-http.example", 301)] {
        let answer = exchange(&sandbox, host, "GET", "/").await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{host}: {answer}"
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

#[tokio::test]
async fn hosts_differ_in_strict_transport_and_pages_in_their_policy() {
    let sandbox = sandbox("").await;
    for (host, expected) in [
        ("store.example", Some("max-age=31536000")),
        ("elsewhere.example", Some("max-age=300")),
        ("plain.example", None),
        ("closed.example", None),
    ] {
        let answer = exchange(&sandbox, host, "GET", "/checkout").await;
        let sent = answer
            .lines()
            .find_map(|line| line.strip_prefix("strict-transport-security: "));
        assert_eq!(sent, expected, "{host}");
    }
    for (path, allows) in [("/checkout-blocked", false), ("/checkout-allowed", true)] {
        let answer = exchange(&sandbox, "store.example", "GET", path).await;
        let policy = answer
            .lines()
            .find_map(|line| line.strip_prefix("content-security-policy: "));
        let is_allowed = policy.unwrap().contains("https://sdk.mercadopago.com");
        assert_eq!(is_allowed, allows, "{path}");
    }
}

#[tokio::test]
async fn plain_http_answers_as_each_host_does() {
    let sandbox = sandbox("").await;
    for (host, status, location) in [
        (
            "store.example",
            "301",
            Some("https://store.example/checkout"),
        ),
        (
            "elsewhere.example",
            "301",
            Some("http://www.elsewhere.example/checkout"),
        ),
        ("plain.example", "200", None),
        ("unknown.example", "421", None),
    ] {
        let route = sandbox
            .route(host)
            .or(sandbox.route("store.example"))
            .unwrap();
        let mut stream = TcpStream::connect(route.connect_plainly_to).await.unwrap();
        let question =
            format!("GET /checkout?secret=1 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(question.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answer}"
        );
        let sent = answer
            .lines()
            .find_map(|line| line.strip_prefix("location: "));
        assert_eq!(sent, location, "{host}");
        assert!(
            answer.contains("x-checkout-readiness-sandbox: 1"),
            "{answer}"
        );
    }
    let closed = sandbox.route("closed.example").unwrap();
    let refused = TcpStream::connect(closed.connect_plainly_to).await;
    assert_eq!(
        refused.unwrap_err().kind(),
        std::io::ErrorKind::ConnectionRefused
    );
}

/// What the host answers to a client that offers nothing newer than this version.
async fn first_word(sandbox: &Sandbox, host: &str, version: u8) -> Vec<u8> {
    let route = sandbox.route(host).unwrap();
    let mut stream = TcpStream::connect(route.connect_to).await.unwrap();
    // A hello of this version: no session, one cipher, no compression, no extensions.
    let mut hello = vec![22, 3, 1, 0, 45, 1, 0, 0, 41, 3, version];
    hello.extend([7; 32]);
    hello.extend([0, 0, 2, 0x00, 0x2f, 1, 0]);
    stream.write_all(&hello).await.unwrap();
    let mut word = vec![0; 11];
    let length = stream.read(&mut word).await.unwrap();
    word.truncate(length);
    word
}

#[tokio::test]
async fn old_protocols_are_spoken_where_the_table_says_so() {
    let sandbox = sandbox("").await;
    let chosen = |version: u8| vec![22, 3, version, 0, 42, 2, 0, 0, 38, 3, version];
    for (host, offered, expected) in [
        ("old-protocol.example", 1, Some(1)),
        ("old-protocol.example", 2, Some(1)),
        ("old-protocol.example", 3, None),
        ("lenient.example", 1, Some(1)),
        ("lenient.example", 2, Some(2)),
        ("store.example", 1, None),
        ("store.example", 2, None),
    ] {
        let word = first_word(&sandbox, host, offered).await;
        match expected {
            Some(version) => assert_eq!(word, chosen(version), "{host} {offered}"),
            // A fatal alert; the stand-in's own is about the version.
            None => assert_eq!(
                word,
                [
                    21,
                    3,
                    word[2],
                    0,
                    2,
                    2,
                    if offered == 3 { 70 } else { word[6] }
                ],
                "{host} {offered}"
            ),
        }
    }
}
