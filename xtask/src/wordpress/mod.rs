//! Packages the WordPress plugin: its sources, its translations compiled, and the built element.

mod archive;
pub mod translations;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::project::Project;
use crate::{build, files, setup};
use archive::Archive;

/// The plugin's sources; the last part is the name WordPress knows it by.
pub const SOURCES: &str = "embed/examples/wordpress/checkout-readiness";
const NAME: &str = "checkout-readiness";

/// Where setup unpacks the WordPress that the plugin is tried in.
pub const UNPACKED: &str = ".tools/wordpress/usr/share/wordpress";

/// What of `dist/` no other page needs: the stand-alone page with its files, the manual, the list
/// of what was built.
const NOT_THE_ELEMENT: [&str; 4] = ["index.html", "manifest.json", "assets/page.", "docs/"];

/// Builds the element, then packages the plugin with it.
pub fn run(project: &Project) -> Result<()> {
    setup::for_packages(project)?;
    build::widget(project)?;
    println!("built {}", package(project)?.display());
    Ok(())
}

/// Where the package is.
pub fn packaged(project: &Project) -> PathBuf {
    project
        .target()
        .join("package/checkout-readiness-wordpress.zip")
}

/// Packages the plugin with the element that is in `dist/`. The same files make the same bytes.
pub fn package(project: &Project) -> Result<PathBuf> {
    let sources = project.path(SOURCES);
    say_the_version(|name| project.read(&format!("{SOURCES}/{name}")))?;
    let mut archive = Archive::default();
    for path in files::under(&sources)? {
        let place = place(&sources, &path)?;
        if let Some(name) = place.strip_suffix(".po") {
            archive.add(
                format!("{NAME}/{name}.mo"),
                translations::compiled(project, &path)?,
            );
        }
        archive.add(format!("{NAME}/{place}"), read(&path)?);
    }
    for (place, content) in element(project)? {
        archive.add(format!("{NAME}/assets/{place}"), content);
    }
    // The element's licence, beside the plugin's own in its header.
    archive.add(
        format!("{NAME}/assets/LICENSE-MIT"),
        read(&project.path("LICENSE-MIT"))?,
    );
    let target = packaged(project);
    archive.write(&target)?;
    Ok(target)
}

/// The files of the element: where each goes below the folder of assets, and what is in it. The
/// compressed copies stay behind, because no web server of a shop serves them by itself.
fn element(project: &Project) -> Result<Vec<(String, Vec<u8>)>> {
    let built = project.path("dist");
    let mut element = Vec::new();
    for path in files::under(&built)? {
        let place = place(&built, &path)?;
        let is_copy = [".br", ".gz"].iter().any(|end| place.ends_with(end));
        let is_other = NOT_THE_ELEMENT.iter().any(|start| place.starts_with(start));
        if !is_copy && !is_other {
            element.push((place, read(&path)?));
        }
    }
    ensure!(
        element
            .iter()
            .any(|(place, _)| place == "checkout-readiness.js"),
        "dist/checkout-readiness.js is missing: cargo xtask build"
    );
    Ok(element)
}

/// WordPress compares the versions that the plugin's files say; they must be the project's.
fn say_the_version(read: impl Fn(&str) -> Result<String>) -> Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    for (name, line) in [
        (
            "checkout-readiness.php",
            format!(" * Version:           {version}\n"),
        ),
        (
            "checkout-readiness.php",
            format!("const VERSION = '{version}';\n"),
        ),
        ("readme.txt", format!("Stable tag: {version}\n")),
    ] {
        if !read(name)?.contains(&line) {
            bail!("{SOURCES}/{name} does not say `{}`", line.trim());
        }
    }
    Ok(())
}

/// A path inside a folder, with `/`.
fn place(folder: &Path, path: &Path) -> Result<String> {
    Ok(path
        .strip_prefix(folder)?
        .to_string_lossy()
        .replace('\\', "/"))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plugin_says_the_version_of_the_project() {
        let project = Project::find().unwrap();
        let read = |name: &str| project.read(&format!("{SOURCES}/{name}"));
        say_the_version(read).unwrap();
        let older = |name: &str| Ok(read(name)?.replace(env!("CARGO_PKG_VERSION"), "0.0.1"));
        assert!(say_the_version(older).is_err());
    }
}
