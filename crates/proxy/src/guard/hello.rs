//! The first word of a TLS conversation in versions rustls does not speak, and how it is answered.
//!
//! Only the beginning of a handshake is needed to see whether a server takes a version, so nothing
//! is ever encrypted here and no conversation goes on: RFC 2246, RFC 4346 and RFC 5246, section
//! 7.4.1; extensions by RFC 6066 and RFC 8422.

use std::io;

use rustls::crypto::ring;
use tokio::io::{AsyncRead, AsyncReadExt};
use url::Host;

use super::connection::is_broken_off;

/// A version of the protocol, as it is written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(pub u16);

impl Version {
    /// Out of use with RFC 7568.
    const SSL_3_0: Self = Self(0x0300);
    /// Out of use with RFC 8996.
    pub const TLS_1_0: Self = Self(0x0301);
    /// Out of use with RFC 8996.
    pub const TLS_1_1: Self = Self(0x0302);
    /// In use.
    pub const TLS_1_2: Self = Self(0x0303);
}

/// How a server answers a hello.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It goes on, in this version.
    Chooses(Version),
    /// It says no, for the reason of this number.
    Alert(u8),
    /// It hangs up.
    Closed,
    /// It says something that cannot be told.
    Unclear,
}

/// The alert of a server that does not speak the version: RFC 5246, 7.2.
pub(super) const PROTOCOL_VERSION: u8 = 70;

const ALERT: u8 = 21;
const HANDSHAKE: u8 = 22;
const WARNING: u8 = 1;
const CLOSE_NOTIFY: u8 = 0;
const CLIENT_HELLO: u8 = 1;
const SERVER_HELLO: u8 = 2;
/// How many warnings may come before the answer.
const MOST_RECORDS: usize = 4;

/// Whatever any server of the last twenty years would agree to: with and without forward secrecy,
/// for certificates of either kind. The last says that renegotiation is secured.
const CIPHER_SUITES: &[u16] = &[
    0xc00a, 0xc009, 0xc014, 0xc013, 0x0039, 0x0033, 0x0035, 0x002f, 0x0088, 0x0045, 0x0084, 0x0041,
    0xc008, 0xc012, 0x0016, 0x000a, 0xc007, 0xc011, 0x0005, 0x0004, 0x00ff,
];
/// Those that came with TLS 1.2.
const CIPHER_SUITES_OF_1_2: &[u16] = &[
    0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xccaa, 0x009e, 0x009f, 0xc023, 0xc027, 0xc024,
    0xc028, 0x0067, 0x006b, 0x009c, 0x009d, 0x003c, 0x003d,
];
/// X25519 and the curves of NIST.
const GROUPS: &[u16] = &[0x001d, 0x0017, 0x0018, 0x0019];
/// ECDSA, RSA-PSS and RSA with SHA-2, then both with SHA-1.
const SIGNATURES: &[u16] = &[
    0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201,
];

/// A hello that offers this version and none above it; none where the system has no randomness.
pub(super) fn write(version: Version, host: &Host<String>) -> Option<Vec<u8>> {
    let mut random = [0; 32];
    let provider = ring::default_provider();
    provider.secure_random.fill(&mut random).ok()?;
    let mut hello = Vec::with_capacity(256);
    hello.extend(version.0.to_be_bytes());
    hello.extend(random);
    // No session to take up again.
    hello.push(0);
    let newer = if version >= Version::TLS_1_2 {
        CIPHER_SUITES_OF_1_2
    } else {
        &[]
    };
    hello.extend(counted(&numbers(newer.iter().chain(CIPHER_SUITES)))?);
    // One way to compress: none.
    hello.extend([1, 0]);
    hello.extend(counted(&extensions(host)?)?);
    let mut message = vec![CLIENT_HELLO, 0];
    message.extend(counted(&hello)?);
    // The record's own version is the oldest, as servers of all ages expect.
    let [high, low] = Version::TLS_1_0.0.to_be_bytes();
    let mut record = vec![HANDSHAKE, high, low];
    record.extend(counted(&message)?);
    Some(record)
}

fn extensions(host: &Host<String>) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    let mut add = |kind: u16, body: Vec<u8>| {
        all.extend(kind.to_be_bytes());
        all.extend(counted(&body)?);
        Some(())
    };
    // Addresses are not named: RFC 6066, section 3.
    if let Host::Domain(name) = host {
        let mut entry = vec![0];
        entry.extend(counted(name.trim_end_matches('.').as_bytes())?);
        add(0, counted(&entry)?)?;
    }
    add(10, counted(&numbers(GROUPS.iter()))?)?;
    // Points are not compressed.
    add(11, vec![1, 0])?;
    add(13, counted(&numbers(SIGNATURES.iter()))?)?;
    // The extended master secret, which some servers insist on.
    add(23, Vec::new())?;
    Some(all)
}

/// These bytes, with their number in two bytes before them.
fn counted(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = u16::try_from(bytes.len()).ok()?;
    Some([&length.to_be_bytes(), bytes].concat())
}

fn numbers<'a>(numbers: impl Iterator<Item = &'a u16>) -> Vec<u8> {
    numbers.flat_map(|number| number.to_be_bytes()).collect()
}

/// Reads the first thing a server answers that is not a mere warning.
pub(super) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Answer {
    for _ in 0..MOST_RECORDS {
        match record(stream).await {
            Ok(Some(answer)) => return answer,
            // A warning, for example that the name is not known: the answer comes after it.
            Ok(None) => {}
            Err(_) => return Answer::Unclear,
        }
    }
    Answer::Unclear
}

async fn record(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Answer>> {
    let kind = match stream.read_u8().await {
        Ok(kind) => kind,
        Err(error) if is_broken_off(&error) => return Ok(Some(Answer::Closed)),
        Err(error) => return Err(error),
    };
    let major = stream.read_u8().await?;
    let _minor = stream.read_u8().await?;
    let length = stream.read_u16().await?;
    Ok(match (kind, major, length) {
        (ALERT, 3, 2) => {
            let (level, description) = (stream.read_u8().await?, stream.read_u8().await?);
            let is_passed_over = level == WARNING && description != CLOSE_NOTIFY;
            (!is_passed_over).then_some(Answer::Alert(description))
        }
        // The kind of message, its length in three bytes, the version.
        (HANDSHAKE, 3, 6..) if stream.read_u8().await? == SERVER_HELLO => {
            let _length = stream.read_exact(&mut [0; 3]).await?;
            let version = Version(stream.read_u16().await?);
            let is_known = (Version::SSL_3_0..=Version::TLS_1_2).contains(&version);
            Some(if is_known {
                Answer::Chooses(version)
            } else {
                Answer::Unclear
            })
        }
        _ => Some(Answer::Unclear),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn answer(bytes: &[u8]) -> Answer {
        read(&mut &bytes[..]).await
    }

    #[tokio::test]
    async fn answers_are_told_apart_by_their_first_bytes() {
        let chooses = |version: u8| [22, 3, version, 0, 50, 2, 0, 0, 46, 3, version, 9, 9];
        let warning = [21, 3, 1, 0, 2, 1, 112];
        for (bytes, expected) in [
            (&chooses(1)[..], Answer::Chooses(Version::TLS_1_0)),
            (&chooses(2), Answer::Chooses(Version::TLS_1_1)),
            (&chooses(3), Answer::Chooses(Version::TLS_1_2)),
            (&chooses(0), Answer::Chooses(Version::SSL_3_0)),
            (&chooses(4), Answer::Unclear),
            (&[21, 3, 1, 0, 2, 2, 70], Answer::Alert(70)),
            (&[21, 3, 1, 0, 2, 1, 0], Answer::Alert(0)),
            (
                &[&warning[..], &chooses(1)].concat(),
                Answer::Chooses(Version::TLS_1_0),
            ),
            (&warning, Answer::Closed),
            (&warning.repeat(9), Answer::Unclear),
            (&[], Answer::Closed),
            (&[22], Answer::Unclear),
            (&[22, 3, 1, 0, 50, 2, 0, 0], Answer::Unclear),
            (&[22, 3, 1, 0, 50, 11, 0, 0, 46, 3, 1], Answer::Unclear),
            (&[22, 3, 1, 0, 5, 2, 0, 0, 1, 3, 1], Answer::Unclear),
            (&[23, 3, 1, 0, 2, 1, 0], Answer::Unclear),
            (b"HTTP/1.1 400 Bad Request\r\n\r\n", Answer::Unclear),
        ] {
            assert_eq!(answer(bytes).await, expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_hello_says_its_lengths_its_version_and_the_name() {
        let host = Host::Domain("store.example.".to_owned());
        for version in [Version::TLS_1_0, Version::TLS_1_1, Version::TLS_1_2] {
            let hello = write(version, &host).unwrap();
            let length = |at: usize| usize::from(u16::from_be_bytes([hello[at], hello[at + 1]]));
            assert_eq!(hello[..3], [22, 3, 1]);
            assert_eq!(length(3), hello.len() - 5);
            assert_eq!(hello[5..7], [1, 0]);
            assert_eq!(length(7), hello.len() - 9);
            assert_eq!(hello[9..11], version.0.to_be_bytes());
            let named = |name: &[u8]| hello.windows(name.len()).any(|window| window == name);
            assert!(named(b"\x00\x0dstore.example\x00"));
        }
        let by_address = write(Version::TLS_1_0, &Host::Ipv4([203, 0, 113, 1].into())).unwrap();
        assert!(by_address.len() < write(Version::TLS_1_0, &host).unwrap().len());
    }
}
