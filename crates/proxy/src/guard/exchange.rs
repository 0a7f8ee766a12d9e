//! One question over an open connection: a plain `GET`, its answer read no further than needed.

use checkout_readiness_checks::evidence::{Party, Redirect, TlsFacts, Why};
use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use url::{Position, Url};

use super::connection::Connection;
use super::{Failure, without_query};

/// What came of asking an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The certificate that was presented and accepted.
    pub tls: TlsFacts,
    /// The status of the answer.
    pub status: u16,
    /// Where it sends on to, if it does.
    pub redirect: Option<Redirect>,
    /// What was read of the body.
    pub body: Body,
}

/// What was read of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing: it was not asked for, or is not HTML as plain text.
    Unread,
    /// HTML.
    Html {
        /// The markup; characters that are not UTF-8 are replaced.
        markup: String,
        /// Whether the end was reached.
        is_whole: bool,
        /// Whether the answer tells browsers to use `https` wherever the markup says `http`.
        upgrades: bool,
    },
}

/// Who asks, for the merchant's access log.
const USER_AGENT: &str = concat!("checkout-readiness/", env!("CARGO_PKG_VERSION"));
/// The most that is read of a page, in bytes.
const MOST_OF_A_PAGE: usize = 1024 * 1024;
/// The longest head of an answer, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// Asks once and closes.
pub(super) async fn ask(
    connection: Connection,
    url: &Url,
    reads_page: bool,
) -> Result<Visit, Failure> {
    let Connection { stream, tls } = connection;
    let malformed = Failure::Blind(Party::Merchant, Why::Malformed);
    let (mut sender, driver) = http1::Builder::new()
        .max_buf_size(LONGEST_HEAD)
        .handshake::<_, Empty<Bytes>>(TokioIo::new(stream))
        .await
        .map_err(|_| Failure::Blind(Party::Merchant, Why::Connection))?;
    let question = question(url).ok_or(Failure::GUARDED)?;
    let exchange = async {
        let answer = sender.send_request(question).await.map_err(|error| {
            if error.is_parse() || error.is_incomplete_message() {
                malformed
            } else {
                Failure::Blind(Party::Merchant, Why::Connection)
            }
        })?;
        let (status, redirect) = (answer.status().as_u16(), redirect(&answer, url));
        // What an error's page holds says nothing about the page that was asked for.
        let body = if reads_page && answer.status().is_success() {
            read(answer).await
        } else {
            Body::Unread
        };
        Ok(Visit {
            tls,
            status,
            redirect,
            body,
        })
    };
    tokio::pin!(exchange, driver);
    let mut is_driven = true;
    loop {
        tokio::select! {
            result = &mut exchange => return result,
            // What became of the connection shows in the exchange.
            _ = &mut driver, if is_driven => is_driven = false,
        }
    }
}

fn question(url: &Url) -> Option<Request<Empty<Bytes>>> {
    Request::get(&url[Position::BeforePath..Position::AfterQuery])
        .header(
            header::HOST,
            &url[Position::BeforeHost..Position::AfterPort],
        )
        .header(header::USER_AGENT, USER_AGENT)
        .header(header::ACCEPT, HeaderValue::from_static("*/*"))
        .header(
            header::ACCEPT_ENCODING,
            HeaderValue::from_static("identity"),
        )
        .header(header::CONNECTION, HeaderValue::from_static("close"))
        .body(Empty::new())
        .ok()
}

fn redirect(answer: &Response<Incoming>, url: &Url) -> Option<Redirect> {
    let status = answer.status().as_u16();
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = answer.headers().get(header::LOCATION).and_then(|location| {
        // Servers write it in UTF-8 as often as they should not; browsers read that too.
        let location = url.join(&String::from_utf8_lossy(location.as_bytes()));
        location.ok().filter(|location| location.has_host())
    });
    Some(Redirect {
        status,
        location: location.as_ref().map(without_query),
    })
}

async fn read(answer: Response<Incoming>) -> Body {
    if !is_plain_html(answer.headers()) {
        return Body::Unread;
    }
    let upgrades = upgrades(answer.headers());
    let mut body = answer.into_body();
    let mut bytes = Vec::new();
    let is_whole = loop {
        match body.frame().await {
            None => break true,
            Some(Err(_)) => break false,
            Some(Ok(frame)) => {
                let data = frame.into_data().unwrap_or_default();
                let room = MOST_OF_A_PAGE - bytes.len();
                if data.len() > room {
                    bytes.extend_from_slice(&data[..room]);
                    break false;
                }
                bytes.extend_from_slice(&data);
            }
        }
    };
    let markup = String::from_utf8_lossy(&bytes).into_owned();
    Body::Html {
        markup,
        is_whole,
        upgrades,
    }
}

fn is_plain_html(headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let kind = text(header::CONTENT_TYPE)
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let encoding = text(header::CONTENT_ENCODING);
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml")
        && (encoding.is_empty() || encoding.eq_ignore_ascii_case("identity"))
}

/// Whether a policy of the page has browsers write `https` for `http`.
fn upgrades(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::CONTENT_SECURITY_POLICY)
        .iter()
        .filter_map(|policy| policy.to_str().ok())
        .any(is_upgrading_policy)
}

/// Whether a policy has the directive that makes browsers write `https` for `http`.
pub(crate) fn is_upgrading_policy(policy: &str) -> bool {
    policy.split([';', ',']).any(|directive| {
        directive
            .trim()
            .eq_ignore_ascii_case("upgrade-insecure-requests")
    })
}
