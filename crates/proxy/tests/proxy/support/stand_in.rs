//! A merchant's server on this machine: one certificate for `localhost`, one answer to everything.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rcgen::{CertificateParams, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

pub struct StandIn {
    pub address: SocketAddr,
    pub certificate: CertificateDer<'static>,
    pub certificate_pem: String,
    asked: Arc<Mutex<String>>,
    task: JoinHandle<()>,
}

impl StandIn {
    pub async fn answering(answer: impl AsRef<[u8]>) -> Self {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let chain = vec![certificate.der().clone()];
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, PrivateKeyDer::Pkcs8(key.serialize_der().into()))
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(String::new()));
        let (heard, answer) = (Arc::clone(&asked), answer.as_ref().to_owned());
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    continue;
                };
                let mut question = vec![0; 4096];
                let length = stream.read(&mut question).await.unwrap_or_default();
                *heard.lock().unwrap() = String::from_utf8_lossy(&question[..length]).into_owned();
                // Whoever has seen enough hangs up.
                let _ = stream.write_all(&answer).await;
                let _ = stream.shutdown().await;
            }
        });
        Self {
            address,
            certificate: certificate.der().clone(),
            certificate_pem: certificate.pem(),
            asked,
            task,
        }
    }

    /// The last question, as it came.
    pub fn asked(&self) -> String {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.task.abort();
    }
}
