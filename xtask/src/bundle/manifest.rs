//! A list of what a first load transfers, beside what it was made from.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// File name, at the root of what is served.
const NAME: &str = "manifest.json";

/// What was built, and from what.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Trunk's profile: `release` or `debug`.
    pub profile: String,
    /// Fingerprint of everything it was made from.
    pub inputs: String,
    /// The one script that a page of another site names.
    pub loader: String,
    /// What the first load of the stand-alone page transfers.
    pub page: Load,
    /// What a badge or a summary on somebody's page transfers.
    pub badge: Load,
}

/// What is transferred until there is something to see.
#[derive(Debug, Serialize, Deserialize)]
pub struct Load {
    /// In every language.
    pub always: Vec<String>,
    /// Beside that, in each language.
    pub locale: BTreeMap<String, String>,
}

impl Manifest {
    /// Writes the list into the folder it describes.
    pub fn write(&self, folder: &Path) -> Result<()> {
        Ok(std::fs::write(
            folder.join(NAME),
            serde_json::to_string_pretty(self)?,
        )?)
    }

    /// Reads the list of a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(NAME);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{} is missing: cargo xtask build", path.display()))?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }
}
