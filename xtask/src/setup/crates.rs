//! The sources of all dependencies: Trunk builds without the network, so they must be here.

use anyhow::{Context, Result};

use super::{found, installing};
use crate::process::{output, run};
use crate::project::Project;
use crate::small_std::with_library;

/// Fetches what the lock file names unless it is here.
pub fn ensure(project: &Project) -> Result<()> {
    let version = output(project.command("rustc")?.arg("-vV"))?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc -vV names no host")?;
    let fetch = [
        "fetch",
        "--target",
        "wasm32-unknown-unknown",
        "--target",
        host,
    ];
    let mut look = project.cargo(fetch)?;
    look.args(["--quiet", "--offline"]);
    if output(with_library(&mut look)).is_ok() {
        found("the sources of all dependencies");
        return Ok(());
    }
    installing(
        "the sources of all dependencies",
        "Trunk builds without the network",
        "1 minute",
    );
    run(with_library(&mut project.cargo(fetch)?))
}
