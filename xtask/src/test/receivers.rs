//! The probe of a webhook against receivers written with Mercado Pago's own SDK, which runs in
//! Node.js.

use anyhow::Result;

use crate::process::run as command;
use crate::project::Project;

/// Runs the tests that need Node.js and its packages.
pub fn run(project: &Project) -> Result<()> {
    let what = [
        "test",
        "--package",
        "checkout-readiness-proxy",
        "--test",
        "receivers",
        "--",
        "--ignored",
    ];
    command(&mut project.cargo(what)?)
}
