//! Everything that can go wrong with a call, as one closed type that holds no secret.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::{Answer, Endpoint, ServiceProblem};

/// A call that brought no answer.
///
/// It holds no credential, no address and no part of a body beyond a cleaned error code and
/// message, and the message is shown by neither `Debug` nor `Display`. Cheap to clone: callers
/// that asked the same question at the same time share it.
#[derive(Clone)]
pub struct Error(Arc<Failed>);

/// What is known of the failure.
#[derive(Debug)]
pub(crate) struct Failed {
    pub kind: ErrorKind,
    pub endpoint: Endpoint,
    pub status: Option<u16>,
    pub request_id: Option<String>,
    pub problem: Option<ServiceProblem>,
    pub asked_at: Timestamp,
    pub elapsed: Duration,
    pub attempts: u8,
}

/// What went wrong. Nothing here proves that a credential is bad, except [`Self::Unauthorized`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErrorKind {
    /// No whole answer in time.
    #[error("no answer in time")]
    Timeout,
    /// No connection, or it broke before an answer began.
    #[error("no connection")]
    Connection,
    /// The host's name could not be looked up.
    #[error("the host's name could not be looked up")]
    Dns,
    /// The connection could not be secured: a certificate nobody vouches for, or no TLS at all.
    #[error("the connection could not be secured")]
    Tls,
    /// 401.
    #[error("the credential was refused")]
    Unauthorized,
    /// 403 of the gateway's policies. An invalid token may get this instead of a 401.
    #[error("a policy of the gateway forbids it")]
    PolicyForbidden,
    /// Any other 403, which says nothing about the credential.
    #[error("not allowed")]
    Forbidden,
    /// 404. A payment of another account looks the same as one that does not exist.
    #[error("not found")]
    NotFound,
    /// 429.
    #[error("asked too often")]
    RateLimited {
        /// How long to wait, if the answer said so.
        retry_after: Option<Duration>,
    },
    /// 5xx: temporary, and says nothing about the merchant.
    #[error("the server failed")]
    Server,
    /// Another 4xx.
    #[error("the request was refused")]
    Refused,
    /// An answer that cannot be read.
    #[error("the answer cannot be read: {0}")]
    Malformed(Malformation),
    /// The body is larger than the limit.
    #[error("the answer is larger than anything expected")]
    TooLarge,
}

/// In what way an answer cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformation {
    /// The body ended before its end.
    #[error("it is cut short")]
    CutShort,
    /// Not JSON.
    #[error("it is not JSON")]
    NotJson,
    /// JSON, but not what this endpoint answers.
    #[error("it is of another shape")]
    OtherShape,
    /// A status that is neither an answer nor an error, such as a redirect; none is followed.
    #[error("its status is unexpected")]
    Status,
}

impl Error {
    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What was asked.
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        self.0.endpoint
    }

    /// The HTTP status of the last attempt, if one came back.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The `X-Request-Id` of the last attempt, if one came back.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// What the error body said; absent where no error body was read.
    #[must_use]
    pub fn problem(&self) -> Option<&ServiceProblem> {
        self.0.problem.as_ref()
    }

    /// Whether the answer came with one of these statuses and says just this: some errors are
    /// answers.
    pub(crate) fn says(&self, statuses: &[u16], code: &str) -> bool {
        let has_status = self
            .status()
            .is_some_and(|status| statuses.contains(&status));
        has_status && self.problem().and_then(ServiceProblem::code) == Some(code)
    }

    /// This error taken as the answer it is.
    pub(crate) fn answered<T>(&self, value: T) -> Answer<T> {
        Answer {
            value,
            asked_at: self.asked_at(),
            elapsed: self.elapsed(),
            request_id: self.request_id().map(str::to_owned),
        }
    }

    /// When the question was first sent.
    #[must_use]
    pub fn asked_at(&self) -> Timestamp {
        self.0.asked_at
    }

    /// How long we tried, a retry and the pause before it included.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// How many times the question was sent: 1 or 2.
    #[must_use]
    pub fn attempts(&self) -> u8 {
        self.0.attempts
    }
}

impl From<Failed> for Error {
    fn from(failed: Failed) -> Self {
        Self(Arc::new(failed))
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.0.endpoint, self.0.kind)?;
        if let Some(status) = self.0.status {
            write!(formatter, " (HTTP {status})")?;
        }
        if let Some(problem) = &self.0.problem {
            write!(formatter, " [{problem}]")?;
        }
        if let Some(request_id) = &self.0.request_id {
            write!(formatter, " request {request_id}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failed {
            kind,
            endpoint,
            status,
            request_id,
            problem,
            asked_at,
            elapsed,
            attempts,
        } = &*self.0;
        formatter
            .debug_struct("Error")
            .field("kind", kind)
            .field("endpoint", endpoint)
            .field("status", status)
            .field("request_id", request_id)
            .field("problem", problem)
            .field("asked_at", asked_at)
            .field("elapsed", elapsed)
            .field("attempts", attempts)
            .finish()
    }
}
