//! Who tried wrong credentials too often waits: guessing takes longer than anybody has.

use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use crate::config::Limits;

/// How many are remembered; who came longest ago is forgotten first.
const MOST_REMEMBERED: u64 = 10_000;

/// Who counts as one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Visitor {
    /// Whoever comes from there: an IPv4 address, or the network of an IPv6 one.
    At(IpAddr),
    /// Somebody a trusted reverse proxy named.
    Behind(IpAddr, String),
}

impl Visitor {
    /// Who comes from this address. Of IPv6 whoever has one address has all of its /64.
    pub fn at(address: IpAddr) -> Self {
        Self::At(match address.to_canonical() {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => {
                let network = u128::from(address) & (u128::MAX << 64);
                IpAddr::V6(Ipv6Addr::from(network))
            }
        })
    }
}

/// Wrong credentials of a while.
///
/// Not with `governor`, as probes are: it cannot look whether there is room without taking some, and
/// it remembers any number of callers.
#[derive(Clone, Debug)]
pub(super) struct Attempts {
    wrong: Cache<Visitor, Wrong>,
    most: u32,
    pause: Duration,
}

#[derive(Clone, Copy, Debug)]
struct Wrong {
    times: u32,
    last: Instant,
}

impl Attempts {
    pub fn new(limits: &Limits) -> Self {
        let pause = limits.wrong_credentials_pause;
        let wrong = Cache::builder()
            .max_capacity(MOST_REMEMBERED)
            .eviction_policy(EvictionPolicy::lru())
            .time_to_live(pause)
            .build();
        Self {
            wrong,
            most: limits.wrong_credentials,
            pause,
        }
    }

    /// Whether somebody may try now; otherwise after how long.
    pub fn admit(&self, visitor: &Visitor) -> Result<(), Duration> {
        match self.wrong.get(visitor) {
            Some(wrong) if wrong.times >= self.most => {
                Err(self.pause.saturating_sub(wrong.last.elapsed()))
            }
            _ => Ok(()),
        }
    }

    /// Remembers that somebody was wrong.
    pub fn note(&self, visitor: Visitor) {
        self.wrong.entry(visitor).and_upsert_with(|before| {
            let before = before.map_or(0, |before| before.value().times);
            Wrong {
                times: before.saturating_add(1),
                last: Instant::now(),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempts(most: u32, pause: Duration) -> Attempts {
        Attempts::new(&Limits {
            wrong_credentials: most,
            wrong_credentials_pause: pause,
            ..Limits::default()
        })
    }

    fn at(text: &str) -> Visitor {
        Visitor::at(text.parse().unwrap())
    }

    #[test]
    fn who_was_wrong_too_often_waits_and_nobody_else_does() {
        let attempts = attempts(3, Duration::from_secs(60));
        let ana = Visitor::Behind("192.0.2.1".parse().unwrap(), "ana".to_owned());
        for _ in 0..3 {
            assert_eq!(attempts.admit(&at("192.0.2.1")), Ok(()));
            attempts.note(at("192.0.2.1"));
        }
        let wait = attempts.admit(&at("192.0.2.1")).unwrap_err();
        assert!(
            wait > Duration::from_secs(50) && wait <= Duration::from_secs(60),
            "{wait:?}"
        );
        assert_eq!(attempts.admit(&at("192.0.2.2")), Ok(()));
        assert_eq!(attempts.admit(&ana), Ok(()));
    }

    #[test]
    fn addresses_of_one_network_count_as_one_where_they_cost_nothing() {
        for (one, other, is_same) in [
            ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", false),
            ("::ffff:192.0.2.1", "192.0.2.1", true),
            ("192.0.2.1", "192.0.2.2", false),
        ] {
            assert_eq!(at(one) == at(other), is_same, "{one} {other}");
        }
    }

    #[tokio::test]
    async fn after_the_pause_everything_is_forgotten() {
        let attempts = attempts(1, Duration::from_millis(30));
        attempts.note(at("192.0.2.1"));
        assert!(attempts.admit(&at("192.0.2.1")).is_err());
        tokio::time::sleep(Duration::from_millis(60)).await;
        assert_eq!(attempts.admit(&at("192.0.2.1")), Ok(()));
    }

    #[test]
    fn only_so_many_are_remembered() {
        let attempts = attempts(1, Duration::from_secs(60));
        for number in 0..2 * u32::try_from(MOST_REMEMBERED).unwrap() {
            attempts.note(Visitor::at(IpAddr::V4(number.into())));
        }
        attempts.wrong.run_pending_tasks();
        assert!(attempts.wrong.entry_count() <= MOST_REMEMBERED);
        let last = 2 * u32::try_from(MOST_REMEMBERED).unwrap() - 1;
        assert!(
            attempts
                .admit(&Visitor::at(IpAddr::V4(last.into())))
                .is_err()
        );
    }
}
