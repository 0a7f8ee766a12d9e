//! Clippy, once for what runs natively and once for what runs in the browser; oxlint for the scripts.

use anyhow::Result;

use crate::process::run as command;
use crate::project::Project;

/// All crates but the widget.
pub fn native(project: &Project) -> Result<()> {
    let what = [
        "clippy",
        "--workspace",
        "--exclude",
        "checkout-readiness",
        "--all-targets",
    ];
    command(project.cargo(what)?.args(["--", "--deny", "warnings"]))
}

/// The widget, for its own target.
pub fn widget(project: &Project) -> Result<()> {
    let what = [
        "clippy",
        "--package",
        "checkout-readiness",
        "--package",
        "checkout-readiness-parts",
        "--all-targets",
    ];
    let target = [
        "--target",
        "wasm32-unknown-unknown",
        "--",
        "--deny",
        "warnings",
    ];
    command(project.cargo(what)?.args(target))
}

/// Every script, those of the tests included: `.oxlintrc.json` says what is asked of them.
pub fn scripts(project: &Project) -> Result<()> {
    command(project.command("oxlint")?.args(["--deny-warnings", "."]))
}
