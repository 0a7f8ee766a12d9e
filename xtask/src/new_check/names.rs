//! What the new check is called, in every place that names it.

use anyhow::{Context, Result, ensure};

use crate::project::Project;

const REQUIREMENTS: &str = "crates/checks/src/contract/outcome.rs";

/// The names of one check.
#[derive(Debug)]
pub struct Names {
    /// `access-token-works`
    pub id: String,
    /// `access_token_works`
    pub module: String,
    /// `Access token works`
    pub sentence: String,
    /// `credentials`
    pub requirement: String,
    /// `Credentials`
    pub variant: String,
}

impl Names {
    /// Checks an id and a requirement and derives the rest.
    pub fn of(project: &Project, id: &str, requirement: &str) -> Result<Self> {
        let words: Vec<&str> = id.split('-').collect();
        let is_word = |word: &&str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        ensure!(
            words.len() > 1
                && words.iter().all(is_word)
                && !id.starts_with(|c: char| c.is_ascii_digit()),
            "{id} is no id: several words in lower case joined by hyphens, as in public-key-works"
        );
        let mut sentence = words.join(" ");
        sentence[..1].make_ascii_uppercase();
        Ok(Self {
            id: id.to_owned(),
            module: words.join("_"),
            sentence,
            requirement: requirement.to_owned(),
            variant: variant(&project.read(REQUIREMENTS)?, requirement)?,
        })
    }

    /// The file of the check.
    pub fn file(&self) -> String {
        format!("crates/checks/src/checks/{}.rs", self.module)
    }
}

/// The variant of `Requirement` with that name on the wire.
fn variant(source: &str, requirement: &str) -> Result<String> {
    let known: Vec<(&str, &str)> = source
        .split_once("Requirement {")
        .and_then(|(_, rest)| rest.split_once("    }\n"))
        .map(|(block, _)| {
            block
                .lines()
                .filter_map(|line| line.trim().split_once(" = "))
                .collect()
        })
        .with_context(|| format!("{REQUIREMENTS} declares no Requirement"))?;
    let name = |quoted: &str| quoted.trim_matches(['"', ',']).to_owned();
    let found = known.iter().find(|(_, quoted)| name(quoted) == requirement);
    found
        .map(|(variant, _)| (*variant).to_owned())
        .with_context(|| {
            let all: Vec<_> = known.iter().map(|(_, quoted)| name(quoted)).collect();
            format!(
                "{requirement} is no requirement; there are: {}",
                all.join(", ")
            )
        })
}
