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

use crate::old_tls::{Version, agree, mistake, offered, refuse};

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
    /// The versions in use; whoever offers nothing newer than TLS 1.1 hears no TLS.
    Unclear(TlsAcceptor),
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
        Tongue::Lenient(_) | Tongue::OnlyOld | Tongue::Unclear(_) => {
            let Ok(offer) = timeout(HANDSHAKE_TIMEOUT, offered(&stream)).await else {
                return;
            };
            let old = offer.filter(|version| version.is_old());
            // Whatever follows the first word comes to nothing, but not for ever.
            let _ = match (tongue, old) {
                (Tongue::Lenient(acceptor) | Tongue::Unclear(acceptor), None) => {
                    secure(stream, acceptor, router).await;
                    return;
                }
                (Tongue::Lenient(_), Some(old)) => converse(stream, Word::Agree(old)).await,
                (Tongue::Unclear(_), Some(_)) => converse(stream, Word::Nonsense).await,
                (_, Some(_)) => converse(stream, Word::Agree(Version::TLS_1_0)).await,
                (_, None) => converse(stream, Word::Refuse).await,
            };
        }
    }
}

/// What is said to an offer of TLS that leads to nothing.
enum Word {
    /// This version will do.
    Agree(Version),
    /// None will do.
    Refuse,
    /// What somebody says who took the offer for something else.
    Nonsense,
}

async fn converse(mut stream: TcpStream, word: Word) -> Result<(), Elapsed> {
    timeout(HANDSHAKE_TIMEOUT, async {
        match word {
            Word::Agree(version) => agree(&mut stream, version).await,
            Word::Refuse => refuse(&mut stream).await,
            Word::Nonsense => mistake(&mut stream).await,
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
