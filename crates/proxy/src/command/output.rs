//! Where a report goes, and in which form.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use checkout_readiness_checks::contract::Report;
use checkout_readiness_report::{Format, render};
use checkout_readiness_wording::{Language, native};
use clap::Args;
use tempfile::Builder;

use crate::config::language_tag;

/// How the report is written.
#[derive(Clone, Debug, Args)]
pub struct Output {
    /// How to write the report: text, json, markdown, html, junit, sarif, or ticket, which is text
    /// for a support ticket with numbers cut short
    #[arg(long, value_parser = read_format, conflicts_with = "json")]
    format: Option<Format>,
    /// Write the report to this file, whole or not at all, instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The same as --format json
    #[arg(long)]
    json: bool,
    /// The language of the text: pt, es or en; otherwise LANG's
    #[arg(long, value_parser = read_language)]
    lang: Option<Language>,
}

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// To standard output.
    #[error("the report could not be written")]
    Standard(#[from] io::Error),
    /// To a file.
    #[error("{} could not be written", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// To a folder that is not there.
    #[error("{} could not be written: there is no folder of that name", .0.display())]
    NoFolder(PathBuf),
}

impl Output {
    /// Makes sure, before anything is asked of anybody, that the result has a place to go.
    ///
    /// # Errors
    ///
    /// Where the folder of the file is not there.
    pub fn prepare(&self) -> Result<(), Error> {
        self.output.as_deref().map_or(Ok(()), require_folder)
    }

    /// Writes the report.
    ///
    /// # Errors
    ///
    /// Where it could not be written.
    pub fn write(&self, report: &Report) -> Result<(), Error> {
        let format = match (self.json, self.format) {
            (true, _) => Format::Json,
            (false, Some(format)) => format,
            (false, None) => Format::Text,
        };
        let spoken = || Language::negotiate(&[&language_tag()]);
        let catalog = native::catalog(self.lang.unwrap_or_else(spoken));
        if let Some(path) = &self.output {
            return write_file(path, &render(report, catalog, format), Secrecy::Usual);
        }
        if format == Format::Text {
            // Colours where somebody sees them: on a terminal, unless they were asked away.
            let text = render(report, catalog, Format::Terminal);
            let mut stdout = AutoStream::auto(io::stdout().lock());
            stdout.write_all(text.as_bytes())?;
            return Ok(stdout.flush()?);
        }
        let mut stdout = io::stdout().lock();
        stdout.write_all(render(report, catalog, format).as_bytes())?;
        Ok(stdout.flush()?)
    }
}

/// Who may read a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// Whoever may read what this user writes.
    Usual,
    /// This user alone.
    Own,
}

/// Makes sure that the folder of a file is there.
///
/// # Errors
///
/// Where it is not.
pub fn require_folder(path: &Path) -> Result<(), Error> {
    if folder(path).is_dir() {
        Ok(())
    } else {
        Err(Error::NoFolder(path.to_owned()))
    }
}

/// Writes a file whole or not at all: whoever reads it never meets half of it.
///
/// # Errors
///
/// Where it could not be written.
pub fn write_file(path: &Path, text: &str, secrecy: Secrecy) -> Result<(), Error> {
    let failed = |error| Error::File(path.to_owned(), error);
    // A link is followed: what it leads to is what gets written.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&target).is_ok_and(|found| !found.is_file()) {
        // A pipe or a device cannot be replaced by a file.
        return fs::write(&target, text).map_err(failed);
    }
    let mut builder = Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = if secrecy == Secrecy::Own {
            0o600
        } else {
            0o666
        };
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = secrecy;
    let mut file = builder.tempfile_in(folder(&target)).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&target).map_err(|error| failed(error.error))?;
    Ok(())
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn read_format(text: &str) -> Result<Format, String> {
    Format::from_name(text)
        .ok_or_else(|| format!("is none of {}", Format::ALL.map(Format::name).join(", ")))
}

fn read_language(text: &str) -> Result<Language, String> {
    Language::from_tag(text).ok_or_else(|| "is none of pt, es, en".to_owned())
}
