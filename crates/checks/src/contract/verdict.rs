//! From outcomes to one word: may the shop go live?

use serde::{Deserialize, Serialize};

use super::{Outcome, Severity, Status};
use crate::profile::named;

named! {
    /// May the shop go live?
    Verdict {
        /// Every check was seen to hold, or was confirmed by a person.
        Ready = "ready",
        /// A required check failed.
        NotReady = "not_ready",
        /// Nothing required failed, but something could not be seen or waits for a person.
        Undecided = "undecided",
        /// Nothing was judged.
        NotRun = "not_run",
    }
}

/// How many outcomes there are of each kind that matters to a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Required checks that failed.
    pub blockers: usize,
    /// Warnings, and recommended checks that failed.
    pub warnings: usize,
    /// Waiting for a person.
    pub to_confirm: usize,
    /// Could not be looked at, or wait for something else first.
    pub unseen: usize,
    /// Recommendations a person set aside.
    pub dismissed: usize,
    /// Seen to hold, or confirmed.
    pub passed: usize,
    /// Of no concern to this shop.
    pub not_applicable: usize,
}

impl Counts {
    /// Counts outcomes; each falls in exactly one place.
    pub fn of<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Self {
        let mut counts = Self::default();
        for outcome in outcomes {
            *match outcome.group() {
                Group::Blocker => &mut counts.blockers,
                Group::Warning => &mut counts.warnings,
                Group::ToConfirm => &mut counts.to_confirm,
                Group::Unseen => &mut counts.unseen,
                Group::Dismissed => &mut counts.dismissed,
                Group::Passed => &mut counts.passed,
                Group::NotApplicable => &mut counts.not_applicable,
            } += 1;
        }
        counts
    }
}

/// Where an outcome stands in a reader's list, most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Stops the shop from going live.
    Blocker,
    /// Worth a look.
    Warning,
    /// Only a person can tell.
    ToConfirm,
    /// Could not be looked at.
    Unseen,
    /// A recommendation a person set aside.
    Dismissed,
    /// Holds.
    Passed,
    /// Of no concern.
    NotApplicable,
}

impl Outcome {
    /// Where this outcome stands in a reader's list.
    #[must_use]
    pub fn group(&self) -> Group {
        if self.dismissal.is_some() && self.may_be_dismissed() {
            return Group::Dismissed;
        }
        match self.status {
            Status::Failed if self.severity == Severity::Required => Group::Blocker,
            Status::Failed | Status::Warning => Group::Warning,
            Status::Confirm if self.confirmation.is_some() => Group::Passed,
            Status::Confirm => Group::ToConfirm,
            Status::Inconclusive | Status::Skipped => Group::Unseen,
            Status::Passed => Group::Passed,
            Status::NotApplicable => Group::NotApplicable,
        }
    }
}

/// The verdict on a set of outcomes. Nothing judged, or nothing that applies, is never ready.
pub fn verdict<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Verdict {
    let counts = Counts::of(outcomes);
    if counts.blockers > 0 {
        Verdict::NotReady
    } else if counts.to_confirm + counts.unseen > 0 {
        Verdict::Undecided
    } else if counts.passed + counts.warnings + counts.dismissed == 0 {
        Verdict::NotRun
    } else {
        Verdict::Ready
    }
}

/// The one outcome to act on next: the first of the most urgent group that asks for an act.
/// A check that waits for another comes after the one it waits for.
pub fn next_step<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Option<&'a Outcome> {
    outcomes
        .into_iter()
        .filter(|outcome| outcome.group() < Group::Dismissed)
        .min_by_key(|outcome| (outcome.group(), outcome.status == Status::Skipped))
}
