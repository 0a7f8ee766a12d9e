//! Tests that need neither a browser nor the network.

use anyhow::Result;

use crate::process::run as command;
use crate::project::Project;

/// All crates, then what of the widget does not touch the page.
pub fn run(project: &Project) -> Result<()> {
    command(&mut project.cargo(["test", "--workspace", "--exclude", "checkout-readiness"])?)?;
    command(&mut project.cargo(["test", "--package", "checkout-readiness", "--lib"])?)
}
