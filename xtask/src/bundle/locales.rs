//! The texts: one small JSON file a language, made of all its TOML files.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::named;
use crate::files;
use crate::project::Project;

/// Words of documents that only the proxy writes.
const NOT_FOR_THE_PAGE: &str = "document";

/// Writes each language's texts and returns where they are.
pub fn write(project: &Project, staging: &Path) -> Result<BTreeMap<String, String>> {
    let mut written = BTreeMap::new();
    for (language, files) in languages(project)? {
        let texts = serde_json::to_string(&merge(&files)?)?;
        let path = named::write(staging, &format!("{language}.json"), texts.as_bytes())?;
        written.insert(language, path);
    }
    ensure!(!written.is_empty(), "locales/ holds no language");
    Ok(written)
}

type Sources = BTreeMap<String, String>;

/// The files of each language: file stem and content.
fn languages(project: &Project) -> Result<BTreeMap<String, Sources>> {
    let mut languages: BTreeMap<String, Sources> = BTreeMap::new();
    for path in files::under(&project.path("locales"))? {
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let name =
            |path: Option<&std::ffi::OsStr>| path.map(|name| name.to_string_lossy().into_owned());
        let language = name(path.parent().and_then(Path::file_name)).context("no language")?;
        let stem = name(path.file_stem()).context("no file stem")?;
        if stem == NOT_FOR_THE_PAGE {
            continue;
        }
        languages
            .entry(language)
            .or_default()
            .insert(stem, std::fs::read_to_string(&path)?);
    }
    Ok(languages)
}

/// One table of all files, each under its own name.
fn merge(files: &Sources) -> Result<toml::Table> {
    files
        .iter()
        .map(|(stem, text)| {
            let table: toml::Table =
                toml::from_str(text).with_context(|| format!("{stem}.toml"))?;
            Ok((stem.clone(), toml::Value::Table(table)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_one_entry_of_its_language() {
        let files = Sources::from([
            ("checks".to_owned(), "[one]\ntitle = \"Olá\"".to_owned()),
            ("app".to_owned(), "run = \"Ir\"".to_owned()),
        ]);
        let json = serde_json::to_string(&merge(&files).unwrap()).unwrap();
        assert_eq!(
            json,
            r#"{"app":{"run":"Ir"},"checks":{"one":{"title":"Olá"}}}"#
        );
    }

    #[test]
    fn a_broken_file_is_named() {
        let files = Sources::from([("app".to_owned(), "run = ".to_owned())]);
        assert!(format!("{:#}", merge(&files).unwrap_err()).contains("app.toml"));
    }
}
