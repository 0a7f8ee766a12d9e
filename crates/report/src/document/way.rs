//! The way to the first sale in words.

use checkout_readiness_checks::contract::{Rehearsal, Report};
use checkout_readiness_wording::{Catalog, Words, clean};

use super::names;

/// The way from here to the first sale.
pub struct Way {
    /// Its heading.
    pub heading: String,
    /// How long all of it takes, in words.
    pub total: String,
    /// Its steps, in order.
    pub steps: Vec<WayStep>,
}

/// One step of it.
pub struct WayStep {
    /// What it is about.
    pub title: String,
    /// How long it takes, in words.
    pub time: String,
    /// The number of the step it waits for, counted from one.
    pub after: Option<usize>,
}

impl Way {
    /// The way of a report; none where there is no step.
    pub fn of(report: &Report, catalog: &dyn Catalog) -> Option<Self> {
        if report.path.is_empty() {
            return None;
        }
        let minutes = report
            .path
            .iter()
            .fold(0_u32, |sum, step| sum.saturating_add(step.minutes));
        let number_of = |id: &str| {
            let found = report.path.iter().position(|step| step.step == id);
            found.map(|index| index + 1)
        };
        let steps = report.path.iter().map(|step| WayStep {
            title: title(report, &step.step, catalog),
            time: names::counting("minutes", step.minutes, &[], catalog),
            after: step.waits_for.as_deref().and_then(number_of),
        });
        Some(Self {
            heading: names::label("way", catalog),
            total: names::counting("total", minutes, &[], catalog),
            steps: steps.collect(),
        })
    }
}

/// What is open there, or the part of the rehearsal.
fn title(report: &Report, id: &str, catalog: &dyn Catalog) -> String {
    if Rehearsal::from_name(id).is_some() {
        return names::rehearsal(id, catalog);
    }
    let outcome = report.outcomes.iter().find(|outcome| outcome.check == id);
    outcome.map_or_else(|| clean(id), |outcome| Words::of(outcome, catalog).title())
}
