//! `judge`: judges saved evidence again, without asking anybody anything.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use checkout_readiness_checks::confirmable::Confirmable;
use checkout_readiness_checks::contract::{Mode, Verdict};
use checkout_readiness_report::{Doubt, Saved, SavedError};
use clap::Args;

use super::exit::FailOn;
use super::output::{self, Output};
use crate::config::read_confirmable;
use crate::engine::VERSION;
use crate::observers::moment;

/// The largest file that is read, in bytes: hundreds of times as large as any of today's.
const LARGEST: u64 = 16 * 1024 * 1024;

/// What to judge again.
#[derive(Clone, Debug, Args)]
pub struct Judge {
    /// A file that `check --evidence` saved
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A check somebody has looked into, for this product, where no machine can; where it asks
    /// different things, with the reason, for example official-quality-score:not_recorded. What
    /// depends on what a run finds is confirmed on the page instead
    #[arg(long = "confirm", value_name = "ID[:REASON]", value_parser = read_confirmable)]
    confirmed: Vec<Confirmable>,
    /// Ask about the moment it was observed: evidence older than 24 hours may then come out ready.
    /// Evidence of the sandbox or of the future never does
    #[arg(long)]
    as_of_then: bool,
    #[command(flatten)]
    output: Output,
    /// What makes the exit code other than 0
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    fail_on: FailOn,
}

/// Nothing could be judged.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be read.
    #[error("{} could not be read", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// The file is larger than any of ours.
    #[error("{} is too large to be saved evidence", .0.display())]
    TooLarge(PathBuf),
    /// The file is not ours.
    #[error("{} cannot be judged: {}", .0.display(), .1)]
    Content(PathBuf, SavedError),
    /// The report could not be written.
    #[error(transparent)]
    Output(#[from] output::Error),
}

impl Judge {
    /// Judges again, writes what came of it, and says it by exit code.
    ///
    /// # Errors
    ///
    /// [`Error`] where nothing could be judged.
    pub fn execute(self) -> Result<ExitCode, Error> {
        self.output.prepare()?;
        let saved = Saved::read(&read(&self.file)?)
            .map_err(|error| Error::Content(self.file.clone(), error))?;
        let mut said = io::stderr();
        // Nobody may be listening there, which is no reason not to judge.
        if saved.mode == Mode::Sandbox {
            let _ = writeln!(
                said,
                "SANDBOX – answers came from the built-in stand-in, not from Mercado Pago"
            );
        }
        let _ = writeln!(
            said,
            "observed at {} by version {}; nothing is looked at anew",
            saved.observed_at.0,
            checkout_readiness_wording::clean(&saved.engine)
        );
        let now = moment(jiff::Timestamp::now());
        let mut report = saved.judged_again(VERSION, now.clone(), |outcome| {
            self.confirmed.iter().any(|it| it.is_asked_by(outcome))
        });
        let doubt = saved
            .doubt(&now)
            .filter(|doubt| !(self.as_of_then && *doubt == Doubt::Old));
        if let (Some(doubt), Verdict::Ready) = (doubt, report.verdict) {
            report.verdict = Verdict::Undecided;
            let _ = writeln!(said, "undecided, not ready: {doubt}");
            if doubt == Doubt::Old {
                let _ = writeln!(said, "To ask about that moment, add --as-of-then");
            }
        }
        self.output.write(&report)?;
        Ok(ExitCode::from(self.fail_on.code(&report)))
    }
}

fn read(path: &Path) -> Result<String, Error> {
    let failed = |error| Error::File(path.to_owned(), error);
    let mut text = String::new();
    let file = File::open(path).map_err(failed)?;
    let mut limited = file.take(LARGEST + 1);
    limited.read_to_string(&mut text).map_err(failed)?;
    if text.len() as u64 > LARGEST {
        return Err(Error::TooLarge(path.to_owned()));
    }
    Ok(text)
}
