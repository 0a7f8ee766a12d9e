//! The compiler's target for the browser.

use anyhow::{Context, Result};

use super::{found, installing};
use crate::process::{output, run};
use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target unless it is there.
pub fn ensure(project: &Project) -> Result<()> {
    let sysroot = output(project.command("rustc")?.args(["--print", "sysroot"]))?;
    if std::path::Path::new(&sysroot)
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        found(TARGET);
        return Ok(());
    }
    installing(TARGET, "the widget is compiled for it", "seconds");
    run(project
        .command("rustup")
        .with_context(|| format!("type: rustup target add {TARGET}"))?
        .args(["target", "add", TARGET]))
}
