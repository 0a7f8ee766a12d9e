//! Opens the secured connection, to an address that was judged and to no other.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use checkout_readiness_checks::evidence::{Party, TlsFacts, Why};
use jiff::Timestamp;
use rustls::ProtocolVersion;
use rustls::pki_types::ServerName;
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
}

/// How long one address of several may take to accept.
const ACCEPT: Duration = Duration::from_secs(3);

/// Connects to the first destination that accepts, and checks that it is the host.
pub(super) async fn connect(
    host: &Host<String>,
    destinations: &[Destination],
    trust: &Trust,
) -> Result<Connection, Failure> {
    let stream = reach(destinations).await?;
    let unsecured = Failure::Blind(Party::Merchant, Why::Tls);
    let name = server_name(host).ok_or(Failure::GUARDED)?;
    let (config, witness) = trust
        .for_one_connection()
        .map_err(|_| Failure::Blind(Party::Proxy, Why::Tls))?;
    let handshake = TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await;
    let facts = witness
        .leaf()
        .and_then(|leaf| certificate::read(&leaf, Timestamp::now()));
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
            Ok(Connection { stream, tls })
        }
        Err(error) => Err(match refused_certificate(&error) {
            Some(error) => Failure::Found(certificate::problem(error, facts.as_ref())),
            None if is_broken_off(&error) => Failure::Blind(Party::Merchant, Why::Connection),
            None => unsecured,
        }),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the guard: only judged addresses come here"
)]
async fn reach(destinations: &[Destination]) -> Result<TcpStream, Failure> {
    let mut failure = Failure::Blind(Party::Proxy, Why::Connection);
    // IPv4 first: not every network that says it speaks IPv6 does.
    let mut in_order = destinations.to_vec();
    in_order.sort_by_key(|destination| destination.address.is_ipv6());
    for destination in in_order {
        failure = match timeout(ACCEPT, TcpStream::connect(destination.connect_to)).await {
            Ok(Ok(stream)) => return Ok(stream),
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

fn is_broken_off(error: &io::Error) -> bool {
    use io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe
    )
}

fn refused_certificate(error: &io::Error) -> Option<&rustls::CertificateError> {
    match error.get_ref()?.downcast_ref::<rustls::Error>()? {
        rustls::Error::InvalidCertificate(error) => Some(error),
        _ => None,
    }
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
