//! The last probe of each address and product, for the runs that follow: in memory, and on the disk
//! where the operator gave a folder.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use checkout_readiness_checks::contract::Mode;
use checkout_readiness_checks::evidence::{
    Observation, Party, Seen, Unreachable, WebhookProbe, Why,
};
use checkout_readiness_checks::profile::Product;
use checkout_readiness_signature::sign;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::engine::Engine;
use crate::merchant::Merchant;
use crate::observers::moment;
use crate::storage::{AccountKey, KeptProbe, Storage};

/// So many signatures of our own are remembered, those of about a hundred probes.
const MOST_SIGNATURES: usize = 3_000;

/// The last probes, and the signatures that were made for them.
#[derive(Debug, Default)]
pub struct Shelf {
    probes: Mutex<HashMap<(String, Product, String), KeptProbe>>,
    signatures: Mutex<VecDeque<[u8; 32]>>,
}

impl Shelf {
    /// Keeps a probe that has just ended. A disk that fails costs the next start its memory of it,
    /// never the probe.
    pub async fn put(&self, engine: &Engine, merchant: &Merchant, kept: KeptProbe) {
        let Some(product) = kept.probe.product else {
            return;
        };
        let key = (merchant.id.clone(), product, kept.address.clone());
        lock(&self.probes).insert(key, kept.clone());
        if let Some((storage, account)) = memory(engine, merchant)
            && let Err(error) = storage.keep_probe(account, product, &kept).await
        {
            tracing::warn!(%error, "a webhook probe was not kept");
        }
    }

    /// The last probe of that address, as evidence; absent where there is none.
    pub async fn look(
        &self,
        engine: &Engine,
        merchant: &Merchant,
        product: Product,
        address: &str,
    ) -> Observation<WebhookProbe> {
        let address = address_digest(address);
        let key = (merchant.id.clone(), product, address.clone());
        let at_hand = lock(&self.probes).get(&key).cloned();
        let now = Timestamp::now();
        let kept = match (at_hand, memory(engine, merchant)) {
            (None, Some((storage, account))) => {
                match storage.probe(account, product, address).await {
                    Ok(kept) => kept,
                    Err(error) => {
                        tracing::warn!(%error, "an earlier webhook probe cannot be read");
                        return unreadable(now);
                    }
                }
            }
            (at_hand, _) => at_hand,
        };
        let secret = merchant.webhook_secret.as_ref().map(secret_digest);
        kept.map_or(Observation::Absent, |kept| evidence(kept, secret, now))
    }

    /// Remembers a signature that was made for a probe.
    pub fn remember_signature(&self, header: &[u8]) {
        let mut signatures = lock(&self.signatures);
        if signatures.len() == MOST_SIGNATURES {
            signatures.pop_front();
        }
        signatures.push_back(Sha256::digest(header).into());
    }

    /// Whether a signature was made for a probe: such a notification is nobody's but ours.
    pub fn made(&self, header: &[u8]) -> bool {
        let digest: [u8; 32] = Sha256::digest(header).into();
        lock(&self.signatures).contains(&digest)
    }
}

/// What an address is known by; its query, which may be a secret, stays out of it.
pub(super) fn address_digest(address: &str) -> String {
    // As a reader of it would write it, or two ways of writing one address would be two.
    let address = url::Url::parse(address.trim()).map_or_else(|_| address.to_owned(), Into::into);
    let digest = Sha256::digest(address.as_bytes());
    digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What tells one secret from another, and nothing else of it.
#[expect(
    clippy::disallowed_methods,
    reason = "only a keyed digest of it leaves"
)]
pub(super) fn secret_digest(secret: &SecretString) -> String {
    let digest = sign(secret.expose_secret(), "checkout-readiness: which secret");
    digest.chars().take(32).collect()
}

fn evidence(kept: KeptProbe, secret: Option<String>, now: Timestamp) -> Observation<WebhookProbe> {
    let days_since = now.duration_since(kept.ended_at).as_hours().div_euclid(24);
    Observation::Seen(Seen {
        value: WebhookProbe {
            // One of the future is of a clock that went wrong: old, for all anybody knows.
            days_since: if days_since < 0 { i64::MAX } else { days_since },
            with_current_secret: kept.secret.is_none() || kept.secret == secret,
            ..kept.probe
        },
        at: moment(kept.ended_at),
        elapsed_ms: kept.elapsed_ms,
    })
}

fn unreadable(now: Timestamp) -> Observation<WebhookProbe> {
    Observation::Unreachable(Unreachable {
        party: Party::Proxy,
        why: Why::ServerError,
        status: None,
        request_id: None,
        at: moment(now),
        elapsed_ms: 0,
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The memory on the disk. The sandbox's merchants are played anew at each start.
fn memory<'a>(engine: &'a Engine, merchant: &Merchant) -> Option<(&'a Storage, AccountKey)> {
    let storage = engine
        .storage
        .as_ref()
        .filter(|_| engine.mode == Mode::Live)?;
    Some((storage, AccountKey::of(engine.mode, merchant)?))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn seen(hours: i64, made_with: Option<&str>, secret: Option<&str>) -> (i64, bool) {
        let now = Timestamp::now();
        let digest = |secret: &str| secret_digest(&SecretString::from(secret));
        let kept = KeptProbe {
            ended_at: now - SignedDuration::from_hours(hours),
            elapsed_ms: 1,
            probe: WebhookProbe::default(),
            address: String::new(),
            secret: made_with.map(digest),
        };
        let found = evidence(kept, secret.map(digest), now);
        let probe = found.seen().unwrap();
        (probe.days_since, probe.with_current_secret)
    }

    #[test]
    fn how_old_a_probe_is_and_whether_the_secret_is_still_the_same_is_told() {
        assert_eq!(seen(0, Some("a"), Some("a")), (0, true));
        assert_eq!(seen(24 * 6 + 23, None, Some("a")), (6, true));
        assert_eq!(seen(24 * 7, Some("a"), Some("b")), (7, false));
        assert_eq!(seen(1, Some("a"), None), (0, false));
        assert_eq!(seen(-1, None, None).0, i64::MAX);
    }

    #[test]
    fn one_address_is_one_however_it_is_written_and_another_query_is_another() {
        let digest = address_digest("https://store.example/?wc-api=new");
        assert_eq!(
            address_digest(" https://STORE.example:443/?wc-api=new"),
            digest
        );
        for other in [
            "https://store.example/?wc-api=old",
            "https://store.example/",
            "nonsense",
        ] {
            assert_ne!(address_digest(other), digest, "{other}");
        }
        assert!(!digest.contains("new"));
    }

    #[test]
    fn signatures_of_our_own_are_recognised_and_the_oldest_forgotten() {
        let shelf = Shelf::default();
        for number in 0..=MOST_SIGNATURES {
            shelf.remember_signature(number.to_string().as_bytes());
        }
        assert!(!shelf.made(b"0"));
        assert!(shelf.made(b"1") && shelf.made(MOST_SIGNATURES.to_string().as_bytes()));
    }
}
