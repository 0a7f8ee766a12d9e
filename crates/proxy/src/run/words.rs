//! Lets words of people count in an outcome: the operator's first, then what was decided later.

use checkout_readiness_checks::contract::{Confirmation, Outcome};
use checkout_readiness_checks::profile::Product;
use jiff::Timestamp;

use crate::merchant::Merchant;
use crate::storage::{Decision, settle};

/// Writes into an outcome, on which nobody has said anything yet, what was said about it.
pub fn let_words_count(
    outcome: &mut Outcome,
    merchant: &Merchant,
    product: Product,
    decisions: &[Decision],
    now: Timestamp,
) {
    if merchant.has_confirmed(outcome, product) {
        // Nobody knows when it was looked into, only that it is configured so.
        outcome.confirmation = Some(Confirmation {
            at: None,
            note: None,
            by: None,
        });
    }
    settle(outcome, decisions, now);
}
