//! Who may ask: by which name, from which page, with which proof; and what browsers are told.

mod attempts;
mod caller;
mod gate;
mod headers;
mod host;
mod origin;
mod peer;
mod reverse_proxy;
mod scope;
mod shared_token;
pub mod token;

pub use caller::Caller;
pub(crate) use gate::require_permission;
pub(crate) use headers::secure;
pub(crate) use host::require_known_host;
pub(crate) use origin::require_known_origin;
pub(crate) use peer::Peer;
pub use reverse_proxy::TrustedProxies;
pub use scope::{Scope, Scopes, scope_of, tells_something};
pub use shared_token::{SharedToken, TokenError};

use std::sync::Arc;

use crate::config::{KeySource, Settings, TokenSettings};
use attempts::Attempts;
use token::{Expected, KeySet, KeySetError, Keys, Verifier};

/// The rules of access, in the form requests are compared with.
#[derive(Clone, Debug)]
pub struct Rules {
    token: Option<SharedToken>,
    verifier: Option<Verifier>,
    proxies: Option<TrustedProxies>,
    attempts: Attempts,
    hosts: Vec<String>,
    origins: Vec<String>,
    speaks_tls: bool,
}

impl Rules {
    /// The rules as configured.
    ///
    /// # Errors
    ///
    /// Where keys cannot be fetched at all, whoever publishes them.
    pub fn of(settings: &Settings) -> Result<Self, KeySetError> {
        let listening = &settings.listening;
        let verifier = listening.tokens.as_ref();
        Ok(Self {
            token: listening.token.clone(),
            verifier: verifier
                .map(|tokens| verifier_of(tokens, settings))
                .transpose()?,
            proxies: listening.proxies.clone(),
            attempts: Attempts::new(&settings.limits),
            hosts: listening.hosts.clone(),
            origins: listening.origins.clone(),
            speaks_tls: listening.tls.is_some(),
        })
    }

    /// Whether anything is configured to prove by who asks.
    fn asks_who(&self) -> bool {
        self.token.is_some() || self.verifier.is_some() || self.proxies.is_some()
    }
}

fn verifier_of(tokens: &TokenSettings, settings: &Settings) -> Result<Verifier, KeySetError> {
    let keys = match &tokens.keys {
        KeySource::File(key) => Keys::One(key.clone()),
        KeySource::Address { url, only } => {
            // An authority of development counts where development is excepted, and nowhere else.
            let probing = &settings.probing;
            let is_excepted = probing.allow.iter().any(|exception| exception.covers(url));
            let authorities = if is_excepted {
                probing.authorities.as_slice()
            } else {
                &[]
            };
            let set = KeySet::new(url.clone(), *only, authorities, settings.limits)?;
            Keys::Set(Arc::new(set))
        }
    };
    Ok(Verifier {
        keys,
        expected: Expected {
            audience: tokens.audience.clone(),
            issuer: tokens.issuer.clone(),
            leeway: tokens.leeway,
        },
    })
}

/// Paths that tell nothing and are asked by machines that know no name of ours.
fn is_open_to_all(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz")
}
