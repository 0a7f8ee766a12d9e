//! The test of the webhook: opened from a row, drawn by the parts, judged by the checks it is about.

use super::App;
use crate::components;
use crate::memory;

/// The checks that judge what came back.
const JUDGES: [&str; 4] = [
    "webhook-answers-notifications",
    "webhook-takes-notifications",
    "webhook-verifies-signatures",
    "ipn-is-not-in-use",
];

/// The one that somebody's word about the handler makes a difference to.
pub(super) const READ_AGAIN: &str = JUDGES[2];

/// The kind under which that word is remembered for an account.
const READS_AGAIN: &str = "reads-again";

/// Whether the webhook can be tested from the row of that check.
#[must_use]
pub fn is_judged_by_test(check: &str) -> bool {
    JUDGES[..3].contains(&check)
}

impl App {
    /// Opens the test of the webhook, or goes to where it is open.
    pub fn open_probe(self, check: &str) {
        self.change(|state| state.probe = Some(check.to_owned()));
        components::focus(self, ".probe h3");
    }

    /// Closes it, and goes back to the row it was opened from.
    pub fn close_probe(self) {
        let mut opened_from = None;
        self.change(|state| opened_from = state.probe.take());
        if let Some(check) = opened_from {
            components::focus_row(self, &check);
        }
    }

    /// Has what came back judged: now, or when the run under way has ended.
    pub fn judge_probe(self) {
        let planned = self.peek(|state| {
            let is_on_list = |check: &&&str| state.list.row(check).is_some();
            let judges = JUDGES.iter().filter(is_on_list);
            judges.map(|check| (*check).to_owned()).collect()
        });
        if self.is_running() {
            self.with_tools(|tools| tools.to_judge = planned);
            return;
        }
        self.run_again(planned);
        self.announce(self.texts().get("probe.test.done"));
    }

    /// Judges what was tested while the run that has just ended was under way.
    pub(super) fn judge_what_waits(self) {
        let waiting = self.with_tools(|tools| std::mem::take(&mut tools.to_judge));
        if let Some(checks) = waiting.filter(|checks| !checks.is_empty()) {
            self.run_again(checks);
        }
    }

    /// Takes somebody's word that the handler reads the resource again before it acts, or takes
    /// it back.
    pub(super) fn declare_reads_again(self, reads_again: bool) {
        self.remember(READS_AGAIN, if reads_again { "yes" } else { "" });
        self.change(|state| state.entered.reads_again = reads_again);
        self.run_again(vec![READ_AGAIN.to_owned()]);
    }

    /// Whether that was said of this account before.
    pub(super) fn is_remembered_to_read_again(account: &str) -> bool {
        memory::text(READS_AGAIN, account).is_some()
    }
}
