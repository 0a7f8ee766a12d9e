//! The benchmarks: a run in the proxy (`crates/proxy/benches/run`), a load in a browser (`bench/load`).

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::build;
use crate::process;
use crate::project::Project;
use crate::setup;

/// What `cargo xtask bench` can be told.
#[derive(Debug, Args)]
pub struct Options {
    /// Only this one
    #[arg(long, value_name = "WHICH", value_enum)]
    only: Option<Which>,
    /// How often each list is loaded in each condition
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
    loads: u32,
}

/// A benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Which {
    /// A run against its longest chain of dependent calls
    Run,
    /// A load of the widget against the same list written in Preact
    Load,
}

/// Builds what is measured and measures it; fails where something takes too long.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let wants = |which| options.only.is_none_or(|only| only == which);
    if wants(Which::Run) {
        measure_run(project)?;
    }
    if wants(Which::Load) {
        measure_load(project, options.loads)?;
    }
    Ok(())
}

fn measure_run(project: &Project) -> Result<()> {
    let what = [
        "bench",
        "--package",
        "checkout-readiness-proxy",
        "--bench",
        "run",
    ];
    process::run(&mut project.cargo(what)?)
}

fn measure_load(project: &Project, loads: u32) -> Result<()> {
    setup::for_tests(project)?;
    build::widget(project)?;
    build::proxy(project)?;
    let chromium = which::which("chromium").context("chromium is not installed")?;
    process::run(
        project
            .command("node")?
            .args(["bench/load/measure.mjs", "--loads", &loads.to_string()])
            .args(["--dist", "dist", "--work"])
            .arg(project.target().join("bench/preact"))
            .env("CHECKOUT_READINESS_PROXY", build::binary(project))
            .env("CHROMIUM", chromium),
    )
}
