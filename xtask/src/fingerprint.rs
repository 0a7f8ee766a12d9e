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

/// The fingerprint of everything the widget is built from.
pub fn of_widget(project: &Project) -> Result<String> {
    let mut digest = Sha256::new();
    for input in INPUTS {
        for path in files::under(&project.path(input))? {
            if NO_INPUTS
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
    digest.update(setup::system_version(project, "wasm-opt")?);
    digest.update(std::env::var("RUSTFLAGS").unwrap_or_default());
    Ok(digest
        .finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
