//! Rules of this project that no other tool knows; each says what breaks it and where.

mod credentials;
mod dependencies;
mod file_length;
mod module_docs;

use std::path::Path;

use anyhow::{Result, bail};

use crate::files;
use crate::project::Project;

/// A text file of the project.
struct Source {
    /// From the root of the project, with `/`.
    path: String,
    text: String,
}

/// Reports every broken rule, then fails if there was one.
pub fn run(project: &Project) -> Result<()> {
    let sources = sources(project)?;
    let mut broken = dependencies::broken(&sources);
    for source in &sources {
        broken.extend(module_docs::broken(source));
        broken.extend(file_length::broken(source));
        broken.extend(credentials::broken(source));
    }
    for line in &broken {
        eprintln!("  {line}");
    }
    if !broken.is_empty() {
        bail!("{} broken rules", broken.len());
    }
    println!("{} files keep the rules", sources.len());
    Ok(())
}

/// All files of the project that are text.
fn sources(project: &Project) -> Result<Vec<Source>> {
    let root = project.path("");
    let read = |path: &Path| {
        let text = std::fs::read_to_string(path).ok()?;
        let path = path
            .strip_prefix(&root)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/");
        Some(Source { path, text })
    };
    Ok(files::under(&root)?
        .iter()
        .filter_map(|path| read(path))
        .collect())
}
