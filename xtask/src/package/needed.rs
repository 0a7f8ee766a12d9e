//! Which of the built files the element needs: those its script names, and those they name in turn.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::bundle::FOLDER;
use crate::files;

/// Paths of the entry and of everything that can be reached from it, sorted.
pub fn files(dist: &Path, entry: &str) -> Result<BTreeSet<String>> {
    let known = names(&dist.join(FOLDER))?;
    let mut found = BTreeSet::new();
    let mut open = vec![entry.to_owned()];
    while let Some(path) = open.pop() {
        if !found.insert(path.clone()) || !path.ends_with(".js") {
            continue;
        }
        let text = std::fs::read_to_string(dist.join(&path))
            .with_context(|| format!("dist/{path} is missing: cargo xtask build"))?;
        let named = known.iter().filter(|name| text.contains(name.as_str()));
        open.extend(named.map(|name| format!("{FOLDER}/{name}")));
    }
    ensure!(
        found.iter().any(|path| path.ends_with(".wasm")),
        "dist/{entry} names no compiled program: cargo xtask build"
    );
    Ok(found)
}

/// Names of the files among which something may be found; compressed copies are the server's.
fn names(folder: &Path) -> Result<Vec<String>> {
    let names = files::under(folder)?
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
        .collect();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_the_stand_alone_page_needs_is_left_out() {
        let dist = std::env::temp_dir().join(format!("xtask-needed-{}", std::process::id()));
        std::fs::create_dir_all(dist.join(FOLDER)).unwrap();
        for (path, text) in [
            ("element.js", "'./assets/parts.1.js'; './assets/en.2.json'"),
            ("assets/parts.1.js", "'./parts.3.wasm'"),
            ("assets/parts.3.wasm", "en.5.json"),
            ("assets/parts.3.wasm.br", ""),
            ("assets/en.2.json", "page.4.css"),
            ("assets/en.5.json", ""),
            ("assets/page.4.css", ""),
        ] {
            std::fs::write(dist.join(path), text).unwrap();
        }
        let found = files(&dist, "element.js").unwrap();
        let expected = [
            "assets/en.2.json",
            "assets/parts.1.js",
            "assets/parts.3.wasm",
            "element.js",
        ];
        assert!(found.iter().map(String::as_str).eq(expected), "{found:?}");
        std::fs::write(dist.join("element.js"), "nothing").unwrap();
        assert!(files(&dist, "element.js").is_err());
        std::fs::remove_dir_all(dist).unwrap();
    }
}
