//! Builds the widget, and the proxy with the widget inside.

use std::path::PathBuf;

use anyhow::Result;

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
    widget(project)?;
    proxy(project)?;
    println!("built {}", binary(project).display());
    Ok(())
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

/// Builds the proxy; the built widget becomes part of it.
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
