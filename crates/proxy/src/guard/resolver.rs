//! Looks a host up, once for each visit.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use futures_util::future::BoxFuture;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::RData;
use hickory_resolver::{TokioResolver, lookup::Lookup};
use url::Host;

use super::Failure;
use super::network::{self, Network};
use checkout_readiness_checks::evidence::{EndpointProblem, Party, Why};

/// Looks a host up.
pub trait Resolver: fmt::Debug + Send + Sync {
    /// Every place the host leads to; at least one.
    fn look_up(
        &self,
        host: Host<String>,
        port: u16,
    ) -> BoxFuture<'_, Result<Vec<Destination>, LookupError>>;
}

/// A place a host leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destination {
    /// What the host resolves to; what is judged.
    pub address: IpAddr,
    /// Where to connect.
    pub connect_to: SocketAddr,
}

/// Why a host leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LookupError {
    /// The name is not in DNS, or has no address there.
    #[error("the name is not in DNS")]
    UnknownHost,
    /// The question could not be answered just now.
    #[error("the name could not be looked up just now")]
    NotNow,
}

impl Destination {
    /// This very address.
    #[must_use]
    pub fn at(address: IpAddr, port: u16) -> Self {
        Self {
            address,
            connect_to: SocketAddr::new(address, port),
        }
    }

    /// The network that keeps us from connecting there. Addresses for documentation lead nowhere,
    /// so they are safe where a stand-in answers for them, and only there.
    pub(super) fn refusal(&self) -> Option<Network> {
        let is_played = self.connect_to.ip() != self.address;
        network::of(self.address)
            .filter(|network| !(is_played && *network == Network::Documentation))
    }
}

/// Asks the name servers this machine is configured with, and nothing else: an entry of its hosts
/// file tells nothing about what Mercado Pago or a buyer would reach.
pub struct SystemResolver(Option<TokioResolver>);

/// How long one name server may take; there are two tries.
const TRY: Duration = Duration::from_secs(2);
/// Names are looked up again soon: somebody may just have mended one.
const REMEMBER: Duration = Duration::from_secs(10);

impl SystemResolver {
    /// Reads which name servers to ask; where none are configured every lookup fails.
    #[must_use]
    pub fn new() -> Self {
        let resolver = TokioResolver::builder_tokio().and_then(|mut builder| {
            let options = builder.options_mut();
            options.timeout = TRY;
            options.attempts = 2;
            options.positive_max_ttl = Some(REMEMBER);
            options.negative_max_ttl = Some(REMEMBER);
            builder.build()
        });
        Self(resolver.ok())
    }

    /// Looks an exception of the operator's up as any program of this machine would.
    pub(super) async fn of_this_machine(
        host: &Host<String>,
        port: u16,
    ) -> Result<Vec<Destination>, Failure> {
        let name = match host {
            Host::Domain(name) => name.as_str(),
            Host::Ipv4(address) => return Ok(vec![Destination::at((*address).into(), port)]),
            Host::Ipv6(address) => return Ok(vec![Destination::at((*address).into(), port)]),
        };
        let found = tokio::net::lookup_host((name, port))
            .await
            .map_err(|_| Failure::Blind(Party::Proxy, Why::Dns))?;
        let destinations: Vec<_> = found
            .map(|found| Destination::at(found.ip(), port))
            .collect();
        if destinations.is_empty() {
            return Err(Failure::Found(EndpointProblem::UnknownHost));
        }
        Ok(destinations)
    }

    async fn ask(&self, name: &str) -> Result<Vec<IpAddr>, LookupError> {
        let resolver = self.0.as_ref().ok_or(LookupError::NotNow)?;
        // The final dot keeps the search list of this machine out of it.
        let name = format!("{}.", name.trim_end_matches('.'));
        let (v4, v6) = tokio::join!(
            resolver.ipv4_lookup(name.as_str()),
            resolver.ipv6_lookup(name.as_str())
        );
        let (v4, v6) = (addresses(v4), addresses(v6));
        match (v4, v6) {
            (Ok(mut v4), Ok(v6)) => {
                v4.extend(v6);
                Some(v4)
                    .filter(|all| !all.is_empty())
                    .ok_or(LookupError::UnknownHost)
            }
            // Half an answer will do if there is something in it; nothing in half of it proves
            // nothing.
            (Ok(some), Err(error)) | (Err(error), Ok(some)) => {
                if some.is_empty() {
                    Err(error)
                } else {
                    Ok(some)
                }
            }
            (Err(error), Err(_)) => Err(error),
        }
    }
}

impl Default for SystemResolver {
    fn default() -> Self {
        Self::new()
    }
}

impl Resolver for SystemResolver {
    fn look_up(
        &self,
        host: Host<String>,
        port: u16,
    ) -> BoxFuture<'_, Result<Vec<Destination>, LookupError>> {
        Box::pin(async move {
            let addresses = match host {
                Host::Domain(name) => self.ask(&name).await?,
                Host::Ipv4(address) => vec![address.into()],
                Host::Ipv6(address) => vec![address.into()],
            };
            Ok(addresses
                .into_iter()
                .map(|address| Destination::at(address, port))
                .collect())
        })
    }
}

/// The addresses in an answer; none where a name server says for sure that there are none.
fn addresses(answer: Result<Lookup, NetError>) -> Result<Vec<IpAddr>, LookupError> {
    match answer {
        Ok(lookup) => Ok(lookup
            .answers()
            .iter()
            .filter_map(|record| match &record.data {
                RData::A(address) => Some(IpAddr::V4(address.0)),
                RData::AAAA(address) => Some(IpAddr::V6(address.0)),
                _ => None,
            })
            .collect()),
        Err(NetError::Dns(DnsError::NoRecordsFound(none)))
            if matches!(
                none.response_code,
                ResponseCode::NXDomain | ResponseCode::NoError
            ) =>
        {
            Ok(Vec::new())
        }
        Err(_) => Err(LookupError::NotNow),
    }
}

impl fmt::Debug for SystemResolver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SystemResolver")
            .finish_non_exhaustive()
    }
}
