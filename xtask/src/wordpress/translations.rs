//! The plugin's translations: compiled for WordPress, and held against what its sources say. Both by
//! gettext's own tools, whose files every WordPress reads.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::SOURCES;
use crate::files;
use crate::process::{output, run as command};
use crate::project::Project;

/// How the plugin's sources mark what is to be translated.
const KEYWORDS: [&str; 3] = [
    "--keyword=__",
    "--keyword=esc_html__",
    "--keyword=esc_html_e",
];

/// A translation in the form WordPress reads.
pub fn compiled(project: &Project, translation: &Path) -> Result<Vec<u8>> {
    let compiled = beside_packages(project, "translation.mo")?;
    output(
        project
            .command("msgfmt")?
            .args(["--check-format", "--output-file"])
            .args([&compiled, translation]),
    )?;
    super::read(&compiled)
}

/// Fails where the template or a translation has not exactly the texts of the sources, or where a
/// text is not translated.
pub fn check(project: &Project) -> Result<()> {
    let extracted = extracted(project)?;
    let of_kind = |kind: &str| ending(&project.path(SOURCES).join("languages"), kind);
    let (templates, translations) = (of_kind("pot")?, of_kind("po")?);
    ensure!(
        templates.len() == 1 && !translations.is_empty(),
        "{SOURCES}/languages needs one template and its translations"
    );
    for template in &templates {
        has_all(project, template, &extracted, &["--use-untranslated"])?;
        has_all(project, &extracted, template, &["--use-untranslated"])?;
    }
    for translation in &translations {
        has_all(project, translation, &extracted, &[])?;
        has_all(project, &extracted, translation, &["--use-untranslated"])?;
        compiled(project, translation)?;
    }
    println!(
        "{} translations say all that the plugin says",
        translations.len()
    );
    Ok(())
}

/// Fails where the first file lacks a text of the second.
fn has_all(project: &Project, one: &Path, other: &Path, how: &[&str]) -> Result<()> {
    output(project.command("msgcmp")?.args(how).args([one, other]))?;
    Ok(())
}

/// What the sources say.
fn extracted(project: &Project) -> Result<PathBuf> {
    let extracted = beside_packages(project, "extracted.pot")?;
    command(
        project
            .command("xgettext")?
            .args(["--language=PHP", "--from-code=UTF-8"])
            .args(KEYWORDS)
            .arg("--output")
            .arg(&extracted)
            .args(ending(&project.path(SOURCES), "php")?),
    )?;
    Ok(extracted)
}

fn ending(folder: &Path, kind: &str) -> Result<Vec<PathBuf>> {
    let mut found = files::under(folder)?;
    found.retain(|path| path.extension().is_some_and(|extension| extension == kind));
    Ok(found)
}

fn beside_packages(project: &Project, name: &str) -> Result<PathBuf> {
    let folder = project.target().join("package");
    std::fs::create_dir_all(&folder)?;
    Ok(folder.join(name))
}
