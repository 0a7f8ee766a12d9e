//! The server's own certificate, read from files.

use std::path::Path;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{InconsistentKeys, ServerConfig};

use crate::config::TlsFiles;

/// The certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("{variable} names a file that cannot be read")]
    Unreadable {
        /// The setting that names the file.
        variable: &'static str,
        /// Why not.
        #[source]
        source: pem::Error,
    },
    /// There is no certificate in the file.
    #[error("READINESS_TLS_CERT names a file without a certificate in PEM form")]
    NoCertificate,
    /// There is no private key in the file.
    #[error("READINESS_TLS_KEY names a file without a private key in PEM form")]
    NoKey,
    /// The key is not the certificate's.
    #[error("READINESS_TLS_KEY is not the key of the first certificate in READINESS_TLS_CERT")]
    Mismatch,
    /// Something else about them.
    #[error("READINESS_TLS_CERT and READINESS_TLS_KEY cannot be used")]
    Unusable(#[source] rustls::Error),
}

/// Reads a certificate and its key.
pub(super) fn read(files: &TlsFiles) -> Result<ServerConfig, TlsError> {
    let chain = read_chain(&files.certificate)?;
    let key = read_key(&files.key)?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(TlsError::Unusable)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| match error {
            rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => TlsError::Mismatch,
            other => TlsError::Unusable(other),
        })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

fn read_chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let unreadable = |source| TlsError::Unreadable {
        variable: "READINESS_TLS_CERT",
        source,
    };
    let chain: Vec<_> = CertificateDer::pem_file_iter(path)
        .map_err(unreadable)?
        .collect::<Result<_, _>>()
        .map_err(unreadable)?;
    if chain.is_empty() {
        Err(TlsError::NoCertificate)
    } else {
        Ok(chain)
    }
}

fn read_key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    PrivateKeyDer::from_pem_file(path).map_err(|error| match error {
        pem::Error::NoItemsFound => TlsError::NoKey,
        source => TlsError::Unreadable {
            variable: "READINESS_TLS_KEY",
            source,
        },
    })
}
