//! One outcome in words.

use checkout_readiness_checks::contract::{Fact, Outcome, Requirement};

use crate::catalog::{Catalog, counted, join};
use crate::clean::clean;
use crate::facts::{FactWords, facts, values};
use crate::fill::fill;

/// One outcome, and the texts to word it with.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    outcome: &'a Outcome,
    catalog: &'a dyn Catalog,
}

impl<'a> Words<'a> {
    /// Words for this outcome.
    #[must_use]
    pub fn of(outcome: &'a Outcome, catalog: &'a dyn Catalog) -> Self {
        Self { outcome, catalog }
    }

    /// The check's neutral name, which promises nothing.
    #[must_use]
    pub fn name(&self) -> String {
        name_of(self.outcome.requirement, &self.outcome.check, self.catalog)
    }

    /// The status, where a person's yes counts as one of its own.
    #[must_use]
    pub fn status(&self) -> String {
        let key = if self.is_settled_by_a_person() {
            "confirmed"
        } else {
            self.outcome.status.name()
        };
        self.catalog
            .text(&join(&["shared.status", key]))
            .unwrap_or_else(|| key.to_owned())
    }

    /// The result as one sentence.
    #[must_use]
    pub fn title(&self) -> String {
        let key = if self.is_settled_by_a_person() {
            "confirmed"
        } else {
            "title"
        };
        self.find(|path| counted(self.catalog, &join(&[path, key]), self.count()))
            .map_or_else(|| self.name(), |text| self.filled(&text))
    }

    /// Why the check matters.
    #[must_use]
    pub fn why(&self) -> String {
        why_of(self.outcome.requirement, &self.outcome.check, self.catalog)
    }

    /// What to do, one step after the other; nothing where there is nothing to do.
    #[must_use]
    pub fn steps(&self) -> Vec<String> {
        if self.is_settled_by_a_person() {
            return Vec::new();
        }
        self.find(|path| {
            Some(self.catalog.list(&join(&[path, "steps"]))).filter(|steps| !steps.is_empty())
        })
        .unwrap_or_default()
        .iter()
        .map(|step| self.filled(step))
        .collect()
    }

    /// The facts behind it.
    #[must_use]
    pub fn facts(&self) -> Vec<FactWords> {
        facts(&self.outcome.details, self.catalog)
    }

    fn is_settled_by_a_person(&self) -> bool {
        self.outcome.confirmation.is_some()
    }

    /// The number that chooses plural forms.
    fn count(&self) -> Option<i64> {
        match self.outcome.details.get("count")? {
            Fact::Number(count) => Some(*count),
            _ => None,
        }
    }

    fn filled(&self, text: &str) -> String {
        fill(text, &mut |name| self.value(name))
    }

    /// What a placeholder stands for: a fact of that name, else the check's name, else, for what
    /// could not be looked at, the sentence that says on which side and why.
    fn value(&self, name: &str) -> Option<String> {
        match (self.outcome.details.get(name), name) {
            (Some(fact), _) => Some(values(name, fact, self.catalog).join(", ")),
            (None, "name") => Some(self.name()),
            (None, "failure") => self.find(|path| self.catalog.text(&join(&[path, "failure"]))),
            _ => None,
        }
    }

    /// The first text found from the most to the least particular: the check's own, then the one
    /// all checks share for this side and cause, for this side, for this reason.
    fn find<T>(&self, at: impl Fn(&str) -> Option<T>) -> Option<T> {
        let outcome = self.outcome;
        let reason = outcome.reason.as_str();
        let own = join(&[outcome.requirement.name(), &outcome.check, reason]);
        let shared = join(&["shared", reason]);
        at(&own)
            .or_else(|| {
                let side = join(&[&shared, self.word("party")?]);
                let cause = self.word("why").map(|why| join(&[&side, why]));
                cause.and_then(|cause| at(&cause)).or_else(|| at(&side))
            })
            .or_else(|| at(&shared))
    }

    fn word(&self, name: &str) -> Option<&str> {
        match self.outcome.details.get(name)? {
            Fact::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A check's neutral name, also before anything was looked at.
#[must_use]
pub(crate) fn name_of(requirement: Requirement, check: &str, catalog: &dyn Catalog) -> String {
    catalog
        .text(&join(&[requirement.name(), check, "name"]))
        .unwrap_or_else(|| clean(check))
}

/// Why a check matters.
#[must_use]
pub(crate) fn why_of(requirement: Requirement, check: &str, catalog: &dyn Catalog) -> String {
    catalog
        .text(&join(&[requirement.name(), check, "why"]))
        .unwrap_or_default()
}
