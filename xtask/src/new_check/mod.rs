//! Starts a new check: its file, its two lines of the registry, its texts in every language.
//!
//! What is written compiles, passes every test and tells the truth: it asks whether the account
//! may sell. So a check somebody forgot to finish never calls a shop ready that is not.

mod names;
mod registry;
mod rule;
#[cfg(test)]
mod tests;
mod texts;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};

use crate::project::Project;
use names::Names;

/// What `cargo xtask new-check` can be told.
#[derive(Debug, Args)]
pub struct Options {
    /// Says what holds when the check passes, in kebab-case: access-token-is-production
    id: String,
    /// The heading of the go-live guide it belongs to, as in `contract/outcome.rs`
    #[arg(long)]
    requirement: String,
    /// Whether a failure stops a shop; without it, what `matrix.rs` says for each product
    #[arg(long)]
    severity: Option<Severity>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Severity {
    Required,
    Recommended,
}

/// Writes everything a new check needs, or nothing.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let names = Names::of(project, &options.id, &options.requirement)?;
    let file = names.file();
    ensure!(!project.path(&file).exists(), "{file} is there already");

    let mut written = vec![(file, rule::text(project, &names, options.severity)?)];
    written.extend(registry::lines(project, &names)?);
    written.extend(texts::entries(project, &names)?);
    for (path, text) in &written {
        if let Some(folder) = project.path(path).parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(project.path(path), text)?;
        println!("wrote {path}");
    }
    println!(
        "\nNow it asks whether the account may sell. Next:\n\
         1. let its file ask your question, and its examples answer with every reason\n\
         2. say it in your words in each language\n\
         3. cargo xtask docs\n\
         4. UPDATE_EXPECTED=1 cargo test -p checkout-readiness-wording, and read what changed\n\
         5. cargo xtask test --quick"
    );
    Ok(())
}
