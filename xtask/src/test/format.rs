//! Formatting, as rustfmt has it.

use anyhow::Result;

use crate::process::run as command;
use crate::project::Project;

/// Fails where a file is not formatted; `cargo fmt --all` repairs it.
pub fn run(project: &Project) -> Result<()> {
    command(&mut project.cargo(["fmt", "--all", "--check"])?)
}
