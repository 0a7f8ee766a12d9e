//! The last verdict at a glance: what the newest whole run came to, as far as it still counts.
//!
//! A verdict is drawn anew each time somebody asks: words that were taken back since, or have grown
//! old, no longer count; a check that came in since the run was not looked at; and a run that is too
//! old, or was about another configuration, is none.

pub mod badge;
mod configuration;
mod counts;
mod latest;

use checkout_readiness_checks::contract::{
    Mode, Outcome, Report, SCHEMA, Timestamp, Verdict, verdict,
};
use checkout_readiness_checks::judge::plan;
use checkout_readiness_checks::profile::{Product, Site};
use jiff::{SignedDuration, Timestamp as Moment};
use serde::Serialize;
use utoipa::ToSchema;

pub use configuration::Configuration;
pub use counts::GlanceCounts;
pub use latest::Latest;

use crate::merchant::Merchant;
use crate::observers::moment;
use crate::run::let_words_count;
use crate::storage::Decision;

/// How long a verdict is fresh.
pub const FRESH: SignedDuration = SignedDuration::from_hours(24);
/// How long it counts at all.
pub const COUNTS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How far ahead of this one the clock may be that dated a run.
const AHEAD: SignedDuration = SignedDuration::from_secs(60);

/// The last verdict, and how old it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Glance {
    /// Who answered for Mercado Pago. A verdict of the sandbox says nothing about any real shop.
    pub mode: Mode,
    /// The product it is about.
    pub product: Product,
    /// The country the account should be of; absent where nothing counts, or none was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<Site>,
    /// May the shop go live? `not_run` where there is no run of all checks that still counts.
    pub verdict: Verdict,
    /// When the run ended; absent where nothing counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<Timestamp>,
    /// Until when the verdict is fresh: 24 hours after the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fresh_until: Option<Timestamp>,
    /// From when on it no longer counts: seven days after the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// How the checks came out.
    pub counts: GlanceCounts,
    /// How old it is, where something counts.
    #[serde(skip)]
    pub age: Option<SignedDuration>,
}

/// What is asked, and by which clock.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Who answers for Mercado Pago.
    pub mode: Mode,
    /// Whose verdict.
    pub merchant: &'a Merchant,
    /// About which product.
    pub product: Product,
    /// What people decided, and holds.
    pub decisions: &'a [Decision],
    /// Now.
    pub now: Moment,
}

impl Asked<'_> {
    /// What this run comes to now.
    #[must_use]
    pub fn of(&self, run: Option<Report>) -> Glance {
        run.and_then(|run| self.counting(run)).unwrap_or(Glance {
            mode: self.mode,
            product: self.product,
            site: None,
            verdict: Verdict::NotRun,
            observed_at: None,
            fresh_until: None,
            expires_at: None,
            counts: GlanceCounts::default(),
            age: None,
        })
    }

    /// None where the run does not count any more, or never did.
    fn counting(&self, run: Report) -> Option<Glance> {
        if run.schema != SCHEMA || run.mode != self.mode || run.profile.product != self.product {
            return None;
        }
        // Evidence judged again is older than it looks, and is never kept; better asked twice.
        if run.judged_at.is_some() {
            return None;
        }
        let observed: Moment = run.observed_at.0.parse().ok()?;
        let age = self.now.duration_since(observed);
        if age >= COUNTS || age < -AHEAD {
            return None;
        }
        let outcomes: Vec<Outcome> = run
            .outcomes
            .into_iter()
            .map(|outcome| self.decided(outcome))
            .collect();
        let is_known = |check: &str| outcomes.iter().any(|outcome| outcome.check == check);
        let unseen = plan(&run.profile)
            .filter(|(check, _)| !is_known(check.id))
            .count();
        let verdict = match verdict(&outcomes) {
            Verdict::Ready if unseen > 0 => Verdict::Undecided,
            verdict => verdict,
        };
        let mut counts = GlanceCounts::of(&outcomes);
        counts.inconclusive += unseen;
        Some(Glance {
            mode: self.mode,
            product: self.product,
            site: run.profile.site,
            verdict,
            fresh_until: Some(moment(observed.checked_add(FRESH).ok()?)),
            expires_at: Some(moment(observed.checked_add(COUNTS).ok()?)),
            observed_at: Some(run.observed_at),
            counts,
            age: Some(age.max(SignedDuration::ZERO)),
        })
    }

    /// An outcome with the words that count now, instead of those that counted then.
    fn decided(&self, mut outcome: Outcome) -> Outcome {
        outcome.confirmation = None;
        outcome.dismissal = None;
        let (merchant, product) = (self.merchant, self.product);
        let_words_count(&mut outcome, merchant, product, self.decisions, self.now);
        outcome
    }
}

impl Glance {
    /// Whether it is of the last 24 hours.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.age.is_some_and(|age| age < FRESH)
    }
}

#[cfg(test)]
mod tests;
