//! What a client is told when it is made: where to ask, how patiently, and who listens.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::{BaseUrl, BaseUrlError, Endpoint, ErrorKind};

/// How a [`Client`](crate::Client) behaves. Start from [`Configuration::new`] and change fields.
#[derive(Clone)]
pub struct Configuration {
    /// Where the API is.
    pub base_url: BaseUrl,
    /// How long one attempt may take, from looking up the name to the last byte: 8 s.
    pub attempt_timeout: Duration,
    /// How long a call may take with its retry and the pause before it: 15 s.
    pub deadline: Duration,
    /// The largest body accepted, in bytes: 1 MiB.
    pub body_limit: usize,
    /// The mean pause before the retry where the answer names none: 300 ms. The pause is drawn
    /// between half and one and a half of it, so that clients do not retry in step.
    pub retry_pause: Duration,
    /// How long an answer is reused: 60 s. Errors never are.
    pub cache_for: Duration,
    /// How old an answer may be for a [fresh](crate::Client::fresh) client: 2 s.
    pub fresh_for: Duration,
    /// One more certificate, or several, to trust beside Mozilla's list: PEM text. For tests and
    /// stand-ins.
    pub extra_root_pem: Option<Vec<u8>>,
    /// Called after every attempt that went over the network, for metrics.
    pub on_attempt: Option<AttemptListener>,
}

/// Something that listens to attempts; keep it quick, calls wait for it.
pub type AttemptListener = Arc<dyn Fn(&Attempt) + Send + Sync>;

/// One request that went over the network, and what came of it; no secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// What was asked.
    pub endpoint: Endpoint,
    /// 1, or 2 for the retry.
    pub number: u8,
    /// The HTTP status, if one came back.
    pub status: Option<u16>,
    /// What went wrong, if anything did. A body that arrived whole counts as success here, even if
    /// it turns out to be of another shape.
    pub error: Option<ErrorKind>,
    /// How long this attempt took.
    pub elapsed: Duration,
}

impl Configuration {
    /// The defaults, for this address.
    #[must_use]
    pub fn new(base_url: BaseUrl) -> Self {
        Self {
            base_url,
            attempt_timeout: Duration::from_secs(8),
            deadline: Duration::from_secs(15),
            body_limit: 1024 * 1024,
            retry_pause: Duration::from_millis(300),
            cache_for: Duration::from_secs(60),
            fresh_for: Duration::from_secs(2),
            extra_root_pem: None,
            on_attempt: None,
        }
    }

    /// The defaults, for Mercado Pago's own address.
    ///
    /// # Errors
    ///
    /// None in practice: the address is a constant that tests hold to be valid.
    pub fn mercado_pago() -> Result<Self, BaseUrlError> {
        BaseUrl::parse(BaseUrl::MERCADO_PAGO).map(Self::new)
    }
}

impl fmt::Debug for Configuration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Configuration")
            .field("base_url", &self.base_url)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("deadline", &self.deadline)
            .field("body_limit", &self.body_limit)
            .field("retry_pause", &self.retry_pause)
            .field("cache_for", &self.cache_for)
            .field("fresh_for", &self.fresh_for)
            .field("extra_root", &self.extra_root_pem.is_some())
            .field("on_attempt", &self.on_attempt.is_some())
            .finish()
    }
}
