//! Earlier runs: the last one is shown at once, and what changed since it, or since an older one.

use checkout_readiness_browser::contract;
use checkout_readiness_checks::contract::Report;
use leptos::task::spawn_local;
use serde::Serialize;

use super::App;
use crate::checklist::Phase;
use crate::json::{self, Json, Written};
use crate::memory;
use crate::proxy::{self, Failure, Profile, read};
use crate::state::State;

/// The kind under which the last report is remembered for an account.
const LAST: &str = "report";

/// What changed, and since when.
#[derive(Serialize)]
struct Compared {
    since: String,
    answer: Written,
}

impl App {
    /// Shows the last run of this account, where nothing newer is on the page: the proxy's, if it
    /// has a memory, else this browser's.
    pub(super) fn show_last_run(self) {
        if self.peek(|state| state.profile().is_some_and(Profile::has_memory)) {
            self.list_runs(|app, newest| {
                if let Some(id) = newest {
                    app.fetch_report(&id, Self::restore);
                }
            });
        } else if let Some(report) = self.remembered_report() {
            self.restore(report);
        }
    }

    /// Shows that report, unless something has begun meanwhile or it answers another question.
    fn restore(self, text: String) {
        let Some(report) = report(&text) else { return };
        let account = self.peek(State::account_key);
        spawn_local(async move {
            if !self.get_ready().await {
                return;
            }
            let is_wanted = self.peek(|state| {
                state.list.phase == Phase::Idle
                    && state.account_key() == account
                    && report.profile.product == state.choice.product
                    && report.profile.site == state.choice.site
            });
            if is_wanted {
                self.change(|state| {
                    let plan = state.plan();
                    state.past.report = Some(text);
                    state.list.restore(report, plan);
                    state.answers_of = state.answerer();
                });
            }
        });
    }

    /// Keeps what a whole run came to, and finds what changed since the run before it.
    pub(super) fn keep_run(self) {
        let Some(text) = json::written(&self.peek(|state| state.list.report())) else {
            return;
        };
        let before = self.peek(|state| state.past.report.clone());
        let before = before.or_else(|| self.remembered_report());
        if let Some(account) = self.peek(State::account_key) {
            memory::remember_text(LAST, &account, &text);
        }
        self.change(|state| {
            state.past.report = Some(text);
            state.past.compared = None;
        });
        if self.peek(|state| state.profile().is_some_and(Profile::has_memory)) {
            self.list_runs(|_, _| {});
        }
        if let Some(before) = before {
            self.compare(&before);
        }
    }

    /// Finds what changed since that run.
    pub fn compare_with(self, id: &str) {
        self.fetch_report(id, |app, before| app.compare(&before));
    }

    fn compare(self, before: &str) {
        let since = report(before).map(|report| report.observed_at.0);
        let (Some(since), Some(now)) = (since, self.peek(|state| state.past.report.clone())) else {
            return;
        };
        let body = [r#"{"before":"#, before, r#","after":"#, &now, "}"].concat();
        self.ask(
            "/api/v1/changes".to_owned(),
            Some(body),
            move |app, answer| {
                read(&answer, |json| json.get("changes"))?;
                let answer = Written(answer);
                let compared = json::written(&Compared { since, answer });
                app.change(|state| {
                    // A newer run may have ended meanwhile.
                    if state.past.report.as_deref() == Some(&now) {
                        state.past.compared = compared;
                    }
                });
                Ok(())
            },
        );
    }

    fn list_runs(self, go_on: impl FnOnce(Self, Option<String>) + 'static) {
        let path = self.peek(|state| {
            let product = state.choice.product.name();
            let query = [
                ("merchant", state.wanted.as_deref()),
                ("product", Some(product)),
            ];
            proxy::with_query("/api/v1/runs", &query)
        });
        self.ask_about_account(path, |app, answer| {
            let newest = read(&answer, newest)?;
            app.change(|state| state.past.runs = Some(answer));
            go_on(app, newest);
            Ok(())
        });
    }

    fn fetch_report(self, id: &str, go_on: impl FnOnce(Self, String) + 'static) {
        let path = self.peek(|state| {
            let path = ["/api/v1/runs/", id].concat();
            proxy::with_query(&path, &[("merchant", state.wanted.as_deref())])
        });
        self.ask_about_account(path, |app, text| {
            go_on(app, text);
            Ok(())
        });
    }

    /// Asks about this account; an answer that comes when another one is on the page is dropped.
    fn ask_about_account(
        self,
        path: String,
        go_on: impl FnOnce(Self, String) -> Result<(), Failure> + 'static,
    ) {
        let account = self.peek(State::account_key);
        self.ask(path, None, move |app, answer| {
            if app.peek(State::account_key) == account {
                go_on(app, answer)
            } else {
                Ok(())
            }
        });
    }

    fn remembered_report(self) -> Option<String> {
        memory::text(LAST, &self.peek(State::account_key)?)
    }
}

/// The number of the newest of the runs, if there is one.
fn newest(runs: &Json) -> Option<Option<String>> {
    let ids = runs.all("runs", |run| {
        let id = run.get("id")?;
        id.as_text().or_else(|| Some(id.as_number()?.to_string()))
    });
    Some(ids?.into_iter().next())
}

fn report(text: &str) -> Option<Report> {
    contract::report(&Json::parse(text)?)
}
