//! Who may probe now: one probe of a target at a time, and only so many within a while, of a target
//! and by a client.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use url::Url;

type Limiter = RateLimiter<String, HashMapStateStore<String>, DefaultClock>;

/// Keeps anybody from probing too often.
pub struct Pace {
    targets: Limiter,
    clients: Limiter,
    under_way: Arc<Mutex<BTreeSet<String>>>,
}

/// Why not now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// That target is being probed.
    UnderWay,
    /// Too many probes within a while; after so long there is room again.
    TooOften(Duration),
}

/// The right to probe a target, until it is dropped.
#[derive(Debug)]
pub struct Turn {
    target: String,
    under_way: Arc<Mutex<BTreeSet<String>>>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut under_way = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        under_way.remove(&self.target);
    }
}

impl Pace {
    /// So many probes of one target, and so many by one client, in each of these spans of time.
    #[must_use]
    pub fn new(of_target: NonZeroU32, by_client: NonZeroU32, span: Duration) -> Self {
        let limiter = |most: NonZeroU32| {
            let quota = Quota::with_period(span / most.get());
            // A span of no time at all, which nobody configures, limits nothing.
            let quota = quota.unwrap_or(Quota::per_second(most)).allow_burst(most);
            RateLimiter::hashmap(quota)
        };
        Self {
            targets: limiter(of_target),
            clients: limiter(by_client),
            under_way: Arc::default(),
        }
    }

    /// Asks for a turn.
    ///
    /// # Errors
    ///
    /// [`Refusal`] says why not now. A client that asks too often takes nothing from a target.
    pub fn take(&self, url: &Url, client: IpAddr) -> Result<Turn, Refusal> {
        let target = target_of(url);
        let mut under_way = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if under_way.contains(&target) {
            return Err(Refusal::UnderWay);
        }
        // Who has not come for long is forgotten.
        self.targets.retain_recent();
        self.clients.retain_recent();
        let admit = |limiter: &Limiter, key: &String| {
            limiter.check_key(key).map_err(|not_until| {
                Refusal::TooOften(not_until.wait_time_from(DefaultClock::default().now()))
            })
        };
        // The client first: who asks too often must not use up what others may ask of a target.
        admit(&self.clients, &client.to_string())?;
        admit(&self.targets, &target)?;
        under_way.insert(target.clone());
        Ok(Turn {
            target,
            under_way: Arc::clone(&self.under_way),
        })
    }
}

/// What counts as one target: a host and port, whatever the path.
fn target_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    format!(
        "{}:{}",
        host.to_ascii_lowercase(),
        url.port_or_known_default().unwrap_or_default()
    )
}

impl std::fmt::Debug for Pace {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Pace").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 1));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 2));

    fn pace() -> Pace {
        let number = |number| NonZeroU32::new(number).unwrap();
        Pace::new(number(2), number(3), Duration::from_secs(3600))
    }

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn one_target_is_probed_once_at_a_time_under_any_of_its_paths_and_names() {
        let pace = pace();
        let turn = pace.take(&url("https://store.example/hook"), ONE).unwrap();
        for same in [
            "https://STORE.example./other?x=1",
            "https://store.example:443/",
        ] {
            assert_eq!(pace.take(&url(same), OTHER).unwrap_err(), Refusal::UnderWay);
        }
        let _other = pace
            .take(&url("https://store.example:8443/"), OTHER)
            .unwrap();
        drop(turn);
        let _again = pace.take(&url("https://store.example/hook"), ONE).unwrap();
    }

    #[test]
    fn a_target_is_probed_only_so_often_whoever_asks() {
        let pace = pace();
        for client in [ONE, OTHER] {
            drop(pace.take(&url("https://store.example/"), client).unwrap());
        }
        let refused = pace
            .take(&url("https://store.example/"), OTHER)
            .unwrap_err();
        assert!(
            matches!(refused, Refusal::TooOften(wait) if !wait.is_zero()),
            "{refused:?}"
        );
        drop(pace.take(&url("https://loja.example/"), OTHER).unwrap());
    }

    #[test]
    fn a_client_probes_only_so_often_whatever_it_probes() {
        let pace = pace();
        for host in ["a", "b", "c"] {
            drop(
                pace.take(&url(&format!("https://{host}.example/")), ONE)
                    .unwrap(),
            );
        }
        let refused = pace.take(&url("https://d.example/"), ONE).unwrap_err();
        assert!(matches!(refused, Refusal::TooOften(_)), "{refused:?}");
        drop(pace.take(&url("https://d.example/"), OTHER).unwrap());
    }
}
