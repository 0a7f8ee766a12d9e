//! Builds the widget and the book, and the proxy with both inside.

use std::path::PathBuf;

use anyhow::Result;

use crate::book;
use crate::bundle::manifest::Manifest;
use crate::fingerprint;
use crate::process;
use crate::project::Project;
use crate::setup;
use crate::small_std;

/// The package, and the name of its binary.
const PROXY: &str = "checkout-readiness-proxy";

/// Builds everything, after setting up what that needs.
pub fn run(project: &Project) -> Result<()> {
    setup::for_build(project)?;
    everything(project)?;
    println!("built {}", binary(project).display());
    Ok(())
}

/// The widget, the book beside it, and the proxy with both inside, in the order they need.
pub fn everything(project: &Project) -> Result<()> {
    widget(project)?;
    book::run(project)?;
    proxy(project)
}

/// Builds the widget into `dist/`, unless what is there was built from the very same files.
pub fn widget(project: &Project) -> Result<()> {
    let inputs = fingerprint::of_widget(project)?;
    let built = Manifest::read(&project.path("dist"));
    if built.is_ok_and(|built| built.profile == "release" && built.inputs == inputs) {
        println!("dist/ is up to date");
        return Ok(());
    }
    process::run(
        small_std::small(&mut project.command("trunk")?)
            .args(["build", "--release"])
            // Trunk would print its own backtrace below the compiler's message.
            .env("RUST_BACKTRACE", "0")
            .env(fingerprint::VARIABLE, inputs),
    )
}

/// Builds the proxy; what is in `dist/` becomes part of it.
pub fn proxy(project: &Project) -> Result<()> {
    process::run(&mut project.cargo(["build", "--release", "--package", PROXY])?)
}

/// Where the proxy's binary is.
pub fn binary(project: &Project) -> PathBuf {
    project
        .target()
        .join("release")
        .join(PROXY)
        .with_extension(std::env::consts::EXE_EXTENSION)
}
