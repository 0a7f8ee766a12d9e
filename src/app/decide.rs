//! A person's word: that it holds where no machine can tell, or that a recommendation is not for
//! this shop. Said, taken back, remembered here and, where the proxy has a memory, there.

use checkout_readiness_checks::contract::{
    CONFIRMED_FOR_DAYS, Confirmation, Dismissal, Outcome, grows_old,
};

use super::App;
use crate::clock;
use crate::components;
use crate::json;
use crate::memory::{self, Remembered};
use crate::proxy::{Decision, DecisionKind, Profile};
use crate::state::State;

/// The kind under which the reader's own name is remembered, whatever the account.
const NAME: &str = "name";

impl App {
    /// Remembers that a person looked and found it right.
    pub fn confirm(self, check: &str, note: &str) {
        self.settle(check, DecisionKind::Confirm, note);
    }

    /// Remembers that a recommendation is not for this shop, and why.
    pub fn dismiss(self, check: &str, why: &str) {
        self.settle(check, DecisionKind::Dismiss, why);
    }

    /// Takes either back.
    pub fn take_back(self, check: &str) {
        self.settle(check, DecisionKind::Undo, "");
    }

    /// What the reader calls themselves, if they ever said.
    #[must_use]
    pub fn reader(self) -> Option<String> {
        memory::text(NAME, "")
    }

    /// Remembers what the reader calls themselves.
    pub fn call_reader(self, name: &str) {
        memory::remember_text(NAME, "", name.trim());
    }

    fn settle(self, check: &str, kind: DecisionKind, note: &str) {
        let (question, account) = self.peek(|state| {
            let outcome = state.list.outcome(check);
            let question = outcome.map(|outcome| (outcome.reason.clone(), outcome.shown_facts()));
            (question, state.account_key())
        });
        let Some((reason, seen)) = question else {
            return;
        };
        let word = Remembered {
            check: check.to_owned(),
            reason,
            seen,
            at: clock::now().0,
            note: Some(note.trim().to_owned()).filter(|note| !note.is_empty()),
            by: self.reader(),
            is_dismissed: kind == DecisionKind::Dismiss,
        };
        if self.peek(|state| state.profile().is_some_and(Profile::has_memory)) {
            // Nothing counts as said before the proxy has it: a colleague would not see it.
            let body = json::written(&self.decision(&word, kind));
            self.ask("/api/v1/decisions".to_owned(), body, move |app, _| {
                app.show_word(&word, kind);
                Ok(())
            });
            return;
        }
        if let Some(account) = account {
            let mut remembered = memory::confirmations(&account);
            remembered.retain(|known| known.check != check);
            if kind != DecisionKind::Undo {
                remembered.push(word.clone());
            }
            memory::remember_confirmations(&account, &remembered);
        }
        self.show_word(&word, kind);
    }

    fn show_word(self, word: &Remembered, kind: DecisionKind) {
        self.change(|state| {
            let said = (kind != DecisionKind::Undo).then_some(word);
            let check = &word.check;
            state
                .list
                .confirm(check, said.and_then(Remembered::confirmation));
            state
                .list
                .dismiss(check, said.and_then(Remembered::dismissal));
        });
        self.announce(self.summary());
        components::focus_row(self, &word.check);
    }

    /// As the proxy is told, so that a colleague sees it.
    fn decision(self, word: &Remembered, kind: DecisionKind) -> Decision {
        self.peek(|state| Decision {
            merchant: state.wanted.clone(),
            product: state.choice.product.name(),
            check: word.check.clone(),
            kind,
            reason: word.reason.clone(),
            seen: word.seen.clone(),
            by: word.by.clone(),
            note: word.note.clone(),
        })
    }

    /// Applies what was said earlier about this account and the very same question. A proxy with a
    /// memory has done that, and knows what colleagues took back since.
    pub(super) fn apply_decisions(self) {
        if self.peek(|state| state.profile().is_some_and(Profile::has_memory)) {
            return;
        }
        let Some(account) = self.peek(State::account_key) else {
            return;
        };
        let remembered = memory::confirmations(&account);
        if remembered.is_empty() || self.peek(|state| state.list.is_from_before) {
            return;
        }
        self.change(|state| {
            for word in remembered.iter().filter(|word| !has_lapsed(word)) {
                let is_open = |outcome: &Outcome| {
                    outcome.confirmation.is_none() && outcome.dismissal.is_none()
                };
                let is_same = state.list.outcome(&word.check).is_some_and(|outcome| {
                    outcome.reason == word.reason
                        && outcome.shown_facts() == word.seen
                        && is_open(outcome)
                });
                if is_same {
                    apply(state, word.confirmation(), word.dismissal(), &word.check);
                }
            }
        });
    }
}

/// Whether what was confirmed has to be looked up again. What was set aside stays so.
fn has_lapsed(word: &Remembered) -> bool {
    !word.is_dismissed
        && grows_old(&word.check)
        && clock::days_since(&word.at) > f64::from(CONFIRMED_FOR_DAYS)
}

fn apply(
    state: &mut State,
    confirmation: Option<Confirmation>,
    dismissal: Option<Dismissal>,
    check: &str,
) {
    if confirmation.is_some() {
        state.list.confirm(check, confirmation);
    }
    if dismissal.is_some() {
        state.list.dismiss(check, dismissal);
    }
}
