//! The compiler's targets: the one for the browser, and others where they are needed.

use anyhow::{Context, Result};

use super::{found, installing};
use crate::process::{output, run};
use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target for the browser unless it is there.
pub fn ensure(project: &Project) -> Result<()> {
    ensure_target(project, TARGET, "the widget is compiled for it")
}

/// Adds a target unless it is there.
pub fn ensure_target(project: &Project, target: &str, why: &str) -> Result<()> {
    let sysroot = output(project.command("rustc")?.args(["--print", "sysroot"]))?;
    if std::path::Path::new(&sysroot)
        .join("lib/rustlib")
        .join(target)
        .is_dir()
    {
        found(target);
        return Ok(());
    }
    installing(target, why, "seconds");
    run(project
        .command("rustup")
        .with_context(|| format!("type: rustup target add {target}"))?
        .args(["target", "add", target]))
}
