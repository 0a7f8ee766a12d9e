//! Keys that are published at an address: fetched when they are needed, kept, and fetched anew when
//! a token names one that is not among them.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jsonwebtoken::jwk::Jwk;
use reqwest::header::ACCEPT;
use reqwest::{Client, StatusCode};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};
use url::Url;

use super::{Algorithm, Refusal, VerifyingKey};
use crate::config::Limits;

/// The largest set read, in bytes: some dozens of keys, each with a chain of certificates.
const LARGEST: usize = 128 * 1024;
/// The most keys kept of one set.
const MOST_KEYS: usize = 64;

/// Keys that are published at an address.
#[derive(Debug)]
pub struct KeySet {
    http: Client,
    url: Url,
    only: Option<Algorithm>,
    limits: Limits,
    known: RwLock<Arc<Known>>,
    /// When keys were last asked for; held while they are.
    asked: Mutex<Option<Instant>>,
}

/// What was fetched last.
#[derive(Debug, Default)]
struct Known {
    keys: Vec<(Option<String>, VerifyingKey)>,
    since: Option<Instant>,
}

/// Why no keys can be fetched at all.
#[derive(Debug, thiserror::Error)]
pub enum KeySetError {
    /// An authority cannot be read.
    #[error("READINESS_PROBE_CA holds an authority that cannot be trusted")]
    Authority,
    /// The TLS library refuses its own defaults.
    #[error("TLS cannot be set up")]
    Tls(#[source] rustls::Error),
    /// The HTTP client cannot be made.
    #[error("the HTTP client cannot be made")]
    Http(#[source] reqwest::Error),
}

/// Why keys were not fetched. The address is not repeated: it may hold a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Failure {
    #[error("nobody answered in time")]
    Timeout,
    #[error("the connection failed, or its certificate is not trusted")]
    Connection,
    #[error("the answer has the status {0} instead of 200")]
    Status(StatusCode),
    #[error("the answer is larger than {LARGEST} bytes")]
    TooLarge,
    #[error("the answer is no set of keys in JSON")]
    Malformed,
    #[error("none of the keys is a public one for RS256 or EdDSA")]
    NoneFits,
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

impl KeySet {
    /// The keys at this address. Nothing is fetched yet.
    ///
    /// Merchants' addresses go through the guard; this one is the operator's own choice, and may
    /// well be inside their network.
    ///
    /// # Errors
    ///
    /// [`KeySetError`] says what could not be set up.
    pub fn new(
        url: Url,
        only: Option<Algorithm>,
        authorities: &[CertificateDer<'static>],
        limits: Limits,
    ) -> Result<Self, KeySetError> {
        let http = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .retry(reqwest::retry::never())
            .https_only(url.scheme() == "https")
            .tls_backend_preconfigured(trust(authorities)?)
            .build()
            .map_err(KeySetError::Http)?;
        Ok(Self {
            http,
            url,
            only,
            limits,
            known: RwLock::default(),
            asked: Mutex::default(),
        })
    }

    /// The key of this name; without a name, the only one there is.
    pub(super) async fn find(
        self: &Arc<Self>,
        name: Option<&str>,
    ) -> Result<VerifyingKey, Refusal> {
        let known = self.known();
        if let Some(key) = known.find(name) {
            let is_old = known
                .since
                .is_none_or(|since| since.elapsed() > self.limits.keys_age);
            if is_old && self.is_due() {
                // So that keys that were withdrawn are forgotten, without anybody waiting for it.
                self.fetch_apart();
            }
            return Ok(key);
        }
        let fetching = self.fetch_apart().await;
        let wait = fetching.unwrap_or(self.limits.keys_pause);
        let known = self.known();
        match known.find(name) {
            Some(key) => Ok(key),
            None if known.keys.is_empty() => Err(Refusal::NoKeys(
                u16::try_from(wait.as_secs() + 1).unwrap_or(u16::MAX),
            )),
            None if name.is_none() => Err(Refusal::Signature(
                "It names no key: set `kid` in its first part, because READINESS_JWT_JWKS_URL has several.",
            )),
            None => Err(Refusal::Signature(
                "READINESS_JWT_JWKS_URL has no key of the name in `kid`; it is asked again at most once a minute.",
            )),
        }
    }

    fn known(&self) -> Arc<Known> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether nobody asks just now, nor did a moment ago.
    fn is_due(&self) -> bool {
        let asked = self.asked.try_lock();
        asked.is_ok_and(|asked| asked.is_none_or(|it| it.elapsed() >= self.limits.keys_pause))
    }

    /// Fetches in a task of its own: whoever hangs up meanwhile must not break it off for others.
    fn fetch_apart(self: &Arc<Self>) -> JoinHandle<Duration> {
        let set = Arc::clone(self);
        tokio::spawn(async move { set.fetch_if_due().await })
    }

    /// Fetches the keys unless that was tried a moment ago. Whoever comes meanwhile waits for the
    /// same answer. Says how long it is until the next attempt.
    async fn fetch_if_due(&self) -> Duration {
        let mut asked = self.asked.lock().await;
        let pause = self.limits.keys_pause;
        if let Some(left) = asked.and_then(|asked| pause.checked_sub(asked.elapsed()))
            && !left.is_zero()
        {
            return left;
        }
        *asked = Some(Instant::now());
        let fetched = timeout(self.limits.keys_answer, self.fetch()).await;
        match fetched.unwrap_or(Err(Failure::Timeout)) {
            Ok(keys) => {
                tracing::info!(keys = keys.len(), "READINESS_JWT_JWKS_URL was read");
                let known = Known {
                    keys,
                    since: Some(Instant::now()),
                };
                *self.known.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(known);
            }
            Err(failure) => tracing::warn!(
                %failure,
                kept = self.known().keys.len(),
                "READINESS_JWT_JWKS_URL could not be read; the keys of before still count"
            ),
        }
        pause
    }

    async fn fetch(&self) -> Result<Vec<(Option<String>, VerifyingKey)>, Failure> {
        let request = self.http.get(self.url.clone());
        let request = request.header(ACCEPT, "application/jwk-set+json, application/json");
        let mut answer = request.send().await.map_err(|_| Failure::Connection)?;
        if answer.status() != StatusCode::OK {
            return Err(Failure::Status(answer.status()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|_| Failure::Connection)? {
            if chunk.len() > LARGEST - body.len() {
                return Err(Failure::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let document: Document = serde_json::from_slice(&body).map_err(|_| Failure::Malformed)?;
        // One key of a kind nobody knows yet must not shut out the others.
        let keys: Vec<_> = document
            .keys
            .into_iter()
            .filter_map(|key| serde_json::from_value::<Jwk>(key).ok())
            .filter_map(|key| VerifyingKey::from_set(&key, self.only))
            .take(MOST_KEYS)
            .collect();
        if keys.is_empty() {
            Err(Failure::NoneFits)
        } else {
            Ok(keys)
        }
    }
}

impl Known {
    fn find(&self, name: Option<&str>) -> Option<VerifyingKey> {
        let found = match (name, self.keys.as_slice()) {
            (None, [only]) => Some(only),
            (None, _) => None,
            (Some(_), keys) => keys.iter().find(|(known, _)| known.as_deref() == name),
        };
        found.map(|(_, key)| key.clone())
    }
}

fn trust(authorities: &[CertificateDer<'static>]) -> Result<ClientConfig, KeySetError> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for authority in authorities {
        roots
            .add(authority.clone())
            .map_err(|_| KeySetError::Authority)?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(KeySetError::Tls)?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}
