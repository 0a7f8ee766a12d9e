//! The project's own tasks; `cargo xtask help` lists them.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line talks to its reader on its outputs"
)]

mod bench;
mod book;
mod build;
mod bundle;
mod cli;
mod files;
mod fingerprint;
mod new_check;
mod package;
mod process;
mod project;
mod reference;
mod run;
mod setup;
mod size;
mod small_std;
mod test;
mod tidy;
mod wordpress;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match cli::Cli::parse().execute() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
