//! What an operator may confirm ahead of a run, without having seen what the run will see.
//!
//! A confirmation in the configuration has no date and outlives what was looked at. So it counts
//! only for the questions below: what they ask is settled by the product and by what the operator
//! declares, and the facts shown beside them (the page's address, the payment at hand, the topics)
//! are not what a person finds out by looking. Every other question of a check depends on what a run finds,
//! an unknown country or an address that answers with an error for example, and is confirmed where
//! it can be read: on the page.

use crate::check::Check;
use crate::contract::{Outcome, Status};
use crate::registry;

/// A question that may be confirmed unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confirmable {
    /// The check's id.
    pub check: &'static str,
    /// The reason it answers with.
    pub reason: &'static str,
}

const fn question(check: &'static str, reason: &'static str) -> Confirmable {
    Confirmable { check, reason }
}

/// All of them.
pub const ALL: &[Confirmable] = &[
    question("page-has-no-mixed-content", "nothing_insecure_in_markup"),
    question("same-keys-as-in-development", "not_compared"),
    question("access-token-is-not-about-to-expire", "date_is_unknown"),
    question("webhook-events-are-selected", "compare_with_panel"),
    question("ipn-is-not-in-use", "not_visible"),
    question("webhook-answers-notifications", "not_probed"),
    question("webhook-takes-notifications", "not_probed"),
    question("webhook-verifies-signatures", "not_probed"),
    question("payment-can-be-measured", "plugins_are_not_measured"),
    question("official-quality-score", "not_recorded"),
    question("official-quality-score", "qr_not_recorded"),
    question("official-quality-score", "plugin_not_recorded"),
];

/// Why a text names nothing that may be confirmed unseen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such check.
    UnknownCheck,
    /// The check asks different things; one of these must be named.
    ReasonNeeded(Vec<Confirmable>),
    /// Nothing that the check of this id asks may be confirmed unseen.
    Never(&'static str),
    /// This reason may not, but these may.
    OtherReason(Vec<Confirmable>),
}

impl Confirmable {
    /// Whether this is what an outcome asks.
    #[must_use]
    pub fn is_asked_by(&self, outcome: &Outcome) -> bool {
        outcome.status == Status::Confirm
            && self.check == outcome.check
            && self.reason == outcome.reason
    }

    /// Reads `id`, where the check asks one thing only, or `id:reason`.
    ///
    /// # Errors
    ///
    /// [`Refusal`] says why not.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let (id, reason) = match text.split_once(':') {
            Some((id, reason)) => (id, Some(reason)),
            None => (text, None),
        };
        let check = registry::find(id).ok_or(Refusal::UnknownCheck)?;
        let known: Vec<Self> = ALL.iter().copied().filter(|it| it.check == id).collect();
        let Some(first) = known.first().copied() else {
            return Err(Refusal::Never(check.id));
        };
        match reason {
            Some(reason) => known
                .iter()
                .copied()
                .find(|it| it.reason == reason)
                .ok_or(Refusal::OtherReason(known)),
            None if asks_one_thing(check) => Ok(first),
            None => Err(Refusal::ReasonNeeded(known)),
        }
    }
}

/// Whether a check has a single question for persons.
fn asks_one_thing(check: &Check) -> bool {
    let asked = |status| status == Status::Confirm;
    check
        .reasons
        .iter()
        .filter(|reason| asked(reason.status))
        .count()
        == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_one_that_a_check_asks() {
        for known in ALL {
            let check = registry::find(known.check).unwrap();
            let is_it = |reason: &&&crate::check::Reason| reason.code == known.reason;
            let reason = check.reasons.iter().find(is_it).unwrap();
            assert_eq!(reason.status, Status::Confirm, "{known:?}");
            let text = [known.check, ":", known.reason].concat();
            assert_eq!(Confirmable::read(&text), Ok(*known));
        }
    }

    #[test]
    fn an_id_alone_is_enough_where_the_check_asks_one_thing() {
        let reason = |text| Confirmable::read(text).map(|known| known.reason);
        assert_eq!(
            reason("webhook-events-are-selected"),
            Ok("compare_with_panel")
        );
        assert_eq!(
            reason("official-quality-score:not_recorded"),
            Ok("not_recorded")
        );
        for (text, names) in [
            ("official-quality-score", 3),
            ("payment-can-be-measured", 1),
        ] {
            let Err(Refusal::ReasonNeeded(known)) = reason(text) else {
                panic!("{text}");
            };
            assert_eq!(known.len(), names);
        }
    }

    #[test]
    fn what_depends_on_what_is_found_is_refused() {
        for text in [
            "webhook-url-is-public-https",
            "webhook-url-is-public-https:nothing_there_for_a_visit",
            "account-is-coherent:unknown_site",
            "access-token-works",
        ] {
            let refused = Confirmable::read(text);
            assert!(matches!(refused, Err(Refusal::Never(_))), "{text}");
        }
        for text in [
            "payment-can-be-measured:looks_like_another_product",
            "official-quality-score:",
        ] {
            let refused = Confirmable::read(text);
            assert!(matches!(refused, Err(Refusal::OtherReason(_))), "{text}");
        }
        assert_eq!(Confirmable::read("none"), Err(Refusal::UnknownCheck));
    }
}
