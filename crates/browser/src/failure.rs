//! Why there is no answer, in words for whoever reads and in codes for the page.

use crate::proxy::{Failure, Proxy};
use crate::text::Texts;

impl Failure {
    /// A sentence that says what to do.
    #[must_use]
    pub fn said(&self, proxy: &Proxy, texts: &Texts) -> String {
        let address = proxy.shown_address();
        let values = [("address", address.as_str())];
        match self {
            Self::Unreachable => texts.with("interface.failure.unreachable", &values),
            Self::Unauthorized => texts.get("interface.failure.unauthorized"),
            Self::Busy(_) => texts.get("interface.failure.busy"),
            Self::NotOurs => texts.with("interface.failure.not_ours", &values),
            Self::Cancelled => texts.get("interface.failure.cancelled"),
            Self::Refused { code, detail } => texts.with(
                "interface.failure.refused",
                &[("code", code), ("detail", detail)],
            ),
        }
    }

    /// The code and the message the page is told, which stay the same; nothing where the reader
    /// wanted it so.
    #[must_use]
    pub fn told(&self) -> Option<(&str, &str)> {
        match self {
            Self::Unreachable => Some(("connection", "unreachable")),
            Self::NotOurs => Some(("connection", "not_ours")),
            Self::Unauthorized => Some(("authentication", "unauthorized")),
            Self::Busy(_) => Some(("rate-limit", "busy")),
            Self::Refused { code, .. } => Some(("invalid-request", code)),
            Self::Cancelled => None,
        }
    }
}

impl Proxy {
    /// Where it is, also where it serves this very page.
    #[must_use]
    pub fn shown_address(&self) -> String {
        if self.address.is_empty() {
            let location = web_sys::window().map(|window| window.location());
            let here = location.and_then(|location| location.origin().ok());
            return here.unwrap_or_default();
        }
        self.address.clone()
    }
}
