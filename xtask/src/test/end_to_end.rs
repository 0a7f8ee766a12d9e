//! The built proxy, as a person meets it: in real browsers.

use anyhow::{Context, Result, ensure};

use crate::process::run as command;
use crate::project::Project;
use crate::{build, files, package, wordpress};

/// Runs `tests/end-to-end/*.test.mjs` against the built proxy.
pub fn run(project: &Project) -> Result<()> {
    build::everything(project)?;
    let tarball = package::built(project)?;
    let plugin = wordpress::package(project)?;
    let mut tests = files::under(&project.path("tests/end-to-end"))?;
    tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    ensure!(!tests.is_empty(), "tests/end-to-end/ holds no *.test.mjs");
    let installed =
        |name: &str| which::which(name).with_context(|| format!("{name} is not installed"));
    command(
        project
            .command("node")?
            .args(["--test", "--test-reporter=spec"])
            .args(tests)
            .env("CHECKOUT_READINESS_PROXY", build::binary(project))
            .env("CHECKOUT_READINESS_PACKAGE", tarball)
            .env("WORDPRESS", project.path(wordpress::UNPACKED))
            .env("WORDPRESS_PLUGIN", plugin)
            .env("CHROMIUM", installed("chromium")?)
            .env("FIREFOX", installed("firefox-esr")?)
            .env("GECKODRIVER", project.command("geckodriver")?.get_program()),
    )
}
