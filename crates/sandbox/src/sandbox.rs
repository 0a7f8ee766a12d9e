//! A running sandbox: where it listens, whom it plays, and what came to it.

use std::{
    fmt,
    net::SocketAddr,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use tokio::{net::TcpListener, task::JoinHandle};
use tokio_rustls::TlsAcceptor;

use crate::{
    api::Api,
    cast::CAST,
    certificates::Certificates,
    config::Config,
    error::Error,
    hosts::{Route, find_host},
    merchant::Merchant,
    received::{Received, Tally},
    server::serve,
    shop,
};

/// A stand-in Mercado Pago and stand-in shops, listening on this machine until dropped.
pub struct Sandbox {
    base_url: String,
    shops: SocketAddr,
    authority_pem: String,
    tally: Arc<Tally>,
    servers: [JoinHandle<()>; 2],
}

/// The year 2200: late enough for any test, early enough for every date computed from it.
const LATEST_SECOND: u64 = 7_258_118_400;
/// 1975, so that a date a year earlier can still be written.
const EARLIEST_SECOND: u64 = 157_766_400;

impl Sandbox {
    /// Starts listening on ports of its own choice.
    ///
    /// # Errors
    ///
    /// If the configured address is not a loopback address, a port cannot be opened, or the
    /// certificates cannot be made for the configured time.
    pub async fn start(config: Config) -> Result<Self, Error> {
        if !config.address.is_loopback() {
            return Err(Error::NotLoopback(config.address));
        }
        let now = config
            .now
            .unwrap_or_else(SystemTime::now)
            .duration_since(UNIX_EPOCH)
            .map(|since| since.as_secs())
            .ok()
            .filter(|second| (EARLIEST_SECOND..LATEST_SECOND).contains(second))
            .and_then(|second| i64::try_from(second).ok())
            .ok_or(Error::Clock)?;
        let certificates = Certificates::make(now)?;
        let tally = Arc::new(Tally::default());
        let open = || TcpListener::bind(SocketAddr::new(config.address, 0));
        let api_listener = open().await.map_err(Error::Listen)?;
        let shop_listener = open().await.map_err(Error::Listen)?;
        let base_url = format!(
            "http://{}",
            api_listener.local_addr().map_err(Error::Listen)?
        );
        let shops = shop_listener.local_addr().map_err(Error::Listen)?;
        let api = Api::new(config, now, Arc::clone(&tally))?;
        let acceptor = TlsAcceptor::from(Arc::new(certificates.server));
        let servers = [
            serve(api_listener, None, api.router()),
            serve(
                shop_listener,
                Some(acceptor),
                shop::router(Arc::clone(&tally)),
            ),
        ];
        Ok(Self {
            base_url,
            shops,
            authority_pem: certificates.authority_pem,
            tally,
            servers,
        })
    }

    /// Where the stand-in Mercado Pago listens: `http`, loopback, no slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Every merchant the sandbox can play, those in good order first.
    #[must_use]
    pub fn merchants(&self) -> &'static [Merchant] {
        merchants()
    }

    /// The certificate of the authority that vouches for the stand-in shops; nobody else trusts it.
    #[must_use]
    pub fn certificate_authority_pem(&self) -> &str {
        &self.authority_pem
    }

    /// Where a name of the stand-in shops leads; none if the name is unknown.
    #[must_use]
    pub fn route(&self, host: &str) -> Option<Route> {
        find_host(host).map(|host| Route {
            address: host.address.into(),
            connect_to: self.shops,
        })
    }

    /// How many requests came so far, by path.
    #[must_use]
    pub fn received(&self) -> Received {
        self.tally.read()
    }

    /// Stops listening and ends every connection; the ports are closed on return.
    pub async fn stop(mut self) {
        for server in &mut self.servers {
            server.abort();
            // The only news is that it was aborted.
            let _ = server.await;
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        for server in &self.servers {
            server.abort();
        }
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Sandbox")
            .field("base_url", &self.base_url)
            .field("shops", &self.shops)
            .finish_non_exhaustive()
    }
}

/// Every merchant a sandbox can play, those in good order first.
#[must_use]
pub fn merchants() -> &'static [Merchant] {
    CAST
}

/// The merchant of that id.
#[must_use]
pub fn merchant(id: &str) -> Option<&'static Merchant> {
    CAST.iter().find(|merchant| merchant.id == id)
}
