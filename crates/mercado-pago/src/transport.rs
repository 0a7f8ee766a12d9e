//! Sending a question: one attempt, perhaps a second, all under one deadline.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::StatusCode;
use reqwest::header::{ACCEPT, AUTHORIZATION};
use tokio::time::{Instant, sleep, timeout_at};

use crate::cleaning::clean_request_id;
use crate::connector::{SetupError, connect, kind_of};
use crate::error::Failed;
use crate::question::Question;
use crate::{Attempt, Configuration, Error, ErrorKind, Malformation, ServiceProblem, Shape, retry};

const MOST_ATTEMPTS: u8 = 2;
/// Error bodies are short; what is longer is some other server's page.
const ERROR_BODY_LIMIT: usize = 64 * 1024;

/// The way to the API.
pub(crate) struct Transport {
    http: reqwest::Client,
    configuration: Configuration,
}

/// A body that arrived whole, with the story of the call.
pub(crate) struct Arrived {
    pub body: Vec<u8>,
    pub status: u16,
    pub request_id: Option<String>,
    pub asked_at: Timestamp,
    pub elapsed: Duration,
    pub attempts: u8,
}

/// What one attempt brought.
#[derive(Default)]
struct Reply {
    status: Option<u16>,
    request_id: Option<String>,
    problem: Option<ServiceProblem>,
    retry_after: Option<Duration>,
}

impl Transport {
    pub fn new(configuration: Configuration) -> Result<Self, SetupError> {
        Ok(Self {
            http: connect(&configuration)?,
            configuration,
        })
    }

    /// Asks until a body arrived whole, the second attempt failed, or time is up.
    pub async fn ask(&self, question: &Question<'_>) -> Result<Arrived, Error> {
        let (asked_at, started) = (Timestamp::now(), Instant::now());
        let deadline = started + self.configuration.deadline;
        let mut attempts = 1;
        loop {
            let began = Instant::now();
            let until = deadline.min(began + self.configuration.attempt_timeout);
            let mut reply = Reply::default();
            let outcome = self.attempt(question, until, &mut reply).await;
            self.report(&Attempt {
                endpoint: question.endpoint,
                number: attempts,
                status: reply.status,
                error: outcome.as_ref().err().copied(),
                elapsed: began.elapsed(),
            });
            let kind = match outcome {
                Ok(body) => {
                    let Reply {
                        status, request_id, ..
                    } = reply;
                    let status = status.unwrap_or_default();
                    let elapsed = started.elapsed();
                    return Ok(Arrived {
                        body,
                        status,
                        request_id,
                        asked_at,
                        elapsed,
                        attempts,
                    });
                }
                Err(kind) => kind,
            };
            let pause = retry::pause(kind, reply.retry_after, self.configuration.retry_pause)
                .filter(|pause| attempts < MOST_ATTEMPTS && Instant::now() + *pause < deadline);
            let Some(pause) = pause else {
                return Err(Error::from(Failed {
                    kind,
                    endpoint: question.endpoint,
                    status: reply.status,
                    request_id: reply.request_id,
                    problem: reply.problem,
                    asked_at,
                    elapsed: started.elapsed(),
                    attempts,
                }));
            };
            sleep(pause).await;
            attempts += 1;
        }
    }

    /// Sends the question once and reads the answer, filling in `reply` as far as it gets.
    async fn attempt(
        &self,
        question: &Question<'_>,
        until: Instant,
        reply: &mut Reply,
    ) -> Result<Vec<u8>, ErrorKind> {
        let mut request = self
            .http
            .get(question.url(&self.configuration.base_url))
            .header(ACCEPT, "application/json");
        if let Some(authorization) = question.authorization() {
            request = request.header(AUTHORIZATION, authorization);
        }
        let sent = timeout_at(until, request.send())
            .await
            .map_err(|_| ErrorKind::Timeout)?;
        let response = sent.map_err(|error| kind_of(&error))?;
        let status = response.status();
        let headers = response.headers();
        reply.status = Some(status.as_u16());
        reply.request_id = headers
            .get("x-request-id")
            .and_then(|id| id.to_str().ok())
            .and_then(clean_request_id);
        reply.retry_after = retry::retry_after(headers, Timestamp::now());
        if status.is_success() {
            return read(response, self.configuration.body_limit, until).await;
        }
        if !status.is_client_error() && !status.is_server_error() {
            return Err(ErrorKind::Malformed(Malformation::Status));
        }
        // The status alone says what went wrong; a body that cannot be read takes nothing away.
        let limit = ERROR_BODY_LIMIT.min(self.configuration.body_limit);
        let body = read(response, limit, until).await.unwrap_or_default();
        let problem = ServiceProblem::read(&body);
        let kind = kind_of_status(status, problem.shape(), reply.retry_after);
        reply.problem = Some(problem);
        Err(kind)
    }

    fn report(&self, attempt: &Attempt) {
        tracing::debug!(
            target: "checkout_readiness::upstream",
            endpoint = attempt.endpoint.name(),
            attempt = attempt.number,
            status = attempt.status,
            error = attempt.error.map(tracing::field::display),
            elapsed_ms = u64::try_from(attempt.elapsed.as_millis()).unwrap_or(u64::MAX),
            "asked Mercado Pago"
        );
        if let Some(listen) = &self.configuration.on_attempt {
            listen(attempt);
        }
    }
}

/// Reads a body to its end, giving up as soon as it passes the limit.
async fn read(
    mut response: reqwest::Response,
    limit: usize,
    until: Instant,
) -> Result<Vec<u8>, ErrorKind> {
    let announced = response.content_length().unwrap_or_default();
    if usize::try_from(announced).map_or(true, |announced| announced > limit) {
        return Err(ErrorKind::TooLarge);
    }
    let mut body = Vec::new();
    loop {
        let chunk = timeout_at(until, response.chunk())
            .await
            .map_err(|_| ErrorKind::Timeout)?;
        match chunk {
            Ok(Some(chunk)) if chunk.len() > limit - body.len() => return Err(ErrorKind::TooLarge),
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(_) => return Err(ErrorKind::Malformed(Malformation::CutShort)),
        }
    }
}

fn kind_of_status(status: StatusCode, shape: Shape, retry_after: Option<Duration>) -> ErrorKind {
    match status {
        StatusCode::UNAUTHORIZED => ErrorKind::Unauthorized,
        StatusCode::FORBIDDEN if shape == Shape::Policy => ErrorKind::PolicyForbidden,
        StatusCode::FORBIDDEN => ErrorKind::Forbidden,
        StatusCode::NOT_FOUND => ErrorKind::NotFound,
        StatusCode::TOO_MANY_REQUESTS => ErrorKind::RateLimited { retry_after },
        status if status.is_server_error() => ErrorKind::Server,
        _ => ErrorKind::Refused,
    }
}
