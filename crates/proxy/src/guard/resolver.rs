//! What looking a host up means to the guard: every place it leads to, or why none.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use futures_util::future::BoxFuture;
use url::Host;

use super::network::{self, Network};

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
    /// Where to connect for the secured conversation.
    pub connect_to: SocketAddr,
    /// Where the same machine would answer plain `http`.
    pub connect_plainly_to: SocketAddr,
}

/// The port of plain `http`.
const PLAIN_PORT: u16 = 80;

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
            connect_plainly_to: SocketAddr::new(address, PLAIN_PORT),
        }
    }

    /// The network that keeps us from connecting there. Addresses for documentation lead nowhere,
    /// so they are safe where a stand-in answers for them, and only there.
    pub(super) fn refusal(&self) -> Option<Network> {
        let is_played =
            self.connect_to.ip() != self.address && self.connect_plainly_to.ip() != self.address;
        network::of(self.address)
            .filter(|network| !(is_played && *network == Network::Documentation))
    }
}
