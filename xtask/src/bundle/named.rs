//! Files named by their content: they may be cached for ever.

use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The folder of all files that never change under their name.
pub const FOLDER: &str = "assets";

/// Writes a file as `assets/<stem>.<hash>.<extension>` and returns that path.
pub fn write(staging: &Path, source: &str, content: &[u8]) -> Result<String> {
    let path = path(source, content)?;
    write_at(staging, &path, content)?;
    Ok(path)
}

/// Writes a file under a name that holds a digest already.
pub fn write_at(staging: &Path, path: &str, content: &[u8]) -> Result<()> {
    let file = staging.join(path);
    std::fs::create_dir_all(file.parent().context("a file without a folder")?)?;
    std::fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))
}

fn path(source: &str, content: &[u8]) -> Result<String> {
    let name = source.rsplit('/').next().unwrap_or(source);
    let (stem, extension) = name
        .rsplit_once('.')
        .with_context(|| format!("{source} has no extension"))?;
    Ok(format!("{FOLDER}/{stem}.{}.{extension}", hash(content)))
}

/// Enough of a digest to tell any two versions of a file apart.
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_what_the_content_is() {
        assert_eq!(
            path("style/page.css", b"").unwrap(),
            "assets/page.e3b0c442.css"
        );
        assert_ne!(path("a.js", b"1").unwrap(), path("a.js", b"2").unwrap());
    }
}
