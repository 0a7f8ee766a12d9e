//! Setup: everything building and testing need is there, or is installed, or is named.

mod cargo_tools;
mod crates;
mod node;
mod npm;
mod system;
mod tools;
mod unpacked;
pub mod wasm_target;

use anyhow::Result;

use crate::project::Project;
use tools::{Tools, UsedBy};

/// Everything a build needs.
pub fn for_build(project: &Project) -> Result<()> {
    let tools = Tools::read(project)?;
    println!("Tools for building");
    wasm_target::ensure(project)?;
    crate::small_std::ensure_source(project)?;
    system::ensure(project, &tools, &[UsedBy::Build])?;
    node::ensure(project, &tools.node)?;
    npm::ensure(project)?;
    crates::ensure(project)?;
    cargo_tools::ensure(project, &tools, UsedBy::Build)
}

/// Everything packages need beside a build.
pub fn for_packages(project: &Project) -> Result<()> {
    for_build(project)?;
    println!("Tools for packaging");
    system::ensure(project, &Tools::read(project)?, &[UsedBy::Package])
}

/// Everything the tests need: all a build does, and two browsers.
pub fn for_tests(project: &Project) -> Result<()> {
    for_packages(project)?;
    println!("Tools for testing in a browser");
    let tools = Tools::read(project)?;
    system::ensure(project, &tools, &[UsedBy::Test])?;
    unpacked::ensure(project, &tools.unpacked)?;
    cargo_tools::ensure(project, &tools, UsedBy::Test)
}

/// Says that nothing needs to be done.
pub fn found(what: &str) {
    println!("  found    {what}");
}

/// Says what is about to be done, why, and how long it may take.
pub fn installing(what: &str, why: &str, takes: &str) {
    println!("  install  {what}: {why} ({takes})");
}

/// What a tool of the system says its version is.
pub fn system_version(project: &Project, command: &str) -> Result<String> {
    crate::process::output(project.command(command)?.arg("--version"))
}
