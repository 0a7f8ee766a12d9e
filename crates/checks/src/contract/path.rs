//! The way to the first sale: what to do next, in order, with what each step waits for.

use serde::{Deserialize, Serialize};

use super::{Group, Outcome, Status};
use crate::profile::named;
use crate::registry;

/// One step of the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Step {
    /// A check's id, or one of [`Rehearsal`]'s names.
    pub step: String,
    /// About how long a person needs, in minutes.
    pub minutes: u32,
    /// The step that must come first, if one must.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub waits_for: Option<String>,
}

named! {
    /// The dress rehearsal: one small real sale from end to end.
    Rehearsal {
        /// A small real payment.
        Pay = "rehearsal-payment",
        /// Its notification arrived.
        Notified = "rehearsal-notification",
        /// The order changed in the shop's own system.
        Ordered = "rehearsal-order",
        /// The refund, and that the shop's system follows it.
        Refunded = "rehearsal-refund",
    }
}

impl Rehearsal {
    const fn minutes(self) -> u32 {
        match self {
            Self::Pay | Self::Refunded => 5,
            Self::Notified | Self::Ordered => 2,
        }
    }
}

/// Whatever asks for an act, the most urgent first, then the dress rehearsal, which waits for the
/// last blocker.
#[must_use]
pub fn path(outcomes: &[Outcome]) -> Vec<Step> {
    let mut open: Vec<&Outcome> = outcomes
        .iter()
        .filter(|outcome| outcome.group() < Group::Dismissed)
        .collect();
    open.sort_by_key(|outcome| {
        (
            outcome.group(),
            outcome.status == Status::Skipped,
            registry::position(&outcome.check),
        )
    });
    let mut steps: Vec<Step> = open
        .iter()
        .map(|outcome| Step {
            step: outcome.check.clone(),
            minutes: registry::minutes(&outcome.check),
            waits_for: waits_for(outcome, &open),
        })
        .collect();
    let mut before = open
        .iter()
        .rev()
        .find(|outcome| outcome.group() == Group::Blocker)
        .map(|outcome| outcome.check.clone());
    for rehearsal in Rehearsal::ALL {
        steps.push(Step {
            step: rehearsal.name().to_owned(),
            minutes: rehearsal.minutes(),
            waits_for: before.replace(rehearsal.name().to_owned()),
        });
    }
    steps
}

/// What an outcome waits for: what its details name, as long as that is open itself.
fn waits_for(outcome: &Outcome, open: &[&Outcome]) -> Option<String> {
    let named = outcome.waits_for()?;
    let is_open = open.iter().any(|other| other.check == named);
    is_open.then(|| named.to_owned())
}
