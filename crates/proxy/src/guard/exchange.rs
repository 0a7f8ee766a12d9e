//! One question over an open connection, its answer read no further than needed.

use std::convert::Infallible;

use checkout_readiness_checks::evidence::{
    OutdatedProtocols, Party, PlainHttp, Redirect, StrictTransport, TlsFacts, Why,
};
use http_body_util::{BodyExt, Empty};
use hyper::body::{Body as Content, Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::http::request;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use url::{Position, Url};

use super::connection::Connection;
use super::{Failure, Reading, headers, without_query};

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
    /// What the answer says of coming back over `https` only.
    pub strict_transport: StrictTransport,
    /// The Content Security Policies of the answer's headers, as they came.
    pub policies: Vec<String>,
    /// Whether protocols out of use are accepted too; absent where nobody wanted to know.
    pub outdated_protocols: Option<OutdatedProtocols>,
    /// What the same machine answers over plain `http`; absent where nobody wanted to know.
    pub plain_http: Option<PlainHttp>,
}

/// What was read of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing: it was not asked for, or the answer was no success.
    Unread,
    /// Nothing: it says that it is something else than what was asked for.
    OtherKind,
    /// Nothing that could be understood: compressed, of an unusual encoding, or of no kind at all.
    Unreadable,
    /// HTML, or the text of a script.
    Text {
        /// The text; characters that are not UTF-8 are replaced.
        text: String,
        /// Whether the end was reached.
        is_whole: bool,
        /// Whether the answer tells browsers to use `https` wherever the markup says `http`.
        upgrades: bool,
    },
}

/// Who asks, for the merchant's access log.
const USER_AGENT: &str = concat!("checkout-readiness/", env!("CARGO_PKG_VERSION"));
/// The longest head of an answer, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// Asks once and closes.
pub(super) async fn ask(
    connection: Connection,
    url: &Url,
    reading: Reading,
) -> Result<Visit, Failure> {
    let Connection { stream, tls, .. } = connection;
    let question = visiting(url).ok_or(Failure::GUARDED)?;
    converse(stream, question, async |answer| Visit {
        tls,
        status: answer.status().as_u16(),
        redirect: redirect(&answer, url),
        strict_transport: headers::strict_transport(answer.headers()),
        policies: headers::policies(answer.headers()),
        outdated_protocols: None,
        plain_http: None,
        body: read(answer, reading).await,
    })
    .await
}

/// Asks this over this stream, and takes from the answer what is told of it.
pub(super) async fn converse<Asked, Telling, Told>(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send,
    question: Request<Asked>,
    tell: impl FnOnce(Response<Incoming>) -> Telling,
) -> Result<Told, Failure>
where
    Asked: Content<Data = Bytes, Error = Infallible> + Unpin + 'static,
    Telling: Future<Output = Told>,
{
    let malformed = Failure::Blind(Party::Merchant, Why::Malformed);
    let (mut sender, driver) = http1::Builder::new()
        .max_buf_size(LONGEST_HEAD)
        .handshake::<_, Asked>(TokioIo::new(stream))
        .await
        .map_err(|_| Failure::Blind(Party::Merchant, Why::Connection))?;
    let exchange = async {
        let answer = sender.send_request(question).await.map_err(|error| {
            if error.is_parse() || error.is_incomplete_message() {
                malformed
            } else {
                Failure::Blind(Party::Merchant, Why::Connection)
            }
        })?;
        Ok(tell(answer).await)
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

/// A plain `GET` of an address.
pub(super) fn visiting(url: &Url) -> Option<Request<Empty<Bytes>>> {
    let question = addressed(Method::GET, url).header(header::USER_AGENT, USER_AGENT);
    question.body(Empty::new()).ok()
}

/// A question to an address, without its body and what else it carries.
pub(super) fn addressed(method: Method, url: &Url) -> request::Builder {
    Request::builder()
        .method(method)
        .uri(&url[Position::BeforePath..Position::AfterQuery])
        .header(
            header::HOST,
            &url[Position::BeforeHost..Position::AfterPort],
        )
        .header(header::ACCEPT, HeaderValue::from_static("*/*"))
        .header(
            header::ACCEPT_ENCODING,
            HeaderValue::from_static("identity"),
        )
        .header(header::CONNECTION, HeaderValue::from_static("close"))
}

/// Where an answer to this address sends on to, if it does.
pub(super) fn redirect(answer: &Response<Incoming>, url: &Url) -> Option<Redirect> {
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

async fn read(answer: Response<Incoming>, reading: Reading) -> Body {
    // What an error's page holds says nothing about the page that was asked for.
    if reading == Reading::Nothing || !answer.status().is_success() {
        return Body::Unread;
    }
    match kind(answer.headers()) {
        Some(kind) if !reading.is_of(&kind) => return Body::OtherKind,
        // A script is one whatever it says of itself, as browsers see it; a page is not.
        None if reading == Reading::Page => return Body::Unreadable,
        Some(_) | None => {}
    }
    if !is_plain_text(answer.headers()) {
        return Body::Unreadable;
    }
    let policies = headers::policies(answer.headers());
    let most = reading.most_bytes();
    let mut body = answer.into_body();
    let mut bytes = Vec::new();
    let is_whole = loop {
        match body.frame().await {
            None => break true,
            Some(Err(_)) => break false,
            Some(Ok(frame)) => {
                let data = frame.into_data().unwrap_or_default();
                let room = most - bytes.len();
                if data.len() > room {
                    bytes.extend_from_slice(&data[..room]);
                    break false;
                }
                bytes.extend_from_slice(&data);
            }
        }
    };
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Body::Unreadable;
    }
    Body::Text {
        text: String::from_utf8_lossy(&bytes).into_owned(),
        is_whole,
        upgrades: policies
            .iter()
            .any(|policy| headers::is_upgrading_policy(policy)),
    }
}

/// What the answer says that it is, in small letters and without parameters.
fn kind(headers: &HeaderMap) -> Option<String> {
    let kind = text(headers, header::CONTENT_TYPE)
        .split(';')
        .next()?
        .trim();
    (!kind.is_empty()).then(|| kind.to_ascii_lowercase())
}

/// Whether the answer is neither compressed nor in characters of two bytes, in which nothing could
/// be found.
pub(super) fn is_plain_text(headers: &HeaderMap) -> bool {
    let encoding = text(headers, header::CONTENT_ENCODING);
    let characters = text(headers, header::CONTENT_TYPE).to_ascii_lowercase();
    (encoding.is_empty() || encoding.eq_ignore_ascii_case("identity"))
        && !characters.contains("utf-16")
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
