//! The generated references: of all checks (`docs/checks.md`), of the settings (`docs/settings.md`)
//! and of the interface (`docs/interface.md`).
//!
//! What writes the first is a binary of its own, so that this one needs none of the project's crates
//! and still compiles while they do not. The others are written by tests of the proxy, which are
//! compiled for its other tests anyway.

use anyhow::Result;
use clap::Args;

use crate::process;
use crate::project::Project;

/// What `cargo xtask docs` can be told.
#[derive(Debug, Args)]
pub struct Options {
    /// Write nothing; fail when a reference is stale
    #[arg(long)]
    check: bool,
}

/// Writes or checks the references.
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
    )?;
    // Of all crates, so that the tests that follow find everything compiled for the same features.
    let tests = [
        "test",
        "--workspace",
        "--exclude",
        "checkout-readiness",
        "--test",
        "reference",
    ];
    let mut tests = project.cargo(tests)?;
    if !options.check {
        tests.env("UPDATE_EXPECTED", "1");
    }
    process::run(&mut tests)
}

/// Fails when a reference is stale.
pub fn check(project: &Project) -> Result<()> {
    run(project, &Options { check: true })
}
