//! The program that renders the book: apart from all other tasks, so linted and tested apart.

use anyhow::Result;

use crate::process::run as command;
use crate::project::Project;

const WHAT: [&str; 6] = ["--package", "xtask", "--features", "book", "--bin", "book"];

/// Lints it, then runs its own tests. What it writes is looked at end to end.
pub fn run(project: &Project) -> Result<()> {
    let mut lint = project.cargo(["clippy"])?;
    command(lint.args(WHAT).args(["--", "--deny", "warnings"]))?;
    command(project.cargo(["test"])?.args(WHAT))
}
