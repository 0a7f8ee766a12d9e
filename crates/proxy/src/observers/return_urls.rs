//! Where buyers return to: one visit a host, because a certificate is a host's.

use std::collections::BTreeSet;

use checkout_readiness_checks::evidence::{Endpoint, Observation, Seen};
use futures_util::future::join_all;
use url::Url;

use super::endpoint;
use crate::guard::Guard;

/// How many hosts are visited at most: a shop has one, rarely three.
const MOST_HOSTS: usize = 3;

/// What was seen of each host; where one could not be looked at, why that one could not.
pub(crate) async fn observe(guard: &Guard, urls: &[Url]) -> Observation<Vec<Endpoint>> {
    let mut known = BTreeSet::new();
    let visits = urls
        .iter()
        .filter(|url| {
            let server = (
                url.host_str().unwrap_or_default(),
                url.port_or_known_default(),
            );
            known.insert(server)
        })
        .take(MOST_HOSTS)
        .map(|url| endpoint::observe(guard, url, false, async |_| None));
    let mut all: Option<Seen<Vec<Endpoint>>> = None;
    let mut unseen = Observation::Absent;
    for visit in join_all(visits).await {
        match visit {
            Observation::Seen(seen) => {
                let all = all.get_or_insert_with(|| Seen {
                    value: Vec::new(),
                    at: seen.at,
                    elapsed_ms: 0,
                });
                all.value.push(seen.value);
                all.elapsed_ms = all.elapsed_ms.max(seen.elapsed_ms);
            }
            Observation::Unreachable(unreachable) if matches!(unseen, Observation::Absent) => {
                unseen = Observation::Unreachable(unreachable);
            }
            _ => {}
        }
    }
    match unseen {
        // One host that could not be looked at leaves the whole question open.
        Observation::Unreachable(_) => unseen,
        _ => all.map_or(Observation::Absent, Observation::Seen),
    }
}
