//! The benchmark of a run; `crates/proxy/benches/run` says what it compares.

use anyhow::Result;

use crate::process;
use crate::project::Project;

/// Builds and runs it; fails where a run takes too long.
pub fn run(project: &Project) -> Result<()> {
    let what = [
        "bench",
        "--package",
        "checkout-readiness-proxy",
        "--bench",
        "run",
    ];
    process::run(&mut project.cargo(what)?)
}
