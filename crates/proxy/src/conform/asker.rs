//! Asks a server, with the operator's token, and keeps what it answered.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;

/// How long any answer may take: a run waits for everything it asks of others.
const PATIENCE: Duration = Duration::from_secs(120);
/// The largest answer that is read, in bytes; a whole report is far below.
const LARGEST: usize = 8 * 1024 * 1024;

/// Nothing could be asked.
#[derive(Debug, thiserror::Error)]
pub enum AskerError {
    /// Not the address of a server.
    #[error(
        "{0:?} is no address of a server, such as http://127.0.0.1:8787 or https://panel.example/readiness"
    )]
    Address(String),
    /// The certificates of the file cannot be trusted.
    #[error("--ca names a file that is not a certificate in PEM form")]
    Authority,
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be made")]
    Client(#[from] reqwest::Error),
    /// TLS could not be set up.
    #[error("TLS could not be set up")]
    Tls(#[from] rustls::Error),
    /// Nobody answers there.
    #[error("{0} does not answer: {1}")]
    NoAnswer(String, String),
    /// The server asks for a token, refuses the one it was given, or knows nobody of that name.
    #[error("{0}")]
    Refused(&'static str),
}

/// Asks one server.
#[derive(Debug)]
pub struct Asker {
    http: Client,
    base: String,
    token: Option<SecretString>,
}

/// What a server answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as text.
    pub body: String,
}

impl Answer {
    /// The content type, without its parameters.
    #[must_use]
    pub fn kind(&self) -> String {
        let kind = self.header("content-type");
        let kind = kind.split(';').next().unwrap_or_default();
        kind.trim().to_ascii_lowercase()
    }

    /// A header, empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as JSON; null where it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

impl Asker {
    /// Asks the server below this address.
    ///
    /// # Errors
    ///
    /// Where the address is none, or TLS cannot be set up.
    pub fn new(
        address: &str,
        token: Option<SecretString>,
        authority_pem: Option<&[u8]>,
    ) -> Result<Self, AskerError> {
        let wrong = || AskerError::Address(checkout_readiness_wording::clean(address));
        let url = Url::parse(address.trim()).map_err(|_| wrong())?;
        let is_plain = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() || !is_plain {
            return Err(wrong());
        }
        let http = Client::builder()
            .user_agent(concat!(
                "checkout-readiness-conform/",
                env!("CARGO_PKG_VERSION")
            ))
            // The token must not travel on.
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .retry(reqwest::retry::never())
            .timeout(PATIENCE)
            .tls_backend_preconfigured(trust(authority_pem)?)
            .build()?;
        Ok(Self {
            http,
            base: url.as_str().trim_end_matches('/').to_owned(),
            token,
        })
    }

    /// Whether there is a token to ask with.
    #[must_use]
    pub fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// The address asked below.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Asks for something.
    ///
    /// # Errors
    ///
    /// Says in words what kept an answer away.
    pub async fn get(&self, path: &str) -> Result<Answer, String> {
        self.send(self.with_token(self.request(Method::GET, path)))
            .await
    }

    /// The same with another token, or none.
    ///
    /// # Errors
    ///
    /// Says in words what kept an answer away.
    pub async fn get_as(&self, path: &str, token: Option<&str>) -> Result<Answer, String> {
        let request = self.request(Method::GET, path);
        self.send(match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        })
        .await
    }

    /// Asks by another method, without a body.
    ///
    /// # Errors
    ///
    /// Says in words what kept an answer away.
    pub async fn ask(&self, method: Method, path: &str) -> Result<Answer, String> {
        self.send(self.with_token(self.request(method, path))).await
    }

    /// Sends a text as this kind of content.
    ///
    /// # Errors
    ///
    /// Says in words what kept an answer away.
    pub async fn post(&self, path: &str, kind: &str, body: String) -> Result<Answer, String> {
        let request = self.request(Method::POST, path);
        let request = request.header("content-type", kind).body(body);
        self.send(self.with_token(request)).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = [self.base.as_str(), path].concat();
        // What the page sends too; behind a panel's login nothing is changed without it.
        self.http
            .request(method, url)
            .header("x-checkout-readiness", "1")
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "sent to the server the operator named"
    )]
    fn with_token(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.token {
            Some(token) => request.bearer_auth(token.expose_secret()),
            None => request,
        }
    }

    async fn send(&self, request: RequestBuilder) -> Result<Answer, String> {
        let mut response = request.send().await.map_err(in_words)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(in_words)? {
            body.extend_from_slice(&chunk);
            if body.len() > LARGEST {
                return Err(format!("the answer is longer than {LARGEST} bytes"));
            }
        }
        Ok(Answer {
            status,
            headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }
}

/// What kept an answer away; the library's own words name the address, query and all.
fn in_words(error: reqwest::Error) -> String {
    let words = if error.is_timeout() {
        "it takes too long"
    } else if error.is_connect() {
        "the connection cannot be made; for https, the certificate may not be trusted (see --ca)"
    } else {
        "the connection broke off"
    };
    words.to_owned()
}

/// Mozilla's list as compiled in, and what the operator adds to it.
fn trust(authority_pem: Option<&[u8]>) -> Result<ClientConfig, AskerError> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    if let Some(pem) = authority_pem {
        let before = roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|_| AskerError::Authority)?;
            roots.add(certificate).map_err(|_| AskerError::Authority)?;
        }
        if roots.len() == before {
            return Err(AskerError::Authority);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions()?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_address_of_a_server_is_asked() {
        for address in ["http://127.0.0.1:8787", "https://panel.example/readiness/"] {
            let asker = Asker::new(address, None, None).unwrap();
            assert!(!asker.base().ends_with('/'), "{}", asker.base());
        }
        for address in [
            "",
            "panel.example",
            "ftp://panel.example",
            "https://user:0000@panel.example",
            "https://panel.example/?token=0000",
        ] {
            let error = Asker::new(address, None, None).unwrap_err();
            assert!(matches!(error, AskerError::Address(_)), "{address}");
        }
        let error = Asker::new("http://127.0.0.1:1", None, Some(b"nothing")).unwrap_err();
        assert!(matches!(error, AskerError::Authority));
    }
}
