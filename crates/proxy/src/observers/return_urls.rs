//! Where buyers return to: one visit a host, and never to the very page, because a shop may take a
//! visit there for a buyer who has paid.

use std::time::Instant;

use checkout_readiness_checks::evidence::{Endpoint, Observation, Seen, Unreachable};
use futures_util::future::join_all;
use jiff::Timestamp;
use url::Url;

use super::endpoint::{self, PageFacts};
use super::{milliseconds, moment};
use crate::guard::{Guard, Interest};

/// How many hosts are visited; there are three ways out of a payment.
const MOST_HOSTS: usize = 3;

/// Visits the hosts at once. One of several that could not be seen stands in the list with its
/// address alone, so that nobody takes the others for all; where none could be seen, the first says
/// why.
pub(crate) async fn observe(guard: &Guard, urls: &[Url]) -> Observation<Vec<Endpoint>> {
    let mut hosts: Vec<Url> = Vec::new();
    // An app's own scheme leads to no server.
    let of_the_web = |url: &&Url| matches!(url.scheme(), "http" | "https");
    for url in urls.iter().filter(of_the_web) {
        if !hosts.iter().any(|known| known.origin() == url.origin()) {
            hosts.push(root(url));
        }
    }
    if hosts.is_empty() {
        return Observation::Absent;
    }
    let (visited, left_out) = hosts.split_at(hosts.len().min(MOST_HOSTS));
    let (at, since) = (moment(Timestamp::now()), Instant::now());
    let visits = visited.iter().map(|url| {
        endpoint::observe(guard, url, Interest::ANSWER, async |_, _| {
            PageFacts::default()
        })
    });
    let mut endpoints = Vec::with_capacity(hosts.len());
    let mut blind: Vec<Unreachable> = Vec::new();
    for (url, observation) in visited.iter().zip(join_all(visits).await) {
        match observation {
            Observation::Seen(seen) => endpoints.push(seen.value),
            Observation::Unreachable(unreachable) => {
                blind.push(unreachable);
                endpoints.push(endpoint::unseen(guard, url));
            }
            Observation::NotAsked | Observation::Absent => {}
        }
    }
    if blind.len() == visited.len()
        && let Some(first) = blind.into_iter().next()
    {
        return Observation::Unreachable(first);
    }
    endpoints.extend(left_out.iter().map(|url| endpoint::unseen(guard, url)));
    Observation::Seen(Seen {
        value: endpoints,
        at,
        elapsed_ms: milliseconds(since.elapsed()),
    })
}

/// The first page of an address's host.
fn root(url: &Url) -> Url {
    let mut root = url.clone();
    root.set_path("/");
    root.set_query(None);
    root.set_fragment(None);
    root
}
