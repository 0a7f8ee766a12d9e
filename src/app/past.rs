//! Earlier runs: the last one is shown at once, and what changed since it, or since an older one.

use checkout_readiness_checks::contract::Report;
use leptos::task::spawn_local;

use super::App;
use crate::checklist::Phase;
use crate::json::Json;
use crate::memory;
use crate::proxy;
use crate::state::State;
use crate::text::Part;

/// The kind under which the last report is remembered for an account.
const LAST: &str = "report";

impl App {
    /// Shows the last run of this account, where nothing newer is on the page: the proxy's, if it
    /// has a memory, else this browser's.
    pub(super) fn show_last_run(self) {
        let is_idle = move || self.peek(|state| state.list.phase == Phase::Idle);
        if !is_idle() {
            return;
        }
        spawn_local(async move {
            let (text, account) = self.last_report().await;
            let report = text.as_deref().and_then(read);
            let Some(report) = report else { return };
            if !self.texts().has(Part::Answers).await {
                return;
            }
            // Something may have begun meanwhile, or another account was chosen.
            if !is_idle() || self.peek(State::account_key) != account {
                return;
            }
            let choice = self.peek(|state| state.choice);
            let is_of_this_question =
                report.profile.product == choice.product && report.profile.site == choice.site;
            if is_of_this_question {
                self.change(|state| {
                    state.past.report = text;
                    state.list.restore(report);
                });
            }
        });
    }

    async fn last_report(self) -> (Option<String>, Option<String>) {
        let account = self.peek(State::account_key);
        if !self.has_memory() {
            let remembered = account
                .as_deref()
                .and_then(|account| memory::text(LAST, account));
            return (remembered, account);
        }
        let (merchant, product) =
            self.peek(|state| (state.wanted.clone(), state.choice.product.name()));
        let proxy = self.proxy();
        let runs = proxy.kept_runs(merchant.as_deref(), product).await;
        let runs = runs.unwrap_or_default();
        self.change(|state| state.past.runs.clone_from(&runs));
        let Some(last) = runs.first() else {
            return (None, account);
        };
        let report = proxy.kept_report(merchant.as_deref(), &last.id).await;
        (report.ok(), account)
    }

    /// Keeps what a whole run came to, and finds what changed since the run before it.
    pub(super) fn keep_run(self) {
        let (report, account) = self.peek(|state| (state.list.report(), state.account_key()));
        let Some(text) = proxy::written(&report) else {
            return;
        };
        let remembered = account
            .as_deref()
            .and_then(|account| memory::text(LAST, account));
        let before = self.peek(|state| state.past.report.clone()).or(remembered);
        if let Some(account) = &account {
            memory::remember_text(LAST, account, &text);
        }
        self.change(|state| {
            state.past.report = Some(text.clone());
            state.past.since = None;
            state.past.changes.clear();
        });
        let has_memory = self.has_memory();
        spawn_local(async move {
            if has_memory {
                let _ = self.last_report().await;
            }
            if let Some(before) = before {
                self.compare(&before, &text).await;
            }
        });
    }

    /// Finds what changed since that run.
    pub fn compare_with(self, id: String) {
        let merchant = self.peek(|state| state.wanted.clone());
        let now = self.peek(|state| state.past.report.clone());
        spawn_local(async move {
            let before = self.proxy().kept_report(merchant.as_deref(), &id).await;
            match (before, now) {
                (Ok(before), Some(now)) => self.compare(&before, &now).await,
                (Err(failure), _) => self.change(|state| state.failure = Some(failure)),
                (Ok(_), None) => {}
            }
        });
    }

    async fn compare(self, before: &str, now: &str) {
        let Some(since) = read(before).map(|report| report.observed_at.0) else {
            return;
        };
        let Ok(changes) = self.proxy().changes(before, now).await else {
            return;
        };
        self.change(|state| {
            // A newer run may have ended meanwhile.
            if state.past.report.as_deref() == Some(now) {
                state.past.since = Some(since);
                state.past.changes = changes;
            }
        });
    }

    fn has_memory(self) -> bool {
        self.peek(|state| state.profile().is_some_and(proxy::Profile::has_memory))
    }
}

fn read(text: &str) -> Option<Report> {
    proxy::report(&Json::parse(text)?)
}
