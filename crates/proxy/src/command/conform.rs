//! `conform`: whether another server speaks our interface, and where it does not.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use checkout_readiness_checks::profile::Product;
use clap::Args;
use secrecy::SecretString;

use crate::config::variable::READINESS_TOKEN;
use crate::config::{ConfigErrors, Given, read_product};
use crate::conform::{About, Asker, AskerError, Findings, conform};

/// The codes, for the help text.
pub const CODES: &str = "\
Exit codes:
  0  The server conforms
  1  It deviates, and every deviation was named
  3  It could not be asked: no such address, no answer, no token";

/// Which server, and whom to ask it about.
#[derive(Clone, Debug, Args)]
pub struct Conform {
    /// The server's address, without what follows it: https://panel.example/readiness. Plain http
    /// and addresses of this machine are fine, because you name it yourself
    #[arg(value_name = "URL")]
    address: String,
    /// A merchant, where the server is in sandbox mode
    #[arg(long, value_name = "ID")]
    merchant: Option<String>,
    /// The product; otherwise the one the server's profile names
    #[arg(long, value_parser = read_product)]
    product: Option<Product>,
    /// One more authority to trust for https, a PEM file
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
}

/// Nothing could be asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration cannot be read.
    #[error(transparent)]
    Config(#[from] ConfigErrors),
    /// The server cannot be asked.
    #[error(transparent)]
    Asker(#[from] AskerError),
    /// The file of the authority cannot be read.
    #[error("--ca: {} could not be read", .0.display())]
    Authority(PathBuf, #[source] io::Error),
    /// What was found could not be written.
    #[error("what was found could not be written")]
    Output(#[from] io::Error),
}

impl Conform {
    /// Asks, says what was found, and says it by exit code.
    ///
    /// # Errors
    ///
    /// [`Error`] where nothing could be asked.
    pub async fn execute(self) -> Result<ExitCode, Error> {
        // Of everything configured, only the token is about another server.
        let given = Given::from_environment()?;
        let token = given.text(READINESS_TOKEN).map(str::trim);
        let authority = match &self.ca {
            Some(path) => {
                let read = std::fs::read(path);
                Some(read.map_err(|error| Error::Authority(path.clone(), error))?)
            }
            None => None,
        };
        let token = token.map(SecretString::from);
        let asker = Asker::new(&self.address, token, authority.as_deref())?;
        let about = About {
            merchant: self.merchant,
            product: self.product,
        };
        let findings = conform(&asker, &about).await?;
        write(&findings)?;
        let code = u8::from(!findings.deviations.is_empty());
        Ok(ExitCode::from(code))
    }
}

fn write(findings: &Findings) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for deviation in &findings.deviations {
        writeln!(out, "{deviation}")?;
    }
    for what in &findings.left_out {
        writeln!(out, "not looked at: {what}")?;
    }
    let (rules, broken) = (findings.rules, findings.deviations.len());
    match broken {
        0 => writeln!(out, "conforms: {rules} rules hold")?,
        _ => writeln!(out, "deviates: {broken} of {rules} rules do not hold")?,
    }
    out.flush()
}
