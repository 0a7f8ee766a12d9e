//! The way to the first sale in words: its steps, how long they take, and what changed on it.

use checkout_readiness_checks::contract::{ChangeKind, Outcome, Rehearsal, Step};

use crate::catalog::{Catalog, counted, join};
use crate::clean::clean;
use crate::fill::fill;
use crate::words::Words;

/// From here on time is told in hours.
const LONG_MINUTES: u32 = 100;

/// One step of the way in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepWords {
    /// What stands in the way, or what to do.
    pub title: String,
    /// How to do it, one step after the other.
    pub steps: Vec<String>,
    /// About how long it takes, as in "about 5 minutes".
    pub minutes: String,
    /// What must come first, if something must; the title of that step.
    pub waits_for: Option<String>,
}

/// A step of the way. `outcomes` are the ones the way was made of: they have the words of a check.
#[must_use]
pub fn step(step: &Step, outcomes: &[Outcome], catalog: &dyn Catalog) -> StepWords {
    let (title, steps) = match Rehearsal::from_name(&step.step) {
        Some(of) => rehearsal(of, catalog),
        None => {
            let steps = find(&step.step, outcomes)
                .map(|outcome| Words::of(outcome, catalog).steps())
                .unwrap_or_default();
            (title(&step.step, outcomes, catalog), steps)
        }
    };
    let waits_for = step.waits_for.as_deref();
    StepWords {
        title,
        steps,
        minutes: minutes(step.minutes, catalog),
        waits_for: waits_for.map(|before| title_of(before, outcomes, catalog)),
    }
}

/// A part of the dress rehearsal: its name, and how to go about it.
#[must_use]
pub fn rehearsal(rehearsal: Rehearsal, catalog: &dyn Catalog) -> (String, Vec<String>) {
    let path = join(&["path", rehearsal.name()]);
    let name = catalog
        .text(&join(&[&path, "name"]))
        .unwrap_or_else(|| rehearsal.name().to_owned());
    (name, catalog.list(&join(&[&path, "steps"])))
}

/// How long something takes, as in "about 5 minutes"; in hours where minutes would feign precision.
#[must_use]
pub fn minutes(minutes: u32, catalog: &dyn Catalog) -> String {
    let (count, path) = if minutes < LONG_MINUTES {
        (minutes, "path.minutes")
    } else {
        ((minutes + 30) / 60, "path.hours")
    };
    let text = counted(catalog, path, Some(i64::from(count)));
    fill(text.as_deref().unwrap_or("{count}"), &mut |name| {
        (name == "count").then(|| count.to_string())
    })
}

/// How a check's answer changed, in a word.
#[must_use]
pub fn change(kind: ChangeKind, catalog: &dyn Catalog) -> String {
    catalog
        .text(&join(&["path.change", kind.name()]))
        .unwrap_or_else(|| kind.name().to_owned())
}

fn title_of(step: &str, outcomes: &[Outcome], catalog: &dyn Catalog) -> String {
    match Rehearsal::from_name(step) {
        Some(of) => rehearsal(of, catalog).0,
        None => title(step, outcomes, catalog),
    }
}

fn title(check: &str, outcomes: &[Outcome], catalog: &dyn Catalog) -> String {
    find(check, outcomes).map_or_else(
        || clean(check),
        |outcome| Words::of(outcome, catalog).title(),
    )
}

fn find<'a>(check: &str, outcomes: &'a [Outcome]) -> Option<&'a Outcome> {
    outcomes.iter().find(|outcome| outcome.check == check)
}
