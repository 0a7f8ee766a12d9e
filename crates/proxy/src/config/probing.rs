//! The operator's own exceptions to where the proxy looks, for development.

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use url::{Host, Url};

use super::reader::Reader;
use super::variable::{READINESS_PROBE_ALLOW, READINESS_PROBE_CA};

/// Exceptions to where the proxy looks, and whom it trusts there.
#[derive(Clone, Debug, Default)]
pub struct Probing {
    /// Exact hosts and ports that may be looked at wherever they lead.
    pub allow: Vec<Exception>,
    /// Authorities trusted there, beside the usual ones.
    pub authorities: Vec<CertificateDer<'static>>,
}

/// An exact host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The host as it stands in an address.
    pub host: Host<String>,
    /// The port.
    pub port: u16,
}

impl Exception {
    /// Whether an address is at this host and port.
    #[must_use]
    pub fn covers(&self, url: &Url) -> bool {
        url.port_or_known_default() == Some(self.port)
            && url.host().is_some_and(|host| host.to_owned() == self.host)
    }
}

impl Probing {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            allow: reader.list(READINESS_PROBE_ALLOW, read_exception),
            authorities: reader
                .read(READINESS_PROBE_CA, read_authorities)
                .unwrap_or_default(),
        }
    }
}

fn read_exception(text: &str) -> Result<Exception, String> {
    let problem = || "holds something that is not an exact host with a port".to_owned();
    let (_, port) = text.rsplit_once(':').ok_or_else(problem)?;
    let port = port.parse().map_err(|_| problem())?;
    let url = Url::parse(&format!("https://{text}/")).map_err(|_| problem())?;
    let is_plain = url.path() == "/" && url.username().is_empty() && url.query().is_none();
    match url.host() {
        Some(host) if is_plain && !text.contains('*') => Ok(Exception {
            host: host.to_owned(),
            port,
        }),
        _ => Err(problem()),
    }
}

fn read_authorities(path: &str) -> Result<Vec<CertificateDer<'static>>, String> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_file_iter(path)
        .map_err(|_| "names a file that cannot be read".to_owned())?
        .collect();
    certificates
        .ok()
        .filter(|certificates| !certificates.is_empty())
        .ok_or_else(|| "names a file without a certificate in PEM form".to_owned())
}
