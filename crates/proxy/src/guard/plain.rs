//! What the machine just visited answers over plain `http`: one question, neither read nor followed.

use std::io;
use std::time::Duration;

use checkout_readiness_checks::evidence::PlainHttp;
use tokio::time::timeout;
use url::Url;

use super::connection::open;
use super::exchange;
use super::resolver::Destination;

/// How long it may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// Asks for the path of this address. Its query stays here: it would travel for anybody to read.
pub(super) async fn look(peer: Destination, url: &Url) -> PlainHttp {
    timeout(PATIENCE, ask(peer, url))
        .await
        .unwrap_or(PlainHttp::Unknown)
}

async fn ask(peer: Destination, url: &Url) -> PlainHttp {
    let mut plain = url.clone();
    plain.set_query(None);
    if plain.set_scheme("http").is_err() {
        return PlainHttp::Unknown;
    }
    let stream = match open(peer.connect_plainly_to).await {
        Ok(stream) => stream,
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            return PlainHttp::Closed;
        }
        Err(_) => return PlainHttp::Unknown,
    };
    let Some(question) = exchange::visiting(&plain) else {
        return PlainHttp::Unknown;
    };
    let answer = exchange::converse(stream, question, async |answer| {
        (
            answer.status().as_u16(),
            exchange::redirect(&answer, &plain),
        )
    });
    match answer.await {
        Ok((_, Some(redirect))) => match redirect.location {
            Some(location) if is_the_same_over_https(&location, &plain) => {
                PlainHttp::RedirectsToHttps
            }
            location => PlainHttp::RedirectsElsewhere { location },
        },
        Ok((status, None)) => PlainHttp::Serves { status },
        Err(_) => PlainHttp::Unknown,
    }
}

/// Whether an address is on `https` and on this one's host, with or without `www.`: what another
/// host answers was not looked at.
fn is_the_same_over_https(location: &str, plain: &Url) -> bool {
    let name = |url: &Url| {
        let host = url.host_str()?.trim_end_matches('.').to_ascii_lowercase();
        Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
    };
    Url::parse(location)
        .is_ok_and(|location| location.scheme() == "https" && name(&location) == name(plain))
}
