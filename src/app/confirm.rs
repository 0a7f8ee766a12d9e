//! A person's word on what no machine can see: said, taken back, remembered.

use checkout_readiness_checks::contract::{Confirmation, Outcome};

use super::App;
use crate::components;
use crate::memory::{self, Remembered};
use crate::observe;

impl App {
    /// Remembers that a person looked and found it right.
    pub fn confirm(self, check: &str, note: &str) {
        let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
        self.settle(
            check,
            Some(Confirmation {
                at: Some(observe::now()),
                note,
                by: None,
            }),
        );
    }

    /// Takes that back.
    pub fn take_back(self, check: &str) {
        self.settle(check, None);
    }

    fn settle(self, check: &str, confirmation: Option<Confirmation>) {
        let (question, account) = self.peek(|state| {
            let outcome = state.list.outcome(check);
            (outcome.map(question), state.account_key())
        });
        let Some((reason, seen)) = question else {
            return;
        };
        if let Some(account) = account {
            let mut remembered = memory::confirmations(&account);
            remembered.retain(|known| known.check != check);
            if let Some(confirmation) = &confirmation {
                remembered.push(Remembered {
                    check: check.to_owned(),
                    reason,
                    seen,
                    at: confirmation.at.clone().unwrap_or_default().0,
                    note: confirmation.note.clone(),
                });
            }
            memory::remember_confirmations(&account, &remembered);
        }
        self.change(|state| state.list.confirm(check, confirmation));
        self.announce(self.summary());
        components::focus_row(self, check);
    }

    /// Applies what was said earlier about this account and the very same question.
    pub(super) fn apply_confirmations(self) {
        let Some(account) = self.peek(crate::state::State::account_key) else {
            return;
        };
        let remembered = memory::confirmations(&account);
        if remembered.is_empty() {
            return;
        }
        self.change(|state| {
            for word in &remembered {
                let is_same = state.list.outcome(&word.check).is_some_and(|outcome| {
                    question(outcome) == (word.reason.clone(), word.seen.clone())
                        && outcome.confirmation.is_none()
                });
                if is_same {
                    state.list.confirm(&word.check, Some(word.confirmation()));
                }
            }
        });
    }
}

/// What a person is asked: why, and the facts they are shown. Other facts are another question.
fn question(outcome: &Outcome) -> (String, String) {
    (outcome.reason.clone(), outcome.shown_facts())
}
