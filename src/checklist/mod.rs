//! The state of a checklist as plain data: which checks, how they came out, what is next.

mod row;
mod selection;
#[cfg(test)]
mod tests;

pub use row::{Row, planned, unseen};
pub use selection::Selection;

use checkout_readiness_checks::contract::{
    Confirmation, Counts, Details, Dismissal, Event, Fact, Group, Mode, Outcome, Planned, Report,
    Requirement, SCHEMA, Status, Timestamp, Verdict, next_step, path, verdict,
};
use checkout_readiness_checks::profile::{Product, Profile};

/// Where a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing was run yet.
    #[default]
    Idle,
    /// Answers are arriving.
    Running,
    /// Every row has its answer.
    Done,
}

/// A heading with its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Section {
    /// While answers arrive: by requirement, so that no row moves.
    Requirement(Requirement),
    /// When all are there: most urgent first.
    Group(Group),
}

/// The whole list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// The rows, in registry order.
    pub rows: Vec<Row>,
    /// Where the run is.
    pub phase: Phase,
    /// Whether the run is of some checks only.
    pub partly: bool,
    /// The engine that judged.
    pub engine: String,
    /// Who answered for Mercado Pago.
    pub mode: Option<Mode>,
    /// The question.
    pub profile: Option<Profile>,
    /// Whether these are the answers of an earlier visit: shown with their age, and nothing is
    /// added to them.
    pub is_from_before: bool,
    /// When the newest whole run ended. A run of some checks leaves it: the others are no newer.
    pub observed_at: Timestamp,
}

impl Checklist {
    /// Begins a run of these checks. Rows of other checks keep their answers when `partly`.
    pub fn begin(&mut self, plan: Vec<Planned>, partly: bool) {
        if !partly {
            self.rows.clear();
            self.is_from_before = false;
        }
        for planned in plan {
            match self
                .rows
                .iter_mut()
                .find(|row| row.planned.check == planned.check)
            {
                Some(row) => {
                    row.planned = planned;
                    row.pending = true;
                    row.revision += 1;
                }
                None => self.rows.push(Row::waiting(planned)),
            }
        }
        self.phase = Phase::Running;
        self.partly = partly;
    }

    /// Takes in one line of the proxy's answer.
    pub fn take(&mut self, event: Event, partly: bool) {
        match event {
            Event::Started {
                engine,
                mode,
                profile,
                plan,
                ..
            } => {
                self.engine = engine;
                self.mode = Some(mode);
                self.profile = Some(profile);
                self.begin(plan, partly);
            }
            Event::Outcome { outcome } => self.record(outcome),
            Event::Finished { report } => {
                for outcome in report.outcomes {
                    self.record(outcome);
                }
            }
        }
    }

    /// Shows the answers of an earlier run, as it reported them. A check of today's plan that it did
    /// not know was not looked at.
    pub fn restore(&mut self, report: Report, plan: Vec<Planned>) {
        self.begin(plan, false);
        self.engine = report.engine;
        self.mode = Some(report.mode);
        self.profile = Some(report.profile);
        for outcome in report.outcomes {
            self.record(outcome);
        }
        self.end(report.observed_at, |planned| {
            unseen(planned, "not_observed", Details::none())
        });
        self.is_from_before = true;
    }

    /// Puts an answer in its row, making the row where there is none.
    pub fn record(&mut self, outcome: Outcome) {
        let check = outcome.check.as_str();
        let known = self.rows.iter().position(|row| row.planned.check == check);
        let index = known.unwrap_or_else(|| {
            self.rows.push(Row::waiting(Planned {
                check: outcome.check.clone(),
                requirement: outcome.requirement,
                severity: outcome.severity,
            }));
            self.rows.len() - 1
        });
        self.rows[index].settle(outcome);
    }

    /// Ends a run. Rows still waiting get the answer `otherwise` makes for them, so that nothing
    /// on the list is left without one; a row that had an older answer does not keep it, because
    /// it may no longer be true.
    pub fn end(&mut self, at: Timestamp, otherwise: impl Fn(&Planned) -> Outcome) {
        for row in &mut self.rows {
            if row.pending {
                row.settle(otherwise(&row.planned));
            }
            row.place = row.outcome.as_ref().map(Outcome::group);
        }
        if !self.partly {
            self.observed_at = at;
        }
        self.phase = Phase::Done;
    }

    /// Sets or takes back a person's word on a check that asks for it.
    pub fn confirm(&mut self, check: &str, confirmation: Option<Confirmation>) {
        for row in &mut self.rows {
            if row.planned.check == check
                && let Some(outcome) = &mut row.outcome
                && outcome.status == Status::Confirm
            {
                outcome.confirmation = confirmation.clone();
                row.place = Some(outcome.group());
                row.revision += 1;
            }
        }
    }

    /// Sets or takes back that a recommendation was set aside.
    pub fn dismiss(&mut self, check: &str, dismissal: Option<Dismissal>) {
        for row in &mut self.rows {
            if row.planned.check == check
                && let Some(outcome) = &mut row.outcome
                && outcome.may_be_dismissed()
            {
                outcome.dismissal = dismissal.clone();
                row.place = Some(outcome.group());
                row.revision += 1;
            }
        }
    }

    /// Every answer there is.
    pub fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.rows.iter().filter_map(|row| row.outcome.as_ref())
    }

    /// The row of that check.
    #[must_use]
    pub fn row(&self, check: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.planned.check == check)
    }

    /// Has every row drawn anew.
    pub fn redraw(&mut self) {
        for row in &mut self.rows {
            row.revision += 1;
        }
    }

    /// How often any row changed.
    #[must_use]
    pub fn revision(&self) -> usize {
        self.rows.iter().map(|row| row.revision).sum()
    }

    /// The answer of that check.
    #[must_use]
    pub fn outcome(&self, check: &str) -> Option<&Outcome> {
        self.outcomes().find(|outcome| outcome.check == check)
    }

    /// May the shop go live? Nothing is said before every row has its answer.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.phase == Phase::Done {
            verdict(self.outcomes())
        } else {
            Verdict::NotRun
        }
    }

    /// What is shown at a glance. Nobody is called ready on account of an earlier visit.
    #[must_use]
    pub fn shown_verdict(&self) -> Verdict {
        if self.is_past_readiness() {
            Verdict::NotRun
        } else {
            self.verdict()
        }
    }

    /// Whether it was ready when it was last checked, on an earlier visit.
    #[must_use]
    pub fn is_past_readiness(&self) -> bool {
        self.is_from_before && self.verdict() == Verdict::Ready
    }

    /// How many answers there are of each kind.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of(self.outcomes())
    }

    /// How many rows have their answer, and how many there are.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (
            self.rows.iter().filter(|row| !row.pending).count(),
            self.rows.len(),
        )
    }

    /// Id of the check to act on next.
    #[must_use]
    pub fn next(&self) -> Option<&Outcome> {
        next_step(self.outcomes())
    }

    /// The application's number, where an answer tells it: the panel's pages are found by it.
    #[must_use]
    pub fn application_id(&self) -> Option<String> {
        self.outcomes().find_map(
            |outcome| match outcome.details.get("application_of_token")? {
                Fact::Text(id) => Some(id.clone()),
                _ => None,
            },
        )
    }

    /// Ids of the checks that did not pass and may do so when asked again.
    #[must_use]
    pub fn worth_repeating(&self) -> Vec<String> {
        self.outcomes()
            .filter(|outcome| outcome.group() < Group::Dismissed)
            .filter(|outcome| outcome.status != Status::Confirm)
            .map(|outcome| outcome.check.clone())
            .collect()
    }

    /// The headings with the ids below them. Rows stay where they are while answers arrive and
    /// settle by urgency once, at the end.
    #[must_use]
    pub fn sections(&self, selection: &Selection) -> Vec<(Section, Vec<String>)> {
        let ids = |keep: &dyn Fn(&Row) -> bool| -> Vec<String> {
            let shown = self
                .rows
                .iter()
                .filter(|row| keep(row) && selection.shows(&row.planned));
            let (last, first): (Vec<_>, Vec<_>) =
                shown.partition(|row| selection.puts_last(&row.planned));
            let rows = first.into_iter().chain(last);
            rows.map(|row| row.planned.check.clone()).collect()
        };
        let sections: Vec<(Section, Vec<String>)> = if self.phase == Phase::Done || self.partly {
            [
                Group::Blocker,
                Group::Warning,
                Group::ToConfirm,
                Group::Unseen,
                Group::Dismissed,
                Group::Passed,
                Group::NotApplicable,
            ]
            .into_iter()
            .map(|group| {
                let of_group = |row: &Row| row.place == Some(group);
                (Section::Group(group), ids(&of_group))
            })
            .collect()
        } else {
            Requirement::ALL
                .iter()
                .map(|requirement| {
                    let of_requirement = |row: &Row| row.planned.requirement == *requirement;
                    (Section::Requirement(*requirement), ids(&of_requirement))
                })
                .collect()
        };
        sections
            .into_iter()
            .filter(|(_, ids)| !ids.is_empty())
            .collect()
    }

    /// The list as a report, for whoever wants to take it away.
    #[must_use]
    pub fn report(&self) -> Report {
        let outcomes: Vec<Outcome> = self.outcomes().cloned().collect();
        Report {
            schema: SCHEMA,
            engine: self.engine.clone(),
            mode: self.mode.unwrap_or(Mode::Live),
            verdict: self.verdict(),
            profile: self.profile.unwrap_or(Profile {
                product: Product::CheckoutPro,
                site: None,
            }),
            observed_at: self.observed_at.clone(),
            next: next_step(&outcomes).map(|outcome| outcome.check.clone()),
            path: path(&outcomes),
            judged_at: None,
            outcomes,
        }
    }
}
