//! A full run against its longest chain of dependent calls: whatever else a run asks, waits for and
//! judges may take a quarter on top of what cannot be faster, and no more.
//!
//! Both are measured in one process, by turns, each with an engine of its own: no connection is open
//! and nothing is cached. What counts is the median of the ratios of a turn, because what else the
//! machine does then weighs on both sides.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark talks to its reader on its outputs"
)]

mod chain;
mod table;

use std::pin::pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use checkout_readiness_checks::contract::{Event, Report, Status};
use checkout_readiness_checks::evidence::{Page, Source};
use checkout_readiness_checks::profile::Product;
use checkout_readiness_mercado_pago::Freshness;
use checkout_readiness_proxy::config::{Given, Settings};
use checkout_readiness_proxy::engine::Engine;
use checkout_readiness_proxy::merchant::Merchant;
use checkout_readiness_proxy::run::{Request, run};
use futures_util::StreamExt;
use table::Timing;
use url::Url;

/// How long the stand-in takes over every answer.
const LATENCY: &str = "latency=100ms";
const MERCHANT: &str = "ready";
const CHECKOUT: &str = "https://store.example/checkout";
/// Turns that count, after those that only warm up.
const TURNS: usize = 15;
const WARM_UP: usize = 2;

#[tokio::main]
async fn main() -> ExitCode {
    match compare().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("nothing was measured: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Measures, tells, and says whether the run is fast enough.
async fn compare() -> Result<bool> {
    let (engine, merchant) = start().await?;
    let chain = chain::longest(&engine, &merchant, &request()?)?;
    let mut timings = Vec::with_capacity(TURNS);
    for turn in 0..WARM_UP + TURNS {
        // Whichever comes second finds the machine as the first left it.
        let timing = if turn % 2 == 0 {
            let chain = time_chain(&chain).await?;
            let run = time_run().await?;
            Timing { chain, run }
        } else {
            let run = time_run().await?;
            let chain = time_chain(&chain).await?;
            Timing { chain, run }
        };
        if turn >= WARM_UP {
            timings.push(timing);
        }
    }
    Ok(table::tell(&chain, &timings))
}

/// An engine that has asked nothing yet, and the merchant it is asked about.
async fn start() -> Result<(Arc<Engine>, Arc<Merchant>)> {
    let given = Given::from_pairs([("READINESS_SANDBOX", LATENCY)])?;
    let engine = Engine::start(&Settings::read(&given)?).await?;
    let merchant = engine.merchants.find(Some(MERCHANT)).cloned();
    Ok((Arc::new(engine), merchant.context("no such merchant")?))
}

/// Everything about a shop of Checkout Pro.
fn request() -> Result<Request> {
    Ok(Request {
        product: Some(Product::CheckoutPro),
        checkout_url: Some(Url::parse(CHECKOUT)?),
        page: Some(Page {
            scheme: "https".to_owned(),
            host: "store.example".to_owned(),
            secure_context: Some(true),
            insecure_resources: Some(Vec::new()),
            markup: None,
        }),
        freshness: Freshness::Fresh,
        ..Request::default()
    })
}

async fn time_chain(chain: &[Source]) -> Result<Duration> {
    let (engine, merchant) = start().await?;
    let since = Instant::now();
    chain::ask(&engine, &merchant, chain).await?;
    Ok(since.elapsed())
}

/// From the question to the report.
async fn time_run() -> Result<Duration> {
    let (engine, merchant) = start().await?;
    let request = request()?;
    let since = Instant::now();
    let mut events = pin!(run(engine, merchant, request));
    let mut report = None;
    while let Some(event) = events.next().await {
        if let Event::Finished { report: finished } = event {
            report = Some(finished);
        }
    }
    let elapsed = since.elapsed();
    ensure_whole(&report.context("the run came to no end")?)?;
    Ok(elapsed)
}

/// A run that did not see everything would be quick for the wrong reason.
fn ensure_whole(report: &Report) -> Result<()> {
    for outcome in &report.outcomes {
        let was_seen = !matches!(outcome.status, Status::Inconclusive | Status::Skipped);
        ensure!(
            was_seen,
            "{} came to {} ({}) in a shop in good order",
            outcome.check,
            outcome.status.name(),
            outcome.reason
        );
    }
    Ok(())
}
