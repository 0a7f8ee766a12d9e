//! One run: asks what its checks read, judges each check as soon as that is known, reports.
//!
//! Independent sources are asked at the same time, each once, under one deadline; whatever order
//! their answers arrive in, the report is the same. Dropping a run abandons everything it asked.

mod dependencies;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Instant;

use checkout_readiness_checks::check::Check;
use checkout_readiness_checks::contract::{
    Confirmation, Event, Outcome, Planned, Report, Severity, Status, Timestamp, Verdict,
};
use checkout_readiness_checks::evidence::{
    Evidence, Observation, Page, Party, Seen, Source, Unreachable, Unseen, Why,
};
use checkout_readiness_checks::judge::{judge_one, plan};
use checkout_readiness_checks::profile::{Product, Profile, Site};
use checkout_readiness_mercado_pago::{Client, Freshness};
use futures_util::future::BoxFuture;
use futures_util::stream::{self, FuturesUnordered, Stream, StreamExt};
use tokio::time::timeout_at;
use tracing::Span;
use url::Url;

use crate::engine::{Engine, VERSION};
use crate::merchant::Merchant;
use crate::metrics::UnderWay;
use crate::observers::{Sighting, milliseconds, moment};
use crate::storage::{Decision, settle};
use dependencies::{Step, next_step};

/// What somebody wants to know of a merchant.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// What it integrates; none means as configured.
    pub product: Option<Product>,
    /// The country its account should be of; none means as configured.
    pub site: Option<Site>,
    /// Where it takes payments; none means as configured.
    pub checkout_url: Option<Url>,
    /// Only these checks; none means all that matter.
    pub checks: Option<BTreeSet<&'static str>>,
    /// What a browser saw of the page it stands on.
    pub page: Option<Page>,
    /// How old an answer of Mercado Pago may be.
    pub freshness: Freshness,
}

/// The events of a run, the last of them the report.
pub fn run(
    engine: Arc<Engine>,
    merchant: Arc<Merchant>,
    request: Request,
) -> impl Stream<Item = Event> + Send + use<> {
    stream::unfold(Run::new(engine, merchant, request), |mut run| async {
        let event = run.next().await?;
        Some((event, run))
    })
}

/// The same run, for who wants to keep what was observed: its report and its evidence. Every event
/// but the last is told on the way. None where the run did not come to its end.
pub async fn run_with_evidence(
    engine: Arc<Engine>,
    merchant: Arc<Merchant>,
    request: Request,
    mut tell: impl FnMut(&Event) + Send,
) -> Option<(Report, Evidence)> {
    let mut run = Run::new(engine, merchant, request);
    while let Some(event) = run.next().await {
        match event {
            Event::Finished { report } => return Some((report, std::mem::take(&mut run.evidence))),
            event => tell(&event),
        }
    }
    None
}

/// A run under way.
struct Run {
    engine: Arc<Engine>,
    client: Client,
    merchant: Arc<Merchant>,
    profile: Profile,
    checkout_url: Option<Url>,
    is_partial: bool,
    evidence: Evidence,
    /// Sources some check reads and nobody has asked yet.
    unasked: BTreeSet<Source>,
    /// Sources asked and not yet answered.
    awaited: BTreeSet<Source>,
    asked: FuturesUnordered<BoxFuture<'static, Sighting>>,
    unjudged: Vec<(&'static Check, Severity)>,
    outcomes: Vec<Outcome>,
    /// What people decided before; absent until it was looked up.
    decisions: Option<Vec<Decision>>,
    said: VecDeque<Event>,
    has_finished: bool,
    started_at: Timestamp,
    since: Instant,
    deadline: tokio::time::Instant,
    /// What asked for the run, for the log.
    span: Span,
    _under_way: UnderWay,
}

impl Drop for Run {
    fn drop(&mut self) {
        if !self.has_finished {
            self.span
                .in_scope(|| tracing::info!(merchant = self.merchant.id, "run abandoned"));
        }
    }
}

impl Run {
    fn new(engine: Arc<Engine>, merchant: Arc<Merchant>, request: Request) -> Self {
        let started_at = moment(jiff::Timestamp::now());
        let checkout_url = request
            .checkout_url
            .or_else(|| merchant.checkout_url.clone());
        let profile = Profile {
            product: request.product.unwrap_or_else(|| merchant.usual_product()),
            site: request.site.or(merchant.site),
        };
        let all: Vec<_> = plan(&profile).collect();
        let is_wanted = |check: &Check| {
            request
                .checks
                .as_ref()
                .is_none_or(|ids| ids.contains(check.id))
        };
        let unjudged: Vec<_> = all
            .iter()
            .copied()
            .filter(|(check, _)| is_wanted(check))
            .collect();
        let read = unjudged.iter().flat_map(|(check, _)| check.reads());
        let mut evidence = Evidence {
            declared: merchant.declared(checkout_url.as_ref()),
            ..Evidence::default()
        };
        if let Some(page) = request.page {
            evidence.page = Observation::Seen(Seen {
                value: page,
                at: started_at.clone(),
                elapsed_ms: 0,
            });
        }
        Self {
            client: engine.client.with_freshness(request.freshness),
            is_partial: unjudged.len() < all.len(),
            unasked: dependencies::with_what_they_need(read)
                .filter(|source| *source != Source::Page)
                .collect(),
            awaited: BTreeSet::new(),
            asked: FuturesUnordered::new(),
            said: VecDeque::from([Event::Started {
                engine: VERSION.to_owned(),
                mode: engine.mode,
                profile,
                started_at: started_at.clone(),
                plan: unjudged.iter().map(planned).collect(),
            }]),
            outcomes: Vec::with_capacity(unjudged.len()),
            decisions: None,
            deadline: tokio::time::Instant::now() + engine.limits.run,
            since: Instant::now(),
            span: Span::current(),
            _under_way: engine.metrics.run_begins(),
            has_finished: false,
            engine,
            merchant,
            profile,
            checkout_url,
            evidence,
            unjudged,
            started_at,
        }
    }

    /// The next thing to say, once there is one.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.said.pop_front() {
                return Some(event);
            }
            if self.has_finished {
                return None;
            }
            if self.decisions.is_none() {
                let product = self.profile.product;
                self.decisions = Some(self.engine.recall(&self.merchant, product).await);
            }
            self.ask_what_can_be_asked();
            self.judge_what_can_be_judged();
            if !self.said.is_empty() {
                continue;
            }
            if self.unjudged.is_empty() {
                self.finish().await;
                continue;
            }
            match timeout_at(self.deadline, self.asked.next()).await {
                Ok(Some(sighting)) => {
                    let source = sighting.record(&mut self.evidence);
                    self.awaited.remove(&source);
                }
                // Nothing is left to wait for, or no time to wait: what is open stays unseen.
                Ok(None) | Err(_) => self.give_up(),
            }
        }
    }

    fn ask_what_can_be_asked(&mut self) {
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
                    Step::Ask(question) => {
                        self.awaited.insert(source);
                        let (engine, client) = (Arc::clone(&self.engine), self.client.clone());
                        self.asked.push(Box::pin(async move {
                            question.look(&client, &engine.guard).await
                        }));
                    }
                }
            }
        }
    }

    fn step(&self, source: Source) -> Step {
        let is_open = |source| self.is_open(source);
        next_step(
            source,
            &self.merchant,
            self.checkout_url.as_ref(),
            &self.evidence,
            is_open,
        )
    }

    fn is_open(&self, source: Source) -> bool {
        self.unasked.contains(&source) || self.awaited.contains(&source)
    }

    fn judge_what_can_be_judged(&mut self) {
        let (known, open): (Vec<_>, Vec<_>) = std::mem::take(&mut self.unjudged)
            .into_iter()
            .partition(|(check, _)| !check.reads().any(|source| self.is_open(source)));
        self.unjudged = open;
        for (check, severity) in known {
            let mut outcome = judge_one(check, severity, &self.profile, &self.evidence);
            let product = self.profile.product;
            if outcome.status == Status::Confirm && self.merchant.has_confirmed(check.id, product) {
                // Nobody knows when it was looked into, only that it is configured so.
                outcome.confirmation = Some(Confirmation {
                    at: None,
                    note: None,
                    by: None,
                });
            }
            settle(&mut outcome, self.decisions.as_deref().unwrap_or_default());
            self.outcomes.push(outcome.clone());
            self.said.push_back(Event::Outcome { outcome });
        }
    }

    /// Writes down that what is still open was not seen for lack of time.
    fn give_up(&mut self) {
        self.asked.clear();
        let awaited = std::mem::take(&mut self.awaited);
        for source in std::mem::take(&mut self.unasked)
            .into_iter()
            .chain(awaited.iter().copied())
        {
            let is_merchants = matches!(source, Source::Checkout | Source::Webhook);
            let party = if is_merchants && awaited.contains(&source) {
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
                elapsed_ms: milliseconds(self.since.elapsed()),
            };
            self.evidence
                .leave_unseen(source, Unseen::Unreachable(unreachable));
        }
    }

    async fn finish(&mut self) {
        let outcomes = std::mem::take(&mut self.outcomes);
        let now = moment(jiff::Timestamp::now());
        let mut report = Report::assemble(VERSION, self.engine.mode, self.profile, now, outcomes);
        // A part of the checks can show that a shop is not ready, never that it is.
        if self.is_partial && report.verdict == Verdict::Ready {
            report.verdict = Verdict::Undecided;
        }
        if !self.is_partial {
            self.engine.keep(&self.merchant, &report).await;
        }
        self.engine.metrics.count_run(report.verdict);
        self.span.in_scope(|| {
            tracing::info!(
                merchant = self.merchant.id,
                product = self.profile.product.name(),
                verdict = report.verdict.name(),
                elapsed_ms = milliseconds(self.since.elapsed()),
                "run finished"
            );
        });
        self.said.push_back(Event::Finished { report });
        self.has_finished = true;
    }
}

fn planned((check, severity): &(&'static Check, Severity)) -> Planned {
    Planned {
        check: check.id.to_owned(),
        requirement: check.requirement,
        severity: *severity,
    }
}
