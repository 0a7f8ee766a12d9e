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
            Self::Unauthorized { code, .. } => {
                texts.with("interface.failure.unauthorized", &[("code", code)])
            }
            Self::Busy(None) => texts.get("interface.failure.busy"),
            Self::Busy(Some(seconds)) => {
                let seconds = seconds.to_string();
                texts.with("interface.failure.too_often", &[("seconds", &seconds)])
            }
            Self::NotOurs => texts.with("interface.failure.not_ours", &values),
            Self::Cancelled => texts.get("interface.failure.cancelled"),
            Self::Refused { code, detail } => texts.with(
                "interface.failure.refused",
                &[("code", code), ("detail", detail)],
            ),
        }
    }

    /// The code the page is told, which stays the same, and a message for its developers; nothing where
    /// the reader wanted it so.
    #[must_use]
    pub fn told(&self) -> Option<(&'static str, String)> {
        let (code, message) = match self {
            Self::Unreachable => ("connection", "unreachable".to_owned()),
            Self::NotOurs => ("connection", "not_ours".to_owned()),
            Self::Unauthorized { code, detail } => ("authentication", said(code, detail)),
            Self::Busy(None) => ("rate-limit", "busy".to_owned()),
            Self::Busy(Some(seconds)) => (
                "rate-limit",
                ["retry after ", &seconds.to_string(), " s"].concat(),
            ),
            Self::Refused { code, detail } => ("invalid-request", said(code, detail)),
            Self::Cancelled => return None,
        };
        Some((code, message))
    }
}

fn said(code: &str, detail: &str) -> String {
    let separator = if detail.is_empty() { "" } else { ": " };
    [code, separator, detail].concat()
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
