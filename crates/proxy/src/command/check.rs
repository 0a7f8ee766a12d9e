//! `check`: one run without a server, for a person at a terminal or a pipeline.
//!
//! The exit code says what came of it; [`exit`](super::exit) lists the codes.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use checkout_readiness_checks::confirmable::Confirmable;
use checkout_readiness_checks::contract::{Event, Mode, Report, Requirement, Verdict};
use checkout_readiness_checks::evidence::{Evidence, Reply};
use checkout_readiness_checks::judge::plan;
use checkout_readiness_checks::profile::{Product, Profile, Site};
use checkout_readiness_mercado_pago::{Freshness, SaleId};
use checkout_readiness_report::Saved;
use clap::Args;
use futures_util::StreamExt;
use url::Url;

use super::exit::FailOn;
use super::output::{self, Output, Secrecy, require_folder, write_file};
use crate::config::{
    ConfigErrors, Settings, read_confirmable, read_page_url, read_product, read_quality, read_sale,
    read_site,
};
use crate::engine::{Engine, EngineError};
use crate::log;
use crate::measurement::Measurement;
use crate::merchant::Merchant;
use crate::probe::{Denied, ProbeEvent, ProbeOrder, probe, target};
use crate::run::{Request, run_with_evidence};

/// What to check. Whatever is left out is as configured.
#[derive(Clone, Debug, Args)]
pub struct Check {
    /// What the merchant integrates
    #[arg(long, value_parser = read_product)]
    product: Option<Product>,
    /// The country the account should be of
    #[arg(long, value_parser = read_site)]
    site: Option<Site>,
    /// A merchant of the sandbox; needed where MP_ACCESS_TOKEN is not set
    #[arg(long)]
    merchant: Option<String>,
    /// Where the shop takes payments
    #[arg(long, value_parser = read_page_url)]
    checkout_url: Option<Url>,
    /// The payment to look into, or the order, by its id; otherwise the newest approved payment
    #[arg(long, value_name = "ID", value_parser = read_sale)]
    payment_id: Option<SaleId>,
    /// What Mercado Pago last measured of the integration quality: the score, the day and, where
    /// known, the payment, for example 87,2026-01-31,1300000000001
    #[arg(long, value_name = "SCORE,DATE[,PAYMENT]", value_parser = read_measurement)]
    quality: Option<Measurement>,
    /// A check somebody has looked into, for this product, where no machine can; where it asks
    /// different things, with the reason, for example official-quality-score:not_recorded. What
    /// depends on what a run finds is confirmed on the page instead
    #[arg(long = "confirm", value_name = "ID[:REASON]", value_parser = read_confirmable)]
    confirmed: Vec<Confirmable>,
    /// First send test notifications to the webhook, at most 30 and one at a time: it is yours, it
    /// will log them, and a handler that acts on forged notifications will act on these
    #[arg(long)]
    probe_webhook: bool,
    /// Somebody says that the webhook's handler reads the payment or order again from Mercado Pago
    /// before it acts
    #[arg(long)]
    webhook_reads_again: bool,
    /// Only the checks of these requirements, with commas between them: https, credentials,
    /// pix-key, notifications, quality, approval, reports, terminals. A part of the checks never
    /// comes out ready
    #[arg(long, value_name = "REQUIREMENTS", value_delimiter = ',', value_parser = read_requirement)]
    scope: Vec<Requirement>,
    #[command(flatten)]
    output: Output,
    /// What makes the exit code other than 0
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    fail_on: FailOn,
    /// Save what was observed to this file, for `judge`; only this user may read it
    #[arg(long, value_name = "FILE")]
    evidence: Option<PathBuf>,
}

/// Nothing could be judged.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration cannot be followed.
    #[error(transparent)]
    Config(#[from] ConfigErrors),
    /// What a run draws on could not be set up.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// There is no shop to judge. A pipeline that lost its token must not pass by the sandbox's.
    #[error(
        "MP_ACCESS_TOKEN is not set, so there is no shop to check. To try the sandbox, name one of its merchants: --merchant ready"
    )]
    NoShop,
    /// No merchant of that name.
    #[error("--merchant names nobody; known here: {0}")]
    UnknownMerchant(String),
    /// The run ended without a report, or with nothing judged.
    #[error("nothing was judged")]
    NothingJudged,
    /// None of the checks asked for matters.
    #[error("no check of {scope} matters to {product}; leave --scope out to see which do")]
    EmptyScope {
        /// The requirements asked for.
        scope: String,
        /// The product.
        product: &'static str,
    },
    /// No test notification could be sent.
    #[error("--probe-webhook sends nothing")]
    Probe(#[from] Denied),
    /// The report or the evidence could not be written.
    #[error(transparent)]
    Output(#[from] output::Error),
}

impl Check {
    /// Checks once, prints what came of it, and says it by exit code.
    ///
    /// # Errors
    ///
    /// [`Error`] where nothing could be judged.
    pub async fn execute(self) -> Result<ExitCode, Error> {
        self.output.prepare()?;
        self.evidence.as_deref().map_or(Ok(()), require_folder)?;
        let settings = Settings::from_environment()?;
        let subscriber = log::subscriber(&settings.log, "warn", io::stderr);
        // Where a subscriber is set already, it stays.
        let _ = tracing::subscriber::set_global_default(subscriber);
        for notice in &settings.notices {
            tracing::warn!(target: log::START, "{notice}");
        }
        let engine = Arc::new(Engine::start(&settings).await?);
        let merchant = self.merchant(&engine)?;
        if self.probe_webhook {
            self.probe(&engine, &merchant).await?;
        }
        let (mut report, evidence) = self
            .run(engine, merchant)
            .await?
            .ok_or(Error::NothingJudged)?;
        // Also where every requirement there is was named: who names some expects an answer to some.
        if !self.scope.is_empty() && report.verdict == Verdict::Ready {
            report.verdict = Verdict::Undecided;
        }
        if let Some(path) = &self.evidence {
            let saved = Saved::of(&report, evidence);
            write_file(path, &saved.to_json(), Secrecy::Own)?;
        }
        self.output.write(&report)?;
        Ok(ExitCode::from(self.fail_on.code(&report)))
    }

    fn merchant(&self, engine: &Engine) -> Result<Arc<Merchant>, Error> {
        if engine.mode == Mode::Sandbox && self.merchant.is_none() {
            return Err(Error::NoShop);
        }
        let found = engine
            .merchants
            .find(self.merchant.as_deref())
            .ok_or_else(|| {
                let known = engine.merchants.iter().map(|merchant| merchant.id.as_str());
                Error::UnknownMerchant(known.collect::<Vec<_>>().join(", "))
            })?;
        let mut merchant = found.as_ref().clone();
        if let Some(product) = self.product {
            // What was configured as looked into for one product is not so for another.
            if merchant.product.is_some_and(|other| other != product) {
                merchant.confirmed.clear();
            }
            merchant.product = Some(product);
        }
        merchant.confirmed.extend(&self.confirmed);
        Ok(Arc::new(merchant))
    }

    /// Sends test notifications, telling of each on standard error.
    async fn probe(&self, engine: &Arc<Engine>, merchant: &Arc<Merchant>) -> Result<(), Error> {
        let product = self.product.unwrap_or_else(|| merchant.usual_product());
        let target = target(engine, merchant, product, None).await?;
        if !target.is_configured {
            return Err(Denied::NotConfirmed.into());
        }
        // A process that has just started has probed nobody yet.
        let Ok(turn) = engine
            .pace
            .take(&target.url, IpAddr::V4(Ipv4Addr::LOCALHOST))
        else {
            return Ok(());
        };
        let order = ProbeOrder {
            merchant: Arc::clone(merchant),
            product,
            target,
            client: "command line".to_owned(),
        };
        let events = probe(Arc::clone(engine), order, turn);
        tokio::pin!(events);
        while let Some(event) = events.next().await {
            tell_of_probe(&event);
        }
        Ok(())
    }

    /// Runs, telling how far it is on standard error.
    async fn run(
        &self,
        engine: Arc<Engine>,
        merchant: Arc<Merchant>,
    ) -> Result<Option<(Report, Evidence)>, Error> {
        let request = Request {
            product: self.product,
            site: self.site,
            checkout_url: self.checkout_url.clone(),
            scope: self.scope(&merchant)?,
            sale: self.payment_id.clone(),
            quality: self.quality.clone(),
            webhook_reads_again: self.webhook_reads_again,
            freshness: Freshness::Fresh,
            ..Request::default()
        };
        Ok(run_with_evidence(engine, merchant, request, tell).await)
    }

    /// The requirements asked for; none means all that matter.
    fn scope(&self, merchant: &Merchant) -> Result<Option<BTreeSet<Requirement>>, Error> {
        if self.scope.is_empty() {
            return Ok(None);
        }
        let profile = Profile {
            product: self.product.unwrap_or_else(|| merchant.usual_product()),
            site: self.site.or(merchant.site),
        };
        let product = profile.product.name();
        let matters = |requirement: Requirement| {
            plan(&profile).any(|(check, _)| check.requirement == requirement)
        };
        let asked: BTreeSet<Requirement> = self.scope.iter().copied().collect();
        if !asked.iter().any(|requirement| matters(*requirement)) {
            let names: Vec<&str> = asked.iter().map(|requirement| requirement.name()).collect();
            return Err(Error::EmptyScope {
                scope: names.join(", "),
                product,
            });
        }
        for requirement in asked.iter().filter(|requirement| !matters(**requirement)) {
            let name = requirement.name();
            tracing::warn!(target: log::START, "no check of {name} matters to {product}");
        }
        Ok(Some(asked))
    }
}

/// One line of progress. Nobody may be listening there, which is no reason to stop.
fn tell(event: &Event) {
    let mut progress = io::stderr();
    match event {
        Event::Started {
            mode,
            profile,
            plan,
            ..
        } => {
            if *mode == Mode::Sandbox {
                let _ = writeln!(
                    progress,
                    "SANDBOX – answers come from the built-in stand-in, not from Mercado Pago"
                );
            }
            let (product, count) = (profile.product.name(), plan.len());
            let _ = writeln!(progress, "{product}: {count} checks");
        }
        Event::Outcome { outcome } => {
            let _ = writeln!(progress, "{}: {}", outcome.check, outcome.status.name());
        }
        Event::Finished { .. } => {}
    }
}

/// One line of a probe.
fn tell_of_probe(event: &ProbeEvent) {
    let mut progress = io::stderr();
    match event {
        ProbeEvent::Started {
            url,
            with_secret,
            plan,
            ..
        } => {
            let count = plan.len();
            let _ = writeln!(progress, "{url}: {count} test notifications");
            if !with_secret {
                let _ = writeln!(
                    progress,
                    "MP_WEBHOOK_SECRET is not set: none of them can be signed rightly"
                );
            }
        }
        ProbeEvent::Trial { trial } => {
            let (kind, total_ms) = (trial.kind.name(), trial.timing.total_ms);
            let topic = trial.topic.as_ref();
            let topic = topic.map(|topic| format!(" {topic}")).unwrap_or_default();
            let answer = match &trial.reply {
                Reply::Answered { status, .. } => status.to_string(),
                Reply::Silent { party, why } => {
                    format!("no answer ({}: {})", party.name(), why.name())
                }
                Reply::Stopped { .. } => "not reached".to_owned(),
                Reply::NotSent => "not sent".to_owned(),
            };
            let _ = writeln!(progress, "{kind}{topic}: {answer}, {total_ms} ms");
        }
        ProbeEvent::Finished { .. } => {}
    }
}

/// A measurement by the order of its parts, or by their names as in the configuration.
fn read_measurement(text: &str) -> Result<Measurement, String> {
    if text.contains('=') {
        return read_quality(text);
    }
    let names = ["score", "on", "payment"];
    if text.split(',').count() > names.len() {
        return Err("holds more than a score, a day and a payment".to_owned());
    }
    let parts = names.iter().zip(text.split(','));
    let named: Vec<String> = parts.map(|(name, part)| format!("{name}={part}")).collect();
    read_quality(&named.join(","))
}

fn read_requirement(text: &str) -> Result<Requirement, String> {
    Requirement::from_name(text).ok_or_else(|| {
        let known: Vec<&str> = Requirement::ALL.iter().map(|known| known.name()).collect();
        format!("is none of {}", known.join(", "))
    })
}
