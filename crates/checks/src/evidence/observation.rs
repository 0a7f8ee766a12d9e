//! "We could not look" as a value.

use serde::{Deserialize, Serialize};

use super::Look;
use crate::contract::Timestamp;
use crate::profile::named;

/// What came of looking at one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "look", rename_all = "snake_case")]
pub enum Observation<T> {
    /// Not looked yet, or not part of this run.
    #[default]
    NotAsked,
    /// There is nothing to look at: an address or a key was not given.
    Absent,
    /// Seen.
    Seen(Seen<T>),
    /// We could not look.
    Unreachable(Unreachable),
}

/// A fact with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen<T> {
    /// What was seen.
    pub value: T,
    /// When.
    pub at: Timestamp,
    /// How long it took to see it.
    pub elapsed_ms: u32,
}

/// Why we could not look, and on which side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreachable {
    /// The side that failed.
    pub party: Party,
    /// What went wrong there.
    pub why: Why,
    /// The HTTP status that came back, if one did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<u16>,
    /// The answer's `X-Request-Id`, which Mercado Pago's support asks for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request_id: Option<String>,
    /// When.
    pub at: Timestamp,
    /// How long we tried.
    pub elapsed_ms: u32,
}

named! {
    /// Who is on the other side.
    Party {
        /// The visitor's browser.
        Browser = "browser",
        /// The proxy.
        Proxy = "proxy",
        /// Mercado Pago.
        MercadoPago = "mercado-pago",
        /// The merchant's own server.
        Merchant = "merchant",
    }
}

named! {
    /// What went wrong.
    Why {
        /// No answer in time.
        Timeout = "timeout",
        /// No connection.
        Connection = "connection",
        /// The name could not be looked up just now.
        Dns = "dns",
        /// The connection could not be secured.
        Tls = "tls",
        /// 401: the credential was refused.
        Unauthorized = "unauthorized",
        /// 403: not allowed, which says nothing about the credential.
        Forbidden = "forbidden",
        /// 404.
        NotFound = "not-found",
        /// 429.
        RateLimited = "rate-limited",
        /// 5xx.
        ServerError = "server-error",
        /// Another 4xx.
        Refused = "refused",
        /// The answer cannot be read: not JSON, cut short, or of another shape.
        Malformed = "malformed",
        /// The answer is larger than anything we expect.
        TooLarge = "too-large",
        /// The run's deadline came first.
        Deadline = "deadline",
        /// Our own guard does not go there.
        Guarded = "guarded",
    }
}

impl<T> Observation<T> {
    /// The value, if it was seen.
    #[must_use]
    pub fn seen(&self) -> Option<&T> {
        match self {
            Self::Seen(seen) => Some(&seen.value),
            _ => None,
        }
    }

    /// How looking went.
    #[must_use]
    pub fn look(&self) -> Look<'_> {
        match self {
            Self::NotAsked => Look::NotAsked,
            Self::Absent => Look::Absent,
            Self::Seen(_) => Look::Seen,
            Self::Unreachable(unreachable) => Look::Unreachable(unreachable),
        }
    }

    /// When it was observed and how long that took, if it was.
    #[must_use]
    pub fn timing(&self) -> Option<(&Timestamp, u32)> {
        match self {
            Self::Seen(seen) => Some((&seen.at, seen.elapsed_ms)),
            Self::Unreachable(unreachable) => Some((&unreachable.at, unreachable.elapsed_ms)),
            _ => None,
        }
    }
}
