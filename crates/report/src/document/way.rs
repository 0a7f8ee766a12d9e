//! The way to the first sale in words.

use checkout_readiness_checks::contract::{Rehearsal, Report};
use checkout_readiness_wording::{Catalog, way};

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
    /// How to go about it, where nothing else in the document tells.
    pub steps: Vec<String>,
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
        let steps = report.path.iter().map(|step| {
            let words = way::step(step, &report.outcomes, catalog);
            let is_rehearsal = Rehearsal::from_name(&step.step).is_some();
            WayStep {
                title: words.title,
                time: words.minutes,
                after: step.waits_for.as_deref().and_then(number_of),
                // A check's steps stand with its outcome.
                steps: if is_rehearsal {
                    words.steps
                } else {
                    Vec::new()
                },
            }
        });
        Some(Self {
            heading: names::label("way", catalog),
            total: [
                &names::label("total", catalog),
                ": ",
                &way::minutes(minutes, catalog),
            ]
            .concat(),
            steps: steps.collect(),
        })
    }
}
