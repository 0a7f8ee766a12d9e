//! Sends one request of any kind to an address, through the same judgement as a visit, and tells
//! how long each step took.

use std::time::Duration;

use checkout_readiness_checks::evidence::{Redirect, Timing};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Response};
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use super::connection::{Refusal, connect};
use super::exchange::{addressed, converse, is_plain_text, redirect};
use super::{Failure, Guard, in_time};
use crate::observers::milliseconds;

/// What is sent.
#[derive(Clone, Debug)]
pub struct Message {
    /// `GET` or `POST`.
    pub method: Method,
    /// Headers beside those every request has; one name may stand there twice.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body.
    pub body: Bytes,
}

/// What came of sending it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// How long each step took.
    pub timing: Timing,
    /// What came back.
    pub outcome: Result<Received, Failure>,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// The status.
    pub status: u16,
    /// Where it sends on to, if it does.
    pub redirect: Option<Redirect>,
    /// Its headers.
    pub headers: HeaderMap,
    /// The beginning of its body; empty where that is compressed.
    pub beginning: String,
}

/// How much of an answer's body is read, in bytes.
const BEGINNING: usize = 64 * 1024;
/// How long the body may take once the head is there: the status is what counts.
const BODY: Duration = Duration::from_secs(3);

impl Guard {
    /// Sends this once to this address, where a visit may go too. No redirect is followed. Looking
    /// the address up and connecting take as long as a visit may, the answer as long as `patience`.
    pub async fn send(&self, url: &Url, message: Message, patience: Duration) -> Sent {
        let since = Instant::now();
        let mut timing = Timing::default();
        let outcome = self.deliver(url, message, patience, &mut timing).await;
        timing.total_ms = milliseconds(since.elapsed());
        Sent { timing, outcome }
    }

    async fn deliver(
        &self,
        url: &Url,
        message: Message,
        patience: Duration,
        timing: &mut Timing,
    ) -> Result<Received, Failure> {
        let since = Instant::now();
        let until = since + self.patience.min(patience);
        let way = in_time(until, self.find(url)).await?;
        timing.lookup_ms = Some(milliseconds(since.elapsed()));

        let since = Instant::now();
        let connecting = connect(&way.host, &way.destinations, way.trust);
        let connection = timeout_at(until, connecting)
            .await
            .map_err(|_| Failure::TOO_LATE)?
            .map_err(|refusal| match refusal {
                Refusal::Failure(failure) => failure,
                Refusal::Discord { .. } => Failure::UNSECURED,
            })?;
        timing.connect_ms = Some(milliseconds(since.elapsed()));

        let question = message
            .headers
            .into_iter()
            .fold(addressed(message.method, url), |question, (name, value)| {
                question.header(name, value)
            });
        let question = question
            .body(Full::new(message.body))
            .map_err(|_| Failure::GUARDED)?;
        let since = Instant::now();
        let first_byte = &mut timing.first_byte_ms;
        let exchange = converse(connection.stream, question, async |answer| {
            *first_byte = Some(milliseconds(since.elapsed()));
            Received {
                status: answer.status().as_u16(),
                redirect: redirect(&answer, url),
                headers: answer.headers().clone(),
                beginning: beginning(answer).await,
            }
        });
        timeout(patience, exchange)
            .await
            .unwrap_or(Err(Failure::TOO_LATE))
    }
}

/// The beginning of a body, as far as it comes in time.
async fn beginning(answer: Response<Incoming>) -> String {
    if !is_plain_text(answer.headers()) {
        return String::new();
    }
    let mut body = answer.into_body();
    let mut bytes = Vec::new();
    let reading = async {
        while let Some(Ok(frame)) = body.frame().await {
            let data = frame.into_data().unwrap_or_default();
            let room = BEGINNING - bytes.len();
            bytes.extend_from_slice(&data[..data.len().min(room)]);
            if bytes.len() == BEGINNING {
                break;
            }
        }
    };
    // What came by then will do.
    let _ = timeout(BODY, reading).await;
    String::from_utf8_lossy(&bytes).into_owned()
}
