//! The npm package: the built element with its types, its React component and its descriptions.
//!
//! In order: what was built and is needed ([`needed`]), marked for bundlers ([`hints`]), what is written for the package
//! (`embed/package/`), the types of a report (from its schema), `package.json` ([`described`]), the
//! digests of all of it ([`integrity`]), then `npm pack`, and what readers of packages find wrong.

mod described;
mod hints;
mod integrity;
mod needed;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::bundle::ENTRY;
use crate::bundle::manifest::Manifest;
use crate::process;
use crate::project::Project;
use crate::{build, files, setup};

/// What is written for the package by hand.
const SOURCES: &str = "embed/package";
const SCHEMA: &str = "docs/report.schema.json";
const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// What `cargo xtask package` can be told.
#[derive(Debug, Args)]
pub struct Options {
    /// Where the sources are, for the package's description; default: git's `origin`, if on https
    #[arg(long, value_name = "URL")]
    repository: Option<String>,
}

/// Builds what is stale, then the package.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    setup::for_build(project)?;
    build::widget(project)?;
    let repository = options.repository.clone().or_else(|| origin(project));
    if repository.is_none() {
        println!("no address of the sources is known: npm refuses provenance without --repository");
    }
    let tarball = pack(project, repository.as_deref())?;
    lint(project, &tarball)?;
    println!("packed {}", tarball.display());
    Ok(())
}

/// The package of what is built, as the tests take it.
pub fn built(project: &Project) -> Result<PathBuf> {
    build::widget(project)?;
    pack(project, origin(project).as_deref())
}

/// The stage of the tests: what readers of packages find wrong.
pub fn test(project: &Project) -> Result<()> {
    lint(project, &built(project)?)
}

/// Where `npm pack` puts the package.
fn tarball(project: &Project) -> PathBuf {
    let name = format!("checkout-readiness-{}.tgz", env!("CARGO_PKG_VERSION"));
    project.target().join("package").join(name)
}

fn pack(project: &Project, repository: Option<&str>) -> Result<PathBuf> {
    let tarball = tarball(project);
    let around = tarball.parent().context("a file without a folder")?;
    let folder = around.join("checkout-readiness");
    // Other packages lie beside it.
    std::fs::remove_dir_all(&folder).ok();
    std::fs::remove_file(&tarball).ok();
    assemble(project, &folder, repository)?;
    let mut command = project.command("npm")?;
    command.current_dir(&folder).args(["pack", "--silent"]);
    command.arg("--pack-destination").arg(around);
    process::output(&mut command)?;
    ensure!(
        tarball.exists(),
        "npm pack left no {}: is the version of embed/package/package.json still written by xtask?",
        tarball.display()
    );
    Ok(tarball)
}

/// Puts everything of the package into a folder.
fn assemble(project: &Project, folder: &Path, repository: Option<&str>) -> Result<()> {
    let dist = project.path("dist");
    let manifest = Manifest::read(&dist)?;
    ensure!(
        manifest.profile == "release",
        "dist/ holds a development build: cargo xtask build"
    );
    for name in needed::files(&dist, ENTRY)? {
        let to = folder.join(&name);
        copy(&dist.join(&name), &to)?;
        if name.ends_with(".js") {
            std::fs::write(&to, hints::mark(&std::fs::read_to_string(&to)?))?;
        }
    }
    let sources = project.path(SOURCES);
    for source in files::under(&sources)? {
        copy(&source, &folder.join(source.strip_prefix(&sources)?))?;
    }
    for name in LICENSES {
        copy(&project.path(name), &folder.join(name))?;
    }
    let types = folder.join("types/report.d.ts");
    process::output(
        project
            .command("node")?
            .arg("xtask/src/package/report_types.mjs")
            .arg(SCHEMA)
            .arg(&types),
    )?;
    described::write(&folder.join("package.json"), repository)?;
    integrity::write(folder)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file without a folder")?;
    std::fs::create_dir_all(folder)?;
    std::fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

/// Has the package looked at as bundlers, Node.js and TypeScript will see it.
fn lint(project: &Project, tarball: &Path) -> Result<()> {
    process::run(
        project
            .command("publint")?
            .args(["run", "--strict"])
            .arg(tarball),
    )?;
    // It is an ES module: what can only `require` is told so, instead of a copy that nobody tests.
    process::run(
        project
            .command("attw")?
            .arg(tarball)
            .args(["--profile", "esm-only", "--no-emoji"])
            .args(["--format", "ascii"]),
    )
}

/// Where this checkout came from, if that is an address for everybody.
fn origin(project: &Project) -> Option<String> {
    let mut command = project.command("git").ok()?;
    let address = process::output(command.args(["remote", "get-url", "origin"])).ok()?;
    // What stands before an @ would be somebody's password.
    (address.starts_with("https://") && !address.contains('@')).then_some(address)
}
