//! Sending through the guard: the same addresses are refused as for a visit, and a server that
//! answers badly costs no more than it may.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use checkout_readiness_checks::evidence::{Party, Why};
use checkout_readiness_proxy::guard::{Failure, Guard, Message, Received, Sent, Trust};
use hyper::Method;
use rcgen::{CertificateParams, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use url::Url;

use crate::support::guarding::Leading;

const PATIENCE: Duration = Duration::from_millis(800);

/// How a server answers badly.
#[derive(Clone, Copy, Debug)]
enum Manner {
    /// This, and then it hangs up.
    Says(&'static [u8]),
    /// A status, and a body that never ends, as fast as it is taken.
    EndlessBody,
    /// A status, and a body of which one byte comes now and then.
    DribblingBody,
    /// A head that never ends, as fast as it is taken.
    EndlessHead,
    /// A head of which one byte comes now and then.
    DribblingHead,
    /// Nothing.
    Silence,
}

/// A server at `store.example` of that manner, and a guard that is led there.
async fn server(manner: Manner) -> Guard {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["store.example".to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, PrivateKeyDer::Pkcs8(key.serialize_der().into()))
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to: SocketAddr = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.unwrap();
        let mut question = vec![0; 8192];
        let _ = stream.read(&mut question).await;
        const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
        let (beginning, rest, pause): (&[u8], &[u8], _) = match manner {
            Manner::Says(answer) => (answer, b"", None),
            Manner::EndlessBody => (HEAD, &[b'x'; 4096], Some(Duration::ZERO)),
            Manner::DribblingBody => (HEAD, b"x", Some(Duration::from_millis(50))),
            Manner::EndlessHead => (b"HTTP/1.1 200 OK\r\n", &[b'x'; 4096], Some(Duration::ZERO)),
            Manner::DribblingHead => (b"HTTP/1.1 ", b"2", Some(Duration::from_millis(50))),
            Manner::Silence => (b"", b"", Some(Duration::from_secs(60))),
        };
        let _ = stream.write_all(beginning).await;
        while let Some(pause) = pause {
            if stream.write_all(rest).await.is_err() || stream.flush().await.is_err() {
                return;
            }
            tokio::time::sleep(pause).await;
        }
        let _ = stream.shutdown().await;
    });
    let resolver = Leading { to, plainly_to: to };
    let trust = Trust::only(&certificate.pem()).unwrap();
    Guard::new(Arc::new(resolver), trust, Duration::from_secs(5))
}

async fn send(guard: &Guard) -> Sent {
    let url = Url::parse("https://store.example/hook").unwrap();
    let message = Message {
        method: Method::POST,
        headers: Vec::new(),
        body: b"{}".as_slice().into(),
    };
    guard.send(&url, message, PATIENCE).await
}

#[tokio::test]
async fn an_answer_that_never_ends_is_read_for_its_beginning_and_no_longer() {
    for manner in [Manner::EndlessBody, Manner::DribblingBody] {
        let guard = server(manner).await;
        let since = Instant::now();
        let sent = send(&guard).await;
        assert!(
            since.elapsed() < Duration::from_secs(5),
            "{manner:?}: {:?}",
            since.elapsed()
        );
        match (manner, sent.outcome) {
            (Manner::EndlessBody, Ok(received)) => {
                assert_eq!(
                    (received.status, received.beginning.len()),
                    (200, 64 * 1024)
                );
            }
            // The whole answer has as long as the patience allows; a status that came in time counts
            // only with it, as it does for Mercado Pago.
            (_, outcome) => {
                assert_eq!(outcome, Err(Failure::Blind(Party::Merchant, Why::Timeout)));
                assert!(sent.timing.first_byte_ms.is_some());
            }
        }
    }
}

#[tokio::test]
async fn a_head_that_does_not_come_in_time_or_in_size_is_no_answer() {
    for (manner, why) in [
        (Manner::EndlessHead, Why::Malformed),
        (Manner::DribblingHead, Why::Timeout),
        (Manner::Silence, Why::Timeout),
        (Manner::Says(b""), Why::Malformed),
        (Manner::Says(b"nonsense\r\n\r\n"), Why::Malformed),
    ] {
        let sent = send(&server(manner).await).await;
        assert_eq!(
            sent.outcome,
            Err(Failure::Blind(Party::Merchant, why)),
            "{manner:?}"
        );
        assert!(sent.timing.connect_ms.is_some(), "{manner:?}");
        assert!(sent.timing.total_ms < 3_000, "{manner:?}");
    }
}

#[tokio::test]
async fn what_is_compressed_is_not_unpacked() {
    // Ten bytes that claim to be much more.
    let guard = server(Manner::Says(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\0",
    ))
    .await;
    let received = send(&guard).await.outcome.unwrap();
    assert_eq!((received.status, received.beginning.as_str()), (200, ""));
}

#[tokio::test]
async fn a_redirect_is_told_without_its_query_and_not_followed() {
    let guard = server(Manner::Says(
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: https://127.0.0.1/?secret=1\r\nContent-Length: 0\r\n\r\n",
    ))
    .await;
    let Received {
        status, redirect, ..
    } = send(&guard).await.outcome.unwrap();
    assert_eq!(status, 307);
    assert_eq!(
        redirect.unwrap().location.as_deref(),
        Some("https://127.0.0.1/")
    );
}
