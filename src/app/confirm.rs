//! A person's word on what no machine can see: said, taken back, remembered.

use checkout_readiness_checks::contract::Confirmation;
use leptos::prelude::*;

use super::App;
use crate::memory::{self, Remembered};
use crate::observe;

impl App {
    /// Remembers that a person looked and found it right.
    pub fn confirm(self, check: &str, note: &str) {
        let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
        self.settle(check, Some(Confirmation { at: observe::now(), note }));
    }

    /// Takes that back.
    pub fn take_back(self, check: &str) {
        self.settle(check, None);
    }

    fn settle(self, check: &str, confirmation: Option<Confirmation>) {
        let Some(reason) = self.list.with_untracked(|list| {
            list.outcome(check).map(|outcome| outcome.reason.clone())
        }) else {
            return;
        };
        if let Some(account) = self.account_key() {
            let mut remembered = memory::confirmations(&account);
            remembered.retain(|known| known.check != check);
            if let Some(confirmation) = &confirmation {
                remembered.push(Remembered {
                    check: check.to_owned(),
                    reason,
                    at: confirmation.at.0.clone(),
                    note: confirmation.note.clone(),
                });
            }
            memory::remember_confirmations(&account, &remembered);
        }
        self.list.update(|list| list.confirm(check, confirmation));
        self.focus.set(Some(check.to_owned()));
        self.announcement.set(self.summary());
    }

    /// Applies what was said earlier about this account and the very same question.
    pub(super) fn apply_confirmations(self) {
        let Some(account) = self.account_key() else { return };
        let remembered = memory::confirmations(&account);
        self.list.update(|list| {
            for word in &remembered {
                let same = list.outcome(&word.check).is_some_and(|outcome| {
                    outcome.reason == word.reason && outcome.confirmation.is_none()
                });
                if same {
                    list.confirm(&word.check, Some(word.confirmation()));
                }
            }
        });
    }
}
