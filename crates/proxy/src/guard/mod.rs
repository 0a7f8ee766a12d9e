//! The one way this program asks an address a merchant chose: https on 443, public networks only.
//!
//! A name is looked up once, every address it has is judged, and the connection goes to the address
//! that was judged. No redirect is followed; time and size are bounded. In reading order:
//! [`network`] tells public addresses from others, [`resolver`] is what looking a name up means and
//! `dns` how it is done, `connection` opens the secured connection, `certificate` says what is
//! wrong with one, `exchange` asks.

mod certificate;
mod connection;
mod dns;
mod exchange;
pub mod network;
pub mod resolver;
mod sandboxed;
mod trust;

pub use dns::SystemResolver;
pub(crate) use exchange::is_upgrading_policy;
pub use exchange::{Body, Visit};
pub use sandboxed::SandboxResolver;
pub use trust::{SetupError, Trust};

use std::sync::Arc;
use std::time::Duration;

use checkout_readiness_checks::evidence::{EndpointProblem, Party, Why};
use tokio::time::timeout;
use url::{Host, Url};

use crate::config::Exception;
use connection::connect;
use resolver::{Destination, LookupError, Resolver};

/// Asks addresses of merchants, within bounds.
#[derive(Debug)]
pub struct Guard {
    resolver: Arc<dyn Resolver>,
    trust: Trust,
    exceptions: Vec<Exception>,
    exceptional_trust: Trust,
    patience: Duration,
}

/// Why an address was not seen answering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Something about the address itself, seen without doubt.
    Found(EndpointProblem),
    /// We could not look.
    Blind(Party, Why),
}

impl Failure {
    const GUARDED: Self = Self::Blind(Party::Proxy, Why::Guarded);

    fn private(network: &str) -> Self {
        Self::Found(EndpointProblem::PrivateAddress {
            network: network.to_owned(),
        })
    }
}

impl Guard {
    /// A guard that looks names up with this resolver and trusts these authorities.
    #[must_use]
    pub fn new(resolver: Arc<dyn Resolver>, trust: Trust, patience: Duration) -> Self {
        Self {
            resolver,
            exceptional_trust: trust.clone(),
            trust,
            exceptions: Vec::new(),
            patience,
        }
    }

    /// The same, with the operator's exceptions and whom to trust there.
    #[must_use]
    pub fn except(self, exceptions: Vec<Exception>, trust: Trust) -> Self {
        Self {
            exceptions,
            exceptional_trust: trust,
            ..self
        }
    }

    /// Whether an exception of the operator's leads to this address.
    #[must_use]
    pub fn makes_an_exception_for(&self, url: &Url) -> bool {
        self.exceptions
            .iter()
            .any(|exception| exception.covers(url))
    }

    /// Asks this address once with a plain `GET`; the body is read only where
    /// `reads_page` and the answer is a page, not an error.
    ///
    /// # Errors
    ///
    /// [`Failure`]: what is wrong with the address, or why we could not look.
    pub async fn visit(&self, url: &Url, reads_page: bool) -> Result<Visit, Failure> {
        match timeout(self.patience, self.go(url, reads_page)).await {
            Ok(result) => result,
            Err(_) => Err(Failure::Blind(Party::Merchant, Why::Timeout)),
        }
    }

    async fn go(&self, url: &Url, reads_page: bool) -> Result<Visit, Failure> {
        let is_plain = url.username().is_empty() && url.password().is_none();
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(Failure::GUARDED);
        };
        if url.scheme() != "https" || !is_plain {
            return Err(Failure::GUARDED);
        }
        let is_exception = self.makes_an_exception_for(url);
        if port != 443 && !is_exception {
            return Err(Failure::GUARDED);
        }
        let host = host.to_owned();
        let (destinations, trust) = if is_exception {
            (
                SystemResolver::of_this_machine(&host, port).await,
                &self.exceptional_trust,
            )
        } else {
            (self.public_destinations(&host, port).await, &self.trust)
        };
        let connection = connect(&host, &destinations?, trust).await?;
        exchange::ask(connection, url, reads_page).await
    }

    /// Where a host leads, if every address it has is public.
    async fn public_destinations(
        &self,
        host: &Host<String>,
        port: u16,
    ) -> Result<Vec<Destination>, Failure> {
        if let Some(network) = network::of_host(host) {
            return Err(Failure::private(network.name()));
        }
        let destinations = self
            .resolver
            .look_up(host.clone(), port)
            .await
            .map_err(|error| match error {
                LookupError::UnknownHost => Failure::Found(EndpointProblem::UnknownHost),
                LookupError::NotNow => Failure::Blind(Party::Proxy, Why::Dns),
            })?;
        if let Some(network) = destinations.iter().find_map(Destination::refusal) {
            return Err(Failure::private(network.name()));
        }
        Ok(destinations)
    }
}

/// An address without what may be a secret in it: query, fragment, user name and password.
#[must_use]
pub fn without_query(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    // Both fail only where there is no host, and then there is nothing to take off.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}
