//! Opens the secured connection, to an address that was judged and to no other.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use checkout_readiness_checks::evidence::{Party, TlsFacts, Why};
use jiff::Timestamp;
use rustls::pki_types::ServerName;
use rustls::{AlertDescription, PeerIncompatible, ProtocolVersion};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use url::Host;

use super::resolver::Destination;
use super::trust::Trust;
use super::{Failure, certificate};

/// A secured connection, and what was seen of the certificate.
pub(super) struct Connection {
    pub stream: TlsStream<TcpStream>,
    pub tls: TlsFacts,
    /// Where it leads.
    pub peer: Destination,
}

/// Why there is no secured connection.
pub(super) enum Refusal {
    /// For this reason.
    Failure(Failure),
    /// Somebody is there, and the two of us have no way to secure the connection in common.
    Discord {
        /// Who is there.
        peer: Destination,
        /// Whether the other side said that it was for the version of the protocol.
        is_about_version: bool,
    },
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// How long one address of several may take to accept.
const ACCEPT: Duration = Duration::from_secs(3);

/// Connects to the first destination that accepts, and checks that it is the host.
pub(super) async fn connect(
    host: &Host<String>,
    destinations: &[Destination],
    trust: &Trust,
) -> Result<Connection, Refusal> {
    let (stream, peer) = reach(destinations).await?;
    let unsecured = Failure::Blind(Party::Merchant, Why::Tls);
    let name = server_name(host).ok_or(Failure::GUARDED)?;
    let (config, witness) = trust
        .for_one_connection()
        .map_err(|_| Failure::Blind(Party::Proxy, Why::Tls))?;
    let handshake = TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await;
    let chain = witness.chain();
    let facts = certificate::read(&chain, Timestamp::now());
    match handshake {
        Ok(stream) => {
            let version = stream
                .get_ref()
                .1
                .protocol_version()
                .map_or("unknown", version_name);
            let facts = facts.ok_or(unsecured)?;
            let tls = TlsFacts {
                version: version.to_owned(),
                days_until_expiry: facts.days_until_expiry,
                issuer: facts.issuer,
            };
            Ok(Connection { stream, tls, peer })
        }
        Err(error) => Err(match spoken(&error) {
            Some(rustls::Error::InvalidCertificate(error)) => {
                Failure::Found(certificate::problem(error, facts.as_ref(), &chain, trust)).into()
            }
            Some(
                error @ (rustls::Error::AlertReceived(_) | rustls::Error::PeerIncompatible(_)),
            ) => Refusal::Discord {
                peer,
                is_about_version: is_about_version(error),
            },
            None if is_broken_off(&error) => {
                Failure::Blind(Party::Merchant, Why::Connection).into()
            }
            _ => unsecured.into(),
        }),
    }
}

/// Opens a connection without securing it, for what is asked besides.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the guard: only judged addresses come here"
)]
pub(super) async fn open(address: SocketAddr) -> io::Result<TcpStream> {
    TcpStream::connect(address).await
}

async fn reach(destinations: &[Destination]) -> Result<(TcpStream, Destination), Failure> {
    let mut failure = Failure::Blind(Party::Proxy, Why::Connection);
    // IPv4 first: not every network that says it speaks IPv6 does.
    let mut in_order = destinations.to_vec();
    in_order.sort_by_key(|destination| destination.address.is_ipv6());
    for destination in in_order {
        failure = match timeout(ACCEPT, open(destination.connect_to)).await {
            Ok(Ok(stream)) => return Ok((stream, destination)),
            Ok(Err(error)) if is_our_own_network(&error) => continue,
            Ok(Err(_)) => Failure::Blind(Party::Merchant, Why::Connection),
            Err(_) => Failure::Blind(Party::Merchant, Why::Timeout),
        };
    }
    Err(failure)
}

/// Whether no packet left this machine, which says nothing about the merchant's.
fn is_our_own_network(error: &io::Error) -> bool {
    use io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable
            | ErrorKind::PermissionDenied
    )
}

/// Whether the other side went away without a word.
pub(super) fn is_broken_off(error: &io::Error) -> bool {
    use io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe
    )
}

/// What TLS itself says of a failure, if it says anything.
fn spoken(error: &io::Error) -> Option<&rustls::Error> {
    error.get_ref()?.downcast_ref()
}

fn is_about_version(error: &rustls::Error) -> bool {
    matches!(
        error,
        rustls::Error::AlertReceived(AlertDescription::ProtocolVersion)
            | rustls::Error::PeerIncompatible(PeerIncompatible::ServerDoesNotSupportTls12Or13)
    )
}

fn server_name(host: &Host<String>) -> Option<ServerName<'static>> {
    match host {
        Host::Domain(name) => ServerName::try_from(name.trim_end_matches('.').to_owned()).ok(),
        Host::Ipv4(address) => Some(ServerName::IpAddress((*address).into())),
        Host::Ipv6(address) => Some(ServerName::IpAddress((*address).into())),
    }
}

fn version_name(version: ProtocolVersion) -> &'static str {
    match version {
        ProtocolVersion::TLSv1_2 => "TLSv1.2",
        ProtocolVersion::TLSv1_3 => "TLSv1.3",
        _ => "unknown",
    }
}
