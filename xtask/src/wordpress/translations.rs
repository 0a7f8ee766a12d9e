//! The plugin's translations: compiled for WordPress, and held against what its sources say.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use polib::catalog::Catalog;

use super::SOURCES;
use crate::files;
use crate::process::run as command;
use crate::project::Project;

/// How the plugin's sources mark what is to be translated.
const KEYWORDS: [&str; 3] = [
    "--keyword=__",
    "--keyword=esc_html__",
    "--keyword=esc_html_e",
];

/// A translation in the form WordPress reads.
pub fn compiled(project: &Project, translation: &Path) -> Result<Vec<u8>> {
    let folder = project.target().join("package");
    std::fs::create_dir_all(&folder)?;
    let compiled = folder.join("translation.mo");
    let failed = |error| anyhow!("{}: {error}", translation.display());
    polib::mo_file::compile_from_po(translation, &compiled).map_err(failed)?;
    let bytes = std::fs::read(&compiled)?;
    std::fs::remove_file(&compiled)?;
    Ok(bytes)
}

/// Fails where the template or a translation has not exactly the texts of the sources, or where a
/// text is not translated.
pub fn check(project: &Project) -> Result<()> {
    let languages = project.path(SOURCES).join("languages");
    let extracted = extracted(project)?;
    ensure!(
        !extracted.is_empty(),
        "nothing of {SOURCES} is to be translated"
    );
    let template = read(&languages.join("checkout-readiness.pot"))?;
    let mut wrong = differences("checkout-readiness.pot", &extracted, &texts(&template));
    for path in files::under(&languages)? {
        if path.extension().is_none_or(|extension| extension != "po") {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let translation = read(&path)?;
        wrong.extend(differences(&name, &extracted, &texts(&translation)));
        wrong.extend(untranslated(&name, &translation));
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{} texts are translated", extracted.len());
    Ok(())
}

/// What the sources say, as gettext's own tool finds it.
fn extracted(project: &Project) -> Result<BTreeSet<String>> {
    let mut sources = files::under(&project.path(SOURCES))?;
    sources.retain(|path| path.extension().is_some_and(|extension| extension == "php"));
    let found = project.target().join("package").join("extracted.pot");
    std::fs::create_dir_all(project.target().join("package"))?;
    command(
        project
            .command("xgettext")?
            .args(["--language=PHP", "--from-code=UTF-8"])
            .args(KEYWORDS)
            .arg("--output")
            .arg(&found)
            .args(sources),
    )?;
    Ok(texts(&read(&found)?))
}

fn read(path: &Path) -> Result<Catalog> {
    polib::po_file::parse(path).with_context(|| format!("cannot read {}", path.display()))
}

fn texts(catalog: &Catalog) -> BTreeSet<String> {
    catalog
        .messages()
        .map(|message| message.msgid().to_owned())
        .collect()
}

fn differences(name: &str, expected: &BTreeSet<String>, present: &BTreeSet<String>) -> Vec<String> {
    let missing = expected
        .difference(present)
        .map(|text| format!("{name}: lacks “{text}”"));
    let orphaned = present
        .difference(expected)
        .map(|text| format!("{name}: nothing says “{text}” any more"));
    missing.chain(orphaned).collect()
}

fn untranslated(name: &str, translation: &Catalog) -> Vec<String> {
    translation
        .messages()
        .filter(|message| message.is_fuzzy() || message.msgstr().map_or(true, str::is_empty))
        .map(|message| format!("{name}: “{}” is not translated", message.msgid()))
        .collect()
}
