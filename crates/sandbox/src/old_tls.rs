//! A server's side of TLS 1.0 and 1.1, as far as it takes to be recognised: one word, then silence.

use tokio::{io::AsyncReadExt, io::AsyncWriteExt, net::TcpStream};

/// A version as it is written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version([u8; 2]);

impl Version {
    pub const TLS_1_0: Self = Self([3, 1]);
    const TLS_1_1: Self = Self([3, 2]);

    /// Whether it is out of use.
    pub fn is_old(self) -> bool {
        (Self::TLS_1_0..=Self::TLS_1_1).contains(&self)
    }
}

/// A handshake's first record with a client's first word in it.
const RECORD: u8 = 22;
const CLIENT_HELLO: u8 = 1;
/// Head of the record, head of the message, version.
const BEGINNING: usize = 5 + 4 + 2;

/// The newest version a client offers, left unread on the stream; TLS 1.3 offers itself as 1.2.
pub(crate) async fn offered(stream: &TcpStream) -> Option<Version> {
    let mut beginning = [0; BEGINNING];
    let mut last = 0;
    loop {
        let length = stream.peek(&mut beginning).await.ok()?;
        if length == BEGINNING {
            break;
        }
        // Nothing more will come, or the little there is would be looked at for ever.
        if length == last {
            return None;
        }
        last = length;
    }
    match beginning {
        [RECORD, _, _, _, _, CLIENT_HELLO, _, _, _, major, minor] => Some(Version([major, minor])),
        _ => None,
    }
}

/// Agrees to a version, with a cipher of its time and randomness that is none.
pub(crate) async fn agree(stream: &mut TcpStream, Version(version): Version) {
    let mut hello = Vec::from(version);
    hello.extend([0; 32]);
    // No session; TLS_RSA_WITH_AES_128_CBC_SHA; no compression.
    hello.extend([0, 0x00, 0x2f, 0]);
    let length = |bytes: usize| u8::try_from(bytes).unwrap_or_default();
    let [major, minor] = version;
    let mut record = vec![RECORD, major, minor, 0, length(hello.len() + 4)];
    record.extend([2, 0, 0, length(hello.len())]);
    record.extend(hello);
    say(stream, &record).await;
}

/// Says that the version is not spoken here.
pub(crate) async fn refuse(stream: &mut TcpStream) {
    say(stream, &[21, 3, 1, 0, 2, 2, 70]).await;
}

/// Takes the offer for a request of plain `http`, as some proxies do.
pub(crate) async fn mistake(stream: &mut TcpStream) {
    say(stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
}

async fn say(stream: &mut TcpStream, record: &[u8]) {
    // A client that goes away is no news here.
    let _ = stream.write_all(record).await;
    let _ = stream.shutdown().await;
    // What is left unread would make the system cut the connection before the word arrives.
    let mut rest = [0; 1024];
    while matches!(stream.read(&mut rest).await, Ok(1..)) {}
}
