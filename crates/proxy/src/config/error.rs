//! What is wrong with a configuration, said without repeating any of its values.

use std::fmt;

use super::Variable;

/// One setting that cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The setting.
    pub variable: Variable,
    /// What is wrong with it, continuing the sentence its name begins.
    pub problem: String,
}

impl ConfigError {
    /// This setting is wrong in this way. The problem must not repeat the value, which may be a
    /// secret in the wrong place.
    #[must_use]
    pub fn new(variable: Variable, problem: impl Into<String>) -> Self {
        Self {
            variable,
            problem: problem.into(),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Variable { name, example, .. } = self.variable;
        write!(
            formatter,
            "{name} {}. Example: {name}={example}",
            self.problem
        )
    }
}

/// Everything that is wrong with a configuration, so that it can be mended in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl fmt::Display for ConfigErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            error.fmt(formatter)?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigErrors {}

impl From<ConfigError> for ConfigErrors {
    fn from(error: ConfigError) -> Self {
        Self(vec![error])
    }
}
