//! Runs every check and test in order, says how long each took, and stops at the first failure.

mod book;
mod browser;
mod deploy;
mod end_to_end;
mod format;
mod lint;
mod native;
mod php;
mod receivers;
mod report;
mod stages;

use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::project::Project;
use crate::setup;
use report::{Ran, Report};
use stages::{STAGES, Stage, Tools};

/// What `cargo xtask test` can be told.
#[derive(Debug, Args)]
pub struct Options {
    /// Only what needs no browser and no release build
    #[arg(long, conflicts_with = "only")]
    quick: bool,
    /// Only this stage; may be repeated
    #[arg(long, value_name = "STAGE", value_parser = stages::names())]
    only: Vec<String>,
}

/// Runs the stages that were asked for.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let (chosen, left_out): (Vec<&Stage>, Vec<&Stage>) =
        STAGES.iter().partition(|stage| options.wants(stage));
    // The proxy embeds this folder; it must exist even before the first build.
    std::fs::create_dir_all(project.path("dist"))?;
    let mut report = Report::default();
    let tools = chosen
        .iter()
        .map(|stage| stage.tools)
        .max()
        .unwrap_or(Tools::None);
    let setup = Stage {
        name: "setup",
        what: "tools",
        quick: true,
        tools,
        run: set_up(tools),
    };
    for stage in std::iter::once(&setup).chain(chosen.iter().copied()) {
        heading(stage);
        let began = Instant::now();
        let result = (stage.run)(project);
        report.ran.push(Ran {
            name: stage.name,
            failed: result.is_err(),
            took: began.elapsed(),
        });
        if let Err(error) = result {
            let done = report.ran.len() - 1;
            report.not_run = chosen.iter().skip(done).map(|stage| stage.name).collect();
            eprintln!("\nerror: {error:#}");
            print!("{report}");
            bail!(
                "stage {} failed; only that again: {}",
                stage.name,
                again(stage.name)
            );
        }
    }
    if options.only.is_empty() {
        report.not_run = left_out.iter().map(|stage| stage.name).collect();
    }
    print!("{report}");
    Ok(())
}

impl Options {
    fn wants(&self, stage: &Stage) -> bool {
        if self.only.is_empty() {
            stage.quick || !self.quick
        } else {
            self.only.iter().any(|name| name == stage.name)
        }
    }
}

fn set_up(tools: Tools) -> fn(&Project) -> Result<()> {
    match tools {
        Tools::None => |_| Ok(()),
        Tools::Build => setup::for_build,
        Tools::Browser => setup::for_tests,
    }
}

fn again(stage: &str) -> String {
    match stage {
        "setup" => "cargo xtask setup".to_owned(),
        stage => format!("cargo xtask test --only {stage}"),
    }
}

fn heading(stage: &Stage) {
    println!("\n== {}: {} ==", stage.name, stage.what);
}
