//! JSON Web Tokens as an operator configures them: with which key, and what they must hold.

use std::time::Duration;

use url::{Host, Url};

use super::probing::Exception;
use super::reader::Reader;
use super::variable::{
    READINESS_JWT_ALGORITHM, READINESS_JWT_AUDIENCE, READINESS_JWT_ISSUER, READINESS_JWT_JWKS_URL,
    READINESS_JWT_KEY, READINESS_JWT_LEEWAY, Variable,
};
use crate::access::token::{Algorithm, VerifyingKey};

/// Which tokens are taken.
#[derive(Clone, Debug)]
pub struct TokenSettings {
    /// What verifies them.
    pub keys: KeySource,
    /// Whom they must be for.
    pub audience: String,
    /// Who must have made them, if it matters.
    pub issuer: Option<String>,
    /// How far the clocks of both sides may differ.
    pub leeway: Duration,
}

/// Where keys come from.
#[derive(Clone, Debug)]
pub enum KeySource {
    /// A file, read at the start.
    File(VerifyingKey),
    /// An address where they are published.
    Address {
        /// The address.
        url: Url,
        /// The only algorithm taken, where one was chosen.
        only: Option<Algorithm>,
    },
}

const DEFAULT_LEEWAY: u64 = 60;
/// More than clocks that are set at all differ by, in seconds.
const LONGEST_LEEWAY: u64 = 300;

impl TokenSettings {
    /// None where tokens are not configured, or not rightly.
    pub(super) fn read(reader: &mut Reader<'_>, exceptions: &[Exception]) -> Option<Self> {
        let algorithm = reader.read(READINESS_JWT_ALGORITHM, read_algorithm);
        let issuer = reader.trimmed(READINESS_JWT_ISSUER);
        let audience = reader.trimmed(READINESS_JWT_AUDIENCE);
        let leeway = reader.read(READINESS_JWT_LEEWAY, read_leeway);
        let is_given = |variable| reader.text(variable).is_some();
        let (has_key, has_address) = (
            is_given(READINESS_JWT_KEY),
            is_given(READINESS_JWT_JWKS_URL),
        );
        let keys = match (has_key, has_address) {
            (true, true) => {
                reader.fail(
                    READINESS_JWT_JWKS_URL,
                    "must not be set together with READINESS_JWT_KEY: keys come from one place",
                );
                None
            }
            (true, false) => read_file(reader, algorithm),
            (false, true) => read_source(reader, algorithm, exceptions),
            (false, false) => {
                refuse_without_keys(reader);
                return None;
            }
        };
        if audience.is_none() {
            let problem =
                "must be set where tokens are taken, or tokens for others would open this server";
            reader.fail(READINESS_JWT_AUDIENCE, problem);
        }
        Some(Self {
            keys: keys?,
            audience: audience?,
            issuer,
            leeway: Duration::from_secs(leeway.unwrap_or(DEFAULT_LEEWAY)),
        })
    }
}

/// Whoever sets one of these believes that tokens are taken.
fn refuse_without_keys(reader: &mut Reader<'_>) {
    let given: Vec<Variable> = [
        READINESS_JWT_ALGORITHM,
        READINESS_JWT_AUDIENCE,
        READINESS_JWT_ISSUER,
        READINESS_JWT_LEEWAY,
    ]
    .into_iter()
    .filter(|variable| reader.text(*variable).is_some())
    .collect();
    if let Some(first) = given.first() {
        let problem = format!(
            "must be set, or READINESS_JWT_JWKS_URL, because {} is",
            first.name
        );
        reader.fail(READINESS_JWT_KEY, problem);
    }
}

fn read_file(reader: &mut Reader<'_>, algorithm: Option<Algorithm>) -> Option<KeySource> {
    if reader.text(READINESS_JWT_ALGORITHM).is_none() {
        reader.fail(
            READINESS_JWT_ALGORITHM,
            "must be set together with READINESS_JWT_KEY, because a token must not choose how it is verified",
        );
    }
    let algorithm = algorithm?;
    let key = reader.read(READINESS_JWT_KEY, |path| {
        let content = std::fs::read(path)
            .map_err(|error| format!("names a file that cannot be read ({})", error.kind()))?;
        VerifyingKey::from_file(algorithm, &content).map_err(|error| error.to_string())
    })?;
    Some(KeySource::File(key))
}

fn read_source(
    reader: &mut Reader<'_>,
    only: Option<Algorithm>,
    exceptions: &[Exception],
) -> Option<KeySource> {
    if only == Some(Algorithm::Hs256) {
        reader.fail(
            READINESS_JWT_ALGORITHM,
            "must not be HS256 together with READINESS_JWT_JWKS_URL: a secret is not published",
        );
    }
    let url = reader.read(READINESS_JWT_JWKS_URL, |text| read_url(text, exceptions))?;
    Some(KeySource::Address { url, only })
}

fn read_url(text: &str, exceptions: &[Exception]) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|_| "is not an absolute URL".to_owned())?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must not hold a user name or a password".to_owned());
    }
    let is_loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let is_excepted = is_loopback && exceptions.iter().any(|exception| exception.covers(&url));
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_excepted => Ok(url),
        _ => Err("must begin with https://, or anybody on the way could put in a key of their own; \
             in development http:// is taken on loopback where READINESS_PROBE_ALLOW names its host and port"
            .to_owned()),
    }
}

fn read_algorithm(text: &str) -> Result<Algorithm, String> {
    Algorithm::from_name(text).ok_or_else(|| {
        let names: Vec<&str> = Algorithm::ALL.iter().map(|it| it.name()).collect();
        format!("is none of {}", names.join(", "))
    })
}

fn read_leeway(text: &str) -> Result<u64, String> {
    let seconds = text.parse().ok();
    seconds
        .filter(|seconds| *seconds <= LONGEST_LEEWAY)
        .ok_or_else(|| format!("is not a number of seconds from 0 to {LONGEST_LEEWAY}"))
}
