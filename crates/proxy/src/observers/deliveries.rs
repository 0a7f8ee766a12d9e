//! Notifications that arrived at this proxy, where it keeps them.

use std::time::Instant;

use checkout_readiness_checks::evidence::{Deliveries, Observation, Seen};
use jiff::Timestamp;

use super::{milliseconds, moment};
use crate::engine::Engine;
use crate::merchant::Merchant;
use crate::storage::AccountKey;

pub(crate) async fn observe(engine: &Engine, merchant: &Merchant) -> Observation<Deliveries> {
    let account = AccountKey::of(engine.mode, merchant);
    let (Some(storage), Some(account)) = (&engine.storage, account) else {
        return Observation::Absent;
    };
    let (at, since) = (Timestamp::now(), Instant::now());
    match storage.deliveries(account, at).await {
        Ok(value) => Observation::Seen(Seen {
            value,
            at: moment(at),
            elapsed_ms: milliseconds(since.elapsed()),
        }),
        Err(error) => {
            tracing::warn!(%error, "notifications that arrived do not count in this run");
            Observation::Absent
        }
    }
}
