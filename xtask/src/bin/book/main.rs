//! Renders the book of `docs/book` into a folder: pages, style and search, and nothing of mdBook's
//! own theme, whose inline scripts the proxy's policy blocks.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line talks to its reader on its outputs"
)]

mod finish;
mod search;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use mdbook_driver::MDBook;
use mdbook_driver::book::BookItem;

const BOOK: &str = "docs/book";
/// Files outside the book that its pages link to, by the name they have there.
const BESIDE: [(&str, &str); 1] = [("docs/report.schema.json", "report.schema.json")];

fn main() -> ExitCode {
    let destination = std::env::args_os().nth(1).map(PathBuf::from);
    match destination
        .context("which folder?")
        .and_then(|folder| render(&folder))
    {
        Ok(pages) => {
            println!("the book has {pages} pages");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Renders the book and says how many pages it has.
fn render(destination: &Path) -> Result<usize> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no parent")?;
    let raw = destination.with_extension("raw");
    for folder in [destination, &raw] {
        std::fs::remove_dir_all(folder).ok();
        std::fs::create_dir_all(folder)?;
    }
    let mut book = MDBook::load(root.join(BOOK))?;
    book.config.build.build_dir.clone_from(&raw);
    book.build()?;

    let names = pages(&book)?;
    let mut index = Vec::new();
    for name in &names {
        let html = std::fs::read_to_string(raw.join(name)).with_context(|| name.clone())?;
        let html = finish::page(name, &html).with_context(|| name.clone())?;
        index.extend(search::sections(name, &html));
        std::fs::write(destination.join(name), html)?;
    }
    std::fs::write(
        destination.join("search.json"),
        serde_json::to_string(&index)?,
    )?;
    let html = book.config.html_config().unwrap_or_default();
    for file in html.additional_css.iter().chain(&html.additional_js) {
        copy(&root.join(BOOK).join(file), &destination.join(file))?;
    }
    for (file, name) in BESIDE {
        copy(&root.join(file), &destination.join(name))?;
    }
    std::fs::remove_dir_all(&raw)?;
    Ok(names.len())
}

/// The files of all chapters; every one must have been written.
fn pages(book: &MDBook) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for item in book.iter() {
        if let BookItem::Chapter(chapter) = item {
            let path = chapter.path.as_ref();
            let path = path.with_context(|| format!("{}: has no file", chapter.name))?;
            ensure!(
                !chapter.content.trim().is_empty(),
                "{} is empty",
                path.display()
            );
            let name = path.with_extension("html").to_string_lossy().into_owned();
            ensure!(!name.contains('/'), "{name}: all pages are in one folder");
            names.push(name);
        }
    }
    ensure!(
        names.first().is_some_and(|first| first == "index.html"),
        "the first chapter must be index.md"
    );
    Ok(names)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::copy(from, to).with_context(|| from.display().to_string())?;
    Ok(())
}
