//! Whatever is logged, at the most talkative level and by any library, no credential is in it.
#![allow(clippy::unwrap_used)]

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use checkout_readiness_mercado_pago::{AccessToken, BaseUrl, Client, Configuration, PublicKey};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_credential_is_logged_or_printed_by_anybody() {
    const CANARIES: [&str; 2] = [
        "0000000000000000000000000000c0de",
        "0000UnusualPublicKeyCanary0000",
    ];
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 4096];
            let length = stream.read(&mut request).await.unwrap_or_default();
            // A server that repeats what it was sent, credentials included.
            let echo = format!(
                "{{\"message\":{:?}}}",
                String::from_utf8_lossy(&request[..length])
            );
            let head = format!(
                "HTTP/1.1 401 No\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
                echo.len()
            );
            let _ = stream.write_all((head + &echo).as_bytes()).await;
        }
    });

    let token = format!("APP_USR-1000000000000001-010112-{}-100000001", CANARIES[0]);
    let token = AccessToken::parse(&token).0.unwrap();
    let key = PublicKey::parse(CANARIES[1]).0.unwrap();
    let mut printed = format!("{token} {token:?} {key} {key:?}");
    let secure = format!("https://127.0.0.1:{}", address.port());
    for base in [
        format!("http://{address}"),
        secure,
        "http://127.0.0.1:1".to_owned(),
    ] {
        let configuration = Configuration::new(BaseUrl::parse(&base).unwrap());
        let client = Client::new(configuration).unwrap();
        for error in [
            client.users_me(&token).await.unwrap_err(),
            client.credential_of_token(&token).await.unwrap_err(),
            client.credential_of_public_key(&key).await.unwrap_err(),
        ] {
            let message = error.problem().and_then(|problem| problem.message());
            printed += &format!("{error} {error:?} {client:?} {message:?}");
        }
    }

    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("asked Mercado Pago") && logged.contains("credential_of_public_key"));
    for canary in CANARIES {
        assert!(!logged.contains(canary), "logged: {canary}");
        assert!(!printed.contains(canary), "printed: {canary}");
    }
}
