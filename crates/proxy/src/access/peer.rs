//! Who is on the other end of a connection.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::Request;

/// The address a connection came from, which every request on it carries. Behind a server of the
/// operator's that is the server: whoever comes through it counts as one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(IpAddr);

impl Peer {
    /// The peer of a connection from there.
    pub fn at(address: SocketAddr) -> Self {
        Self(address.ip().to_canonical())
    }

    /// Where a request came from.
    pub fn of(request: &Request) -> IpAddr {
        let peer = request.extensions().get::<Self>();
        peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0)
    }
}
