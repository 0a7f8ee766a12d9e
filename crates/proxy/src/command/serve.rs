//! `serve`: starts the server, says so in one line, and waits to be told to stop.

use checkout_readiness_checks::contract::Mode;
use tokio::signal;

use crate::config::{ConfigErrors, KeySource, Listening, Settings, Upstream};
use crate::log;
use crate::merchant::Merchant;
use crate::server::{self, StartError};

/// Serving came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration cannot be followed.
    #[error(transparent)]
    Config(#[from] ConfigErrors),
    /// The server did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// This process cannot hear signals.
    #[error("signals cannot be listened to")]
    Signal(#[source] std::io::Error),
}

/// Serves until told to stop.
///
/// # Errors
///
/// Where the configuration cannot be followed or the server does not start.
pub async fn serve() -> Result<(), Error> {
    let settings = Settings::from_environment()?;
    let subscriber = log::subscriber(&settings.log, "info", std::io::stderr);
    // Where a subscriber is set already, it stays.
    let _ = tracing::subscriber::set_global_default(subscriber);
    for notice in &settings.notices {
        tracing::warn!(target: log::START, "{notice}");
    }
    // Before the server is announced: whoever reads that may tell it to stop at once.
    let mut signals = Signals::listen().map_err(Error::Signal)?;
    let running = server::start(&settings).await?;
    tracing::info!(
        target: log::START,
        "{}",
        announcement(&settings, &running.address().to_string())
    );
    signals.stop().await.map_err(Error::Signal)?;
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

/// One line: where, who answers, and the names of what is configured.
fn announcement(settings: &Settings, address: &str) -> String {
    let scheme = if settings.listening.tls.is_some() {
        "https"
    } else {
        "http"
    };
    let who = match settings.upstream.mode() {
        Mode::Live => "LIVE – answers come from Mercado Pago",
        Mode::Sandbox => "SANDBOX – answers come from the built-in stand-in, not from Mercado Pago",
    };
    let mut configured = match &settings.upstream {
        Upstream::Live { merchant, .. } => names_of_merchant(merchant),
        Upstream::Sandbox { .. } => Vec::new(),
    };
    configured.extend(names_of_access(&settings.listening));
    configured.extend(given([("READINESS_DATA", settings.data.is_some())]));
    let configured = if configured.is_empty() {
        "nothing".to_owned()
    } else {
        configured.join(", ")
    };
    format!("listening at {scheme}://{address}/ – {who} – configured: {configured}")
}

fn names_of_merchant(merchant: &Merchant) -> Vec<&'static str> {
    given([
        ("MP_ACCESS_TOKEN", merchant.access_token.is_some()),
        ("MP_PUBLIC_KEY", merchant.public_key.is_some()),
        ("MP_WEBHOOK_SECRET", merchant.webhook_secret.is_some()),
        ("MP_WEBHOOK_URL", merchant.webhook_url.is_some()),
        ("READINESS_PRODUCT", merchant.product.is_some()),
        ("READINESS_SITE", merchant.site.is_some()),
        ("READINESS_CHECKOUT_URL", merchant.checkout_url.is_some()),
        (
            "READINESS_EXPECTED_USER_ID",
            merchant.expected_user_id.is_some(),
        ),
        (
            "READINESS_EXPECTED_APPLICATION_ID",
            merchant.expected_application_id.is_some(),
        ),
    ])
}

fn names_of_access(listening: &Listening) -> Vec<&'static str> {
    let keys = listening.tokens.as_ref().map(|tokens| &tokens.keys);
    given([
        ("READINESS_TOKEN", listening.token.is_some()),
        (
            "READINESS_JWT_KEY",
            matches!(keys, Some(KeySource::File(_))),
        ),
        (
            "READINESS_JWT_JWKS_URL",
            matches!(keys, Some(KeySource::Address { .. })),
        ),
        ("READINESS_TRUSTED_PROXIES", listening.proxies.is_some()),
        ("READINESS_ORIGINS", !listening.origins.is_empty()),
        ("READINESS_HOSTS", !listening.hosts.is_empty()),
    ])
}

fn given<const N: usize>(settings: [(&'static str, bool); N]) -> Vec<&'static str> {
    settings
        .into_iter()
        .filter(|(_, is_given)| *is_given)
        .map(|(name, _)| name)
        .collect()
}

/// Hears from the moment it is made that the process should stop.
struct Signals {
    #[cfg(unix)]
    interrupt: signal::unix::Signal,
    #[cfg(unix)]
    terminate: signal::unix::Signal,
}

impl Signals {
    #[cfg(unix)]
    fn listen() -> std::io::Result<Self> {
        use signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    #[cfg(not(unix))]
    fn listen() -> std::io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(unix)]
    async fn stop(&mut self) -> std::io::Result<()> {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        Ok(())
    }

    #[cfg(not(unix))]
    async fn stop(&mut self) -> std::io::Result<()> {
        signal::ctrl_c().await
    }
}
