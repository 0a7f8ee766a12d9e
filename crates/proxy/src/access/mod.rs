//! Who may ask: by which name, from which page, with which token; and what browsers are told.

mod bearer;
mod headers;
mod host;
mod origin;
mod peer;

pub(crate) use bearer::require_token;
pub use bearer::{SharedToken, TokenError};
pub(crate) use headers::secure;
pub(crate) use host::require_known_host;
pub(crate) use origin::require_known_origin;
pub(crate) use peer::Peer;

use crate::config::Listening;

/// The rules of access, in the form requests are compared with.
#[derive(Clone, Debug)]
pub struct Rules {
    token: Option<SharedToken>,
    hosts: Vec<String>,
    origins: Vec<String>,
    speaks_tls: bool,
}

impl From<&Listening> for Rules {
    fn from(listening: &Listening) -> Self {
        Self {
            token: listening.token.clone(),
            hosts: listening.hosts.clone(),
            origins: listening.origins.clone(),
            speaks_tls: listening.tls.is_some(),
        }
    }
}

/// Paths that tell nothing and are asked by machines that know no name of ours.
fn is_open_to_all(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz")
}
