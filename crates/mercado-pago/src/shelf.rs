//! Answers shared: one call under way per question, and its answer kept for a while.

use std::future::Future;
use std::time::{Duration, Instant};

use moka::future::Cache;
use moka::ops::compute::Op;

use crate::question::Fingerprint;
use crate::{Answer, Configuration, Error, Freshness};

/// Room for many shops' answers; a proxy of one shop needs a dozen.
const MOST_ANSWERS: u64 = 1_000;

/// Answers of one kind.
pub(crate) struct Shelf<T> {
    kept: Cache<Fingerprint, Kept<T>>,
    fresh_for: Duration,
}

#[derive(Clone)]
struct Kept<T> {
    answer: Answer<T>,
    since: Instant,
}

impl<T: Clone + Send + Sync + 'static> Shelf<T> {
    pub fn new(configuration: &Configuration) -> Self {
        let kept = Cache::builder()
            .max_capacity(MOST_ANSWERS)
            .time_to_live(configuration.cache_for)
            .build();
        Self {
            kept,
            fresh_for: configuration.fresh_for,
        }
    }

    /// The answer kept under this fingerprint if it is fresh enough, or what `fetch` brings, which
    /// is awaited by everybody who asks meanwhile. If the caller that fetches goes away, one of
    /// those who wait takes over. Only success is kept.
    pub async fn get(
        &self,
        fingerprint: Fingerprint,
        freshness: Freshness,
        fetch: impl Future<Output = Result<Answer<T>, Error>>,
    ) -> Result<Answer<T>, Error> {
        if freshness == Freshness::Fresh {
            self.drop_stale(fingerprint).await;
        }
        let keep = async {
            fetch.await.map(|answer| Kept {
                answer,
                since: Instant::now(),
            })
        };
        match self.kept.try_get_with(fingerprint, keep).await {
            Ok(kept) => Ok(kept.answer),
            Err(error) => Err(Error::clone(&error)),
        }
    }

    /// Takes a stale answer off the shelf, in one step so that a new one is never taken instead.
    async fn drop_stale(&self, fingerprint: Fingerprint) {
        let is_stale = |kept: &Kept<T>| kept.since.elapsed() > self.fresh_for;
        self.kept
            .entry(fingerprint)
            .and_compute_with(|entry| {
                let drop = entry.is_some_and(|entry| is_stale(entry.value()));
                std::future::ready(if drop { Op::Remove } else { Op::Nop })
            })
            .await;
    }
}
