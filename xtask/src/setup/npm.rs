//! The JavaScript tools, at the versions of `package-lock.json`.

use anyhow::{Context, Result};

use super::{found, installing};
use crate::process::run;
use crate::project::Project;

/// Kept beside what was installed: the lock file it was installed from.
const STAMP: &str = "node_modules/.installed-from";

/// Installs the packages unless this very lock file was installed before.
pub fn ensure(project: &Project) -> Result<()> {
    let lock = project.read("package-lock.json")?;
    if project.read(STAMP).is_ok_and(|installed| installed == lock) {
        found("the npm packages of package-lock.json");
        return Ok(());
    }
    installing(
        "the npm packages of package-lock.json",
        "bundling and browser tests",
        "seconds",
    );
    run(project.command("npm")?.args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))?;
    std::fs::write(project.path(STAMP), lock).context("cannot note what was installed")
}
