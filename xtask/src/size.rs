//! What a first load transfers, against the budget.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::bundle::compress::beside;
use crate::bundle::manifest::Manifest;
use crate::project::Project;

/// `xtask/budget.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    first_load_brotli_bytes: u64,
}

/// The bytes of a file as it is, and in each encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bytes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the table and fails over budget.
pub fn run(project: &Project) -> Result<()> {
    let dist = project.path("dist");
    let manifest = Manifest::read(&dist)?;
    if manifest.profile != "release" {
        bail!("dist/ holds a development build: cargo xtask build");
    }
    let mut rows = Vec::new();
    for name in &manifest.always {
        rows.push((name.clone(), measure(&dist.join(name))?));
    }
    let languages = manifest
        .locale
        .values()
        .map(|name| Ok((name, measure(&dist.join(name))?)));
    let languages: Vec<_> = languages.collect::<Result<_>>()?;
    let (name, bytes) = languages
        .into_iter()
        .max_by_key(|(_, bytes)| bytes.brotli)
        .context("dist/manifest.json names no language")?;
    rows.push((format!("{name} (the largest language)"), bytes));
    let total = rows
        .iter()
        .fold(Bytes::default(), |sum, (_, bytes)| sum.plus(*bytes));

    println!(
        "{:<58} {:>9} {:>9} {:>9}",
        "A first load of the page, bytes", "raw", "gzip", "brotli"
    );
    for (name, bytes) in &rows {
        print(name, *bytes);
    }
    print("total", total);
    let budget: Budget = toml::from_str(&project.read("xtask/budget.toml")?)?;
    judge(total.brotli, budget.first_load_brotli_bytes)
}

fn judge(total: u64, budget: u64) -> Result<()> {
    if total > budget {
        bail!(
            "{} bytes over the budget of {budget} (brotli)",
            total - budget
        );
    }
    println!(
        "{} bytes under the budget of {budget} (brotli)",
        budget - total
    );
    Ok(())
}

fn print(name: &str, bytes: Bytes) {
    println!(
        "{name:<58} {:>9} {:>9} {:>9}",
        bytes.raw, bytes.gzip, bytes.brotli
    );
}

/// A file without a compressed copy is sent as it is.
fn measure(path: &Path) -> Result<Bytes> {
    let length = |path: &Path| std::fs::metadata(path).map(|file| file.len());
    let raw = length(path).with_context(|| format!("{} is missing", path.display()))?;
    let encoded = |encoding| length(&beside(path, encoding)).unwrap_or(raw);
    Ok(Bytes {
        raw,
        gzip: encoded("gz"),
        brotli: encoded("br"),
    })
}

impl Bytes {
    fn plus(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_budget_fails_and_says_by_how_much() {
        assert!(judge(100, 100).is_ok());
        assert!(
            judge(103, 100)
                .unwrap_err()
                .to_string()
                .starts_with("3 bytes over")
        );
    }
}
