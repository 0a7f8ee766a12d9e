//! A panel of the tests' own: its keys, made anew each time, the tokens it signs, and the address
//! where it publishes keys.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, encode};
use rcgen::{KeyPair, PKCS_ED25519};
use rsa::pkcs1::{EncodeRsaPrivateKey, EncodeRsaPublicKey};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub const AUDIENCE: &str = "checkout-readiness-of-the-tests";
pub const SECRET: &str = "visibly-fake-secret-of-a-panel-0000";

/// A key to sign with, and what the server gets of it.
pub struct Signer {
    pub algorithm: Algorithm,
    key: EncodingKey,
    /// What goes into the file of READINESS_JWT_KEY.
    pub file: String,
    public: Option<DecodingKey>,
}

/// RSA keys take their time to be found: the tests share one.
static RSA: LazyLock<(Vec<u8>, String)> = LazyLock::new(|| {
    let key = rsa::PrivateKey::new(&mut rand::rng(), 2048).unwrap();
    let public = key.to_public_key().to_pkcs1_pem(rsa::pkcs8::LineEnding::LF);
    let private = key.to_pkcs1_der().unwrap();
    (private.as_bytes().to_vec(), public.unwrap())
});

impl Signer {
    pub fn by_secret() -> Self {
        Self {
            algorithm: Algorithm::HS256,
            key: EncodingKey::from_secret(SECRET.as_bytes()).unwrap(),
            file: format!("{SECRET}\n"),
            public: None,
        }
    }

    pub fn by_rsa() -> Self {
        let (private, public) = &*RSA;
        Self {
            algorithm: Algorithm::RS256,
            key: EncodingKey::from_rsa_der(private),
            public: DecodingKey::from_rsa_pem(public.as_bytes()).ok(),
            file: public.clone(),
        }
    }

    pub fn by_ed25519() -> Self {
        let pair = KeyPair::generate_for(&PKCS_ED25519).unwrap();
        let public = pair.public_key_pem();
        Self {
            algorithm: Algorithm::EdDSA,
            key: EncodingKey::from_ed_der(&pair.serialize_der()),
            public: DecodingKey::from_ed_pem(public.as_bytes()).ok(),
            file: public,
        }
    }

    /// A token with these claims, for a minute and this audience unless they say otherwise.
    pub fn sign(&self, claims: &Value) -> String {
        self.sign_named(None, claims)
    }

    /// The same, which names its key.
    pub fn sign_named(&self, kid: Option<&str>, claims: &Value) -> String {
        let mut whole = json!({ "aud": AUDIENCE, "exp": in_seconds(60) });
        let object = whole.as_object_mut().unwrap();
        object.extend(claims.as_object().unwrap().clone());
        object.retain(|_, value| !value.is_null());
        let mut header = Header::new(self.algorithm);
        header.kid = kid.map(str::to_owned);
        encode(&header, &whole, &self.key).unwrap()
    }

    /// Its key, as sets publish it.
    pub fn jwk(&self, kid: &str) -> Value {
        let mut jwk = Jwk::from_decoding_key(self.public.as_ref().unwrap(), None).unwrap();
        jwk.common.key_id = Some(kid.to_owned());
        serde_json::to_value(jwk).unwrap()
    }

    /// Settings of a server that takes its tokens, with its key in this folder.
    pub fn settings(&self, folder: &Path) -> Vec<(&'static str, String)> {
        let path = folder.join("key");
        std::fs::write(&path, &self.file).unwrap();
        vec![
            ("READINESS_JWT_KEY", path.to_str().unwrap().to_owned()),
            ("READINESS_JWT_ALGORITHM", format!("{:?}", self.algorithm)),
            ("READINESS_JWT_AUDIENCE", AUDIENCE.to_owned()),
        ]
    }
}

/// The moment so many seconds from now, as claims count it.
pub fn in_seconds(seconds: i64) -> i64 {
    jiff::Timestamp::now().as_second() + seconds
}

/// An address where keys are published, and how often it was asked.
pub struct Publisher {
    pub url: String,
    /// Host and port, as READINESS_PROBE_ALLOW takes them.
    pub place: String,
    answer: Arc<Mutex<(StatusCode, String)>>,
    /// How long it takes to answer.
    pub delay: Arc<Mutex<Duration>>,
    asked: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Publisher {
    pub async fn start(keys: &[Value]) -> Self {
        let answer = Arc::new(Mutex::new((StatusCode::OK, document(keys))));
        let asked = Arc::new(AtomicUsize::new(0));
        let delay = Arc::<Mutex<Duration>>::default();
        let (told, counted) = (Arc::clone(&answer), Arc::clone(&asked));
        let taken = Arc::clone(&delay);
        let router = Router::new().fallback(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            let answer = told.lock().unwrap().clone();
            let delay = *taken.lock().unwrap();
            async move {
                tokio::time::sleep(delay).await;
                answer
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap().to_string();
        Self {
            url: format!("http://{place}/keys.json"),
            place,
            answer,
            delay,
            asked,
            task: tokio::spawn(async move { axum::serve(listener, router).await.unwrap() }),
        }
    }

    /// The same over TLS, and the certificate it is recognised by.
    pub async fn start_tls(keys: &[Value]) -> (Self, String) {
        let pair = KeyPair::generate().unwrap();
        let names = vec!["localhost".to_owned()];
        let certificate = rcgen::CertificateParams::new(names).unwrap();
        let certificate = certificate.self_signed(&pair).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                rustls::pki_types::PrivateKeyDer::Pkcs8(pair.serialize_der().into()),
            )
            .unwrap();
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
        let mut publisher = Self::start(keys).await;
        let behind = publisher.place.clone();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        publisher.place = format!("localhost:{port}");
        publisher.url = format!("https://{}/keys.json", publisher.place);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mut behind = TcpStream::connect(&behind).await.unwrap();
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    if let Ok(mut stream) = acceptor.accept(stream).await {
                        let _ = tokio::io::copy_bidirectional(&mut stream, &mut behind).await;
                    }
                });
            }
        });
        (publisher, certificate.pem())
    }

    pub fn publish(&self, keys: &[Value]) {
        self.say(StatusCode::OK, &document(keys));
    }

    pub fn say(&self, status: StatusCode, text: &str) {
        *self.answer.lock().unwrap() = (status, text.to_owned());
    }

    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("READINESS_JWT_JWKS_URL", self.url.clone()),
            ("READINESS_PROBE_ALLOW", self.place.clone()),
            ("READINESS_JWT_AUDIENCE", AUDIENCE.to_owned()),
        ]
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn document(keys: &[Value]) -> String {
    json!({ "keys": keys }).to_string()
}

/// The same pairs, as servers are started with.
pub fn borrowed<'a>(pairs: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    pairs
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect()
}
