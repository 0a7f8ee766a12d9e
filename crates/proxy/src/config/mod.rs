//! Settings: read once from the environment and a file, into types that cannot be wrong.
//!
//! In reading order: [`variable`] names what can be set, [`Given`] is the text of it, [`Settings`]
//! is what it means. Errors name the setting, what is wrong and an example, never a value.

mod declared;
mod error;
mod given;
mod language;
mod limits;
mod listening;
mod log;
mod probing;
mod proxies;
mod reader;
mod tokens;
mod upstream;
pub mod variable;

pub use declared::{read_quality, read_sale};
pub use error::{ConfigError, ConfigErrors};
pub use given::Given;
pub use language::language_tag;
pub use limits::Limits;
pub use listening::{Listening, TlsFiles};
pub use log::{LogFormat, LogSettings};
pub use probing::{Exception, Probing};
pub use reader::{read_confirmable, read_page_url, read_product, read_site};
pub use tokens::{KeySource, TokenSettings};
pub use upstream::Upstream;
pub use variable::Variable;

use std::path::PathBuf;

use reader::Reader;

/// Everything that was configured.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the server listens and who may call it.
    pub listening: Listening,
    /// Who answers for Mercado Pago, and for whom we ask.
    pub upstream: Upstream,
    /// Exceptions to where we look.
    pub probing: Probing,
    /// Where decisions and finished runs are kept; none means that nothing is.
    pub data: Option<PathBuf>,
    /// What is logged, and how.
    pub log: LogSettings,
    /// How much and how long; not configured but by tests.
    pub limits: Limits,
    /// What an operator should hear at the start.
    pub notices: Vec<String>,
}

impl Settings {
    /// Reads the environment of this process and the file it may point to.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, at once.
    pub fn from_environment() -> Result<Self, ConfigErrors> {
        Self::read(&Given::from_environment()?)
    }

    /// Makes sense of what was given.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, at once.
    pub fn read(given: &Given) -> Result<Self, ConfigErrors> {
        let mut reader = Reader {
            given,
            errors: Vec::new(),
        };
        let probing = Probing::read(&mut reader);
        let listening = Listening::read(&mut reader, &probing);
        let upstream = Upstream::read(&mut reader);
        let data = reader.path(variable::READINESS_DATA);
        let log = LogSettings::read(&mut reader);
        let errors = reader.errors;
        match (upstream, errors.is_empty()) {
            (Some(upstream), true) => Ok(Self {
                notices: notices(given, &listening, &upstream),
                listening,
                upstream,
                probing,
                data,
                log,
                limits: Limits::default(),
            }),
            _ => Err(ConfigErrors(errors)),
        }
    }
}

/// What was configured and has no effect, or not the effect somebody may expect.
fn notices(given: &Given, listening: &Listening, upstream: &Upstream) -> Vec<String> {
    let mut notices: Vec<String> = given
        .unknown()
        .iter()
        .map(|name| format!("{name} is not a setting of this program and has no effect"))
        .collect();
    let without_effect = |variables: &[Variable]| -> Vec<&str> {
        let is_given = |variable: &&Variable| given.text(**variable).is_some();
        variables
            .iter()
            .filter(is_given)
            .map(|variable| variable.name)
            .collect()
    };
    let (ignored, why) = match upstream {
        Upstream::Sandbox { .. } => {
            let why = "the sandbox answers, because MP_ACCESS_TOKEN is not set";
            (without_effect(variable::LIVE_ONLY), why)
        }
        Upstream::Live { .. } => {
            let why = "Mercado Pago itself answers, because MP_ACCESS_TOKEN is set";
            (without_effect(&[variable::READINESS_SANDBOX]), why)
        }
    };
    // Exceptions for development may also be about where keys of tokens are published.
    let ignored: Vec<&str> = ignored
        .into_iter()
        .filter(|name| !name.starts_with("READINESS_PROBE_") || !listening.has_published_keys())
        .collect();
    if !ignored.is_empty() {
        notices.push(format!("{} without effect: {why}", ignored.join(", ")));
    }
    if let Upstream::Live { merchant, .. } = upstream
        && listening.public_url.is_some()
        && merchant.webhook_secret.is_none()
    {
        notices.push(
            "READINESS_PUBLIC_URL without effect: MP_WEBHOOK_SECRET is not set, so no notification \
             could be verified"
                .to_owned(),
        );
    }
    if !listening.is_loopback() && listening.tls.is_none() {
        notices.push(
            "READINESS_TLS_CERT is not set and READINESS_LISTEN is not loopback: tokens cross the \
             network in clear unless something in front of this server speaks TLS"
                .to_owned(),
        );
    }
    notices
}
