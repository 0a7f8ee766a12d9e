//! The command line: `serve`, the default, `check`, `judge`, `conform` and `healthy`.

mod check;
mod conform;
mod exit;
mod healthy;
mod judge;
mod output;
mod serve;

pub use check::{Check, Error as CheckError};
pub use conform::{Conform, Error as ConformError};
pub use healthy::{Error as HealthyError, healthy};
pub use judge::{Error as JudgeError, Judge};
pub use serve::{Error as ServeError, serve};

use clap::{Parser, Subcommand};

use crate::config::variable;

/// Says whether a shop may take real payments through Mercado Pago, and why not.
///
/// Everything is configured by environment variables, or by a TOML file of the same names that
/// READINESS_CONFIG points to. Without MP_ACCESS_TOKEN a built-in stand-in answers for Mercado Pago.
#[derive(Debug, Parser)]
#[command(name = "checkout-readiness-proxy", version, propagate_version = true, after_long_help = settings())]
pub struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API and the checklist page (the default)
    Serve,
    /// Check once and say what came of it
    ///
    /// Progress goes to standard error, the report to standard output or to --output. Colours are
    /// for terminals; NO_COLOR and CLICOLOR_FORCE are respected.
    #[command(after_long_help = exit::CODES)]
    Check(Check),
    /// Judge evidence again that `check --evidence` saved; nothing is looked at anew
    ///
    /// The report says when it was observed and when it was judged again. Evidence older than 24
    /// hours, of the future or of the sandbox comes out undecided where it would be ready.
    #[command(after_long_help = exit::CODES)]
    Judge(Judge),
    /// Ask a server whether it speaks this interface, and name every deviation
    ///
    /// For a panel that answers with a backend of its own. It asks for one run of a single check and
    /// for one whole run; it never has a webhook tested and decides nothing. Where the server asks
    /// for a token, READINESS_TOKEN holds it.
    #[command(after_long_help = conform::CODES)]
    Conform(Conform),
    /// Ask the server that READINESS_LISTEN names whether it is alive; for health checks
    ///
    /// Ends with 0 where it answers, with 3 where it does not.
    Healthy,
}

/// The process could not do what it was asked to: bad arguments, bad configuration, nothing judged.
pub const COULD_NOT_RUN: u8 = 3;

/// Every setting, for the help text.
fn settings() -> String {
    let lines = variable::ALL.iter().map(|variable| {
        let (name, about, example) = (variable.name, variable.about.trim(), variable.example);
        format!("  {name}\n          {about}\n          Example: {example}\n")
    });
    format!("Settings:\n{}", lines.collect::<String>())
}
