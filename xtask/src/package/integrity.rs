//! `integrity.json`: the digest of every script and file, as browsers compare it (`integrity="…"`).

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::files;

const NAME: &str = "integrity.json";
/// What a page loads; types and descriptions are read by tools.
const LOADED: [&str; 4] = ["js", "json", "wasm", "css"];

/// Writes the digests of everything in a folder that a page may load.
pub fn write(folder: &Path) -> Result<()> {
    let mut digests = BTreeMap::new();
    for path in files::under(folder)? {
        let name = path.strip_prefix(folder)?;
        let name = name.to_str().context("a name that is no text")?;
        let name = name.replace('\\', "/");
        if is_loaded(&name) {
            digests.insert(name, digest(&std::fs::read(&path)?));
        }
    }
    let text = serde_json::to_string_pretty(&digests)? + "\n";
    Ok(std::fs::write(folder.join(NAME), text)?)
}

fn is_loaded(name: &str) -> bool {
    let is_described = !name.contains('/') && name.ends_with(".json");
    let extension = name.rsplit('.').next().unwrap_or_default();
    !is_described && LOADED.contains(&extension)
}

fn digest(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_one_browsers_make() {
        // Of an empty file, as `openssl dgst -sha384 -binary | base64` has it.
        assert_eq!(
            digest(b""),
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
        assert!(is_loaded("assets/en.0.json") && is_loaded("react.js"));
        assert!(!is_loaded("package.json") && !is_loaded("types/index.d.ts"));
    }
}
