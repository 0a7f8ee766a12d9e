//! Where the server listens and who may call it, and the combinations that are refused.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use axum::http::uri::Authority;
use url::{Position, Url};

use super::probing::Probing;
use super::proxies::read_proxies;
use super::reader::Reader;
use super::tokens::{KeySource, TokenSettings};
use super::variable::{
    READINESS_DATA, READINESS_HOSTS, READINESS_JWT_JWKS_URL, READINESS_JWT_KEY, READINESS_LISTEN,
    READINESS_ORIGINS, READINESS_PUBLIC_URL, READINESS_TLS_CERT, READINESS_TLS_KEY,
    READINESS_TOKEN, READINESS_TRUSTED_PROXIES,
};
use crate::access::{SharedToken, TrustedProxies};

/// Where the server listens and who may call it.
#[derive(Clone, Debug)]
pub struct Listening {
    /// The address.
    pub address: SocketAddr,
    /// Its certificate, if it is to speak TLS itself.
    pub tls: Option<TlsFiles>,
    /// What opens the whole API, if there is such a token.
    pub token: Option<SharedToken>,
    /// Which signed tokens open as much as they say, if any.
    pub tokens: Option<TokenSettings>,
    /// Which reverse proxies are believed about sessions, if any.
    pub proxies: Option<TrustedProxies>,
    /// Other sites whose pages may call: exact origins.
    pub origins: Vec<String>,
    /// Exact `Host` values allowed besides loopback's, in lower case.
    pub hosts: Vec<String>,
    /// Where the server is reached from the Internet, if it is.
    pub public_url: Option<Url>,
}

/// The files of the server's own certificate.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// The chain, leaf first, PEM.
    pub certificate: PathBuf,
    /// The leaf's private key, PEM.
    pub key: PathBuf,
}

const DEFAULT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8787);

impl Listening {
    pub(super) fn read(reader: &mut Reader<'_>, probing: &Probing) -> Self {
        let public_url = reader.read(READINESS_PUBLIC_URL, read_public_url);
        let mut hosts = reader.list(READINESS_HOSTS, read_host);
        // Who is reached by that name answers to it.
        hosts.extend(public_url.as_ref().map(authority));
        let listening = Self {
            address: reader
                .read(READINESS_LISTEN, read_address)
                .unwrap_or(DEFAULT),
            tls: read_tls(reader),
            token: reader.read(READINESS_TOKEN, |text| {
                SharedToken::parse(text).map_err(|error| error.to_string())
            }),
            tokens: TokenSettings::read(reader, &probing.allow),
            proxies: read_proxies(reader),
            origins: reader.list(READINESS_ORIGINS, read_origin),
            hosts,
            public_url,
        };
        if listening.public_url.is_some() && reader.text(READINESS_DATA).is_none() {
            reader.fail(
                READINESS_DATA,
                "must be set together with READINESS_PUBLIC_URL: what arrives is kept there",
            );
        }
        // Whatever makes this server public may make it look like this machine asks.
        if listening.public_url.is_some() && !proves_who_asks(reader) {
            reader.fail(
                READINESS_TOKEN,
                format!("must be set together with READINESS_PUBLIC_URL, because anybody who reaches it could ask; {OTHER_WAYS}"),
            );
        }
        listening.refuse_an_open_door(reader);
        listening
    }

    /// Whether only this machine can reach the server.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.address.ip().is_loopback()
    }

    /// Whether keys of tokens are fetched from an address.
    pub(super) fn has_published_keys(&self) -> bool {
        let tokens = self.tokens.as_ref();
        tokens.is_some_and(|tokens| matches!(tokens.keys, KeySource::Address { .. }))
    }

    /// Others than this machine must prove that they may ask, and must ask by a known name.
    fn refuse_an_open_door(&self, reader: &mut Reader<'_>) {
        if self.is_loopback() {
            return;
        }
        let missing = "must be set, because READINESS_LISTEN is not a loopback address";
        if !proves_who_asks(reader) {
            reader.fail(
                READINESS_TOKEN,
                format!("{missing} and anybody who reaches it could ask; {OTHER_WAYS}"),
            );
        }
        if self.hosts.is_empty() {
            reader.fail(
                READINESS_HOSTS,
                format!("{missing} and requests in other names are refused"),
            );
        }
    }
}

/// What does in place of the shared token.
const OTHER_WAYS: &str =
    "READINESS_JWT_KEY, READINESS_JWT_JWKS_URL or READINESS_TRUSTED_PROXIES would do as well";

/// Whether something is set to prove by who asks; what is wrong with it is said by itself.
fn proves_who_asks(reader: &Reader<'_>) -> bool {
    [
        READINESS_TOKEN,
        READINESS_JWT_KEY,
        READINESS_JWT_JWKS_URL,
        READINESS_TRUSTED_PROXIES,
    ]
    .into_iter()
    .any(|variable| reader.text(variable).is_some())
}

fn read_address(text: &str) -> Result<SocketAddr, String> {
    let text = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => text.to_owned(),
    };
    text.parse()
        .map_err(|_| "is not an IP address with a port".to_owned())
}

fn read_tls(reader: &mut Reader<'_>) -> Option<TlsFiles> {
    match (
        reader.path(READINESS_TLS_CERT),
        reader.path(READINESS_TLS_KEY),
    ) {
        (Some(certificate), Some(key)) => Some(TlsFiles { certificate, key }),
        (Some(_), None) => {
            reader.fail(
                READINESS_TLS_KEY,
                "must be set together with READINESS_TLS_CERT",
            );
            None
        }
        (None, Some(_)) => {
            reader.fail(
                READINESS_TLS_CERT,
                "must be set together with READINESS_TLS_KEY",
            );
            None
        }
        (None, None) => None,
    }
}

fn read_origin(text: &str) -> Result<String, String> {
    if text.contains('*') {
        return Err("must list exact origins; there is no wildcard".to_owned());
    }
    let problem = || "holds something that is no origin: scheme, host and port, without a path";
    let url = Url::parse(text).map_err(|_| problem())?;
    let origin = url.origin().ascii_serialization();
    let is_exact = matches!(url.scheme(), "https" | "http")
        && text.trim_end_matches('/').eq_ignore_ascii_case(&origin);
    is_exact
        .then_some(origin)
        .ok_or_else(|| problem().to_owned())
}

fn read_public_url(text: &str) -> Result<Url, String> {
    let problem = || "is no address of the web that begins with https://".to_owned();
    let url = Url::parse(text).map_err(|_| problem())?;
    let is_plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if url.scheme() == "https" && url.has_host() && is_plain {
        Ok(url)
    } else {
        Err(problem())
    }
}

/// Host and port as a request names them.
fn authority(url: &Url) -> String {
    url[Position::BeforeHost..Position::AfterPort].to_ascii_lowercase()
}

fn read_host(text: &str) -> Result<String, String> {
    let problem = "holds something that is no host name, with or without a port";
    let authority: Authority = text.parse().map_err(|_| problem.to_owned())?;
    if authority.as_str().contains('@') || text.contains('*') {
        return Err(problem.to_owned());
    }
    Ok(text.to_ascii_lowercase())
}
