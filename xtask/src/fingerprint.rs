//! What the widget was built from, as one short text: the same text, the same widget.

use anyhow::Result;
use sha2::{Digest, Sha256};

use crate::files;
use crate::project::Project;
use crate::setup;

/// Hands the fingerprint of before the build to the bundling after it, so that a file somebody
/// changes in between is noticed at the next build.
pub const VARIABLE: &str = "CHECKOUT_READINESS_INPUTS";

/// Everything the built widget depends on.
const INPUTS: [&str; 20] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/browser",
    "crates/checks",
    "crates/parts",
    "crates/signature",
    "crates/wording",
    "embed",
    "index.html",
    "locales",
    "package-lock.json",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/src/bundle",
    "xtask/src/fingerprint.rs",
    "xtask/src/small_std.rs",
    "xtask/tools.toml",
];

/// What stands among them and is no part of the widget.
const NO_INPUTS: [&str; 2] = ["embed/examples", "embed/package"];

/// Everything the book is made from; its pages include files of the other folders as they are.
const OF_BOOK: [&str; 7] = [
    "Cargo.lock",
    "deploy",
    "docs",
    "embed/examples",
    "xtask/src/bin/book",
    "xtask/src/book.rs",
    "xtask/src/bundle/compress.rs",
];

/// The fingerprint of everything the widget is built from.
pub fn of_widget(project: &Project) -> Result<String> {
    let mut digest = digest(project, &INPUTS, &NO_INPUTS)?;
    digest.update(setup::system_version(project, "wasm-opt")?);
    digest.update(std::env::var("RUSTFLAGS").unwrap_or_default());
    Ok(written(digest))
}

/// The fingerprint of everything the book is made from.
pub fn of_book(project: &Project) -> Result<String> {
    Ok(written(digest(project, &OF_BOOK, &[])?))
}

fn digest(project: &Project, inputs: &[&str], without: &[&str]) -> Result<Sha256> {
    let mut digest = Sha256::new();
    for input in inputs {
        for path in files::under(&project.path(input))? {
            if without
                .iter()
                .any(|none| path.starts_with(project.path(none)))
            {
                continue;
            }
            let content = std::fs::read(&path)?;
            let name = path
                .strip_prefix(project.path(""))
                .unwrap_or(&path)
                .to_string_lossy();
            digest.update(name.as_bytes());
            digest.update([0]);
            digest.update(content.len().to_le_bytes());
            digest.update(content);
        }
    }
    Ok(digest)
}

fn written(digest: Sha256) -> String {
    digest
        .finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
