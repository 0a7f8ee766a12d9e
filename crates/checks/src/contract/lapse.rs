//! Which confirmations grow old: what a person saw in the panel changes there without a trace in
//! anything a run reads.

/// After how many days such a confirmation no longer counts.
pub const CONFIRMED_FOR_DAYS: u32 = 90;

/// Whether a confirmation of this check grows old: events can be unticked, the quality is measured
/// every month, and the handler of notifications is a program that changes.
#[must_use]
pub fn grows_old(check: &str) -> bool {
    matches!(
        check,
        "official-quality-score"
            | "webhook-answers-notifications"
            | "webhook-events-are-selected"
            | "webhook-takes-notifications"
            | "webhook-verifies-signatures"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry;

    #[test]
    fn those_that_grow_old_are_checks() {
        let known = registry::ALL.iter().filter(|check| grows_old(check.id));
        assert_eq!(known.count(), 5);
    }
}
