//! Tools of the operating system: found, or installed by Debian's package manager, or named.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::tools::{SystemTool, Tools, UsedBy};
use super::{found, installing};
use crate::process::{output, run};
use crate::project::Project;

/// Installs every missing tool these users need, all at once.
pub fn ensure(project: &Project, tools: &Tools, users: &[UsedBy]) -> Result<()> {
    let mut packages = Vec::new();
    for tool in tools
        .system
        .iter()
        .filter(|tool| users.contains(&tool.used_by))
    {
        if let Some(version) = version(project, tool)? {
            found(&format!("{} {version}", tool.command));
        } else {
            let names = tool.debian.join(" ");
            installing(
                &format!("{} ({names})", tool.command),
                &tool.why,
                "under a minute",
            );
            packages.extend(tool.debian.iter().map(String::as_str));
        }
    }
    if packages.is_empty() {
        return Ok(());
    }
    install(project, &packages)
}

/// The version of an installed tool; none where it or a part of it is missing.
fn version(project: &Project, tool: &SystemTool) -> Result<Option<String>> {
    let Ok(mut command) = project.command(&tool.command) else {
        return Ok(None);
    };
    if let Some(whole) = &tool.whole
        && output(project.command(&tool.command)?.args(whole)).is_err()
    {
        return Ok(None);
    }
    let argument = tool.version_argument.as_deref().unwrap_or("--version");
    let told = output(command.arg(argument))?;
    let version = told
        .split_whitespace()
        .find(|word| {
            word.trim_start_matches('v')
                .starts_with(|first: char| first.is_ascii_digit())
        })
        .unwrap_or("of unknown version")
        .trim_start_matches('v')
        .trim_end_matches(',')
        .to_owned();
    Ok(Some(version))
}

/// Installs Debian packages; asks for fresh package lists only when the present ones do not do.
fn install(project: &Project, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if project.command("apt-get").is_err() {
        bail!("install these with your system's package manager (names as in Debian): {names}");
    }
    let by_hand = || format!("these packages are missing; type: sudo apt-get install -y {names}");
    let mut install = vec!["install", "-y", "-q", "--no-install-recommends"];
    install.extend(packages);
    if run(as_root(project).with_context(by_hand)?.args(&install)).is_ok() {
        return Ok(());
    }
    refresh_package_lists(project).with_context(by_hand)?;
    run(as_root(project)?.args(&install)).with_context(by_hand)
}

/// Fetches what the package manager knows anew.
pub fn refresh_package_lists(project: &Project) -> Result<()> {
    println!("  the package lists may be missing or old: fetching them");
    run(as_root(project)?.args(["update", "-q"]))
}

/// `apt-get` with the right to install, never asking anything.
fn as_root(project: &Project) -> Result<Command> {
    let user = output(project.command("id")?.arg("-u"))?;
    let mut command = if user == "0" {
        project.command("env")?
    } else {
        let sudo = || -> Result<Command> {
            let mut sudo = project.command("sudo")?;
            sudo.arg("-n");
            Ok(sudo)
        };
        output(sudo()?.arg("true")).context("only root may install packages")?;
        let mut sudo = sudo()?;
        sudo.arg("env");
        sudo
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    Ok(command)
}
