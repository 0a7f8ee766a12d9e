//! Which rows a page wants to see, and which of them last. It changes what is drawn, never the verdict.

use checkout_readiness_checks::contract::{Planned, Requirement, Severity};

/// What a page left out of the list or put last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these headings; all where empty.
    pub only: Vec<Requirement>,
    /// Not these headings.
    pub hide: Vec<Requirement>,
    /// Not these recommended checks.
    pub hidden: Vec<String>,
    /// These recommended checks after all others of their group.
    pub demoted: Vec<String>,
}

impl Selection {
    /// Whether that row is drawn. A required check is left out only together with its heading.
    #[must_use]
    pub fn shows(&self, planned: &Planned) -> bool {
        let requirement = planned.requirement;
        (self.only.is_empty() || self.only.contains(&requirement))
            && !self.hide.contains(&requirement)
            && !names(&self.hidden, planned)
    }

    /// Whether that row stands after the others of its group.
    #[must_use]
    pub fn puts_last(&self, planned: &Planned) -> bool {
        names(&self.demoted, planned)
    }
}

fn names(checks: &[String], planned: &Planned) -> bool {
    planned.severity == Severity::Recommended && checks.contains(&planned.check)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(check: &str, severity: Severity) -> Planned {
        Planned {
            check: check.to_owned(),
            requirement: Requirement::Https,
            severity,
        }
    }

    #[test]
    fn a_recommended_check_can_be_left_out_or_put_last_and_a_required_one_cannot() {
        let selection = Selection {
            hidden: vec!["a".to_owned()],
            demoted: vec!["b".to_owned()],
            ..Selection::default()
        };
        assert!(!selection.shows(&planned("a", Severity::Recommended)));
        assert!(selection.shows(&planned("a", Severity::Required)));
        assert!(selection.puts_last(&planned("b", Severity::Recommended)));
        assert!(!selection.puts_last(&planned("b", Severity::Required)));
    }

    #[test]
    fn headings_are_left_out_by_name_or_by_not_being_named() {
        let row = planned("a", Severity::Required);
        let of = |only: &[Requirement], hide: &[Requirement]| Selection {
            only: only.to_vec(),
            hide: hide.to_vec(),
            ..Selection::default()
        };
        assert!(of(&[], &[]).shows(&row));
        assert!(of(&[Requirement::Https], &[]).shows(&row));
        assert!(!of(&[Requirement::Reports], &[]).shows(&row));
        assert!(!of(&[], &[Requirement::Https]).shows(&row));
    }
}
