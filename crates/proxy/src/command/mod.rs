//! The command line: `serve`, the default, and `check`.

mod check;
mod serve;

pub use check::{Check, Error as CheckError};
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
    /// The exit code is 0 if the shop is ready, 1 if it is not, 2 if that is undecided, and 3 if
    /// nothing could be judged: bad arguments, bad configuration.
    Check(Check),
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
