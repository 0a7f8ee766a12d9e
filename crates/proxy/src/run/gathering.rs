//! Gathers what a run's checks read: each source asked once, independent ones at the same time, all
//! under one deadline.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use checkout_readiness_checks::contract::Timestamp;
use checkout_readiness_checks::evidence::{Evidence, Party, Source, Unreachable, Unseen, Why};
use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::time::timeout_at;

use super::dependencies::{Known, Means, Record, Step, way};
use crate::observers::{milliseconds, moment};

/// Sources on their way to being settled. Dropping it abandons everything it asked.
pub(super) struct Gathering {
    means: Means,
    evidence: Evidence,
    /// Sources wanted and not yet asked.
    unasked: BTreeSet<Source>,
    /// Sources asked and not yet answered.
    awaited: BTreeSet<Source>,
    looks: FuturesUnordered<BoxFuture<'static, (Source, Record)>>,
    started_at: Timestamp,
    since: Instant,
    deadline: tokio::time::Instant,
}

impl Gathering {
    /// Wants these sources, and those they need.
    pub fn new(
        means: Means,
        evidence: Evidence,
        sources: impl Iterator<Item = Source>,
        patience: Duration,
    ) -> Self {
        let mut unasked = BTreeSet::new();
        let mut wanted: Vec<Source> = sources.collect();
        while let Some(source) = wanted.pop() {
            // The browser's part comes with the request, or not at all.
            if source != Source::Page && unasked.insert(source) {
                wanted.extend(way(source, &means).needs);
            }
        }
        Self {
            means,
            evidence,
            unasked,
            awaited: BTreeSet::new(),
            looks: FuturesUnordered::new(),
            started_at: moment(jiff::Timestamp::now()),
            since: Instant::now(),
            deadline: tokio::time::Instant::now() + patience,
        }
    }

    /// What is known so far.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// Whether a source is wanted and not settled.
    pub fn is_open(&self, source: Source) -> bool {
        self.unasked.contains(&source) || self.awaited.contains(&source)
    }

    /// How long it has taken so far.
    pub fn elapsed_ms(&self) -> u32 {
        milliseconds(self.since.elapsed())
    }

    /// Asks every source that waits for nothing any more.
    pub fn ask_what_can_be_asked(&mut self) {
        // One settled source may let the next be asked, so this goes round until nothing changes.
        loop {
            let steps: Vec<_> = self
                .unasked
                .iter()
                .map(|source| (*source, self.step(*source)))
                .filter(|(_, step)| !matches!(step, Step::Wait))
                .collect();
            if steps.is_empty() {
                return;
            }
            for (source, step) in steps {
                self.unasked.remove(&source);
                match step {
                    Step::Wait => {}
                    Step::Leave(unseen) => self.evidence.leave_unseen(source, unseen),
                    Step::Look(look) => {
                        self.awaited.insert(source);
                        self.looks
                            .push(Box::pin(async move { (source, look.await) }));
                    }
                }
            }
        }
    }

    fn step(&self, source: Source) -> Step {
        let known = Known {
            means: &self.means,
            evidence: &self.evidence,
            is_open: &|source| self.is_open(source),
        };
        (way(source, &self.means).step)(&known)
    }

    /// Waits until one more source is settled; where nothing is left to wait for, or no time to
    /// wait, all of them are.
    pub async fn settle(&mut self) {
        match timeout_at(self.deadline, self.looks.next()).await {
            Ok(Some((source, record))) => {
                record(&mut self.evidence);
                self.awaited.remove(&source);
            }
            Ok(None) | Err(_) => self.give_up(),
        }
    }

    /// Writes down that what is still open was not seen for lack of time.
    fn give_up(&mut self) {
        self.looks.clear();
        let awaited = std::mem::take(&mut self.awaited);
        for source in std::mem::take(&mut self.unasked)
            .into_iter()
            .chain(awaited.iter().copied())
        {
            let is_merchants = matches!(
                source,
                Source::Checkout | Source::Webhook | Source::ReturnUrls
            );
            let is_ours = matches!(source, Source::WebhookProbe | Source::Deliveries);
            let party = if is_ours {
                Party::Proxy
            } else if is_merchants && awaited.contains(&source) {
                Party::Merchant
            } else {
                Party::MercadoPago
            };
            let unreachable = Unreachable {
                party,
                why: Why::Deadline,
                status: None,
                request_id: None,
                at: self.started_at.clone(),
                elapsed_ms: self.elapsed_ms(),
            };
            self.evidence
                .leave_unseen(source, Unseen::Unreachable(unreachable));
        }
    }
}

#[cfg(test)]
mod tests;
