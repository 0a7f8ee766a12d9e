//! Tools built from source, kept inside the project so that nothing else on the machine changes.

use anyhow::{Context, Result};

use super::tools::{CargoTool, Tools, UsedBy};
use super::{found, installing};
use crate::process::{output, run};
use crate::project::Project;

/// Builds every tool of this user that is not there in the one version that will do.
pub fn ensure(project: &Project, tools: &Tools, user: UsedBy) -> Result<()> {
    for tool in tools.cargo.iter().filter(|tool| tool.used_by == user) {
        let version = tool.version(project)?;
        if tool
            .commands
            .iter()
            .all(|command| is_there(project, command, &version))
        {
            found(&format!("{} {version}", tool.package));
        } else {
            install(project, tool, &version)?;
        }
    }
    Ok(())
}

/// Whether the first command of that name on the search path has that version.
fn is_there(project: &Project, command: &str, version: &str) -> bool {
    let told = project
        .command(command)
        .and_then(|mut command| output(command.arg("--version")));
    told.is_ok_and(|told| told.split_whitespace().nth(1) == Some(version))
}

/// What was compiled is kept until the tool is complete, so an interrupted setup goes on where it
/// stopped; `cargo install` itself puts nothing half-made into place.
fn install(project: &Project, tool: &CargoTool, version: &str) -> Result<()> {
    let compiled = project.path(".tools/build");
    installing(
        &format!("{} {version}", tool.package),
        &tool.why,
        &tool.takes,
    );
    let mut command = project.cargo(["install", &tool.package, "--version", version])?;
    command.args(["--debug", "--no-default-features", "--force", "--root"]);
    command.arg(project.path(".tools"));
    if tool.locked {
        command.arg("--locked");
    }
    command
        .env("CARGO_TARGET_DIR", &compiled)
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    run(&mut command).with_context(|| {
        format!(
            "{} {version} cannot be installed; the setup continues from here when you run it again",
            tool.package
        )
    })?;
    std::fs::remove_dir_all(&compiled).ok();
    Ok(())
}
