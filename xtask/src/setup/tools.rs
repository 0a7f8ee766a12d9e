//! Reads `tools.toml`, and from the lock file what must equal it.

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::project::Project;

/// Everything the project builds and tests with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tools {
    /// Which Node.js will do, and which one is fetched otherwise.
    pub node: Node,
    /// Built from source.
    pub cargo: Vec<CargoTool>,
    /// Taken from the system.
    pub system: Vec<SystemTool>,
    /// Taken from Debian's packages without being installed.
    pub unpacked: Vec<Unpacked>,
}

/// Which Node.js will do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    pub minimum_major: u32,
    pub version: String,
}

/// A tool built from source by `cargo install`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CargoTool {
    pub package: String,
    version: Option<String>,
    version_from_lock: Option<String>,
    pub commands: Vec<String>,
    pub why: String,
    pub takes: String,
    pub used_by: UsedBy,
    pub locked: bool,
}

/// A tool of the operating system.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemTool {
    pub command: String,
    pub debian: Vec<String>,
    pub why: String,
    pub used_by: UsedBy,
    /// What it is asked for its version with, where that is not `--version`.
    pub version_argument: Option<String>,
    /// What it succeeds with where all of it is there, and not only the command.
    pub whole: Option<Vec<String>>,
}

/// What only tests need of some Debian packages, unpacked into a folder of the project.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unpacked {
    pub name: String,
    pub debian: Vec<String>,
    /// A file that is there once everything is, from the folder it is unpacked into.
    pub proof: String,
    pub why: String,
    pub takes: String,
}

/// Who cannot do without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsedBy {
    Build,
    Package,
    Test,
}

impl Unpacked {
    /// Where it is in the project.
    pub fn folder(&self) -> String {
        format!(".tools/{}", self.name)
    }
}

impl Tools {
    /// Reads `xtask/tools.toml`.
    pub fn read(project: &Project) -> Result<Self> {
        toml::from_str(&project.read("xtask/tools.toml")?).context("xtask/tools.toml")
    }
}

impl CargoTool {
    /// The one version that will do.
    pub fn version(&self, project: &Project) -> Result<String> {
        match (&self.version, &self.version_from_lock) {
            (Some(version), None) => Ok(version.clone()),
            (None, Some(package)) => locked_version(&project.read("Cargo.lock")?, package),
            _ => bail!(
                "xtask/tools.toml: {} needs version or version_from_lock",
                self.package
            ),
        }
    }
}

/// The version of a package in a lock file; it must be there exactly once.
fn locked_version(lock: &str, package: &str) -> Result<String> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        version: String,
    }
    let lock: Lock = toml::from_str(lock).context("Cargo.lock")?;
    let mut versions = lock
        .package
        .into_iter()
        .filter(|known| known.name == package);
    match (versions.next(), versions.next()) {
        (Some(only), None) => Ok(only.version),
        (None, _) => bail!("Cargo.lock does not name {package}: the widget must depend on it"),
        (Some(one), Some(other)) => bail!(
            "Cargo.lock names {package} twice, {} and {}, but its command line must equal one: \
             update the dependencies until they agree",
            one.version,
            other.version
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tools_file_is_understood() {
        let tools = Tools::read(&Project::find().unwrap()).unwrap();
        assert!(tools.cargo.iter().any(|tool| tool.package == "trunk"));
    }

    #[test]
    fn a_package_that_is_locked_once_has_its_version() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.2.3\"\n";
        assert_eq!(locked_version(lock, "a").unwrap(), "1.2.3");
        assert!(locked_version(lock, "b").is_err());
    }

    #[test]
    fn a_package_that_is_locked_twice_is_refused_by_name() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\
                    [[package]]\nname = \"a\"\nversion = \"2.0.0\"\n";
        let error = locked_version(lock, "a").unwrap_err().to_string();
        assert!(error.contains("1.0.0 and 2.0.0"), "{error}");
    }
}
