//! What the guard sees where it goes: certificates, redirects, odd servers, pages.

use std::sync::Arc;
use std::time::Duration;

use checkout_readiness_checks::evidence::{CertificateProblem, EndpointProblem};
use checkout_readiness_proxy::config::Exception;
use checkout_readiness_proxy::guard::resolver::LookupError;
use checkout_readiness_proxy::guard::{
    Body, Failure, Guard, Interest, SandboxResolver, Trust, Visit,
};
use checkout_readiness_sandbox::{Config, Sandbox};
use tokio::net::TcpListener;
use url::{Host, Url};

use crate::support::stand_in::StandIn;

use crate::support::guarding::{Failing, GUARDED, PATIENCE, refusal, web};

#[tokio::test]
async fn every_state_of_a_certificate_is_told_apart() {
    let sandbox = Arc::new(Sandbox::start(Config::default()).await.unwrap());
    let trust = Trust::only(sandbox.certificate_authority_pem()).unwrap();
    let guard = Guard::new(Arc::new(SandboxResolver::new(sandbox)), trust, PATIENCE);
    let visit = async |host: &str| {
        guard
            .visit(
                &Url::parse(&format!("https://{host}/checkout")).unwrap(),
                Interest::PAGE,
            )
            .await
    };
    for (host, certificate, days) in [
        ("expired.example", CertificateProblem::Expired, -10),
        (
            "not-yet-valid.example",
            CertificateProblem::NotYetValid,
            100,
        ),
        ("wrong-name.example", CertificateProblem::WrongName, 90),
        ("self-signed.example", CertificateProblem::SelfSigned, 90),
        ("untrusted.example", CertificateProblem::UnknownIssuer, 90),
        (
            "incomplete.example",
            CertificateProblem::MissingIntermediate,
            90,
        ),
    ] {
        let problem = EndpointProblem::Certificate {
            certificate,
            days_until_expiry: Some(days),
        };
        assert_eq!(visit(host).await, Err(Failure::Found(problem)), "{host}");
    }
    for (host, days) in [
        ("store.example", 90),
        ("STORE.example.", 90),
        ("expiring.example", 5),
    ] {
        let seen = visit(host).await.unwrap();
        assert_eq!(seen.status, 200);
        assert_eq!(seen.tls.days_until_expiry, days, "{host}");
        assert_eq!(seen.tls.version, "TLSv1.3");
        assert_eq!(seen.tls.issuer, "Checkout Readiness Sandbox Authority");
        assert!(matches!(seen.body, Body::Text { is_whole: true, .. }));
    }
    for (host, expected) in [
        ("private.example", "private"),
        ("metadata.example", "metadata"),
        ("8.8.8.8", "unknown-host"),
        ("webhook.site", "unknown-host"),
    ] {
        assert_eq!(
            refusal(&guard, &format!("https://{host}/")).await,
            expected,
            "{host}"
        );
    }
}

#[tokio::test]
async fn a_redirect_is_told_and_not_followed() {
    let sandbox = Arc::new(Sandbox::start(Config::default()).await.unwrap());
    let trust = Trust::only(sandbox.certificate_authority_pem()).unwrap();
    let guard = Guard::new(
        Arc::new(SandboxResolver::new(Arc::clone(&sandbox))),
        trust,
        PATIENCE,
    );
    let url = Url::parse("https://loja.example/moved?token=1").unwrap();
    let seen = guard.visit(&url, Interest::PAGE).await.unwrap();
    let redirect = seen.redirect.unwrap();
    assert_eq!((seen.status, redirect.status), (301, 301));
    assert_eq!(
        redirect.location.as_deref(),
        Some("https://store.example/mp/webhook")
    );
    assert_eq!(sandbox.received().total(), 1, "{:?}", sandbox.received());
}

#[tokio::test]
async fn a_redirect_is_one_wherever_it_leads() {
    for (location, expected) in [
        (&b""[..], None),
        (b"Location: https://[\r\n", None),
        (b"Location: mailto:someone@store.example\r\n", None),
        (
            "Location: http://loja.example/página\r\n".as_bytes(),
            Some("http://loja.example/p%C3%A1gina"),
        ),
        (
            b"Location: http://loja.example/p\xe1gina\r\n",
            Some("http://loja.example/p%EF%BF%BDgina"),
        ),
        (
            b"Location: http://user:secret@loja.example/?secret#secret\r\n",
            Some("http://loja.example/"),
        ),
    ] {
        for status in [301, 302, 303, 307, 308] {
            let head = format!("HTTP/1.1 {status} Moved\r\nContent-Type: text/html\r\n");
            let answer = [head.as_bytes(), location, b"\r\n<p>"].concat();
            let seen = visit_stand_in(&answer).await;
            let redirect = seen.redirect.unwrap();
            assert_eq!((seen.status, redirect.status), (status, status));
            assert_eq!(redirect.location.as_deref(), expected, "{status}");
            assert_eq!(seen.body, Body::Unread);
        }
    }
    let seen = visit_stand_in(b"HTTP/1.1 304 Not Modified\r\nLocation: /\r\n\r\n").await;
    assert_eq!(seen.redirect, None);
}

/// What is seen of a server on this machine that answers this.
async fn visit_stand_in(answer: &[u8]) -> Visit {
    let stand_in = StandIn::answering(answer).await;
    let trust = Trust::in_the_web_and(std::slice::from_ref(&stand_in.certificate)).unwrap();
    let port = stand_in.address.port();
    let url = Url::parse(&format!("https://localhost:{port}/")).unwrap();
    excepting(port, trust)
        .visit(&url, Interest::PAGE)
        .await
        .unwrap()
}

/// A guard with an exception for this port of this machine.
fn excepting(port: u16, trust: Trust) -> Guard {
    let exception = Exception {
        host: Host::Domain("localhost".to_owned()),
        port,
    };
    Guard::new(
        Arc::new(Failing(LookupError::NotNow)),
        web(),
        Duration::from_millis(500),
    )
    .except(vec![exception], trust)
}

#[tokio::test]
async fn an_exception_opens_exactly_one_host_and_port_and_still_checks_certificates() {
    let stand_in = StandIn::answering("HTTP/1.1 204 No Content\r\n\r\n").await;
    let port = stand_in.address.port();
    let trusting = excepting(
        port,
        Trust::in_the_web_and(std::slice::from_ref(&stand_in.certificate)).unwrap(),
    );
    let at = |host: &str, port: u16| format!("https://{host}:{port}/hook?secret=1");
    let makes_an_exception = |url: &str| trusting.makes_an_exception_for(&Url::parse(url).unwrap());
    assert!(makes_an_exception(&at("localhost", port)));
    assert!(!makes_an_exception(&at("localhost", port ^ 1)));
    assert!(!makes_an_exception("https://store.example/"));
    assert_eq!(
        refusal(&trusting, &at("localhost", port)).await,
        "visited 204"
    );
    assert_eq!(refusal(&trusting, &at("127.0.0.1", port)).await, GUARDED);
    assert_eq!(
        refusal(&trusting, &at("localhost", port ^ 1)).await,
        GUARDED
    );
    assert_eq!(
        refusal(&trusting, &format!("http://localhost:{port}/")).await,
        GUARDED
    );
    assert_eq!(refusal(&trusting, "https://localhost/").await, "loopback");
    assert_eq!(
        refusal(&excepting(port, web()), &at("localhost", port)).await,
        "self-signed"
    );

    let url = Url::parse(&at("localhost", port)).unwrap();
    trusting.visit(&url, Interest::ANSWER).await.unwrap();
    let asked = stand_in.asked();
    assert!(
        asked.starts_with("GET /hook?secret=1 HTTP/1.1\r\n"),
        "{asked}"
    );
    assert!(asked.contains("user-agent: checkout-readiness/"), "{asked}");
    assert!(!asked.to_lowercase().contains("authorization"), "{asked}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_as_it_should_is_the_merchants_side() {
    for (answer, expected) in [
        ("nonsense\r\n\r\n", "merchant malformed"),
        ("", "merchant malformed"),
        ("HTTP/1.1 200 OK\r\nA: ", "merchant malformed"),
    ] {
        let stand_in = StandIn::answering(answer).await;
        let trust = Trust::in_the_web_and(std::slice::from_ref(&stand_in.certificate)).unwrap();
        let port = stand_in.address.port();
        let seen = refusal(
            &excepting(port, trust),
            &format!("https://localhost:{port}/"),
        )
        .await;
        assert_eq!(seen, expected, "{answer:?}");
    }
    // Nobody listens, nobody speaks, or somebody speaks no TLS.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let seen = refusal(
        &excepting(port, web()),
        &format!("https://localhost:{port}/"),
    )
    .await;
    assert_eq!(seen, "merchant timeout");
    drop(silent);
    let seen = refusal(
        &excepting(port, web()),
        &format!("https://localhost:{port}/"),
    )
    .await;
    assert_eq!(seen, "merchant connection");
    let plain = crate::support::serve(&[]).await;
    let port = plain.running.address().port();
    let seen = refusal(
        &excepting(port, web()),
        &format!("https://localhost:{port}/"),
    )
    .await;
    assert_eq!(seen, "merchant tls");
}

#[tokio::test]
async fn a_page_is_read_up_to_a_mebibyte_and_only_as_plain_html() {
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    let long = format!("{html}\r\n<p>{}", "x".repeat(2 * 1024 * 1024));
    let body = async |answer: String| visit_stand_in(answer.as_bytes()).await.body;
    let Body::Text { text, is_whole, .. } = body(long).await else {
        panic!("not read")
    };
    assert_eq!((text.len(), is_whole), (1024 * 1024, false));
    let Body::Text { is_whole, .. } = body(format!("{html}Content-Length: 99\r\n\r\n<p>")).await
    else {
        panic!("not read")
    };
    assert!(!is_whole, "it broke off");
    let policy = "Content-Security-Policy: default-src 'self'; Upgrade-Insecure-Requests\r\n";
    let Body::Text { upgrades, .. } = body(format!("{html}{policy}\r\n<p>")).await else {
        panic!("not read")
    };
    assert!(upgrades);
    for (head, expected) in [
        (
            "200 OK\r\nContent-Type: application/json\r\n",
            Body::OtherKind,
        ),
        ("200 OK\r\nContent-Type: text/plain\r\n", Body::OtherKind),
        (
            "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n",
            Body::Unreadable,
        ),
        (
            "200 OK\r\nContent-Type: text/html; charset=UTF-16\r\n",
            Body::Unreadable,
        ),
        ("200 OK\r\n", Body::Unreadable),
        (
            "304 Not Modified\r\nContent-Type: text/html\r\n",
            Body::Unread,
        ),
        ("404 Not Found\r\nContent-Type: text/html\r\n", Body::Unread),
        (
            "503 Service Unavailable\r\nContent-Type: text/html\r\n",
            Body::Unread,
        ),
    ] {
        let answer = format!("HTTP/1.1 {head}\r\n<p>");
        assert_eq!(body(answer).await, expected, "{head}");
    }
    let Body::Text { is_whole, .. } =
        body("HTTP/1.1 299 Fine\r\nContent-Type: text/html\r\n\r\n<p>".to_owned()).await
    else {
        panic!("not read")
    };
    assert!(is_whole);
}
