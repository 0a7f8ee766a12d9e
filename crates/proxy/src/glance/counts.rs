//! How many checks came out how, by the name of their status.

use checkout_readiness_checks::contract::{Group, Outcome, Status};
use serde::Serialize;
use utoipa::ToSchema;

/// How many checks came out how. Each is counted once: what a person confirmed as passed, a
/// recommendation somebody set aside as of no concern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct GlanceCounts {
    /// Seen to hold, or confirmed by a person.
    pub passed: usize,
    /// Seen not to hold, required or not.
    pub failed: usize,
    /// Worth a look.
    pub warning: usize,
    /// Waiting for a person.
    pub confirm: usize,
    /// Could not be looked at.
    pub inconclusive: usize,
    /// Waiting for something else first.
    pub skipped: usize,
    /// Of no concern to this shop, or set aside by a person.
    pub not_applicable: usize,
}

impl GlanceCounts {
    /// Counts outcomes.
    #[must_use]
    pub fn of(outcomes: &[Outcome]) -> Self {
        let mut counts = Self::default();
        for outcome in outcomes {
            *match (outcome.group(), outcome.status) {
                (Group::Dismissed, _) | (_, Status::NotApplicable) => &mut counts.not_applicable,
                (Group::Passed, _) | (_, Status::Passed) => &mut counts.passed,
                (_, Status::Failed) => &mut counts.failed,
                (_, Status::Warning) => &mut counts.warning,
                (_, Status::Confirm) => &mut counts.confirm,
                (_, Status::Inconclusive) => &mut counts.inconclusive,
                (_, Status::Skipped) => &mut counts.skipped,
            } += 1;
        }
        counts
    }
}
