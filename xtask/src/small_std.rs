//! The standard library, built anew for the widget: without the machinery that words a panic.
//!
//! A panic in the browser ends as a trap that the element shows as a failure with a retry; nobody
//! reads its text. Building the library that way takes 13 % off the widget's compressed bytes
//! (85 KB became 74 KB), and half a minute more. Cargo and the compiler call these settings
//! unstable, so they are switched on for the widget's release build alone, through the
//! environment; a plain `trunk build --release` does without them and works the same.

use std::process::Command;

use anyhow::{Context, Result};

use crate::process::{output, run};
use crate::project::Project;
use crate::setup::{found, installing};

/// What makes cargo build the library along with the widget.
const LIBRARY: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// What makes the compiler leave the wording out.
const FLAGS: (&str, &str) = (
    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
    "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none",
);

/// A command that builds the widget with a small library.
pub fn small(command: &mut Command) -> &mut Command {
    command.envs(LIBRARY).env(FLAGS.0, FLAGS.1)
}

/// A command that only needs to know which crates that takes.
pub fn with_library(command: &mut Command) -> &mut Command {
    command.envs(LIBRARY)
}

/// Adds the library's source unless it is there.
pub fn ensure_source(project: &Project) -> Result<()> {
    let what = "the source of the standard library";
    let sysroot = output(project.command("rustc")?.args(["--print", "sysroot"]))?;
    let source = std::path::Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock");
    if source.is_file() {
        found(what);
        return Ok(());
    }
    installing(what, "a smaller one is built for the widget", "seconds");
    run(project
        .command("rustup")
        .context("type: rustup component add rust-src")?
        .args(["component", "add", "rust-src"]))
}
