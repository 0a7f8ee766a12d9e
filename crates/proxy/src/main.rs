//! The binary: reads the arguments, does what they say, ends with the code that tells how it went.

use std::process::ExitCode;

use anyhow::Context;
use checkout_readiness_proxy::command::{Arguments, COULD_NOT_RUN, Command, healthy, serve};
use clap::Parser;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(message) => {
            // Asking for help is no error; anything else is one, and 2 means "undecided" here.
            let code = if message.use_stderr() {
                COULD_NOT_RUN
            } else {
                0
            };
            let _ = message.print();
            return ExitCode::from(code);
        }
    };
    match execute(arguments) {
        Ok(code) => code,
        Err(error) => {
            complain(&error);
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn execute(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime could not be started")?;
    runtime.block_on(async {
        match arguments.command.unwrap_or(Command::Serve) {
            Command::Serve => {
                serve().await?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Check(check) => Ok(check.execute().await?),
            Command::Judge(judge) => Ok(judge.execute()?),
            Command::Conform(conform) => Ok(conform.execute().await?),
            Command::Healthy => {
                healthy().await?;
                Ok(ExitCode::SUCCESS)
            }
        }
    })
}

#[expect(
    clippy::print_stderr,
    reason = "the last word of a program that could not run"
)]
fn complain(error: &anyhow::Error) {
    for line in format!("{error:#}").lines() {
        eprintln!("error: {line}");
    }
}
