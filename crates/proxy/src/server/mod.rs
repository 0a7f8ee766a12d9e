//! The server: accepts connections, speaks TLS if it was told to, and stops without cutting off.

mod connections;
mod progress;
mod tls;

pub use tls::TlsError;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::access::Rules;
use crate::access::token::KeySetError;
use crate::config::Settings;
use crate::engine::{Engine, EngineError};
use crate::routes::router;
use connections::serve;

/// A server under way. Dropping it ends it at once; [`Running::stop`] lets it finish.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    engine: Arc<Engine>,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

/// The server could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Somebody else listens there.
    #[error(
        "READINESS_LISTEN: {0} is in use by another program; stop it, or choose another port, for example READINESS_LISTEN=127.0.0.1:8788"
    )]
    InUse(SocketAddr),
    /// The address cannot be listened at.
    #[error("READINESS_LISTEN: cannot listen at {0}")]
    Listen(SocketAddr, #[source] io::Error),
    /// The certificate cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// Keys of tokens cannot be fetched.
    #[error(transparent)]
    Keys(#[from] KeySetError),
    /// What runs draw on could not be set up.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// Starts a server as configured.
///
/// # Errors
///
/// [`StartError`] says what kept it from starting, by the name of the setting where there is one.
pub async fn start(settings: &Settings) -> Result<Running, StartError> {
    let listening = &settings.listening;
    let acceptor = match &listening.tls {
        Some(files) => Some(TlsAcceptor::from(Arc::new(tls::read(files)?))),
        None => None,
    };
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => StartError::InUse(listening.address),
        _ => StartError::Listen(listening.address, error),
    };
    let listener = TcpListener::bind(listening.address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let engine = Arc::new(Engine::start(settings).await?);
    let router = router(Arc::clone(&engine), Rules::of(settings)?);
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(serve(listener, acceptor, router, settings.limits, stopped));
    Ok(Running {
        address,
        engine,
        stop: Some(stop),
        task,
    })
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What its runs draw on.
    #[must_use]
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// Stops accepting, lets what is under way finish for a moment, and ends.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // It may have ended by itself, and then there is nobody to tell.
            let _ = stop.send(());
        }
        let _ = (&mut self.task).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}
