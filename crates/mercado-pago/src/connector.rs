//! The HTTP client underneath: trust, name lookup, and the reading of its failures.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

use crate::{Configuration, ErrorKind};

/// Why a client cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The extra root is no PEM text with a certificate in it.
    #[error("the extra root certificate is not a certificate in PEM form")]
    ExtraRoot,
    /// The TLS library refuses its own defaults.
    #[error("TLS cannot be set up")]
    Tls(#[source] rustls::Error),
    /// The HTTP client cannot be made.
    #[error("the HTTP client cannot be made")]
    Http(#[source] reqwest::Error),
}

const USER_AGENT: &str = concat!("checkout-readiness/", env!("CARGO_PKG_VERSION"));

/// Makes the HTTP client.
///
/// It follows no redirect, because an Access Token must not travel on. It ignores proxies named by
/// the environment: whoever sets `HTTPS_PROXY` for some other program has not decided that this
/// token may pass there. It trusts Mozilla's list as compiled in, so that it behaves the same on
/// every machine, and retries nothing by itself.
pub(crate) fn connect(configuration: &Configuration) -> Result<reqwest::Client, SetupError> {
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .referer(false)
        .retry(reqwest::retry::never())
        .https_only(configuration.base_url.is_https())
        .dns_resolver(SystemResolver)
        .tls_backend_preconfigured(trust(configuration.extra_root_pem.as_deref())?)
        .build()
        .map_err(SetupError::Http)
}

fn trust(extra_root_pem: Option<&[u8]>) -> Result<ClientConfig, SetupError> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    if let Some(pem) = extra_root_pem {
        let before = roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|_| SetupError::ExtraRoot)?;
            roots.add(certificate).map_err(|_| SetupError::ExtraRoot)?;
        }
        if roots.len() == before {
            return Err(SetupError::ExtraRoot);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(SetupError::Tls)?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// The system's resolver, with a failure that can be told from others by its type.
struct SystemResolver;

/// The name could not be looked up.
#[derive(Debug, thiserror::Error)]
#[error("the host's name could not be looked up")]
struct LookupFailed;

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let addresses: Vec<_> = found.map_err(|_| LookupFailed)?.collect();
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// What kind of failure kept an answer from beginning. The error itself is dropped: it names the
/// address with its query.
pub(crate) fn kind_of(error: &reqwest::Error) -> ErrorKind {
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = next {
        if error.is::<LookupFailed>() {
            return ErrorKind::Dns;
        }
        if error.downcast_ref::<io::Error>().is_some_and(is_tls) || error.is::<rustls::Error>() {
            return ErrorKind::Tls;
        }
        next = error.source();
    }
    ErrorKind::Connection
}

/// An I/O error hides what it wraps from `source`, so look inside.
fn is_tls(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| {
        inner.is::<rustls::Error>() || inner.downcast_ref::<io::Error>().is_some_and(is_tls)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A resolver that knows no name, without asking anybody.
    struct KnowsNothing;

    impl Resolve for KnowsNothing {
        fn resolve(&self, _: Name) -> Resolving {
            Box::pin(std::future::ready(Err(LookupFailed.into())))
        }
    }

    #[tokio::test]
    async fn a_name_nobody_knows_is_told_from_a_lost_connection() {
        let client = reqwest::Client::builder()
            .dns_resolver(KnowsNothing)
            .tls_backend_preconfigured(trust(None).unwrap())
            .build()
            .unwrap();
        for url in ["https://nothing.invalid", "http://nothing.invalid"] {
            let error = client.get(url).send().await.unwrap_err();
            assert_eq!(kind_of(&error), ErrorKind::Dns, "{url}");
        }
    }

    #[tokio::test]
    async fn the_system_resolver_says_so_when_it_finds_nothing() {
        // A label longer than DNS allows fails without a question to any server.
        let name: Name = "a".repeat(64).parse().unwrap();
        let Err(error) = SystemResolver.resolve(name).await else {
            panic!("found")
        };
        assert!(error.is::<LookupFailed>());
    }
}
