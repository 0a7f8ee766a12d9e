//! What a reader enters to make the answers sharper: a payment to look into, the official score,
//! the credentials of development; and the JSON that would send what is missing.

use checkout_readiness_checks::evidence::{Development, Likeness};

use super::App;
use crate::json::{self, Json};
use crate::memory;
use crate::proxy::{self, Quality};
use crate::state::State;

/// The kinds under which these are remembered for an account.
const PAYMENT: &str = "payment";
const QUALITY: &str = "quality";

impl App {
    /// Looks into that payment or order from now on; empty text means the newest payment again.
    pub fn look_into(self, number: &str) {
        let number = number.trim().to_owned();
        // What is no number may be something that must not be kept, let alone sent.
        if !(number.is_empty() || is_sale(&number)) {
            self.change(|state| state.entry_problem = Some(PAYMENT_IS_WRONG));
            self.announce(self.texts().get(PAYMENT_IS_WRONG));
            return;
        }
        self.remember(PAYMENT, &number);
        self.change(|state| {
            state.entry_problem = None;
            state.entered.payment_id = Some(number).filter(|number| !number.is_empty());
        });
        self.run_all();
    }

    /// Records an official measurement; none takes the record back.
    pub fn record_quality(self, quality: Option<Quality>) {
        let text = quality.as_ref().and_then(json::written);
        self.remember(QUALITY, text.as_deref().unwrap_or_default());
        self.change(|state| state.entered.quality = quality);
        self.run_again(vec!["official-quality-score".to_owned()]);
    }

    /// Compares what was used in development with what is configured, here: it goes nowhere else.
    pub fn compare_development(self, public_key: &str, application: &str) {
        let (key, number) = self.peek(|state| {
            let key = state
                .profile()
                .and_then(|profile| profile.public_key.clone());
            (key, state.list.application_id())
        });
        self.change(|state| {
            state.entered.development = Development {
                public_key: likeness(public_key, key.as_deref()),
                application_id: likeness(application, number.as_deref()),
            };
        });
        self.run_again(vec!["same-keys-as-in-development".to_owned()]);
    }

    /// Takes up what was entered about this account before.
    pub(super) fn recall_entries(self) {
        let Some(account) = self.peek(State::account_key) else {
            return;
        };
        let quality = memory::text(QUALITY, &account).and_then(|text| {
            let json = Json::parse(&text)?;
            Some(Quality {
                score: u8::try_from(json.count("score")?).ok()?,
                measured_on: json.text("measured_on")?,
                payment_id: json.text("payment_id"),
            })
        });
        self.change(|state| {
            state.entered.payment_id = memory::text(PAYMENT, &account);
            state.entered.quality = quality;
            state.entered.reads_again = Self::is_remembered_to_read_again(&account);
        });
    }

    /// Fetches the JSON that sends these data, and shows it in the row of that check.
    pub fn show_snippet(self, check: String, items: String) {
        let product = self.peek(|state| state.choice.product.name());
        let query = [("product", Some(product)), ("items", Some(items.as_str()))];
        let path = proxy::with_query("/api/v1/snippets", &query);
        self.ask(path, None, move |app, snippet| {
            app.change(|state| {
                state.snippets.retain(|(known, _)| *known != check);
                state.snippets.push((check, snippet));
            });
            Ok(())
        });
    }

    pub(super) fn remember(self, kind: &str, text: &str) {
        if let Some(account) = self.peek(State::account_key) {
            memory::remember_text(kind, &account, text);
        }
    }
}

/// What is said of a payment's number that is none.
const PAYMENT_IS_WRONG: &str = "interface.entries.payment_is_wrong";

/// Whether this is the number of a payment or the id of an order.
#[must_use]
pub fn is_sale(text: &str) -> bool {
    let is_payment =
        (6..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_order = text.starts_with("ORD")
        && text.len() <= 40
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_payment || is_order
}

fn likeness(entered: &str, configured: Option<&str>) -> Option<Likeness> {
    let entered = Some(entered.trim()).filter(|entered| !entered.is_empty())?;
    Some(if configured? == entered {
        Likeness::Same
    } else {
        Likeness::Different
    })
}
