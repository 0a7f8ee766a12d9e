//! Whether a server still takes protocols out of use, asked besides the visit and never in its way.

use std::io;
use std::time::Duration;

use checkout_readiness_checks::evidence::OutdatedProtocols;
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;
use url::Host;

use super::connection::open;
use super::hello::{self, Answer, PROTOCOL_VERSION, Version};
use super::resolver::Destination;

/// How long one try may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// Whether a server that was visited takes TLS 1.0 and 1.1.
pub(super) async fn look(peer: Destination, host: &Host<String>) -> OutdatedProtocols {
    let (of_1_0, of_1_1) = tokio::join!(
        greet(peer, host, Version::TLS_1_0),
        greet(peer, host, Version::TLS_1_1)
    );
    let hangs_up = of_1_0 == Answer::Closed || of_1_1 == Answer::Closed;
    let hears_us = hangs_up && hears(&greet(peer, host, Version::TLS_1_2).await);
    OutdatedProtocols {
        tls_1_0: accepts(&of_1_0, Version::TLS_1_0, hears_us),
        tls_1_1: accepts(&of_1_1, Version::TLS_1_1, hears_us),
    }
}

/// Whether a server we could not agree with takes nothing but protocols out of use. Another
/// disagreement, for example about ciphers, is not one about versions: so it must answer an offer of
/// TLS 1.2 with less, or say that it does not take it and take an older one.
pub(super) async fn is_all_it_speaks(
    peer: Destination,
    host: &Host<String>,
    refused_our_version: bool,
) -> bool {
    let (in_use, old) = tokio::join!(greet(peer, host, Version::TLS_1_2), look(peer, host));
    let takes_old = old.tls_1_0 == Some(true) || old.tls_1_1 == Some(true);
    match in_use {
        Answer::Chooses(version) => version < Version::TLS_1_2,
        Answer::Alert(PROTOCOL_VERSION) => takes_old,
        Answer::Alert(_) | Answer::Closed => refused_our_version && takes_old,
        Answer::Unclear => false,
    }
}

/// What an answer says about the version offered. Who hangs up refuses it only if `hears_us`: what
/// stands before a server may hang up on whoever does not greet like a browser.
fn accepts(answer: &Answer, version: Version, hears_us: bool) -> Option<bool> {
    match *answer {
        Answer::Chooses(chosen) if chosen <= version => Some(chosen == version),
        Answer::Chooses(_) | Answer::Unclear => None,
        Answer::Alert(_) => Some(false),
        Answer::Closed => hears_us.then_some(false),
    }
}

/// Whether an offer of TLS 1.2 was answered in its own words: taken, or turned down for its version
/// by a server that speaks only a newer one.
fn hears(answer: &Answer) -> bool {
    matches!(answer, Answer::Chooses(_) | Answer::Alert(PROTOCOL_VERSION))
}

/// Offers one version, and hangs up once the server has said what it thinks of it.
async fn greet(peer: Destination, host: &Host<String>, version: Version) -> Answer {
    let greeting = async {
        let mut stream = open(peer.connect_to).await?;
        let hello = hello::write(version, host).ok_or(io::ErrorKind::Other)?;
        stream.write_all(&hello).await?;
        Ok::<_, io::Error>(hello::read(&mut stream).await)
    };
    match timeout(PATIENCE, greeting).await {
        Ok(Ok(answer)) => answer,
        // Not even connected, or no answer in time: that tells nothing.
        Ok(Err(_)) | Err(_) => Answer::Unclear,
    }
}
