//! What a first load transfers, against the budget.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::bundle::compress::beside;
use crate::bundle::manifest::{Load, Manifest};
use crate::project::Project;

/// `xtask/budget.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    first_load_brotli_bytes: u64,
    loader_brotli_bytes: u64,
    badge_brotli_bytes: u64,
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
    let budget: Budget = toml::from_str(&project.read("xtask/budget.toml")?)?;
    let loader = Load {
        always: vec![manifest.loader],
        locale: BTreeMap::new(),
    };
    let tables = [
        (
            "The script other sites name",
            loader,
            budget.loader_brotli_bytes,
        ),
        (
            "A badge or summary",
            manifest.badge,
            budget.badge_brotli_bytes,
        ),
        (
            "A first load of the page",
            manifest.page,
            budget.first_load_brotli_bytes,
        ),
    ];
    let over = tables
        .iter()
        .map(|(what, load, budget)| table(&dist, what, load, *budget))
        .collect::<Result<Vec<_>>>()?;
    if over.contains(&true) {
        bail!("over the budget of xtask/budget.toml");
    }
    Ok(())
}

/// Prints what a load transfers, and whether that is over budget.
fn table(dist: &Path, what: &str, load: &Load, budget: u64) -> Result<bool> {
    let mut rows = Vec::new();
    for name in &load.always {
        rows.push((name.clone(), measure(&dist.join(name))?));
    }
    let languages = load
        .locale
        .values()
        .map(|name| Ok((name, measure(&dist.join(name))?)));
    let languages: Vec<_> = languages.collect::<Result<_>>()?;
    let largest = languages.into_iter().max_by_key(|(_, bytes)| bytes.brotli);
    rows.extend(largest.map(|(name, bytes)| (format!("{name} (the largest language)"), bytes)));
    let total = rows
        .iter()
        .fold(Bytes::default(), |sum, (_, bytes)| sum.plus(*bytes));

    println!(
        "{:<58} {:>9} {:>9} {:>9}",
        format!("{what}, bytes"),
        "raw",
        "gzip",
        "brotli"
    );
    for (name, bytes) in &rows {
        print(name, *bytes);
    }
    print("total", total);
    let (is_over, said) = judge(total.brotli, budget);
    println!("{said}\n");
    Ok(is_over)
}

/// Whether that is over budget, and by how much it is over or under.
fn judge(total: u64, budget: u64) -> (bool, String) {
    let is_over = total > budget;
    let side = if is_over { "over" } else { "under" };
    let distance = total.abs_diff(budget);
    let said = format!("{distance} bytes {side} the budget of {budget} (brotli)");
    (is_over, said)
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
        assert!(!judge(100, 100).0);
        let (is_over, said) = judge(103, 100);
        assert!(is_over && said.starts_with("3 bytes over"), "{said}");
    }
}
