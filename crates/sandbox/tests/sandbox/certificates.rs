//! The shops' certificates, as a client that trusts the sandbox's authority judges them.

use std::{error::Error as _, io, sync::Arc};

use checkout_readiness_sandbox::Sandbox;
use rustls::{
    CertificateError, ClientConfig, Error, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::asking::sandbox;

/// Connects as the stand-in DNS says, trusting the sandbox's authority and nobody else.
pub async fn connect(sandbox: &Sandbox, host: &'static str) -> io::Result<TlsStream<TcpStream>> {
    connect_as(sandbox, host, host).await
}

async fn connect_as(
    sandbox: &Sandbox,
    host: &str,
    name: &'static str,
) -> io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots
        .add(
            CertificateDer::from_pem_slice(sandbox.certificate_authority_pem().as_bytes()).unwrap(),
        )
        .unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(sandbox.route(host).unwrap().connect_to).await?;
    TlsConnector::from(Arc::new(config))
        .connect(ServerName::try_from(name).unwrap(), stream)
        .await
}

/// What the client found wrong.
async fn refusal(sandbox: &Sandbox, host: &'static str) -> CertificateError {
    let error = connect(sandbox, host).await.unwrap_err();
    match error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Error>())
    {
        Some(Error::InvalidCertificate(problem)) => problem.clone(),
        _ => panic!("{host}: {error} ({:?})", error.source()),
    }
}

#[tokio::test]
async fn healthy_certificates_are_accepted() {
    let sandbox = sandbox("").await;
    for host in [
        "store.example",
        "loja.example",
        "tienda.example",
        "expiring.example",
        "lenient.example",
        "plain.example",
        "closed.example",
        "elsewhere.example",
        "private.example",
        "metadata.example",
    ] {
        assert!(connect(&sandbox, host).await.is_ok(), "{host}");
    }
}

#[tokio::test]
async fn an_expired_certificate_is_refused_as_expired() {
    let sandbox = sandbox("").await;
    let refusal = refusal(&sandbox, "expired.example").await;
    assert!(
        matches!(
            refusal,
            CertificateError::Expired | CertificateError::ExpiredContext { .. }
        ),
        "{refusal:?}"
    );
}

#[tokio::test]
async fn a_certificate_from_the_future_is_refused_as_not_yet_valid() {
    let sandbox = sandbox("").await;
    let refusal = refusal(&sandbox, "not-yet-valid.example").await;
    assert!(
        matches!(
            refusal,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. }
        ),
        "{refusal:?}"
    );
}

#[tokio::test]
async fn a_certificate_of_another_name_is_refused_for_its_name() {
    let sandbox = sandbox("").await;
    let refusal = refusal(&sandbox, "wrong-name.example").await;
    assert!(
        matches!(
            refusal,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }
        ),
        "{refusal:?}"
    );
}

#[tokio::test]
async fn certificates_nobody_vouches_for_are_refused_for_their_issuer() {
    let sandbox = sandbox("").await;
    for host in [
        "self-signed.example",
        "untrusted.example",
        "incomplete.example",
    ] {
        assert_eq!(
            refusal(&sandbox, host).await,
            CertificateError::UnknownIssuer,
            "{host}"
        );
    }
}

#[tokio::test]
async fn no_certificate_is_shown_for_a_name_that_is_not_ours() {
    let sandbox = sandbox("").await;
    let refused = connect_as(&sandbox, "store.example", "www.mercadopago.com")
        .await
        .unwrap_err();
    assert!(matches!(
        refused
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Error>()),
        Some(Error::AlertReceived(_))
    ));
}
