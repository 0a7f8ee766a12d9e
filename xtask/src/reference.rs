//! The generated reference of all checks, `docs/checks.md`.
//!
//! What writes it is a binary of its own, so that this one needs none of the project's crates and
//! still compiles while they do not.

use anyhow::Result;
use clap::Args;

use crate::process;
use crate::project::Project;

/// What `cargo xtask docs` can be told.
#[derive(Debug, Args)]
pub struct Options {
    /// Write nothing; fail when the reference is stale
    #[arg(long)]
    check: bool,
}

/// Writes or checks the reference.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let how = if options.check { "--check" } else { "--write" };
    let binary = [
        "run",
        "--quiet",
        "--package",
        "xtask",
        "--bin",
        "check-reference",
    ];
    process::run(
        project
            .cargo(binary)?
            .args(["--features", "reference", "--", how]),
    )
}

/// Fails when the reference is stale.
pub fn check(project: &Project) -> Result<()> {
    run(project, &Options { check: true })
}
