//! Starts a new check.

use anyhow::Result;
use clap::Args;

use crate::project::Project;

/// What `cargo xtask new-check` can be told.
#[derive(Debug, Args)]
pub struct Options {
    id: String,
}

/// Writes the files of a new check.
pub fn run(_project: &Project, options: &Options) -> Result<()> {
    anyhow::bail!("not yet: {}", options.id)
}
