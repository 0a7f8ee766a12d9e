//! Whom to believe when a server says who it is.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme, client::Resumption,
};

/// A set of authorities, ready to check certificates with.
#[derive(Clone, Debug)]
pub struct Trust {
    verifier: Arc<WebPkiServerVerifier>,
    roots: Arc<RootCertStore>,
}

/// TLS could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A certificate of an authority cannot be read.
    #[error("a certificate of an authority cannot be read")]
    Authority,
    /// The verifier cannot be built.
    #[error("certificates cannot be checked")]
    Verifier(#[from] rustls::client::VerifierBuilderError),
}

impl Trust {
    /// The authorities browsers know, by Mozilla's list, and these besides.
    ///
    /// # Errors
    ///
    /// If one of these cannot be read.
    pub fn in_the_web_and(others: &[CertificateDer<'static>]) -> Result<Self, SetupError> {
        let mut roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        for other in others {
            roots
                .add(other.clone())
                .map_err(|_| SetupError::Authority)?;
        }
        Self::of(roots)
    }

    /// This authority and no other.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn only(authority_pem: &str) -> Result<Self, SetupError> {
        let mut roots = RootCertStore::empty();
        let authority = CertificateDer::from_pem_slice(authority_pem.as_bytes())
            .map_err(|_| SetupError::Authority)?;
        roots.add(authority).map_err(|_| SetupError::Authority)?;
        Self::of(roots)
    }

    fn of(roots: RootCertStore) -> Result<Self, SetupError> {
        let provider = Arc::new(ring::default_provider());
        let roots = Arc::new(roots);
        let verifier =
            WebPkiServerVerifier::builder_with_provider(Arc::clone(&roots), provider).build()?;
        Ok(Self { verifier, roots })
    }

    /// Whether an authority of this name, as certificates write it, is one of these.
    pub(super) fn knows(&self, name: &[u8]) -> bool {
        let mut known = self.roots.subjects().into_iter();
        known.any(|known| known.as_ref() == name)
    }

    /// A configuration for one connection, and the witness that remembers what was presented.
    pub(super) fn for_one_connection(&self) -> Result<(ClientConfig, Arc<Witness>), Error> {
        let witness = Arc::new(Witness {
            verifier: Arc::clone(&self.verifier),
            chain: Mutex::default(),
        });
        let verifier: Arc<dyn ServerCertVerifier> = Arc::<Witness>::clone(&witness);
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            // Not weaker than usual: the witness only remembers, the usual verifier decides.
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        config.resumption = Resumption::disabled();
        Ok((config, witness))
    }
}

/// Remembers the certificates that were presented, whatever the verifier thinks of them.
#[derive(Debug)]
pub(super) struct Witness {
    verifier: Arc<WebPkiServerVerifier>,
    chain: Mutex<Vec<CertificateDer<'static>>>,
}

impl Witness {
    /// The server's certificate, then whatever else it presented; empty if it presented none.
    pub fn chain(&self) -> Vec<CertificateDer<'static>> {
        self.chain
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(leaf).chain(intermediates);
        *self.chain.lock().unwrap_or_else(PoisonError::into_inner) = chain
            .map(|certificate| certificate.clone().into_owned())
            .collect();
        self.verifier
            .verify_server_cert(leaf, intermediates, name, ocsp, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier
            .verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier
            .verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}
