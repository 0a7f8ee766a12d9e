//! `check`: one run without a server, for a person at a terminal or a pipeline.
//!
//! The exit code says what came of it: 0 ready, 1 not ready, 2 undecided, 3 could not run.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use checkout_readiness_checks::contract::{Event, Mode, Report, Verdict};
use checkout_readiness_checks::profile::{Product, Site};
use checkout_readiness_mercado_pago::Freshness;
use checkout_readiness_wording::{Language, native, plain};
use clap::Args;
use futures_util::StreamExt;
use url::Url;

use super::COULD_NOT_RUN;
use crate::config::{
    ConfigErrors, Settings, language_tag, read_confirmable, read_page_url, read_product, read_site,
};
use crate::engine::{Engine, EngineError};
use crate::log;
use crate::merchant::Merchant;
use crate::run::{Request, run};

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
    /// A check somebody has looked into, for this product, where no machine can
    #[arg(long = "confirm", value_name = "ID", value_parser = read_confirmable)]
    confirmed: Vec<&'static str>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// The language of the text: pt, es or en; otherwise LANG's
    #[arg(long, value_parser = read_language)]
    lang: Option<Language>,
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
    /// The report could not be written.
    #[error("the report could not be written")]
    Output(#[from] io::Error),
}

impl Check {
    /// Checks once, prints what came of it, and says it by exit code.
    ///
    /// # Errors
    ///
    /// [`Error`] where nothing could be judged.
    pub async fn execute(self) -> Result<ExitCode, Error> {
        let settings = Settings::from_environment()?;
        let subscriber = log::subscriber(&settings.log, "warn", io::stderr);
        // Where a subscriber is set already, it stays.
        let _ = tracing::subscriber::set_global_default(subscriber);
        for notice in &settings.notices {
            tracing::warn!(target: log::START, "{notice}");
        }
        let engine = Arc::new(Engine::start(&settings).await?);
        let merchant = self.merchant(&engine)?;
        let report = self
            .run(engine, merchant)
            .await?
            .ok_or(Error::NothingJudged)?;
        let code = match report.verdict {
            Verdict::Ready => 0,
            Verdict::NotReady => 1,
            Verdict::Undecided => 2,
            Verdict::NotRun => COULD_NOT_RUN,
        };
        io::stdout()
            .lock()
            .write_all(self.text(&report).as_bytes())?;
        Ok(ExitCode::from(code))
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

    /// Runs, telling how far it is on standard error.
    async fn run(
        &self,
        engine: Arc<Engine>,
        merchant: Arc<Merchant>,
    ) -> Result<Option<Report>, io::Error> {
        let request = Request {
            product: self.product,
            site: self.site,
            checkout_url: self.checkout_url.clone(),
            freshness: Freshness::Fresh,
            ..Request::default()
        };
        let mut events = std::pin::pin!(run(engine, merchant, request));
        let mut progress = io::stderr();
        while let Some(event) = events.next().await {
            match event {
                Event::Started {
                    mode,
                    profile,
                    plan,
                    ..
                } => {
                    if mode == Mode::Sandbox {
                        writeln!(
                            progress,
                            "SANDBOX – answers come from the built-in stand-in, not from Mercado Pago"
                        )?;
                    }
                    let (product, count) = (profile.product.name(), plan.len());
                    writeln!(progress, "{product}: {count} checks")?;
                }
                Event::Outcome { outcome } => {
                    writeln!(progress, "{}: {}", outcome.check, outcome.status.name())?;
                }
                Event::Finished { report } => return Ok(Some(report)),
            }
        }
        Ok(None)
    }

    fn text(&self, report: &Report) -> String {
        if self.json {
            // A report is made of texts, numbers and lists of them: nothing that JSON lacks.
            return serde_json::to_string_pretty(report).unwrap_or_default() + "\n";
        }
        let spoken = || Language::negotiate(&[&language_tag()]);
        let language = self.lang.unwrap_or_else(spoken);
        plain(report, native::catalog(language))
    }
}

fn read_language(text: &str) -> Result<Language, String> {
    Language::from_tag(text).ok_or_else(|| "is none of pt, es, en".to_owned())
}
