//! What the parts that act by themselves have to know, as JSON. It never stands in the page's markup:
//! the operator's token is in it.

use serde::Serialize;

use super::App;
use crate::json::written;

/// Who is asked, about whom, and the newest answers where they are wanted.
#[derive(Serialize)]
struct Settings {
    address: String,
    token: Option<String>,
    merchant: Option<String>,
    product: &'static str,
    /// As text, which is sent and saved as it is.
    report: Option<String>,
}

impl App {
    /// Who is asked, and about whom.
    #[must_use]
    pub fn settings(self) -> Option<String> {
        self.settings_with(None)
    }

    /// The same with the newest report.
    #[must_use]
    pub fn settings_and_report(self) -> Option<String> {
        self.settings_with(self.peek(|state| written(&state.list.report())))
    }

    fn settings_with(self, report: Option<String>) -> Option<String> {
        let proxy = self.proxy();
        written(&self.peek(|state| Settings {
            address: proxy.address,
            token: proxy.token,
            merchant: state.wanted.clone(),
            product: state.choice.product.name(),
            report,
        }))
    }
}
