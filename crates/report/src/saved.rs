//! Evidence kept in a file, to be judged again later, perhaps by a newer engine.

use checkout_readiness_checks::address::blanked;
use checkout_readiness_checks::contract::{Confirmation, Mode, Outcome, Report, Status, Timestamp};
use checkout_readiness_checks::evidence::{Evidence, Observation};
use checkout_readiness_checks::judge::judge;
use checkout_readiness_checks::profile::Profile;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Version of the file's shape; it grows when a reader of the old shape would be misled.
pub const SAVED_SCHEMA: u32 = 1;

/// The oldest evidence that may still say `ready` about today, in hours.
pub const FRESH_HOURS: i64 = 24;

/// How far the clocks of who observed and who judges may be apart, in minutes.
const CLOCK_MINUTES: i64 = 5;

/// Why saved evidence says nothing about the shop as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// It is not about a shop at all.
    #[error("the sandbox answered, so no shop is ready by it")]
    Sandbox,
    /// It claims to be of a moment that has not come.
    #[error("it says that it was observed in the future; check again, with clocks that are right")]
    Future,
    /// The shop may be another one by now.
    #[error("it was observed more than {FRESH_HOURS} hours ago; check again")]
    Old,
}

/// The field that makes a file one of ours, and tells its version.
const VERSION_FIELD: &str = "saved_evidence";

/// What was observed in one run, with everything needed to judge it again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    /// Version of this shape.
    #[serde(rename = "saved_evidence")]
    pub schema: u32,
    /// Version of the engine that observed.
    pub engine: String,
    /// Who answered for Mercado Pago. Judging again never changes it.
    pub mode: Mode,
    /// The question.
    pub profile: Profile,
    /// When the run ended.
    pub observed_at: Timestamp,
    /// What was observed. It has no field that could hold a secret.
    pub evidence: Evidence,
}

/// A file that is not saved evidence, or not of a version known here.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SavedError {
    /// Not JSON, or cut short.
    #[error("it is not JSON: reading stopped at line {line}, column {column}")]
    NotJson {
        /// Counted from one.
        line: usize,
        /// Counted from one.
        column: usize,
    },
    /// A report, which holds answers and not what they were drawn from.
    #[error(
        "it is a report, not saved evidence; `check --evidence FILE` saves evidence while it checks"
    )]
    IsReport,
    /// Some other JSON.
    #[error("it is not saved evidence; `check --evidence FILE` saves evidence while it checks")]
    NotSaved,
    /// Of another version.
    #[error(
        "it is saved evidence of version {found}, and this program reads version {SAVED_SCHEMA}; judge it with the program that saved it, or check again"
    )]
    OtherVersion {
        /// The version it is of.
        found: u64,
    },
    /// Something in it cannot be read.
    #[error("{field} in it cannot be read; check again to save it anew")]
    Field {
        /// Where.
        field: String,
    },
}

/// The same evidence with addresses of notifications as they may be kept: merchants put secrets in
/// their queries. Nothing that is judged is lost.
fn without_queries(mut evidence: Evidence) -> Evidence {
    let blank = |url: &mut Option<String>| {
        if let Some(url) = url {
            *url = blanked(url);
        }
    };
    blank(&mut evidence.declared.webhook_url);
    if let Observation::Seen(seen) = &mut evidence.application {
        blank(&mut seen.value.webhook_url);
    }
    if let Observation::Seen(seen) = &mut evidence.recent_payments {
        for payment in &mut seen.value.payments {
            blank(&mut payment.notification_url);
        }
    }
    if let Observation::Seen(seen) = &mut evidence.payment {
        blank(&mut seen.value.notification_url);
    }
    if let Observation::Seen(seen) = &mut evidence.preference {
        blank(&mut seen.value.notification_url);
    }
    evidence
}

impl Saved {
    /// What a run observed, and what its report says about it.
    #[must_use]
    pub fn of(report: &Report, evidence: Evidence) -> Self {
        Self {
            schema: SAVED_SCHEMA,
            engine: report.engine.clone(),
            mode: report.mode,
            profile: report.profile,
            observed_at: report.observed_at.clone(),
            evidence: without_queries(evidence),
        }
    }

    /// The file's content.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Texts, numbers and lists of them: nothing that JSON lacks.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads a file's content.
    ///
    /// # Errors
    ///
    /// [`SavedError`] says what is wrong with it and what to do. Contents are not repeated.
    pub fn read(text: &str) -> Result<Self, SavedError> {
        let value: Value = serde_json::from_str(text).map_err(|error| SavedError::NotJson {
            line: error.line(),
            column: error.column(),
        })?;
        match value.get(VERSION_FIELD) {
            Some(version) => match version.as_u64() {
                Some(found) if found == u64::from(SAVED_SCHEMA) => {}
                Some(found) => return Err(SavedError::OtherVersion { found }),
                None => return Err(SavedError::NotSaved),
            },
            None if value.get("outcomes").is_some() => return Err(SavedError::IsReport),
            None => return Err(SavedError::NotSaved),
        }
        let saved: Self = serde_path_to_error::deserialize(value).map_err(|error| {
            let field = match error.path().to_string().as_str() {
                "." => "something".to_owned(),
                path => path.to_owned(),
            };
            SavedError::Field { field }
        })?;
        if saved.observed_at.0.parse::<jiff::Timestamp>().is_err() {
            return Err(SavedError::Field {
                field: "observed_at".to_owned(),
            });
        }
        Ok(saved)
    }

    /// Why it cannot make a shop `ready` now, if there is a reason.
    #[must_use]
    pub fn doubt(&self, now: &Timestamp) -> Option<Doubt> {
        if self.mode == Mode::Sandbox {
            return Some(Doubt::Sandbox);
        }
        let moment = |at: &Timestamp| at.0.parse::<jiff::Timestamp>().ok();
        let Some((then, now)) = moment(&self.observed_at).zip(moment(now)) else {
            return Some(Doubt::Old);
        };
        let age_seconds = now.as_second().saturating_sub(then.as_second());
        if age_seconds < -CLOCK_MINUTES * 60 {
            Some(Doubt::Future)
        } else if age_seconds > FRESH_HOURS * 60 * 60 {
            Some(Doubt::Old)
        } else {
            None
        }
    }

    /// Judges it again. The report tells when it was observed and when it was judged again; a
    /// person's yes counts for what is asked here.
    #[must_use]
    pub fn judged_again(
        &self,
        engine: &str,
        now: Timestamp,
        is_confirmed: impl Fn(&Outcome) -> bool,
    ) -> Report {
        let mut outcomes = judge(&self.profile, &self.evidence);
        for outcome in &mut outcomes {
            if outcome.status == Status::Confirm && is_confirmed(outcome) {
                outcome.confirmation = Some(Confirmation {
                    at: None,
                    note: None,
                    by: None,
                });
            }
        }
        let observed_at = self.observed_at.clone();
        let mut report = Report::assemble(engine, self.mode, self.profile, observed_at, outcomes);
        report.judged_at = Some(now);
        report
    }
}
