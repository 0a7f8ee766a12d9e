//! The texts of each language, in the parts a page asks for one after the other.
//!
//! Before anything was asked a reader sees the frame, the choices and the names of the checks;
//! what answers say, the stand-in's merchants, and the test of the webhook come when there is
//! something to say.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use toml::{Table, Value};

use super::named;
use crate::files;
use crate::project::Project;

/// Where the parts of a language are, by the part's name.
pub type Parts = BTreeMap<String, String>;

/// Every part, the first one first.
pub const PARTS: [&str; 6] = [
    "first",
    "answers",
    "merchants",
    "probe",
    "glance",
    "snippets",
];

/// Tables of `shared.toml` that are read only once there are answers.
const OF_ANSWERS: [&str; 9] = [
    "could_not_look",
    "field_missing",
    "link",
    "needs_payment_page",
    "needs_working_token",
    "not_observed",
    "page_partly_seen",
    "page_takes_no_payments",
    "report",
];

/// What the interface says before there are answers, and where they never come.
const BEFORE_ANSWERS: [&str; 19] = [
    "access",
    "account",
    "announce",
    "cancel",
    "check_again",
    "checking",
    "choose",
    "failure",
    "next",
    "notice",
    "progress",
    "run",
    "run_again",
    "run_failed_again",
    "seen",
    "show_steps",
    "start",
    "title",
    "try_again",
];

/// Of what the test of the webhook says, what stands among answers and leads to it.
const WAYS_IN: [&str; 2] = ["title", "label"];

/// Words of documents and of the badge, which only the proxy writes.
const NOT_FOR_THE_PAGE: [&str; 2] = ["badge", "document"];

/// Writes each language's texts and returns where they are. All are named by what all of them hold:
/// the loader carries every name, and one digest repeated costs it a few bytes where many cost hundreds.
pub fn write(project: &Project, staging: &Path) -> Result<BTreeMap<String, Parts>> {
    let mut all = Vec::new();
    for (language, files) in languages(project)? {
        for (name, texts) in PARTS.into_iter().zip(divide(merge(&files)?)) {
            all.push((language.clone(), name, serde_json::to_string(&texts)?));
        }
    }
    ensure!(!all.is_empty(), "locales/ holds no language");
    let digest = named::hash(
        &all.iter()
            .flat_map(|(.., texts)| texts.bytes())
            .collect::<Vec<_>>(),
    );
    let mut written = BTreeMap::<String, Parts>::new();
    for (language, name, texts) in all {
        let path = format!("{}/{language}-{name}.{digest}.json", named::FOLDER);
        named::write_at(staging, &path, texts.as_bytes())?;
        let parts = written.entry(language).or_default();
        parts.insert(name.to_owned(), path);
    }
    Ok(written)
}

/// All texts, in the order of [`PARTS`].
fn divide(texts: Table) -> [Table; 6] {
    let glance = at_a_glance(&texts);
    let [
        mut first,
        mut answers,
        mut merchants,
        mut probe,
        mut snippets,
    ] = [(); 5].map(|()| Table::new());
    for (stem, texts) in texts {
        let Value::Table(texts) = texts else { continue };
        match stem.as_str() {
            "interface" => {
                let is_early = |(key, _): &(String, Value)| BEFORE_ANSWERS.contains(&key.as_str());
                let (early, late): (Table, Table) = texts.into_iter().partition(is_early);
                first.insert(stem.clone(), Value::Table(early));
                answers.insert(stem, Value::Table(late));
            }
            "glance" => {}
            "snippets" => snippets = texts,
            "loader" => drop(answers.insert(stem, Value::Table(texts))),
            "merchants" => drop(merchants.insert(stem, Value::Table(texts))),
            "probe" => {
                answers.insert(stem.clone(), Value::Table(ways_in(&texts)));
                probe.insert(stem, Value::Table(texts));
            }
            "shared" => {
                let is_late = |(key, _): &(String, Value)| OF_ANSWERS.contains(&key.as_str());
                let (late, early): (Table, Table) = texts.into_iter().partition(is_late);
                first.insert(stem.clone(), Value::Table(early));
                answers.insert(stem, Value::Table(late));
            }
            _ => {
                let names = names(&texts);
                if !names.is_empty() {
                    first.insert(stem.clone(), Value::Table(names));
                }
                answers.insert(stem, Value::Table(texts));
            }
        }
    }
    [first, answers, merchants, probe, glance, snippets]
}

/// What summary and badge say: words of their own, and few of what the checklist says.
fn at_a_glance(texts: &Table) -> Table {
    let at = |path: &[&str]| {
        let mut value = texts.get(path[0])?;
        for name in &path[1..] {
            value = value.get(name)?;
        }
        Some(value.clone())
    };
    let said = [
        ("run", at(&["interface", "run"])),
        ("cancel", at(&["interface", "cancel"])),
        ("verdict", at(&["shared", "verdict"])),
        ("status", at(&["shared", "status"])),
        ("sandbox", at(&["shared", "mode", "sandbox"])),
    ];
    let own = texts.get("glance").and_then(Value::as_table);
    let mut glance = own.cloned().unwrap_or_default();
    glance.extend(
        said.into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?))),
    );
    glance
}

/// The headings of the checklist in each language, in a reader's order.
pub fn headings(project: &Project) -> Result<BTreeMap<String, Vec<String>>> {
    let languages = languages(project)?.into_iter();
    languages
        .map(|(language, files)| {
            let texts = merge(&files)?;
            let names = texts
                .get("shared")
                .and_then(|shared| shared.get("requirement"));
            let names = names.and_then(Value::as_table).into_iter().flatten();
            let names = names.filter_map(|(_, name)| name.as_str().map(str::to_owned));
            Ok((language, names.collect()))
        })
        .collect()
}

/// Of each table, what leads to the rest of it.
fn ways_in(texts: &Table) -> Table {
    let tables = texts.iter().filter_map(|(name, texts)| {
        let texts = texts.as_table()?.iter();
        let leads = texts.filter(|(key, _)| WAYS_IN.contains(&key.as_str()));
        let leads: Table = leads
            .map(|(key, text)| (key.clone(), text.clone()))
            .collect();
        (!leads.is_empty()).then(|| (name.clone(), Value::Table(leads)))
    });
    tables.collect()
}

/// Of a requirement's texts, the names of its checks.
fn names(texts: &Table) -> Table {
    let named = texts.iter().filter_map(|(check, texts)| {
        let name = texts.as_table()?.get("name")?;
        // Only checks have a reason to matter; other tables may have names too.
        texts.as_table()?.get("why")?;
        let only_name = Table::from_iter([("name".to_owned(), name.clone())]);
        Some((check.clone(), Value::Table(only_name)))
    });
    named.collect()
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
        if NOT_FOR_THE_PAGE.contains(&stem.as_str()) {
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
fn merge(files: &Sources) -> Result<Table> {
    files
        .iter()
        .map(|(stem, text)| {
            let table: Table = toml::from_str(text).with_context(|| format!("{stem}.toml"))?;
            Ok((stem.clone(), Value::Table(table)))
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
    fn what_answers_say_and_who_the_stand_in_plays_come_later() {
        let files = Sources::from([
            (
                "interface".to_owned(),
                "run = \"Go\"\nnote = \"Note\"".to_owned(),
            ),
            ("glance".to_owned(), "old = \"Old\"".to_owned()),
            ("snippets".to_owned(), "copy = \"Copy\"".to_owned()),
            ("merchants".to_owned(), "ready = \"Ready\"".to_owned()),
            (
                "shared".to_owned(),
                "[status]\npassed = \"Passed\"\n[link]\nhome = \"Home\"".to_owned(),
            ),
            (
                "probe".to_owned(),
                "[test]\ntitle = \"Test\"\nsend = \"Send\"\n[part]\nipn = \"IPN\"".to_owned(),
            ),
            (
                "https".to_owned(),
                "[page-is-https]\nname = \"N\"\nwhy = \"W\"\n[page-is-https.x]\ntitle = \"T\""
                    .to_owned(),
            ),
        ]);
        let [first, answers, merchants, probe, glance, snippets] =
            divide(merge(&files).unwrap()).map(|part| serde_json::to_string(&part).unwrap());
        assert_eq!(
            first,
            r#"{"https":{"page-is-https":{"name":"N"}},"interface":{"run":"Go"},"shared":{"status":{"passed":"Passed"}}}"#
        );
        assert_eq!(
            answers,
            r#"{"https":{"page-is-https":{"name":"N","why":"W","x":{"title":"T"}}},"interface":{"note":"Note"},"probe":{"test":{"title":"Test"}},"shared":{"link":{"home":"Home"}}}"#
        );
        assert_eq!(merchants, r#"{"merchants":{"ready":"Ready"}}"#);
        assert_eq!(
            probe,
            r#"{"probe":{"part":{"ipn":"IPN"},"test":{"send":"Send","title":"Test"}}}"#
        );
        assert_eq!(
            glance,
            r#"{"old":"Old","run":"Go","status":{"passed":"Passed"}}"#
        );
        assert_eq!(snippets, r#"{"copy":"Copy"}"#);
    }

    #[test]
    fn a_broken_file_is_named() {
        let files = Sources::from([("app".to_owned(), "run = ".to_owned())]);
        assert!(format!("{:#}", merge(&files).unwrap_err()).contains("app.toml"));
    }
}
