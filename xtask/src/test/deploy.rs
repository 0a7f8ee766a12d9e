//! What stands in front of the proxy and around it: each file of `deploy/` tried with the program it
//! is for, and the static program of the image.

use anyhow::{Result, ensure};

use crate::process::run as command;
use crate::project::Project;
use crate::setup::wasm_target;
use crate::{build, files};

/// What the image's program is compiled for: it is linked to nothing.
const STATIC: &str = "x86_64-unknown-linux-musl";
const PROXY: &str = "checkout-readiness-proxy";

/// Builds the static program, then runs `tests/deploy/*.test.mjs` with it.
///
/// It is built as for development: linked to nothing all the same, and in half the time.
pub fn run(project: &Project) -> Result<()> {
    ensure!(
        cfg!(all(target_os = "linux", target_arch = "x86_64")),
        "this stage tries a program for Linux on x86-64, and runs only there"
    );
    build::widget(project)?;
    wasm_target::ensure_target(project, STATIC, "the image's program is compiled for it")?;
    command(&mut project.cargo(["build", "--package", PROXY, "--target", STATIC])?)?;
    let program = project.target().join(STATIC).join("debug").join(PROXY);
    let mut tests = files::under(&project.path("tests/deploy"))?;
    tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    ensure!(!tests.is_empty(), "tests/deploy/ holds no *.test.mjs");
    command(
        project
            .command("node")?
            .args(["--test", "--test-reporter=spec"])
            .args(tests)
            .env("CHECKOUT_READINESS_PROXY", &program)
            .env("CHECKOUT_READINESS_STATIC", &program),
    )
}
