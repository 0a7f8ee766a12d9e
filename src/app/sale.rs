//! What a reader enters to make the answers sharper: a payment to look into, the official score,
//! the credentials of development; and the JSON that would send what is missing.

use checkout_readiness_checks::contract::{Outcome, Status};
use checkout_readiness_checks::evidence::{Development, Likeness};
use serde::Serialize;

use super::App;
use super::probe::READ_AGAIN;
use crate::json::{self, Json};
use crate::memory;
use crate::proxy::{self, Quality};
use crate::state::State;

/// The kinds under which these are remembered for an account.
const PAYMENT: &str = "payment";
const QUALITY: &str = "quality";

/// What a reader enters sharpens these, and one more: [`READ_AGAIN`].
const LOOKED_INTO: &str = "payment-can-be-measured";
const MEASURED: &str = "official-quality-score";
const COMPARED: &str = "same-keys-as-in-development";

/// What was entered before, as the form of a check shows it.
#[derive(Serialize)]
struct Known<'a> {
    check: &'a str,
    payment_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quality: Option<&'a Quality>,
    reads_again: bool,
}

impl App {
    /// What was entered before about that check, as JSON; none where nothing can be entered.
    #[must_use]
    pub fn known_entry(self, outcome: &Outcome) -> Option<String> {
        let check = outcome.check.as_str();
        // A word about the handler is asked for where it was seen to accept a forgery.
        let refused = matches!(outcome.status, Status::Failed | Status::Warning);
        let is_entered =
            [LOOKED_INTO, MEASURED, COMPARED].contains(&check) || check == READ_AGAIN && refused;
        let known = |state: &State| {
            let entered = &state.entered;
            json::written(&Known {
                check,
                payment_id: entered.payment_id.as_deref().unwrap_or_default(),
                quality: entered.quality.as_ref(),
                reads_again: entered.reads_again,
            })
        };
        is_entered.then(|| self.peek(known))?
    }

    /// Takes up what was entered about that check; what is absent is taken back.
    pub fn enter(self, check: &str, entered: &Json) {
        let text = |name: &str| entered.text(name).unwrap_or_default();
        match check {
            LOOKED_INTO => self.look_into(text("payment_id")),
            MEASURED => self.record_quality(quality(entered)),
            COMPARED => self.compare_development(&text("public_key"), &text("application_id")),
            _ => self.declare_reads_again(
                entered
                    .get("reads_again")
                    .is_some_and(|said| said.as_flag().unwrap_or_default()),
            ),
        }
    }

    /// Looks into that payment or order from now on; empty text means the newest payment again.
    fn look_into(self, number: String) {
        self.remember(PAYMENT, &number);
        self.change(|state| {
            state.entered.payment_id = Some(number).filter(|number| !number.is_empty());
        });
        self.run_all();
    }

    /// Records an official measurement; none takes the record back.
    fn record_quality(self, quality: Option<Quality>) {
        let text = quality.as_ref().and_then(json::written);
        self.remember(QUALITY, text.as_deref().unwrap_or_default());
        self.change(|state| state.entered.quality = quality);
        self.run_again(vec![MEASURED.to_owned()]);
    }

    /// Compares what was used in development with what is configured, here: it goes nowhere else.
    fn compare_development(self, public_key: &str, application: &str) {
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
        self.run_again(vec![COMPARED.to_owned()]);
    }

    /// Takes up what was entered about this account before.
    pub(super) fn recall_entries(self) {
        let Some(account) = self.peek(State::account_key) else {
            return;
        };
        let recorded = memory::text(QUALITY, &account);
        let recorded = recorded.and_then(|text| quality(&Json::parse(&text)?));
        self.change(|state| {
            state.entered.payment_id = memory::text(PAYMENT, &account);
            state.entered.quality = recorded;
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

fn quality(json: &Json) -> Option<Quality> {
    Some(Quality {
        score: u8::try_from(json.count("score")?).ok()?,
        measured_on: json.text("measured_on")?,
        payment_id: json.text("payment_id"),
    })
}

fn likeness(entered: &str, configured: Option<&str>) -> Option<Likeness> {
    let entered = Some(entered.trim()).filter(|entered| !entered.is_empty())?;
    Some(if configured? == entered {
        Likeness::Same
    } else {
        Likeness::Different
    })
}
