//! Servers on this machine that answer as a test says, to TLS of any age and to plain `http`.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rcgen::{CertificateParams, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// Who says hello.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A client of today.
    Today,
    /// One that offers nothing newer than TLS 1.x.
    Of(u8),
}

/// What a server does about a hello.
#[derive(Clone, Debug)]
pub enum Reply {
    /// It goes on as servers of today do, and answers with a 204.
    Talk,
    /// It says this and hangs up.
    Say(Vec<u8>),
    /// It says nothing and stays.
    Hang,
}

pub struct OddServer {
    pub address: SocketAddr,
    /// Its certificate, for `store.example`.
    pub certificate: CertificateDer<'static>,
    heard: Arc<Mutex<String>>,
    task: JoinHandle<()>,
}

/// A hello that goes on in TLS 1.x.
pub fn chooses(minor: u8) -> Reply {
    let mut hello = vec![22, 3, minor, 0, 42, 2, 0, 0, 38, 3, minor];
    hello.extend([0; 32]);
    hello.extend([0, 0x00, 0x2f, 0]);
    Reply::Say(hello)
}

/// A fatal alert.
pub fn alert(description: u8) -> Reply {
    Reply::Say(vec![21, 3, 1, 0, 2, 2, description])
}

impl OddServer {
    pub async fn of_tls(reply: impl Fn(Caller) -> Reply + Send + Sync + 'static) -> Self {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["store.example".to_owned()]).unwrap();
        let certificate = params.self_signed(&key).unwrap().der().clone();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.clone()],
                PrivateKeyDer::Pkcs8(key.serialize_der().into()),
            )
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let reply = Arc::new(reply);
        let (address, heard, task) = listen(move |mut stream, _| {
            let (acceptor, reply) = (acceptor.clone(), Arc::clone(&reply));
            async move {
                match reply(caller(&stream).await) {
                    Reply::Talk => {
                        if let Ok(mut stream) = acceptor.accept(stream).await {
                            let mut question = [0; 1024];
                            let _ = stream.read(&mut question).await;
                            let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await;
                            let _ = stream.shutdown().await;
                        }
                    }
                    Reply::Say(words) => say(&mut stream, &words).await,
                    Reply::Hang => std::future::pending().await,
                }
            }
        })
        .await;
        Self {
            address,
            certificate,
            heard,
            task,
        }
    }

    /// A server that speaks no TLS at all.
    pub async fn of_plain(reply: Reply) -> Self {
        let (address, heard, task) = listen(move |mut stream, heard| {
            let reply = reply.clone();
            async move {
                let mut question = vec![0; 4096];
                let length = stream.read(&mut question).await.unwrap_or_default();
                heard
                    .lock()
                    .unwrap()
                    .push_str(&String::from_utf8_lossy(&question[..length]));
                match reply {
                    Reply::Say(words) => say(&mut stream, &words).await,
                    Reply::Talk | Reply::Hang => std::future::pending().await,
                }
            }
        })
        .await;
        Self {
            address,
            certificate: CertificateDer::from(Vec::new()),
            heard,
            task,
        }
    }

    /// Every question, as it came.
    pub fn heard(&self) -> String {
        self.heard.lock().unwrap().clone()
    }
}

impl Drop for OddServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

type Heard = Arc<Mutex<String>>;

async fn listen<Answering>(
    answer: impl Fn(TcpStream, Heard) -> Answering + Send + 'static,
) -> (SocketAddr, Heard, JoinHandle<()>)
where
    Answering: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let heard = Heard::default();
    let hearing = Arc::clone(&heard);
    let task = tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(answer(stream, Arc::clone(&hearing)));
        }
    });
    (address, heard, task)
}

/// Who is there: today's clients send a session number with their hello, even if it is none.
async fn caller(stream: &TcpStream) -> Caller {
    const SESSION: usize = 5 + 4 + 2 + 32;
    let mut hello = [0; SESSION + 1];
    while stream.peek(&mut hello).await.unwrap() < hello.len() {
        tokio::task::yield_now().await;
    }
    if hello[SESSION] == 0 {
        Caller::Of(hello[10] - 1)
    } else {
        Caller::Today
    }
}

async fn say(stream: &mut TcpStream, words: &[u8]) {
    let _ = stream.write_all(words).await;
    let _ = stream.shutdown().await;
    let mut rest = [0; 4096];
    while matches!(stream.read(&mut rest).await, Ok(1..)) {}
}
