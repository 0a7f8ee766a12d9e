//! What this browser remembers: the reader's choices, and per account what they decided and the
//! last report.
//!
//! Storage may be forbidden or full; then things are forgotten with the page and nothing breaks.

use checkout_readiness_checks::contract::{Confirmation, Dismissal, Timestamp};
use serde::Serialize;
use web_sys::Storage;

use crate::json::{Json, written};

/// What the reader chose last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Choices {
    /// The product's name.
    pub product: Option<String>,
    /// The country's code.
    pub site: Option<String>,
    /// The stand-in's merchant.
    pub merchant: Option<String>,
}

/// One remembered word of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remembered {
    /// The check it was said of.
    pub check: String,
    /// The reason the check answered with then; another reason is another question.
    pub reason: String,
    /// What was to be seen then; other facts are another question too.
    pub seen: String,
    /// When.
    pub at: String,
    /// What they wanted to remember.
    pub note: Option<String>,
    /// Who they are, as they call themselves.
    pub by: Option<String>,
    /// Whether it was set aside, not confirmed.
    pub is_dismissed: bool,
}

impl Remembered {
    /// As the contract writes a confirmation.
    #[must_use]
    pub fn confirmation(&self) -> Option<Confirmation> {
        (!self.is_dismissed).then(|| Confirmation {
            at: Some(Timestamp(self.at.clone())),
            note: self.note.clone(),
            by: self.by.clone(),
        })
    }

    /// As the contract writes a recommendation that was set aside.
    #[must_use]
    pub fn dismissal(&self) -> Option<Dismissal> {
        self.is_dismissed.then(|| Dismissal {
            at: Timestamp(self.at.clone()),
            note: self.note.clone().unwrap_or_default(),
            by: self.by.clone(),
        })
    }
}

/// The choices made with this proxy.
#[must_use]
pub fn choices(proxy: &str) -> Choices {
    let text = |name: &str| read(&key("choices", proxy))?.text(name);
    Choices {
        product: text("product"),
        site: text("site"),
        merchant: text("merchant"),
    }
}

/// Remembers the choices.
pub fn remember_choices(proxy: &str, choices: &Choices) {
    write(&key("choices", proxy), choices);
}

/// What was confirmed for this account.
#[must_use]
pub fn confirmations(account: &str) -> Vec<Remembered> {
    let words = read(&key("confirmations", account)).and_then(|words| words.as_list());
    words
        .unwrap_or_default()
        .iter()
        .filter_map(remembered)
        .collect()
}

/// Remembers what was confirmed.
pub fn remember_confirmations(account: &str, confirmations: &Vec<Remembered>) {
    write(&key("confirmations", account), confirmations);
}

/// A text of that kind, remembered about this account.
#[must_use]
pub fn text(kind: &str, of: &str) -> Option<String> {
    storage()?.get_item(&key(kind, of)).ok()?
}

/// Remembers a text of that kind about this account; an empty one is forgotten.
pub fn remember_text(kind: &str, of: &str, text: &str) {
    let Some(storage) = storage() else { return };
    let key = key(kind, of);
    // Full or forbidden: forgotten with the page.
    let _ = if text.is_empty() {
        storage.remove_item(&key)
    } else {
        storage.set_item(&key, text)
    };
}

fn key(kind: &str, of: &str) -> String {
    ["checkout-readiness:1:", kind, ":", of].concat()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn read(key: &str) -> Option<Json> {
    Json::parse(&storage()?.get_item(key).ok()??)
}

fn remembered(json: &Json) -> Option<Remembered> {
    Some(Remembered {
        check: json.text("check")?,
        reason: json.text("reason")?,
        seen: json.text("seen")?,
        at: json.text("at")?,
        note: json.text("note"),
        by: json.text("by"),
        is_dismissed: json
            .get("is_dismissed")
            .and_then(|flag| flag.as_flag())
            .unwrap_or(false),
    })
}

fn write<T: Serialize>(key: &str, value: &T) {
    let Some(storage) = storage() else { return };
    // Full or forbidden: forgotten with the page.
    let _ = storage.set_item(key, &written(value).unwrap_or_default());
}
