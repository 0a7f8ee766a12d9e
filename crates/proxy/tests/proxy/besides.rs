//! What the guard looks at besides a visit: protocols out of use, plain `http`, headers.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use checkout_readiness_checks::evidence::{
    CertificateProblem, EndpointProblem, OutdatedProtocols, Party, PlainHttp, StrictTransport, Why,
};
use checkout_readiness_proxy::guard::{Failure, Guard, Interest, SandboxResolver, Trust, Visit};
use checkout_readiness_sandbox::{Config, Sandbox};
use tokio::net::TcpListener;
use url::Url;

use crate::support::guarding::{Leading, PATIENCE};
use crate::support::odd_server::{Caller, OddServer, Reply, alert, chooses};

const ONLY_OUTDATED: Failure = Failure::Found(EndpointProblem::Certificate {
    certificate: CertificateProblem::OutdatedProtocol,
    days_until_expiry: None,
});

fn accepts(tls_1_0: Option<bool>, tls_1_1: Option<bool>) -> OutdatedProtocols {
    OutdatedProtocols { tls_1_0, tls_1_1 }
}

#[tokio::test]
async fn the_sandbox_s_hosts_are_told_apart() {
    let sandbox = Arc::new(Sandbox::start(Config::default()).await.unwrap());
    let trust = Trust::only(sandbox.certificate_authority_pem()).unwrap();
    let guard = Guard::new(Arc::new(SandboxResolver::new(sandbox)), trust, PATIENCE);
    let visit = async |host: &str| {
        let url = Url::parse(&format!("https://{host}/checkout")).unwrap();
        guard.visit(&url, Interest::PAGE).await
    };
    let (refuses, takes) = (
        accepts(Some(false), Some(false)),
        accepts(Some(true), Some(true)),
    );
    let elsewhere = PlainHttp::RedirectsElsewhere {
        location: Some("http://www.elsewhere.example/checkout".to_owned()),
    };
    for (host, outdated, plain, max_age) in [
        (
            "store.example",
            refuses,
            PlainHttp::RedirectsToHttps,
            Some(31_536_000),
        ),
        (
            "lenient.example",
            takes,
            PlainHttp::RedirectsToHttps,
            Some(31_536_000),
        ),
        (
            "plain.example",
            refuses,
            PlainHttp::Serves { status: 200 },
            None,
        ),
        ("closed.example", refuses, PlainHttp::Closed, None),
        ("elsewhere.example", refuses, elsewhere, Some(300)),
    ] {
        let seen = visit(host).await.unwrap();
        assert_eq!(seen.outdated_protocols, Some(outdated), "{host}");
        assert_eq!(seen.plain_http, Some(plain), "{host}");
        let expected = StrictTransport {
            is_sent: max_age.is_some(),
            max_age_seconds: max_age,
        };
        assert_eq!(seen.strict_transport, expected, "{host}");
    }
    assert_eq!(visit("old-protocol.example").await, Err(ONLY_OUTDATED));

    let url = Url::parse("https://lenient.example/mp/webhook").unwrap();
    let seen = guard.visit(&url, Interest::SECURITY).await.unwrap();
    assert_eq!(
        (seen.outdated_protocols, seen.plain_http),
        (Some(takes), None)
    );
    let seen = guard.visit(&url, Interest::ANSWER).await.unwrap();
    assert_eq!((seen.outdated_protocols, seen.plain_http), (None, None));
}

/// What is seen of a server for `store.example`, whose plain `http` is answered there.
async fn visit(server: &OddServer, plainly_to: SocketAddr) -> Result<Visit, Failure> {
    let trust = Trust::in_the_web_and(std::slice::from_ref(&server.certificate)).unwrap();
    let resolver = Leading {
        to: server.address,
        plainly_to,
    };
    let guard = Guard::new(Arc::new(resolver), trust, Duration::from_secs(5));
    let url = Url::parse("https://store.example/pay?order=secret#top").unwrap();
    guard.visit(&url, Interest::PAGE).await
}

/// An address of this machine where nobody listens.
async fn nowhere() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap()
}

#[tokio::test]
async fn an_old_hello_is_taken_refused_or_tells_nothing() {
    let warning = [21, 3, 1, 0, 2, 1, 112];
    let after_a_warning = |reply| match reply {
        Reply::Say(words) => Reply::Say([&warning[..], &words].concat()),
        other => other,
    };
    for (of_1_0, of_1_1, expected) in [
        (chooses(1), chooses(2), accepts(Some(true), Some(true))),
        // TLS 1.0 alone: an offer of 1.1 is answered with less.
        (chooses(1), chooses(1), accepts(Some(true), Some(false))),
        (alert(70), chooses(2), accepts(Some(false), Some(true))),
        (alert(40), alert(70), accepts(Some(false), Some(false))),
        (chooses(0), alert(70), accepts(Some(false), Some(false))),
        (
            Reply::Say(Vec::new()),
            alert(70),
            accepts(Some(false), Some(false)),
        ),
        (
            after_a_warning(chooses(1)),
            after_a_warning(alert(40)),
            accepts(Some(true), Some(false)),
        ),
        // More than was offered, half an answer, or no TLS: nobody can tell.
        (chooses(3), chooses(3), accepts(None, None)),
        (
            Reply::Say(vec![22, 3, 1]),
            Reply::Say(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()),
            accepts(None, None),
        ),
    ] {
        let about = format!("{of_1_0:?} {of_1_1:?}");
        let server = OddServer::of_tls(move |caller| match caller {
            Caller::Today => Reply::Talk,
            Caller::Of(0) => of_1_0.clone(),
            Caller::Of(_) => of_1_1.clone(),
        })
        .await;
        let seen = visit(&server, nowhere().await).await.unwrap();
        assert_eq!(seen.status, 204);
        assert_eq!(seen.outdated_protocols, Some(expected), "{about}");
    }
}

#[tokio::test]
async fn who_hangs_up_refuses_an_old_offer_only_if_it_answers_one_of_today() {
    let hangs_up = || Reply::Say(Vec::new());
    for (of_1_2, expected) in [
        (chooses(3), Some(false)),
        // It speaks only TLS 1.3.
        (alert(70), Some(false)),
        // It hangs up on whoever does not greet like a browser.
        (hangs_up(), None),
        (alert(40), None),
        (Reply::Hang, None),
    ] {
        let about = format!("{of_1_2:?}");
        let server = OddServer::of_tls(move |caller| match caller {
            Caller::Today => Reply::Talk,
            Caller::Of(2) => of_1_2.clone(),
            Caller::Of(_) => hangs_up(),
        })
        .await;
        let seen = visit(&server, nowhere().await).await.unwrap();
        let expected = accepts(expected, expected);
        assert_eq!(seen.outdated_protocols, Some(expected), "{about}");
    }
}

#[tokio::test]
async fn silence_besides_neither_fails_a_visit_nor_keeps_it_long() {
    let silent = OddServer::of_plain(Reply::Hang).await;
    let server = OddServer::of_tls(|caller| match caller {
        Caller::Today => Reply::Talk,
        Caller::Of(_) => Reply::Hang,
    })
    .await;
    let since = Instant::now();
    let seen = visit(&server, silent.address).await.unwrap();
    assert!(since.elapsed() < Duration::from_secs(4));
    assert_eq!(seen.status, 204);
    assert_eq!(seen.outdated_protocols, Some(accepts(None, None)));
    assert_eq!(seen.plain_http, Some(PlainHttp::Unknown));
}

#[tokio::test]
async fn only_outdated_is_said_only_where_it_is_sure() {
    let blind = Failure::Blind(Party::Merchant, Why::Tls);
    for (today, of_1_2, of_1_0, expected) in [
        // Old servers answer any offer with the best they have.
        (chooses(1), chooses(1), chooses(1), &ONLY_OUTDATED),
        (alert(70), chooses(0), chooses(0), &ONLY_OUTDATED),
        (alert(70), alert(70), chooses(1), &ONLY_OUTDATED),
        (
            alert(70),
            Reply::Say(Vec::new()),
            chooses(1),
            &ONLY_OUTDATED,
        ),
        (alert(40), alert(70), chooses(1), &ONLY_OUTDATED),
        // It speaks TLS 1.2, only with ciphers we do not: that is not its version.
        (alert(40), chooses(3), chooses(1), &blind),
        (alert(70), chooses(3), chooses(1), &blind),
        // It refuses everybody, or says no more than that it refuses.
        (alert(70), alert(70), alert(70), &blind),
        (alert(40), alert(40), chooses(1), &blind),
        (alert(70), Reply::Hang, chooses(1), &blind),
        (alert(70), alert(70), Reply::Hang, &blind),
    ] {
        let about = format!("{today:?} {of_1_2:?} {of_1_0:?}");
        let server = OddServer::of_tls(move |caller| match caller {
            Caller::Today => today.clone(),
            Caller::Of(2) => of_1_2.clone(),
            Caller::Of(_) => of_1_0.clone(),
        })
        .await;
        let seen = visit(&server, nowhere().await).await;
        assert_eq!(seen.as_ref(), Err(expected), "{about}");
    }
}

#[tokio::test]
async fn plain_http_is_asked_once_without_query_and_never_followed() {
    let server = OddServer::of_tls(|_| Reply::Talk).await;
    let elsewhere = |location: Option<&str>| PlainHttp::RedirectsElsewhere {
        location: location.map(str::to_owned),
    };
    for (answer, expected) in [
        (
            "301 Moved\r\nLocation: https://store.example/pay\r\n\r\n",
            PlainHttp::RedirectsToHttps,
        ),
        (
            "308 Moved\r\nLocation: HTTPS://www.store.example/\r\n\r\n",
            PlainHttp::RedirectsToHttps,
        ),
        (
            "301 Moved\r\nLocation: https://parking.example/?x=1\r\n\r\n",
            elsewhere(Some("https://parking.example/")),
        ),
        (
            "301 Moved\r\nLocation: https://store.example.parking.example/\r\n\r\n",
            elsewhere(Some("https://store.example.parking.example/")),
        ),
        (
            "302 Found\r\nLocation: http://www.store.example/?x=1\r\n\r\n",
            elsewhere(Some("http://www.store.example/")),
        ),
        (
            "302 Found\r\nLocation: /login\r\n\r\n",
            elsewhere(Some("http://store.example/login")),
        ),
        ("302 Found\r\n\r\n", elsewhere(None)),
        (
            "200 OK\r\nContent-Length: 99999\r\n\r\n<p>",
            PlainHttp::Serves { status: 200 },
        ),
        ("404 Not Found\r\n\r\n", PlainHttp::Serves { status: 404 }),
        (
            "304 Not Modified\r\n\r\n",
            PlainHttp::Serves { status: 304 },
        ),
    ] {
        let plain = OddServer::of_plain(Reply::Say(format!("HTTP/1.1 {answer}").into())).await;
        let seen = visit(&server, plain.address).await.unwrap();
        assert_eq!(seen.plain_http, Some(expected), "{answer}");
        let heard = plain.heard();
        assert!(heard.starts_with("GET /pay HTTP/1.1\r\n"), "{heard}");
        assert!(heard.contains("host: store.example\r\n"), "{heard}");
        assert_eq!(heard.matches("GET").count(), 1);
        assert!(!heard.contains("secret"), "{heard}");
    }
    for words in ["", "nonsense\r\n\r\n", "HTTP/1.1 200"] {
        let plain = OddServer::of_plain(Reply::Say(words.into())).await;
        let seen = visit(&server, plain.address).await.unwrap();
        assert_eq!(seen.plain_http, Some(PlainHttp::Unknown), "{words:?}");
    }
    let seen = visit(&server, nowhere().await).await.unwrap();
    assert_eq!(seen.plain_http, Some(PlainHttp::Closed));
}

#[tokio::test]
async fn nothing_is_asked_besides_where_the_visit_itself_comes_to_nothing() {
    let server = OddServer::of_tls(|_| Reply::Talk).await;
    let plain = OddServer::of_plain(Reply::Hang).await;
    let resolver = Leading {
        to: server.address,
        plainly_to: plain.address,
    };
    let nobody = Trust::in_the_web_and(&[]).unwrap();
    let guard = Guard::new(Arc::new(resolver), nobody, Duration::from_secs(5));
    let url = Url::parse("https://store.example/").unwrap();
    let seen = guard.visit(&url, Interest::PAGE).await;
    assert!(matches!(
        seen,
        Err(Failure::Found(EndpointProblem::Certificate {
            certificate: CertificateProblem::SelfSigned,
            ..
        }))
    ));
    assert_eq!(plain.heard(), "");
}
