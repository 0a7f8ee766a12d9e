//! The last probe of each merchant and product, for the runs that follow: in memory, and on the disk
//! where the operator gave a folder.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use checkout_readiness_checks::contract::Mode;
use checkout_readiness_checks::evidence::{Observation, Seen, WebhookProbe};
use checkout_readiness_checks::profile::Product;
use jiff::Timestamp;

use crate::engine::Engine;
use crate::merchant::Merchant;
use crate::observers::moment;
use crate::storage::{AccountKey, KeptProbe};

/// So many days a probe counts: the handler is a program, and programs change.
pub const COUNTS_FOR_DAYS: i64 = 7;

/// The last probes.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<HashMap<(String, Product), KeptProbe>>);

impl Shelf {
    /// Keeps a probe that has just ended. A disk that fails costs the next start its memory of it,
    /// never the probe.
    pub async fn put(&self, engine: &Engine, merchant: &Merchant, kept: KeptProbe) {
        let Some(product) = kept.probe.product else {
            return;
        };
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert((merchant.id.clone(), product), kept.clone());
        if let Some((storage, account)) = memory(engine, merchant)
            && let Err(error) = storage.keep_probe(account, product, &kept).await
        {
            tracing::warn!(%error, "a webhook probe was not kept");
        }
    }

    /// The last probe, as evidence; absent where there is none, or none young enough.
    pub async fn look(
        &self,
        engine: &Engine,
        merchant: &Merchant,
        product: Product,
    ) -> Observation<WebhookProbe> {
        let at_hand = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&(merchant.id.clone(), product))
            .cloned();
        let kept = match (at_hand, memory(engine, merchant)) {
            (None, Some((storage, account))) => storage
                .probe(account, product)
                .await
                .unwrap_or_else(|error| {
                    tracing::warn!(%error, "an earlier webhook probe does not count in this run");
                    None
                }),
            (at_hand, _) => at_hand,
        };
        kept.map_or(Observation::Absent, |kept| evidence(kept, Timestamp::now()))
    }
}

fn evidence(kept: KeptProbe, now: Timestamp) -> Observation<WebhookProbe> {
    let days_since = now.duration_since(kept.ended_at).as_hours().div_euclid(24);
    if !(0..COUNTS_FOR_DAYS).contains(&days_since) {
        return Observation::Absent;
    }
    Observation::Seen(Seen {
        value: WebhookProbe {
            days_since,
            ..kept.probe
        },
        at: moment(kept.ended_at),
        elapsed_ms: kept.elapsed_ms,
    })
}

/// The memory on the disk. The sandbox's merchants are played anew at each start.
fn memory<'a>(
    engine: &'a Engine,
    merchant: &Merchant,
) -> Option<(&'a crate::storage::Storage, AccountKey)> {
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

    #[test]
    fn a_probe_counts_for_a_week_and_one_of_the_future_not_at_all() {
        let now = Timestamp::now();
        let after = |hours| {
            let kept = KeptProbe {
                ended_at: now - SignedDuration::from_hours(hours),
                elapsed_ms: 1,
                probe: WebhookProbe::default(),
            };
            evidence(kept, now).seen().map(|probe| probe.days_since)
        };
        assert_eq!(after(0), Some(0));
        assert_eq!(after(24 * 6 + 23), Some(6));
        assert_eq!(after(24 * 7), None);
        assert_eq!(after(-1), None);
    }
}
