//! The command line: what can be asked, and who answers.

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::project::Project;
use crate::{
    bench, book, build, bundle, new_check, package, reference, run, setup, size, test, wordpress,
};

/// The tasks of Checkout Readiness.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build everything and start the proxy with the widget in it; opens the browser
    Run(run::Options),
    /// Run all checks and tests, as the continuous integration does
    Test(test::Options),
    /// Build the widget and, with it inside, target/release/checkout-readiness-proxy
    Build,
    /// Say what a first load transfers, and fail when it is over xtask/budget.toml
    Size,
    /// Pack the npm package into target/package/, and have it looked at as others will see it
    Package(package::Options),
    /// Measure a run and a load against what they are held to, and fail when they take much longer
    #[command(
        long_about = "Measure a run and a load against what they are held to, and fail when they take much longer\n\n\
            run: crates/proxy/benches/run. With 100 ms for every answer of the stand-in, a full run may \
            take at most 1.25 times its longest chain of dependent calls. Both are measured by turns in \
            one process; it prints chain, run and ratio. Takes about 15 seconds once built.\n\n\
            load: bench/load. The widget's first row may come no later than that of the same list \
            written in Preact (bench/preact), its complete list after 1.1 times as long; both loaded by \
            turns in Chromium, as they are and as on a telephone. Takes about 5 minutes once built."
    )]
    Bench(bench::Options),
    /// Start a new check: its file, its registry lines, its texts
    NewCheck(new_check::Options),
    /// Package the WordPress plugin with the element inside it
    Wordpress,
    /// Write docs/checks.md, docs/settings.md and docs/interface.md from the code
    Docs(reference::Options),
    /// Render docs/book into dist/docs, from where the proxy serves it at /docs/
    Book,
    /// Install what building and testing need; every other task does so by itself
    Setup,
    /// Turn what Trunk built into what is served; Trunk calls it after every build
    #[command(hide = true)]
    Bundle,
    /// Say when the server answers, and open the browser
    #[command(hide = true)]
    Announce(run::announce::Options),
}

impl Cli {
    /// Does what was asked.
    pub fn execute(self) -> Result<()> {
        let project = Project::find()?;
        match self.task {
            Task::Run(options) => run::run(&project, &options),
            Task::Test(options) => test::run(&project, &options),
            Task::Build => build::run(&project),
            Task::Size => size::run(&project),
            Task::Package(options) => package::run(&project, &options),
            Task::Bench(options) => bench::run(&project, &options),
            Task::NewCheck(options) => new_check::run(&project, &options),
            Task::Wordpress => wordpress::run(&project),
            Task::Docs(options) => reference::run(&project, &options),
            Task::Book => book::run(&project),
            Task::Setup => setup::for_tests(&project),
            Task::Bundle => bundle::run(&project),
            Task::Announce(options) => run::announce::run(&options),
        }
    }
}
