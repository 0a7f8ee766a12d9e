//! Serves a router on a listener, plain or over some TLS, until the task is aborted.

use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
    time::{error::Elapsed, sleep, timeout},
};
use tokio_rustls::TlsAcceptor;

use crate::old_tls::{Version, agree, offered, refuse};

const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

/// In what way a listener is spoken to.
#[derive(Clone)]
pub(crate) enum Tongue {
    /// Plain `http`.
    Plain,
    /// The versions of TLS in use.
    Secured(TlsAcceptor),
    /// The same, and whoever offers nothing newer than TLS 1.1 is agreed with too.
    Lenient(TlsAcceptor),
    /// TLS 1.0 alone.
    OnlyOld,
}

/// Starts serving; aborting the task ends every connection with it.
pub(crate) fn serve(listener: TcpListener, tongue: Tongue, router: Router) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        connections.spawn(answer(stream, tongue.clone(), router.clone()));
                    }
                    // Out of file descriptors, most likely: let connections end before the next.
                    Err(_) => sleep(Duration::from_millis(50)).await,
                },
                Some(_) = connections.join_next() => {}
            }
        }
    })
}

async fn answer(stream: TcpStream, tongue: Tongue, router: Router) {
    match tongue {
        Tongue::Plain => speak(stream, router).await,
        Tongue::Secured(acceptor) => secure(stream, acceptor, router).await,
        Tongue::Lenient(_) | Tongue::OnlyOld => {
            let Ok(offer) = timeout(HANDSHAKE_TIMEOUT, offered(&stream)).await else {
                return;
            };
            let old = offer.filter(|version| version.is_old());
            // Whatever follows the first word comes to nothing, but not for ever.
            let _ = match (tongue, old) {
                (Tongue::Lenient(acceptor), None) => {
                    secure(stream, acceptor, router).await;
                    return;
                }
                (Tongue::Lenient(_), Some(old)) => converse(stream, Some(old)).await,
                (_, old) => converse(stream, old.map(|_| Version::TLS_1_0)).await,
            };
        }
    }
}

/// Agrees to a version, or says that none will do.
async fn converse(mut stream: TcpStream, version: Option<Version>) -> Result<(), Elapsed> {
    timeout(HANDSHAKE_TIMEOUT, async {
        match version {
            Some(version) => agree(&mut stream, version).await,
            None => refuse(&mut stream).await,
        }
    })
    .await
}

async fn secure(stream: TcpStream, acceptor: TlsAcceptor, router: Router) {
    if let Ok(Ok(stream)) = timeout(HANDSHAKE_TIMEOUT, acceptor.accept(stream)).await {
        speak(stream, router).await;
    }
}

async fn speak<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(stream: S, router: Router) {
    // A client that goes away is no news here.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .await;
}
