//! Builds everything and becomes the proxy.

pub mod announce;

use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use clap::Args;

use crate::project::Project;
use crate::{build, process};

/// What `cargo xtask run` can be told.
#[derive(Debug, Args)]
pub struct Options {
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    /// Passed on to the proxy
    #[arg(last = true)]
    args: Vec<String>,
}

/// Builds, then runs the proxy in the place of this process: its exit code is ours, and Ctrl-C and
/// every other signal reach it directly.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    build::run(project)?;
    let serves = options
        .args
        .first()
        .is_none_or(|first| first == "serve" || first.starts_with('-'));
    if serves {
        announce_when_ready(project, options.no_open)?;
    }
    let mut proxy = project.command(build::binary(project))?;
    proxy.args(&options.args);
    become_it(&mut proxy)
}

/// Starts a small companion that says when the server answers. Somebody else's server on the same
/// port must not be taken for ours: then there is no companion and the proxy says what is wrong.
fn announce_when_ready(project: &Project, no_open: bool) -> Result<()> {
    let listen = announce::listen_address();
    if announce::is_taken(&listen) {
        return Ok(());
    }
    let itself = std::env::current_exe().context("cannot find this binary")?;
    let mut companion = project.command(itself)?;
    companion.args(["announce", "--parent", &std::process::id().to_string()]);
    if no_open {
        companion.arg("--no-open");
    }
    companion
        .stdin(Stdio::null())
        .spawn()
        .context("cannot start the announcement")?;
    Ok(())
}

#[cfg(unix)]
fn become_it(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let line = process::line(command);
    Err(command.exec()).with_context(|| format!("cannot start `{line}`"))
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Result<()> {
    process::run(command)
}
