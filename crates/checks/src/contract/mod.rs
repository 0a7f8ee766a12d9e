//! What a run answers: outcomes, and the report they make together.

mod changes;
mod details;
mod event;
mod findings;
mod lapse;
mod outcome;
mod path;
mod question;
mod report;
mod verdict;

pub use changes::{Brief, Change, ChangeKind, changes};
pub use details::{Details, Fact};
pub use event::{Event, Planned};
pub use findings::{CountedGroup, ItemClass, ItemFinding, ItemState, RejectionGroup};
pub use lapse::{CONFIRMED_FOR_DAYS, grows_old};
pub use outcome::{
    Confirmation, Dismissal, Link, OF_PANEL, Outcome, Requirement, Severity, Status, is_of_panel,
};
pub use path::{Rehearsal, Step, path};
pub use report::{Mode, Report, SCHEMA};
pub use verdict::{Counts, Group, Verdict, next_step, verdict};

use serde::{Deserialize, Serialize};

/// A moment, as RFC 3339 text in UTC. Whoever observes reads the clock; this crate never does.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
#[serde(transparent)]
pub struct Timestamp(pub String);
