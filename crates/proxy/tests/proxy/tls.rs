//! The server's own TLS: served from files, and refused with a reason where the files do not fit.

use std::path::PathBuf;

use checkout_readiness_proxy::server::start;
use rcgen::{CertificateParams, KeyPair};
use reqwest::Certificate;

use crate::support::{client, serve, settings};

struct Files {
    folder: tempfile::TempDir,
    certificate_pem: String,
}

impl Files {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let certificate_pem = params.self_signed(&key).unwrap().pem();
        std::fs::write(folder.path().join("chain.pem"), &certificate_pem).unwrap();
        std::fs::write(folder.path().join("key.pem"), key.serialize_pem()).unwrap();
        Self {
            folder,
            certificate_pem,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

#[tokio::test]
async fn with_a_certificate_the_server_speaks_tls_and_says_so_to_browsers() {
    let files = Files::make();
    let served = serve(&[
        (
            "READINESS_TLS_CERT",
            files.path("chain.pem").to_str().unwrap(),
        ),
        ("READINESS_TLS_KEY", files.path("key.pem").to_str().unwrap()),
    ])
    .await;
    let certificate = Certificate::from_pem(files.certificate_pem.as_bytes()).unwrap();
    let http = client().tls_certs_only([certificate]).build().unwrap();
    let port = served.running.address().port();
    let get = |origin: &str| {
        let request = http.get(format!("https://localhost:{port}/api/v1/checks"));
        request.header("origin", origin.to_owned()).send()
    };
    let answer = get(&format!("https://localhost:{port}")).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(
        answer.headers()["strict-transport-security"],
        "max-age=31536000"
    );
    let answer = get(&format!("http://localhost:{port}")).await.unwrap();
    assert_eq!(
        answer.status(),
        403,
        "a page without TLS is no page of ours"
    );
    assert!(
        served.get("/healthz").send().await.is_err(),
        "plain http was answered"
    );
}

#[tokio::test]
async fn files_that_do_not_fit_are_refused_with_the_setting_and_the_reason() {
    let files = Files::make();
    let other = Files::make();
    std::fs::write(files.path("empty.pem"), "").unwrap();
    let missing = files.path("missing.pem");
    for (certificate, key, expected) in [
        (
            files.path("chain.pem"),
            other.path("key.pem"),
            "READINESS_TLS_KEY is not the key",
        ),
        (
            missing.clone(),
            files.path("key.pem"),
            "READINESS_TLS_CERT names a file that cannot be read",
        ),
        (
            files.path("chain.pem"),
            missing,
            "READINESS_TLS_KEY names a file that cannot be read",
        ),
        (
            files.path("empty.pem"),
            files.path("key.pem"),
            "READINESS_TLS_CERT names a file without a certificate",
        ),
        (
            files.path("chain.pem"),
            files.path("empty.pem"),
            "READINESS_TLS_KEY names a file without a private key",
        ),
        (
            files.path("key.pem"),
            files.path("chain.pem"),
            "READINESS_TLS_CERT names a file without a certificate",
        ),
    ] {
        let settings = settings(&[
            ("READINESS_TLS_CERT", certificate.to_str().unwrap()),
            ("READINESS_TLS_KEY", key.to_str().unwrap()),
        ]);
        let error = start(&settings).await.err().unwrap().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[tokio::test]
async fn a_port_in_use_is_named_by_the_setting_that_chose_it() {
    let served = serve(&[]).await;
    let mut second = settings(&[]);
    second.listening.address = served.running.address();
    let error = start(&second).await.err().unwrap().to_string();
    assert!(error.starts_with("READINESS_LISTEN: 127.0.0.1:"), "{error}");
    assert!(error.contains("in use"), "{error}");
}
