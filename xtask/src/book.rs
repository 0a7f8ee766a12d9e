//! The book of `docs/book`, rendered into `dist/docs`, from where the proxy serves it at `/docs/`.
//!
//! What renders it is a binary of its own: mdBook takes longer to compile than all other tasks
//! together, and is compiled only when somebody wants the book.

use anyhow::{Context, Result};

use crate::bundle::compress;
use crate::project::Project;
use crate::{files, fingerprint, process};

/// Where the proxy takes it from. Trunk empties `dist`, so the book comes after the widget.
const SERVED: &str = "dist/docs";

/// Renders the book, unless what is there was made from the very same files.
pub fn run(project: &Project) -> Result<()> {
    let served = project.path(SERVED);
    let folder = project.target().join("xtask/book");
    let inputs = fingerprint::of_book(project)?;
    let known = folder.with_extension("inputs");
    let is_known = std::fs::read_to_string(&known).is_ok_and(|known| known == inputs);
    if is_known && served.join("index.html").is_file() {
        println!("{SERVED}/ is up to date");
        return Ok(());
    }
    std::fs::create_dir_all(&folder)?;
    process::run(
        project
            .cargo(["run", "--quiet", "--locked", "--package", "xtask"])?
            .args(["--features", "book", "--bin", "book", "--"])
            .arg(&folder),
    )?;
    compress::folder(&folder)?;
    std::fs::remove_dir_all(&served).ok();
    for file in files::under(&folder)? {
        let to = served.join(file.strip_prefix(&folder)?);
        let parent = to.parent().context("a file has no folder")?;
        std::fs::create_dir_all(parent)?;
        std::fs::copy(&file, &to).with_context(|| to.display().to_string())?;
    }
    Ok(std::fs::write(known, inputs)?)
}
