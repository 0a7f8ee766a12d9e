//! Guards that are lied to, and what they say of an address.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use checkout_readiness_checks::evidence::{EndpointProblem, Party, Why};
use checkout_readiness_proxy::guard::resolver::{Destination, LookupError, Resolver};
use checkout_readiness_proxy::guard::{Failure, Guard, Interest, Message, Trust};
use futures_util::future::BoxFuture;
use hyper::Method;
use url::{Host, Url};

pub const PATIENCE: Duration = Duration::from_secs(2);
pub const GUARDED: &str = "guarded";

/// Says of every name that it leads to these addresses, and has connections go to `connect_to`.
#[derive(Debug)]
pub struct Lying {
    pub addresses: Vec<IpAddr>,
    pub connect_to: SocketAddr,
}

impl Resolver for Lying {
    fn look_up(
        &self,
        _: Host<String>,
        _: u16,
    ) -> BoxFuture<'_, Result<Vec<Destination>, LookupError>> {
        let connect_to = self.connect_to;
        let destinations = self.addresses.iter().map(|address| Destination {
            address: *address,
            connect_to,
            connect_plainly_to: connect_to,
        });
        let destinations = destinations.collect();
        Box::pin(async { Ok(destinations) })
    }
}

/// Says of every name that it leads to a public address, and has connections go to these.
#[derive(Debug)]
pub struct Leading {
    pub to: SocketAddr,
    pub plainly_to: SocketAddr,
}

impl Resolver for Leading {
    fn look_up(
        &self,
        _: Host<String>,
        _: u16,
    ) -> BoxFuture<'_, Result<Vec<Destination>, LookupError>> {
        let destination = Destination {
            address: IpAddr::from([8, 8, 8, 8]),
            connect_to: self.to,
            connect_plainly_to: self.plainly_to,
        };
        Box::pin(async move { Ok(vec![destination]) })
    }
}

/// Says of every name the same error.
#[derive(Debug)]
pub struct Failing(pub LookupError);

impl Resolver for Failing {
    fn look_up(
        &self,
        _: Host<String>,
        _: u16,
    ) -> BoxFuture<'_, Result<Vec<Destination>, LookupError>> {
        Box::pin(async { Err(self.0) })
    }
}

pub fn web() -> Trust {
    Trust::in_the_web_and(&[]).unwrap()
}

/// What kept the guard from an address, in one word: from visiting it, and as much from sending
/// anything there.
pub async fn refusal(guard: &Guard, url: &str) -> String {
    let url = Url::parse(url).unwrap();
    let visited = guard.visit(&url, Interest::PAGE).await;
    let visited = word(visited.map(|visit| visit.status));
    let notification = Message {
        method: Method::POST,
        headers: Vec::new(),
        body: b"{}".as_slice().into(),
    };
    let sent = guard.send(&url, notification, PATIENCE).await;
    assert_eq!(
        word(sent.outcome.map(|received| received.status)),
        visited,
        "{url}"
    );
    visited
}

fn word(outcome: Result<u16, Failure>) -> String {
    match outcome {
        Err(Failure::Found(EndpointProblem::PrivateAddress { network })) => network,
        Err(Failure::Found(EndpointProblem::UnknownHost)) => "unknown-host".to_owned(),
        Err(Failure::Blind(Party::Proxy, Why::Guarded)) => GUARDED.to_owned(),
        Err(Failure::Blind(party, why)) => format!("{} {}", party.name(), why.name()),
        Err(Failure::Found(EndpointProblem::Certificate { certificate, .. })) => {
            certificate.name().to_owned()
        }
        Ok(status) => format!("visited {status}"),
    }
}
