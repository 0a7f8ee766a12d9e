//! What was configured, still as text: the environment over the file it may point to.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Value;

use super::variable::{self, READINESS_CONFIG, Variable};
use super::{ConfigError, ConfigErrors};

/// The text given for each setting. Text that is empty or only white space counts as not given:
/// that is how a pipeline passes on a variable nobody set.
#[derive(Clone, Default)]
pub struct Given {
    texts: BTreeMap<&'static str, String>,
    unknown: Vec<String>,
}

impl Given {
    /// Reads the environment of this process, and the file `READINESS_CONFIG` names.
    ///
    /// # Errors
    ///
    /// Where a text is not UTF-8, or the file cannot be read or holds a name that is no setting.
    #[expect(clippy::disallowed_methods, reason = "this is the configuration")]
    pub fn from_environment() -> Result<Self, ConfigErrors> {
        let mut given = Self::default();
        let mut errors = Vec::new();
        for (name, value) in std::env::vars_os() {
            let Some(name) = name.to_str() else { continue };
            match (find(name), value.into_string()) {
                (Some(variable), Ok(text)) => given.set(variable, text),
                (Some(variable), Err(_)) => {
                    errors.push(ConfigError::new(variable, "is not UTF-8 text"));
                }
                (None, _) if name.starts_with("READINESS_") => given.unknown.push(name.to_owned()),
                (None, _) => {}
            }
        }
        given.unknown.sort_unstable();
        if !errors.is_empty() {
            return Err(ConfigErrors(errors));
        }
        given.with_file()
    }

    /// Takes these texts in place of the environment, and the file they may name.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or holds a name that is no setting.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, ConfigErrors> {
        let mut given = Self::default();
        for (name, text) in pairs {
            match find(name) {
                Some(variable) => given.set(variable, text.to_owned()),
                None => given.unknown.push(name.to_owned()),
            }
        }
        given.with_file()
    }

    /// The text of a setting, if one was given.
    #[must_use]
    pub fn text(&self, variable: Variable) -> Option<&str> {
        self.texts.get(variable.name).map(String::as_str)
    }

    /// Names that look like settings of ours and are none.
    #[must_use]
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    fn set(&mut self, variable: Variable, text: String) {
        if !text.trim().is_empty() {
            self.texts.insert(variable.name, text);
        }
    }

    fn with_file(mut self) -> Result<Self, ConfigErrors> {
        let Some(path) = self.text(READINESS_CONFIG) else {
            return Ok(self);
        };
        for (variable, text) in read_file(Path::new(path))? {
            if !self.texts.contains_key(variable.name) {
                self.set(variable, text);
            }
        }
        Ok(self)
    }
}

fn find(name: &str) -> Option<Variable> {
    variable::ALL
        .iter()
        .copied()
        .find(|variable| variable.name == name)
}

fn read_file(path: &Path) -> Result<Vec<(Variable, String)>, ConfigError> {
    let wrong = |problem: String| ConfigError::new(READINESS_CONFIG, problem);
    let text = std::fs::read_to_string(path).map_err(|error| {
        wrong(format!(
            "names a file that cannot be read ({})",
            error.kind()
        ))
    })?;
    // What the parser says is dropped, because it quotes the line, which may hold a secret.
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.unwrap_or_default().matches('\n').count() + 1;
        wrong(format!("names a file that is not TOML, near line {line}"))
    })?;
    table
        .into_iter()
        .map(|(name, value)| {
            let variable = find(&name)
                .filter(|variable| *variable != READINESS_CONFIG)
                .ok_or_else(|| wrong(format!("names a file with the unknown setting {name:?}")))?;
            let text = text_of(value).ok_or_else(|| {
                ConfigError::new(
                    variable,
                    "is neither text, a number nor a list of texts in the file",
                )
            })?;
            Ok((variable, text))
        })
        .collect()
}

fn text_of(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Integer(number) => Some(number.to_string()),
        Value::Array(values) => {
            let texts: Option<Vec<String>> = values.into_iter().map(text_of).collect();
            texts.map(|texts| texts.join(","))
        }
        _ => None,
    }
}
