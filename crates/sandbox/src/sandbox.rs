//! A running sandbox: where it listens, whom it plays, and what came to it.

use std::{
    fmt, io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use tokio::{
    net::{TcpListener, TcpSocket},
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

use crate::{
    api::Api,
    cast::CAST,
    certificates::Certificates,
    config::Config,
    error::Error,
    hosts::{Plain, Route, Speech, find_host},
    merchant::Merchant,
    plain_shop,
    received::{Received, Tally},
    server::{Tongue, serve},
    shop,
};

/// A stand-in Mercado Pago and stand-in shops, listening on this machine until dropped.
pub struct Sandbox {
    base_url: String,
    shops: Shops,
    authority_pem: String,
    tally: Arc<Tally>,
    servers: [JoinHandle<()>; 6],
    /// Where nothing listens: a port that is kept, so that nobody else listens there either.
    _closed: TcpSocket,
}

/// Where the stand-in shops listen.
#[derive(Clone, Copy, Debug)]
struct Shops {
    current: SocketAddr,
    lenient: SocketAddr,
    only_old: SocketAddr,
    unclear: SocketAddr,
    plain: SocketAddr,
    closed: SocketAddr,
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
        let [current, lenient, only_old, unclear, plain] = [
            open().await.map_err(Error::Listen)?,
            open().await.map_err(Error::Listen)?,
            open().await.map_err(Error::Listen)?,
            open().await.map_err(Error::Listen)?,
            open().await.map_err(Error::Listen)?,
        ];
        let closed = keep_a_closed_port(config.address).map_err(Error::Listen)?;
        let base_url = format!(
            "http://{}",
            api_listener.local_addr().map_err(Error::Listen)?
        );
        let shops = Shops {
            current: current.local_addr().map_err(Error::Listen)?,
            lenient: lenient.local_addr().map_err(Error::Listen)?,
            only_old: only_old.local_addr().map_err(Error::Listen)?,
            unclear: unclear.local_addr().map_err(Error::Listen)?,
            plain: plain.local_addr().map_err(Error::Listen)?,
            closed: closed.local_addr().map_err(Error::Listen)?,
        };
        let api = Api::new(config, now, Arc::clone(&tally))?;
        let acceptor = TlsAcceptor::from(Arc::new(certificates.server));
        let shop = shop::router(Arc::clone(&tally));
        let servers = [
            serve(api_listener, Tongue::Plain, api.router()),
            serve(current, Tongue::Secured(acceptor.clone()), shop.clone()),
            serve(lenient, Tongue::Lenient(acceptor.clone()), shop.clone()),
            serve(unclear, Tongue::Unclear(acceptor), shop.clone()),
            serve(only_old, Tongue::OnlyOld, shop.clone()),
            serve(plain, Tongue::Plain, plain_shop::router(shop)),
        ];
        Ok(Self {
            base_url,
            shops,
            authority_pem: certificates.authority_pem,
            tally,
            servers,
            _closed: closed,
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
            connect_to: match host.speech {
                Speech::Current => self.shops.current,
                Speech::Lenient => self.shops.lenient,
                Speech::OnlyOld => self.shops.only_old,
                Speech::Unclear => self.shops.unclear,
            },
            connect_plainly_to: match host.plain {
                Plain::Closed => self.shops.closed,
                Plain::Redirects
                | Plain::RedirectsElsewhere
                | Plain::Serves
                | Plain::NotFound
                | Plain::Fails => self.shops.plain,
            },
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

/// A port that is ours and at which nobody listens.
fn keep_a_closed_port(address: IpAddr) -> io::Result<TcpSocket> {
    let socket = match address {
        IpAddr::V4(_) => TcpSocket::new_v4()?,
        IpAddr::V6(_) => TcpSocket::new_v6()?,
    };
    socket.bind(SocketAddr::new(address, 0))?;
    Ok(socket)
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
