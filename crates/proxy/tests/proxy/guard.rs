//! The guard: what is not the public Internet is never connected to, however it is written.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use checkout_readiness_checks::evidence::{CertificateProblem, EndpointProblem, Party, Why};
use checkout_readiness_proxy::config::Exception;
use checkout_readiness_proxy::guard::resolver::{Destination, LookupError, Resolver};
use checkout_readiness_proxy::guard::{Body, Failure, Guard, SandboxResolver, Trust};
use checkout_readiness_sandbox::{Config, Sandbox};
use futures_util::future::BoxFuture;
use tokio::net::TcpListener;
use tokio::time::timeout;
use url::{Host, Url};

use crate::support::stand_in::StandIn;

const PATIENCE: Duration = Duration::from_secs(2);
const GUARDED: &str = "guarded";

/// Says of every name that it leads to these addresses, and has connections go to `connect_to`.
#[derive(Debug)]
struct Lying {
    addresses: Vec<IpAddr>,
    connect_to: SocketAddr,
}

impl Resolver for Lying {
    fn look_up(
        &self,
        _: Host<String>,
        _: u16,
    ) -> BoxFuture<'_, Result<Vec<Destination>, LookupError>> {
        let connect_to = self.connect_to;
        let destinations = self.addresses.iter().map(|address| Destination {
            address: *address,
            connect_to,
        });
        let destinations = destinations.collect();
        Box::pin(async { Ok(destinations) })
    }
}

/// Says of every name the same error.
#[derive(Debug)]
struct Failing(LookupError);

impl Resolver for Failing {
    fn look_up(
        &self,
        _: Host<String>,
        _: u16,
    ) -> BoxFuture<'_, Result<Vec<Destination>, LookupError>> {
        Box::pin(async { Err(self.0) })
    }
}

fn web() -> Trust {
    Trust::in_the_web_and(&[]).unwrap()
}

/// What kept the guard from an address, in one word.
async fn refusal(guard: &Guard, url: &str) -> String {
    match guard.visit(&Url::parse(url).unwrap(), true).await {
        Err(Failure::Found(EndpointProblem::PrivateAddress { network })) => network,
        Err(Failure::Found(EndpointProblem::UnknownHost)) => "unknown-host".to_owned(),
        Err(Failure::Blind(Party::Proxy, Why::Guarded)) => GUARDED.to_owned(),
        Err(Failure::Blind(party, why)) => format!("{} {}", party.name(), why.name()),
        Err(Failure::Found(EndpointProblem::Certificate { certificate, .. })) => {
            certificate.name().to_owned()
        }
        Ok(visit) => format!("visited {}", visit.status),
    }
}

#[tokio::test]
async fn no_hostile_address_is_connected_to_however_it_is_written() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let connect_to = listener.local_addr().unwrap();
    // Even a resolver that calls every name public must not open what the text itself gives away.
    let guard = Guard::new(
        Arc::new(Lying {
            addresses: vec!["10.9.8.7".parse().unwrap()],
            connect_to,
        }),
        web(),
        PATIENCE,
    );
    for (url, expected) in [
        ("http://store.example/", GUARDED),
        ("http://127.0.0.1/", GUARDED),
        ("https://store.example:8443/", GUARDED),
        ("https://store.example:80/", GUARDED),
        ("https://store.example:22/", GUARDED),
        ("https://user@store.example/", GUARDED),
        ("https://user:password@store.example/", GUARDED),
        ("https://:password@store.example/", GUARDED),
        ("https://store.example@127.0.0.1/", GUARDED),
        ("ftp://store.example/", GUARDED),
        ("file:///etc/passwd", GUARDED),
        ("data:text/html,x", GUARDED),
        ("gopher://127.0.0.1:6379/_x", GUARDED),
        ("wss://store.example/", GUARDED),
        ("https://localhost/", "loopback"),
        ("https://LOCALHOST./", "loopback"),
        ("https://shop.localhost/", "loopback"),
        ("https://127.0.0.1/", "loopback"),
        ("https://127.1/", "loopback"),
        ("https://127.0.1/", "loopback"),
        ("https://2130706433/", "loopback"),
        ("https://0x7f000001/", "loopback"),
        ("https://0x7f.1/", "loopback"),
        ("https://0177.0.0.1/", "loopback"),
        ("https://017700000001/", "loopback"),
        ("https://127.0.0.1./", "loopback"),
        ("https://%31%32%37.0.0.1/", "loopback"),
        ("https://１２７.0.0.1/", "loopback"),
        ("https://①②⑦。0。0。1/", "loopback"),
        ("https://0/", "unspecified"),
        ("https://0.0.0.0/", "unspecified"),
        ("https://10.1.2.3/", "private"),
        ("https://0xa.1.2.3/", "private"),
        ("https://172.16.0.1/", "private"),
        ("https://192.168.0.1/", "private"),
        ("https://169.254.1.1/", "link-local"),
        ("https://169.254.169.254/latest/meta-data/", "metadata"),
        ("https://2852039166/", "metadata"),
        ("https://0xa9fea9fe/", "metadata"),
        ("https://100.100.100.200/", "metadata"),
        ("https://100.64.0.1/", "carrier-grade-nat"),
        ("https://198.18.0.1/", "benchmark"),
        ("https://192.0.2.1/", "documentation"),
        ("https://224.0.0.1/", "multicast"),
        ("https://240.0.0.1/", "reserved"),
        ("https://255.255.255.255/", "broadcast"),
        ("https://[::1]/", "loopback"),
        ("https://[0:0:0:0:0:0:0:1]/", "loopback"),
        ("https://[::]/", "unspecified"),
        ("https://[::ffff:127.0.0.1]/", "loopback"),
        ("https://[::ffff:7f00:1]/", "loopback"),
        ("https://[::ffff:a9fe:a9fe]/", "metadata"),
        ("https://[::127.0.0.1]/", "loopback"),
        ("https://[64:ff9b::10.0.0.1]/", "private"),
        ("https://[64:ff9b::169.254.169.254]/", "metadata"),
        ("https://[2002:7f00:1::]/", "loopback"),
        ("https://[2001:0:7f00:1::]/", "loopback"),
        ("https://[fe80::1]/", "link-local"),
        ("https://[fc00::1]/", "private"),
        ("https://[fd00:ec2::254]/", "metadata"),
        ("https://[ff02::1]/", "multicast"),
        ("https://[2001:db8::1]/", "documentation"),
        ("https://store.example/", "private"),
        ("https://metadata.google.internal/", "private"),
    ] {
        assert_eq!(refusal(&guard, url).await, expected, "{url}");
    }
    assert_never_called(&listener).await;
}

#[tokio::test]
async fn a_name_is_refused_if_any_address_it_has_is_not_public() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let connect_to = listener.local_addr().unwrap();
    for (addresses, expected) in [
        (&["127.0.0.1"][..], "loopback"),
        (&["8.8.8.8", "10.0.0.1"], "private"),
        (&["10.0.0.1", "8.8.8.8"], "private"),
        (
            &["8.8.8.8", "2606:4700:4700::1111", "fe80::1"],
            "link-local",
        ),
        (&["8.8.8.8", "::ffff:127.0.0.1"], "loopback"),
        (&["169.254.169.254"], "metadata"),
        (&["0.0.0.0"], "unspecified"),
        (&["64:ff9b::7f00:1"], "loopback"),
        (&["2002:a00:1::1"], "private"),
    ] {
        let addresses = addresses
            .iter()
            .map(|address| address.parse().unwrap())
            .collect();
        let guard = Guard::new(
            Arc::new(Lying {
                addresses,
                connect_to,
            }),
            web(),
            PATIENCE,
        );
        assert_eq!(refusal(&guard, "https://store.example/").await, expected);
    }
    assert_never_called(&listener).await;
}

async fn assert_never_called(listener: &TcpListener) {
    let call = timeout(Duration::from_millis(200), listener.accept()).await;
    assert!(call.is_err(), "somebody connected");
}

#[tokio::test]
async fn a_documentation_address_is_looked_at_only_where_a_stand_in_answers_for_it() {
    let documentation: IpAddr = "203.0.113.9".parse().unwrap();
    let real = SocketAddr::new(documentation, 443);
    let guard = Guard::new(
        Arc::new(Lying {
            addresses: vec![documentation],
            connect_to: real,
        }),
        web(),
        PATIENCE,
    );
    assert_eq!(
        refusal(&guard, "https://store.example/").await,
        "documentation"
    );
}

#[tokio::test]
async fn an_unknown_name_is_a_fact_and_a_name_server_that_fails_is_our_own_trouble() {
    for (error, expected) in [
        (LookupError::UnknownHost, "unknown-host"),
        (LookupError::NotNow, "proxy dns"),
    ] {
        let guard = Guard::new(Arc::new(Failing(error)), web(), PATIENCE);
        assert_eq!(refusal(&guard, "https://store.example/").await, expected);
    }
}

#[tokio::test]
async fn every_state_of_a_certificate_is_told_apart() {
    let sandbox = Arc::new(Sandbox::start(Config::default()).await.unwrap());
    let trust = Trust::only(sandbox.certificate_authority_pem()).unwrap();
    let guard = Guard::new(Arc::new(SandboxResolver::new(sandbox)), trust, PATIENCE);
    let visit = async |host: &str| {
        guard
            .visit(
                &Url::parse(&format!("https://{host}/checkout")).unwrap(),
                true,
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
        assert!(matches!(seen.body, Body::Html { is_whole: true, .. }));
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
    let seen = guard.visit(&url, true).await.unwrap();
    let redirect = seen.redirect.unwrap();
    assert_eq!((seen.status, redirect.status), (301, 301));
    assert_eq!(redirect.location, "https://store.example/mp/webhook");
    assert_eq!(sandbox.received().total(), 1, "{:?}", sandbox.received());
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
    let body = async |answer: String| {
        let stand_in = StandIn::answering(&answer).await;
        let trust = Trust::in_the_web_and(std::slice::from_ref(&stand_in.certificate)).unwrap();
        let port = stand_in.address.port();
        let url = Url::parse(&format!("https://localhost:{port}/")).unwrap();
        excepting(port, trust).visit(&url, true).await.unwrap().body
    };
    let Body::Html {
        markup, is_whole, ..
    } = body(long).await
    else {
        panic!("not read")
    };
    assert_eq!((markup.len(), is_whole), (1024 * 1024, false));
    let Body::Html { is_whole, .. } = body(format!("{html}Content-Length: 99\r\n\r\n<p>")).await
    else {
        panic!("not read")
    };
    assert!(!is_whole, "it broke off");
    let policy = "Content-Security-Policy: default-src 'self'; Upgrade-Insecure-Requests\r\n";
    let Body::Html { upgrades, .. } = body(format!("{html}{policy}\r\n<p>")).await else {
        panic!("not read")
    };
    assert!(upgrades);
    for head in [
        "Content-Type: application/json\r\n",
        "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
        "",
    ] {
        assert_eq!(
            body(format!("HTTP/1.1 200 OK\r\n{head}\r\n{{}}")).await,
            Body::Unread,
            "{head}"
        );
    }
}
