//! One check on the list, and the answers a list makes itself.

use checkout_readiness_checks::contract::{
    Details, Group, Outcome, Planned, Requirement, Severity, Status,
};

/// One check on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is asked.
    pub planned: Planned,
    /// The newest answer.
    pub outcome: Option<Outcome>,
    /// Whether an answer is on its way.
    pub pending: bool,
    /// Where it stands among settled rows. It moves only when a run has ended or a person has
    /// spoken, never while answers arrive.
    pub place: Option<Group>,
    /// How often this row changed.
    pub revision: usize,
}

impl Row {
    /// A row whose answer is on its way.
    pub(super) fn waiting(planned: Planned) -> Self {
        Self {
            planned,
            outcome: None,
            pending: true,
            place: None,
            revision: 0,
        }
    }

    /// Takes in an answer.
    pub(super) fn settle(&mut self, outcome: Outcome) {
        if self.pending || self.outcome.as_ref() != Some(&outcome) {
            self.outcome = Some(outcome);
            self.pending = false;
            self.revision += 1;
        }
    }
}

/// The answer of a check nobody could look at.
#[must_use]
pub fn unseen(planned: &Planned, reason: &str, details: Details) -> Outcome {
    Outcome {
        check: planned.check.clone(),
        requirement: planned.requirement,
        severity: planned.severity,
        status: Status::Inconclusive,
        reason: reason.to_owned(),
        details,
        link: None,
        observed_at: None,
        elapsed_ms: None,
        confirmation: None,
        dismissal: None,
        items: Vec::new(),
        groups: Vec::new(),
    }
}

/// A check known by its id only, before the proxy has told more. Taken as required: nobody may be
/// called ready on account of what is not known.
#[must_use]
pub fn planned(check: &str, requirement: Requirement) -> Planned {
    Planned {
        check: check.to_owned(),
        requirement,
        severity: Severity::Required,
    }
}
