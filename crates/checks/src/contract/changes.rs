//! What changed between two reports, so that a reader need not compare them.

use serde::{Deserialize, Serialize};

use super::question::passes;
use super::{Details, Group, Outcome, Report, Requirement, Status};
use crate::profile::named;
use crate::registry;

named! {
    /// How a check's answer changed.
    ChangeKind {
        /// It was wrong, and holds now.
        Fixed = "fixed",
        /// It held, and is wrong now.
        Broken = "broken",
        /// It says something else, or a person confirmed it or set it aside, or took that back.
        Changed = "changed",
        /// It was not asked before.
        New = "new",
        /// It is not asked any more.
        Gone = "gone",
    }
}

/// One check whose answer changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Change {
    /// The check's id.
    pub check: String,
    /// The heading it belongs to.
    pub requirement: Requirement,
    /// How it changed.
    pub kind: ChangeKind,
    /// What it said before; absent where it was not asked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before: Option<Brief>,
    /// What it says now; absent where it is not asked any more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub after: Option<Brief>,
}

/// An answer in brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Brief {
    /// How it came out.
    pub status: Status,
    /// Why.
    pub reason: String,
    /// Where it stands in a reader's list, which also tells what a person said to it.
    pub group: Group,
}

impl Brief {
    fn of(outcome: &Outcome) -> Self {
        Self {
            status: outcome.status,
            reason: outcome.reason.clone(),
            group: outcome.group(),
        }
    }
}

/// What changed from one report to another, in registry order. Answers that say the same are left
/// out, also where only time went by: days, moments, durations.
#[must_use]
pub fn changes(before: &Report, after: &Report) -> Vec<Change> {
    let of = |report: &'_ Report, check: &str| {
        let found = report.outcomes.iter().find(|known| known.check == check);
        found.cloned()
    };
    let mut checks: Vec<&str> = before
        .outcomes
        .iter()
        .chain(&after.outcomes)
        .map(|outcome| outcome.check.as_str())
        .collect();
    checks.sort_by_key(|check| (registry::position(check), *check));
    checks.dedup();
    checks
        .into_iter()
        .filter_map(|check| change(of(before, check).as_ref(), of(after, check).as_ref()))
        .collect()
}

fn change(before: Option<&Outcome>, after: Option<&Outcome>) -> Option<Change> {
    let shown = after.or(before)?;
    let kind = match (before, after) {
        (None, None) => return None,
        (None, Some(_)) => ChangeKind::New,
        (Some(_), None) => ChangeKind::Gone,
        (Some(before), Some(after)) if says_the_same(before, after) => return None,
        (Some(before), Some(after)) => turn(before.group(), after.group()),
    };
    Some(Change {
        check: shown.check.clone(),
        requirement: shown.requirement,
        kind,
        before: before.map(Brief::of),
        after: after.map(Brief::of),
    })
}

/// Only what was seen to be wrong can be fixed, and only what was seen to hold can break: what
/// could not be looked at says nothing of the shop.
fn turn(before: Group, after: Group) -> ChangeKind {
    let is_wrong = |group| matches!(group, Group::Blocker | Group::Warning);
    if is_wrong(before) && after == Group::Passed {
        ChangeKind::Fixed
    } else if before == Group::Passed && is_wrong(after) {
        ChangeKind::Broken
    } else {
        ChangeKind::Changed
    }
}

fn says_the_same(before: &Outcome, after: &Outcome) -> bool {
    let groups = |outcome: &Outcome| -> Vec<_> {
        outcome.groups.iter().map(|counted| counted.group).collect()
    };
    before.status == after.status
        && before.reason == after.reason
        && before.severity == after.severity
        && before.group() == after.group()
        && facts(&before.details).eq(facts(&after.details))
        && before.items == after.items
        // Shares of payments move every day; which groups there are does not.
        && groups(before) == groups(after)
}

/// The facts that do not change by themselves.
fn facts(details: &Details) -> impl Iterator<Item = &(String, super::Fact)> {
    details.0.iter().filter(|(name, _)| !passes_by_itself(name))
}

/// Facts that move with every sale, or name the newest one: of a shop that sells they differ each
/// day, and what they mean is in the reason.
const MOVING: &[&str] = &[
    "approved_by_pix",
    "decided",
    "payment_id",
    "payment_ids",
    "read",
    "rejected",
    "total",
    "want_of_data_percent",
];

/// Whether a fact of that name differs by itself: it measures time, names one request, or moves
/// with every sale.
fn passes_by_itself(name: &str) -> bool {
    passes(name) || MOVING.contains(&name)
}
