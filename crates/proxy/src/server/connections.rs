//! Accepts connections and answers on them, until told to stop.

use std::sync::Arc;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinSet;
use tokio::time::{Duration, sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::progress::Progressing;
use crate::access::Peer;
use crate::config::Limits;

/// What to wait before accepting again when the machine has nothing left to accept with.
const BREATH: Duration = Duration::from_millis(50);

/// Accepts until `stopped`, then waits for what is under way as long as the limits allow.
pub(super) async fn serve(
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    router: Router,
    limits: Limits,
    mut stopped: oneshot::Receiver<()>,
) {
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(limits.connections));
    let mut connections = JoinSet::new();
    loop {
        let accepted = async {
            // Whoever comes when there is no room waits in the system's queue.
            let place = Arc::clone(&room).acquire_owned().await.ok()?;
            Some((listener.accept().await, place))
        };
        tokio::select! {
            Some((accepted, place)) = accepted => match accepted {
                Ok((stream, peer)) => {
                    let router = router.clone().layer(Extension(Peer::at(peer)));
                    let answering = answer(stream, acceptor.clone(), router, limits, graceful.watcher());
                    connections.spawn(async move {
                        answering.await;
                        drop(place);
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    sleep(BREATH).await;
                }
            },
            Some(_) = connections.join_next() => {}
            _ = &mut stopped => break,
        }
    }
    drop(listener);
    if timeout(limits.stop, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still under way and were cut off");
    }
    connections.shutdown().await;
}

async fn answer(
    stream: TcpStream,
    acceptor: Option<TlsAcceptor>,
    router: Router,
    limits: Limits,
    watcher: Watcher,
) {
    // Lines of a run are small and must not wait for more of them.
    let _ = stream.set_nodelay(true);
    // Below TLS, which keeps on its own side what is not taken.
    let stream = Progressing::new(stream, limits.unread);
    match acceptor {
        None => speak(stream, router, limits, watcher).await,
        Some(acceptor) => {
            if let Ok(Ok(stream)) = timeout(limits.head, acceptor.accept(stream)).await {
                speak(stream, router, limits, watcher).await;
            }
        }
    }
}

async fn speak<S>(stream: S, router: Router, limits: Limits, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection ended early");
    }
}
