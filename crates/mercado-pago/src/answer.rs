//! What came back, with when and how.

use std::time::Duration;

use jiff::Timestamp;

/// A decoded answer. One that comes from the cache keeps the times of the call that fetched it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// What was answered.
    pub value: T,
    /// When the question was first sent.
    pub asked_at: Timestamp,
    /// How long the answer took, a retry and the pause before it included.
    pub elapsed: Duration,
    /// The answer's `X-Request-Id`, which Mercado Pago's support asks for.
    pub request_id: Option<String>,
}

impl<T> Answer<T> {
    /// The same answer with another value made from its own.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        Answer {
            value: change(self.value),
            asked_at: self.asked_at,
            elapsed: self.elapsed,
            request_id: self.request_id,
        }
    }
}
