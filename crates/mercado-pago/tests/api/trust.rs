//! Only a certificate somebody vouches for is trusted, and TLS failures are told from others.

use std::net::SocketAddr;
use std::sync::Arc;

use checkout_readiness_mercado_pago::{Client, Configuration, ErrorKind, SetupError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::stand_in::{fixture, impatient, raw, token};

/// A server with a certificate of its own making for this name, and that certificate.
async fn self_signed(name: &str) -> (SocketAddr, Vec<u8>) {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let pem = made.cert.pem().into_bytes();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let configuration = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(configuration));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let _ = stream.read(&mut [0; 4096]).await;
            let body = fixture("users_me.minimal");
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
            let _ = stream.write_all((head + &body).as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (address, pem)
}

fn configuration(address: SocketAddr, extra_root_pem: Option<Vec<u8>>) -> Configuration {
    Configuration {
        extra_root_pem,
        ..impatient(&format!("https://{address}"))
    }
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_a_tls_failure_without_retry() {
    let (address, _) = self_signed("127.0.0.1").await;
    let error = Client::new(configuration(address, None))
        .unwrap()
        .users_me(&token())
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Tls, 1));
}

#[tokio::test]
async fn the_extra_root_vouches_for_its_own_name_only() {
    let (address, pem) = self_signed("127.0.0.1").await;
    let client = Client::new(configuration(address, Some(pem))).unwrap();
    assert_eq!(
        client.users_me(&token()).await.unwrap().value.id,
        "100000001"
    );

    let (address, pem) = self_signed("other.example.invalid").await;
    let client = Client::new(configuration(address, Some(pem))).unwrap();
    assert_eq!(
        client.users_me(&token()).await.unwrap_err().kind(),
        ErrorKind::Tls
    );
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_is_a_tls_failure() {
    let address = raw("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await;
    let error = Client::new(configuration(address, None))
        .unwrap()
        .users_me(&token())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tls);
}

#[tokio::test]
async fn an_extra_root_that_is_no_certificate_is_refused_at_once() {
    let address = ([127, 0, 0, 1], 1).into();
    let broken = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for pem in [&b""[..], b"certificate", broken] {
        let made = Client::new(configuration(address, Some(pem.to_vec())));
        assert!(matches!(made, Err(SetupError::ExtraRoot)));
    }
}
