//! A stand-in for the API: answers as told, and remembers what it was asked.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use checkout_readiness_mercado_pago::{AccessToken, BaseUrl, Client, Configuration, PublicKey};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What was asked.
#[derive(Clone, Debug)]
pub struct Received {
    /// How many were asked before.
    pub earlier: usize,
    pub method: String,
    pub target: String,
    pub headers: axum::http::HeaderMap,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

pub struct StandIn {
    pub address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
}

impl StandIn {
    /// Answers every request with what the function makes of it.
    pub async fn answering<F, R>(answer: F) -> Self
    where
        F: Fn(Received) -> R + Clone + Send + Sync + 'static,
        R: Future<Output = Response> + Send + 'static,
    {
        let received = Arc::new(Mutex::new(Vec::new()));
        let remember = Arc::clone(&received);
        let handler = move |request: Request| {
            let received = {
                let mut all = remember.lock().unwrap();
                let earlier = all.len();
                all.push(Received {
                    earlier,
                    method: request.method().to_string(),
                    target: request.uri().to_string(),
                    headers: request.headers().clone(),
                });
                all.last().cloned().unwrap()
            };
            answer(received)
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(handler);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, received }
    }

    /// Answers every request with this status and body.
    pub async fn saying(status: u16, body: impl Into<String>) -> Self {
        let body = body.into();
        Self::answering(move |_| std::future::ready(response(status, body.clone()))).await
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    pub fn hits(&self) -> usize {
        self.received.lock().unwrap().len()
    }

    /// An impatient client of this stand-in.
    pub fn client(&self) -> Client {
        Client::new(self.configuration()).unwrap()
    }

    pub fn configuration(&self) -> Configuration {
        impatient(&format!("http://{}", self.address))
    }
}

/// A server that sends these bytes on every connection once it was asked, then closes.
pub async fn raw(reply: impl Into<Vec<u8>>) -> SocketAddr {
    let reply = reply.into();
    serve_raw(move |mut stream| {
        let reply = reply.clone();
        async move {
            let _ = stream.write_all(&reply).await;
            let _ = stream.shutdown().await;
        }
    })
    .await
}

/// A server that hands every connection on once it was asked.
pub async fn serve_raw<F, R>(serve: F) -> SocketAddr
where
    F: Fn(TcpStream) -> R + Send + 'static,
    R: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            tokio::spawn(serve(stream));
        }
    });
    address
}

pub fn impatient(base: &str) -> Configuration {
    Configuration {
        attempt_timeout: Duration::from_secs(5),
        deadline: Duration::from_secs(10),
        retry_pause: Duration::from_millis(5),
        ..Configuration::new(BaseUrl::parse(base).unwrap())
    }
}

pub fn client_of(address: SocketAddr) -> Client {
    Client::new(impatient(&format!("http://{address}"))).unwrap()
}

/// A stand-in that answers with this fixture, and a client of it.
pub async fn saying(name: &str) -> (StandIn, Client) {
    let stand_in = StandIn::saying(200, fixture(name)).await;
    let client = stand_in.client();
    (stand_in, client)
}

pub fn response(status: u16, body: impl Into<Body>) -> Response {
    Response::builder()
        .status(status)
        .header(CONTENT_TYPE, "application/json")
        .header("x-request-id", "0c0ffee0-0000-4000-8000-000000000001")
        .body(body.into())
        .unwrap()
}

pub fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub const TOKEN: &str =
    "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";
pub const PUBLIC_KEY: &str = "APP_USR-00000000-0000-4000-8000-000000000001";

pub fn token() -> AccessToken {
    AccessToken::parse(TOKEN).0.unwrap()
}

pub fn public_key() -> PublicKey {
    PublicKey::parse(PUBLIC_KEY).0.unwrap()
}
