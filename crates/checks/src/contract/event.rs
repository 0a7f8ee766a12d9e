//! The lines of a run's answer, in the order they are sent.

use serde::{Deserialize, Serialize};

use super::{Mode, Outcome, Report, Requirement, Severity, Timestamp};
use crate::profile::Profile;

/// A check a run is going to judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Planned {
    /// The check's id.
    pub check: String,
    /// The heading it belongs to.
    pub requirement: Requirement,
    /// Whether it blocks, for this product.
    pub severity: Severity,
}

/// One line of `POST /api/v1/runs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The first line: what is about to be judged.
    Started {
        /// The engine's version.
        engine: String,
        /// Whether real Mercado Pago or the stand-in answers.
        mode: Mode,
        /// The question.
        profile: Profile,
        /// When the run began.
        started_at: Timestamp,
        /// The checks, in registry order.
        plan: Vec<Planned>,
    },
    /// One line for each check, as soon as it is known.
    Outcome {
        /// The answer.
        outcome: Outcome,
    },
    /// The last line: everything once more, as one value.
    Finished {
        /// The whole report.
        report: Report,
    },
}
