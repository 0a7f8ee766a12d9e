//! The widget's own tests, compiled for the browser and run in a headless one.

use anyhow::{Context, Result};

use crate::process::run as command;
use crate::project::Project;

/// Runs the widget's tests in Chromium.
pub fn run(project: &Project) -> Result<()> {
    let found = |name| {
        which::which_in(name, Some(project.search_path()?), project.path(""))
            .with_context(|| format!("{name} is not installed"))
    };
    let what = [
        "test",
        "--package",
        "checkout-readiness",
        "--package",
        "checkout-readiness-parts",
        "--target",
        "wasm32-unknown-unknown",
    ];
    command(
        project
            .cargo(what)?
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                found("wasm-bindgen-test-runner")?,
            )
            .env("CHROMEDRIVER", found("chromedriver")?)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )
}
