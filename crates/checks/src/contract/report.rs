//! The whole answer of a run, as one value that can be kept, compared and shown again.

use serde::{Deserialize, Serialize};

use super::{Outcome, Step, Timestamp, Verdict, next_step, path, verdict};
use crate::profile::{Profile, named};
use crate::registry;

/// Version of the report's shape; it grows when a reader of the old shape would be misled.
pub const SCHEMA: u32 = 2;

named! {
    /// Who answers for Mercado Pago.
    Mode {
        /// The real one.
        Live = "live",
        /// The built-in stand-in. A report of it says nothing about any real shop.
        Sandbox = "sandbox",
    }
}

/// The whole answer of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Report {
    /// Version of this shape.
    pub schema: u32,
    /// Version of the engine that judged.
    pub engine: String,
    /// Who answered for Mercado Pago.
    pub mode: Mode,
    /// May the shop go live?
    pub verdict: Verdict,
    /// The question.
    pub profile: Profile,
    /// When the run ended.
    pub observed_at: Timestamp,
    /// When evidence that had been saved was judged again; absent in the report of a run. Nothing
    /// was looked at anew: everything is as old as `observed_at` says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub judged_at: Option<Timestamp>,
    /// Every answer, in registry order.
    pub outcomes: Vec<Outcome>,
    /// Id of the check to act on next; absent where nothing is left to do.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next: Option<String>,
    /// The way from here to the first sale, in order.
    #[serde(default)]
    pub path: Vec<Step>,
}

impl Report {
    /// Puts outcomes, in whatever order they arrived, into one report.
    #[must_use]
    pub fn assemble(
        engine: &str,
        mode: Mode,
        profile: Profile,
        observed_at: Timestamp,
        mut outcomes: Vec<Outcome>,
    ) -> Self {
        outcomes.sort_by_key(|outcome| registry::position(&outcome.check));
        Self {
            schema: SCHEMA,
            engine: engine.to_owned(),
            mode,
            verdict: verdict(&outcomes),
            profile,
            observed_at,
            judged_at: None,
            next: next_step(&outcomes).map(|outcome| outcome.check.clone()),
            path: path(&outcomes),
            outcomes,
        }
    }
}
