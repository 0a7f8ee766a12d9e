//! The one way this program asks an address a merchant chose: https on 443, public networks only.
//!
//! A name is looked up once, every address it has is judged, and the connection goes to the address
//! that was judged. No redirect is followed; time and size are bounded. In reading order:
//! [`network`] tells public addresses from others, [`resolver`] is what looking a name up means and
//! `dns` how it is done, `connection` opens the secured connection, `certificate` says what is
//! wrong with one, `exchange` asks, `headers` reads what browsers are told. `sending` is the one way
//! to send something that is no visit: a test notification, which is somebody's explicit act.
//!
//! Two things are asked besides, only where the visit wants to know, only of the very address the
//! visit went to, and only for as long as two seconds: whether it still takes TLS 1.0 and 1.1
//! (`outdated`, with a first word written by hand in `hello`; no conversation comes of it), and
//! what it answers over plain `http`. The latter is the only exception to "https on 443": port 80 of
//! the same machine for the same path, without query, neither read nor followed (`plain`). Neither
//! can make a visit fail.

mod certificate;
mod connection;
mod dns;
mod exchange;
mod headers;
mod hello;
pub mod network;
mod outdated;
#[cfg(test)]
mod pinning;
mod plain;
mod reading;
pub mod resolver;
mod sandboxed;
mod sending;
mod trust;

pub use dns::SystemResolver;
pub use exchange::{Body, Visit};
pub(crate) use headers::is_upgrading_policy;
pub use reading::{Interest, Reading};
pub use sandboxed::SandboxResolver;
pub use sending::{Message, Received, Sent};
pub use trust::{SetupError, Trust};

use std::sync::Arc;
use std::time::Duration;

use checkout_readiness_checks::evidence::{
    CertificateProblem, EndpointProblem, OutdatedProtocols, Party, PlainHttp, Why,
};
use tokio::time::{Instant, timeout_at};
use url::{Host, Url};

use crate::config::Exception;
use connection::{Refusal, connect};
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

/// Where an address leads, judged.
struct Way<'a> {
    host: Host<String>,
    destinations: Vec<Destination>,
    trust: &'a Trust,
    is_exception: bool,
}

/// What is looked at besides the visit.
struct Besides {
    outdated_protocols: bool,
    plain_http: bool,
}

impl Besides {
    /// Looks, no longer than until then.
    async fn look(
        self,
        until: Instant,
        peer: Destination,
        host: &Host<String>,
        url: &Url,
    ) -> (Option<OutdatedProtocols>, Option<PlainHttp>) {
        let outdated = async {
            if !self.outdated_protocols {
                return None;
            }
            let looked = timeout_at(until, outdated::look(peer, host)).await;
            Some(looked.unwrap_or_default())
        };
        let plain = async {
            if !self.plain_http {
                return None;
            }
            let looked = timeout_at(until, plain::look(peer, url)).await;
            Some(looked.unwrap_or(PlainHttp::Unknown))
        };
        tokio::join!(outdated, plain)
    }
}

async fn in_time<T>(
    until: Instant,
    looking: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    timeout_at(until, looking)
        .await
        .unwrap_or(Err(Failure::TOO_LATE))
}

impl Failure {
    const GUARDED: Self = Self::Blind(Party::Proxy, Why::Guarded);
    const TOO_LATE: Self = Self::Blind(Party::Merchant, Why::Timeout);
    const UNSECURED: Self = Self::Blind(Party::Merchant, Why::Tls);
    const ONLY_OUTDATED: Self = Self::Found(EndpointProblem::Certificate {
        certificate: CertificateProblem::OutdatedProtocol,
        days_until_expiry: None,
    });

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

    /// Asks this address once with a plain `GET`, and looks at whatever else is of interest. What
    /// is looked at besides never makes the visit fail, and never takes longer than it may.
    ///
    /// # Errors
    ///
    /// [`Failure`]: what is wrong with the address, or why we could not look.
    pub async fn visit(&self, url: &Url, interest: Interest) -> Result<Visit, Failure> {
        let until = Instant::now() + self.patience;
        let way = in_time(until, self.find(url)).await?;
        let connecting = connect(&way.host, &way.destinations, way.trust);
        let connection = match timeout_at(until, connecting).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(Refusal::Failure(failure))) => return Err(failure),
            Ok(Err(Refusal::Discord {
                peer,
                is_about_version,
            })) => {
                let looking = outdated::is_all_it_speaks(peer, &way.host, is_about_version);
                return Err(match timeout_at(until, looking).await {
                    Ok(true) => Failure::ONLY_OUTDATED,
                    Ok(false) | Err(_) => Failure::UNSECURED,
                });
            }
            Err(_) => return Err(Failure::TOO_LATE),
        };
        let besides = Besides {
            // An exception is for one port, so nothing is asked at another.
            plain_http: interest.plain_http && !way.is_exception,
            outdated_protocols: interest.outdated_protocols,
        };
        let peer = connection.peer;
        let (visit, (outdated_protocols, plain_http)) = tokio::join!(
            in_time(until, exchange::ask(connection, url, interest.reading)),
            besides.look(until, peer, &way.host, url)
        );
        Ok(Visit {
            outdated_protocols,
            plain_http,
            ..visit?
        })
    }

    /// Where this address leads, if we go there.
    async fn find(&self, url: &Url) -> Result<Way<'_>, Failure> {
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
                SystemResolver::of_this_machine(&host, port).await?,
                &self.exceptional_trust,
            )
        } else {
            (self.public_destinations(&host, port).await?, &self.trust)
        };
        Ok(Way {
            host,
            destinations,
            trust,
            is_exception,
        })
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
