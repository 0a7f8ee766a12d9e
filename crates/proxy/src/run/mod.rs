//! One run: asks what its checks read, judges each check as soon as that is known, reports.
//!
//! Independent sources are asked at the same time, each once, under one deadline; whatever order
//! their answers arrive in, the report is the same. Dropping a run abandons everything it asked.

mod chains;
mod declaring;
mod dependencies;
mod gathering;
mod words;

pub use chains::chains;
pub use words::let_words_count;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use checkout_readiness_checks::check::Check;
use checkout_readiness_checks::contract::{
    Event, Outcome, Planned, Report, Requirement, Severity, Verdict,
};
use checkout_readiness_checks::evidence::{Development, Evidence, Observation, Page, Seen};
use checkout_readiness_checks::judge::{judge_one, plan};
use checkout_readiness_checks::profile::{Product, Profile, Site};
use checkout_readiness_mercado_pago::{Freshness, SaleId};
use futures_util::stream::{self, Stream};
use tracing::Span;
use url::Url;

use crate::engine::{Engine, VERSION};
use crate::measurement::Measurement;
use crate::merchant::Merchant;
use crate::metrics::UnderWay;
use crate::observers::moment;
use crate::storage::Decision;
use declaring::declare;
use dependencies::Means;
use gathering::Gathering;

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
    /// Only checks of these headings; none means all.
    pub scope: Option<BTreeSet<Requirement>>,
    /// The payment or order to look into; none means as configured, or else the newest approved
    /// payment.
    pub sale: Option<SaleId>,
    /// The last measurement of the integration quality somebody knows of.
    pub quality: Option<Measurement>,
    /// How the credentials compare with those of development, where somebody compared.
    pub development: Development,
    /// Whether somebody says that the webhook's handler reads the resource again before it acts.
    pub webhook_reads_again: bool,
    /// What a browser saw of the page it stands on.
    pub page: Option<Page>,
    /// How old an answer of Mercado Pago may be.
    pub freshness: Freshness,
}

impl Request {
    fn wants(&self, check: &Check) -> bool {
        let is_named = |ids: &BTreeSet<&str>| ids.contains(check.id);
        let is_in_scope = |scope: &BTreeSet<Requirement>| scope.contains(&check.requirement);
        self.checks.as_ref().is_none_or(is_named) && self.scope.as_ref().is_none_or(is_in_scope)
    }
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
            Event::Finished { report } => return Some((report, run.gathering.evidence().clone())),
            event => tell(&event),
        }
    }
    None
}

/// A run under way.
struct Run {
    engine: Arc<Engine>,
    merchant: Arc<Merchant>,
    profile: Profile,
    is_partial: bool,
    gathering: Gathering,
    unjudged: Vec<(&'static Check, Severity)>,
    outcomes: Vec<Outcome>,
    /// What people decided before; absent until it was looked up.
    decisions: Option<Vec<Decision>>,
    said: VecDeque<Event>,
    has_finished: bool,
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
        let checkout_url = checkout_url(&merchant, &request);
        let profile = profile(&merchant, &request);
        let all: Vec<_> = plan(&profile).collect();
        let unjudged: Vec<_> = all
            .iter()
            .copied()
            .filter(|(check, _)| request.wants(check))
            .collect();
        let mut evidence = Evidence {
            declared: declare(&merchant, checkout_url.as_ref(), &request),
            ..Evidence::default()
        };
        let means = means(&engine, &merchant, &request, checkout_url);
        if let Some(page) = request.page {
            evidence.page = Observation::Seen(Seen {
                value: page,
                at: started_at.clone(),
                elapsed_ms: 0,
            });
        }
        let read = unjudged.iter().flat_map(|(check, _)| check.reads());
        Self {
            is_partial: unjudged.len() < all.len(),
            gathering: Gathering::new(means, evidence, read, engine.limits.run),
            said: VecDeque::from([Event::Started {
                engine: VERSION.to_owned(),
                mode: engine.mode,
                profile,
                started_at,
                plan: unjudged.iter().map(planned).collect(),
            }]),
            outcomes: Vec::with_capacity(unjudged.len()),
            decisions: None,
            span: Span::current(),
            _under_way: engine.metrics.run_begins(),
            has_finished: false,
            engine,
            merchant,
            profile,
            unjudged,
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
            self.gathering.ask_what_can_be_asked();
            self.judge_what_can_be_judged();
            if !self.said.is_empty() {
                continue;
            }
            if self.unjudged.is_empty() {
                self.finish().await;
                continue;
            }
            self.gathering.settle().await;
        }
    }

    fn judge_what_can_be_judged(&mut self) {
        let (known, open): (Vec<_>, Vec<_>) = std::mem::take(&mut self.unjudged)
            .into_iter()
            .partition(|(check, _)| !check.reads().any(|source| self.gathering.is_open(source)));
        self.unjudged = open;
        for (check, severity) in known {
            let mut outcome = judge_one(check, severity, &self.profile, self.gathering.evidence());
            let (merchant, product) = (&self.merchant, self.profile.product);
            let decisions = self.decisions.as_deref().unwrap_or_default();
            let now = jiff::Timestamp::now();
            let_words_count(&mut outcome, merchant, product, decisions, now);
            self.outcomes.push(outcome.clone());
            self.said.push_back(Event::Outcome { outcome });
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
                elapsed_ms = self.gathering.elapsed_ms(),
                "run finished"
            );
        });
        self.said.push_back(Event::Finished { report });
        self.has_finished = true;
    }
}

fn profile(merchant: &Merchant, request: &Request) -> Profile {
    Profile {
        product: request.product.unwrap_or_else(|| merchant.usual_product()),
        site: request.site.or(merchant.site),
    }
}

fn checkout_url(merchant: &Merchant, request: &Request) -> Option<Url> {
    let asked = request.checkout_url.as_ref();
    asked.or(merchant.checkout_url.as_ref()).cloned()
}

fn means(
    engine: &Arc<Engine>,
    merchant: &Arc<Merchant>,
    request: &Request,
    checkout_url: Option<Url>,
) -> Means {
    Means {
        client: engine.client.with_freshness(request.freshness),
        engine: Arc::clone(engine),
        product: profile(merchant, request).product,
        sale: request.sale.clone().or_else(|| merchant.sale.clone()),
        merchant: Arc::clone(merchant),
        checkout_url,
    }
}

fn planned((check, severity): &(&'static Check, Severity)) -> Planned {
    Planned {
        check: check.id.to_owned(),
        requirement: check.requirement,
        severity: *severity,
    }
}
