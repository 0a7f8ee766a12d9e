//! `healthy`: asks the server of this very configuration whether it is alive, for health checks of
//! containers that hold no other program.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use crate::config::{ConfigErrors, Settings};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// It is not alive, as far as can be seen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration cannot be followed.
    #[error(transparent)]
    Config(#[from] ConfigErrors),
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be made")]
    Client(#[source] reqwest::Error),
    /// Nobody answers.
    #[error("READINESS_LISTEN: nobody answers at {0}")]
    NoAnswer(SocketAddr),
    /// Somebody answers otherwise.
    #[error("READINESS_LISTEN: what answers at {0} is not a server of this kind that is alive")]
    Otherwise(SocketAddr),
}

/// Asks.
///
/// # Errors
///
/// [`Error`] where it is not alive.
pub async fn healthy() -> Result<(), Error> {
    let settings = Settings::from_environment()?;
    let address = reachable(settings.listening.address);
    let has_tls = settings.listening.tls.is_some();
    let scheme = if has_tls { "https" } else { "http" };
    // Every process may be the first to need it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(PATIENCE)
        // It is this machine that is asked, under a name no certificate bears; nothing is sent.
        .tls_danger_accept_invalid_certs(true)
        .tls_certs_only([])
        .build()
        .map_err(Error::Client)?;
    let answer = client
        .get(format!("{scheme}://{address}/healthz"))
        .send()
        .await;
    let answer = answer.map_err(|_| Error::NoAnswer(address))?;
    let is_fine = answer.status().is_success();
    let text = answer.text().await.unwrap_or_default();
    if is_fine && text == "ok\n" {
        Ok(())
    } else {
        Err(Error::Otherwise(address))
    }
}

/// Who listens at every address is asked at loopback.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
