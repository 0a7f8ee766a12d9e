//! What the exit code says, and what a pipeline lets it say.

use checkout_readiness_checks::contract::{Counts, Report, Verdict};
use clap::ValueEnum;

use super::COULD_NOT_RUN;

/// The codes, for the help text.
pub const CODES: &str = "\
Exit codes:
  0  Nothing stands in the way, as far as --fail-on asks
  1  Not ready: a required check failed; with --fail-on recommended, also where a recommended
     check failed or warns
  2  Undecided: something could not be seen, or waits for a person; never with --fail-on required
  3  Nothing could be judged: bad arguments, bad configuration, a file that cannot be read or written

With --fail-on required the exit code is 0 while the report may still say that it is undecided:
only the verdict `ready` in the report says that a shop is ready.";

/// What makes the exit code other than 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Only a required check that failed
    Required,
    /// Whatever is not ready
    #[default]
    Undecided,
    /// The same, and every recommended check that failed or warns and was not set aside
    Recommended,
}

impl FailOn {
    /// The code a report ends with.
    pub fn code(self, report: &Report) -> u8 {
        let warnings = Counts::of(&report.outcomes).warnings;
        match report.verdict {
            Verdict::NotRun => COULD_NOT_RUN,
            Verdict::NotReady => 1,
            Verdict::Ready | Verdict::Undecided if self == Self::Recommended && warnings > 0 => 1,
            Verdict::Undecided if self == Self::Required => 0,
            Verdict::Undecided => 2,
            Verdict::Ready => 0,
        }
    }
}
