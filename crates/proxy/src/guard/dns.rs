//! Looks hosts up in DNS, and believes that a name is unknown only where that is credible.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use checkout_readiness_checks::evidence::{EndpointProblem, Party, Why};
use futures_util::future::BoxFuture;
use hickory_resolver::lookup::Lookup;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::RData;
use hickory_resolver::{ResolverBuilder, TokioResolver};
use url::Host;

use super::Failure;
use super::resolver::{Destination, LookupError, Resolver};

/// Asks the name servers this machine is configured with, and nothing else: an entry of its hosts
/// file tells nothing about what Mercado Pago or a buyer would reach.
pub struct SystemResolver(Option<TokioResolver>);

/// How long one name server may take; there are two tries.
const TRY: Duration = Duration::from_secs(2);
/// Names are looked up again soon: somebody may just have mended one.
const REMEMBER: Duration = Duration::from_secs(10);
/// A name that is kept alive for examples and that every view of the public Internet has.
const KNOWN_TO_ALL: &str = "example.com.";

/// What name servers say of a name.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// These addresses.
    Addresses(Vec<IpAddr>),
    /// None, in the name of whoever is in charge of the name.
    None,
    /// None, without saying on whose authority. Firewalls that hide most of the Internet answer so.
    Denied,
}

impl SystemResolver {
    /// Reads which name servers to ask; where none are configured every lookup fails.
    #[must_use]
    pub fn new() -> Self {
        Self(TokioResolver::builder_tokio().and_then(build).ok())
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

    async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, LookupError> {
        // The final dot keeps the search list of this machine out of it.
        let name = format!("{}.", name.trim_end_matches('.'));
        match self.ask(&name).await? {
            Answer::Addresses(addresses) => Ok(addresses),
            Answer::None => Err(LookupError::UnknownHost),
            Answer::Denied => match self.ask(KNOWN_TO_ALL).await? {
                Answer::Addresses(_) => Err(LookupError::UnknownHost),
                Answer::None | Answer::Denied => Err(LookupError::NotNow),
            },
        }
    }

    async fn ask(&self, name: &str) -> Result<Answer, LookupError> {
        let resolver = self.0.as_ref().ok_or(LookupError::NotNow)?;
        let (v4, v6) = tokio::join!(resolver.ipv4_lookup(name), resolver.ipv6_lookup(name));
        match (read(v4), read(v6)) {
            (Ok(Answer::Addresses(mut v4)), Ok(Answer::Addresses(v6))) => {
                v4.extend(v6);
                Ok(Answer::Addresses(v4))
            }
            // Half an answer will do if there is something in it; nothing in half of it proves
            // nothing.
            (Ok(Answer::Addresses(some)), _) | (_, Ok(Answer::Addresses(some))) => {
                Ok(Answer::Addresses(some))
            }
            (Err(error), _) | (_, Err(error)) => Err(error),
            (Ok(Answer::None), Ok(Answer::None)) => Ok(Answer::None),
            (Ok(_), Ok(_)) => Ok(Answer::Denied),
        }
    }
}

fn build(mut builder: ResolverBuilder<TokioRuntimeProvider>) -> Result<TokioResolver, NetError> {
    let options = builder.options_mut();
    options.timeout = TRY;
    options.attempts = 2;
    options.positive_max_ttl = Some(REMEMBER);
    options.negative_max_ttl = Some(REMEMBER);
    builder.build()
}

fn read(answer: Result<Lookup, NetError>) -> Result<Answer, LookupError> {
    match answer {
        Ok(lookup) => {
            let addresses: Vec<_> = lookup
                .answers()
                .iter()
                .filter_map(|record| match &record.data {
                    RData::A(address) => Some(IpAddr::V4(address.0)),
                    RData::AAAA(address) => Some(IpAddr::V6(address.0)),
                    _ => None,
                })
                .collect();
            Ok(if addresses.is_empty() {
                Answer::Denied
            } else {
                Answer::Addresses(addresses)
            })
        }
        Err(NetError::Dns(DnsError::NoRecordsFound(none)))
            if matches!(
                none.response_code,
                ResponseCode::NXDomain | ResponseCode::NoError
            ) =>
        {
            Ok(if none.soa.is_some() {
                Answer::None
            } else {
                Answer::Denied
            })
        }
        Err(_) => Err(LookupError::NotNow),
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
                Host::Domain(name) => self.addresses(&name).await?,
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

impl fmt::Debug for SystemResolver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SystemResolver")
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
    use hickory_resolver::proto::op::{Message, OpCode};
    use hickory_resolver::proto::rr::rdata::{A, CNAME, SOA};
    use hickory_resolver::proto::rr::{Name, Record, RecordType};
    use tokio::net::UdpSocket;

    use super::*;

    /// A name server that knows a few names; `knows_the_web` says whether it hides the others.
    async fn name_server(knows_the_web: bool) -> SocketAddr {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        tokio::spawn(async move {
            let mut packet = [0; 1500];
            loop {
                let (length, from) = socket.recv_from(&mut packet).await.unwrap();
                let question = Message::from_vec(&packet[..length]).unwrap();
                let answer = answer(&question, knows_the_web).to_vec().unwrap();
                socket.send_to(&answer, from).await.unwrap();
            }
        });
        address
    }

    fn answer(question: &Message, knows_the_web: bool) -> Message {
        let mut answer = Message::response(question.metadata.id, OpCode::Query);
        let query = question.queries[0].clone();
        let (name, kind) = (query.name().clone(), query.query_type());
        answer.add_query(query);
        answer.metadata.recursion_available = true;
        let a = |name: &Name| {
            Record::from_rdata(name.clone(), 60, RData::A(A(Ipv4Addr::new(8, 8, 8, 8))))
        };
        let soa = || {
            let zone: Name = "example.".parse().unwrap();
            let data = SOA::new(zone.clone(), zone.clone(), 1, 1, 1, 1, 60);
            Record::from_rdata(zone, 60, RData::SOA(data))
        };
        match name.to_string().as_str() {
            "store.example." if kind == RecordType::A => {
                answer.add_answer(a(&name));
            }
            "other-name.example." if kind == RecordType::A => {
                let target: Name = "store.example.".parse().unwrap();
                answer.add_answer(Record::from_rdata(
                    name,
                    60,
                    RData::CNAME(CNAME(target.clone())),
                ));
                answer.add_answer(a(&target));
            }
            "example.com." if kind == RecordType::A && knows_the_web => {
                answer.add_answer(a(&name));
            }
            "failing.example." => answer.metadata.response_code = ResponseCode::ServFail,
            "half.example." if kind == RecordType::AAAA => {
                answer.metadata.response_code = ResponseCode::ServFail;
            }
            "gone.example." => {
                answer.metadata.response_code = ResponseCode::NXDomain;
                answer.add_authority(soa());
            }
            "store.example." | "other-name.example." | "half.example." | "mail-only.example." => {
                answer.add_authority(soa());
            }
            _ => answer.metadata.response_code = ResponseCode::NXDomain,
        }
        answer
    }

    /// A resolver that asks this name server and no other.
    pub fn resolver(address: SocketAddr) -> SystemResolver {
        let mut connection = ConnectionConfig::udp();
        connection.port = address.port();
        let mut server = NameServerConfig::udp(address.ip());
        server.connections = vec![connection];
        let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
        let builder = TokioResolver::builder_with_config(config, TokioRuntimeProvider::default());
        SystemResolver(build(builder).ok())
    }

    #[tokio::test]
    async fn a_name_is_unknown_only_where_that_is_credible() {
        let address = vec![IpAddr::from([8, 8, 8, 8])];
        for (knows_the_web, name, expected) in [
            (true, "store.example", Ok(address.clone())),
            (true, "store.example.", Ok(address.clone())),
            (true, "other-name.example", Ok(address.clone())),
            (true, "gone.example", Err(LookupError::UnknownHost)),
            (true, "mail-only.example", Err(LookupError::UnknownHost)),
            (true, "denied.example", Err(LookupError::UnknownHost)),
            (true, "failing.example", Err(LookupError::NotNow)),
            (true, "half.example", Err(LookupError::NotNow)),
            (false, "gone.example", Err(LookupError::UnknownHost)),
            // A firewall that hides most of the Internet says nothing about the shop.
            (false, "denied.example", Err(LookupError::NotNow)),
        ] {
            let resolver = resolver(name_server(knows_the_web).await);
            assert_eq!(resolver.addresses(name).await, expected, "{name}");
        }
    }

    #[tokio::test]
    async fn without_name_servers_nothing_is_known() {
        assert_eq!(
            SystemResolver(None).addresses("store.example").await,
            Err(LookupError::NotNow)
        );
    }
}
