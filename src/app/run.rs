//! A run: the page is looked at, the proxy is asked, and no row is left without an answer.

use checkout_readiness_checks::contract::{Details, Event, Group, Outcome, Planned, is_of_panel};
use checkout_readiness_checks::evidence::{Development, Party, Why};
use checkout_readiness_checks::profile::{Product, Profile, Site};
use checkout_readiness_wording::names;
use leptos::task::spawn_local;
use serde::Serialize;
use web_sys::AbortController;

use super::App;
use crate::checklist::{Phase, unseen};
use crate::clock;
use crate::json::{self, Written};
use crate::proxy::{self, Failure, RunRequest};
use crate::state::{Connection, State};

impl App {
    /// Runs every check.
    pub fn run_all(self) {
        self.run(None);
    }

    /// The same, once the proxy has said who it is: what it has configured decides what is asked.
    pub fn run_once_met(self) {
        if self.peek(|state| state.connection == Connection::Connecting) {
            self.with_tools(|tools| tools.run_waits = true);
        } else {
            self.run_all();
        }
    }

    /// Begins the run that waited for the proxy to say who it is.
    pub(super) fn run_if_waiting(self) {
        if self.with_tools(|tools| std::mem::take(&mut tools.run_waits)) == Some(true) {
            self.run_all();
        }
    }

    /// Runs some checks again, with answers from now.
    pub fn run_again(self, checks: Vec<String>) {
        self.run(Some(checks));
    }

    /// Stops a run. What has not come by then is not waited for.
    pub fn cancel(self) {
        let abort = self.with_tools(|tools| tools.abort.take());
        if let Some(Some(abort)) = abort {
            abort.abort();
        }
    }

    /// Stops a run whose question nobody asks any more: nothing of it is heard.
    pub(super) fn abandon(self) {
        self.with_tools(|tools| tools.run += 1);
        self.cancel();
    }

    /// Whether that run is still the one to listen to; it is not once the element is gone.
    fn is_newest(self, run: Option<usize>) -> bool {
        run.is_some() && self.with_tools(|tools| tools.run) == run
    }

    fn run(self, only: Option<Vec<String>>) {
        let (Ok(abort), false) = (AbortController::new(), self.is_running()) else {
            return;
        };
        // Among answers that are long gone a new one would look as if all were new.
        let only = only.filter(|_| {
            self.peek(|state| {
                !state.list.is_from_before && !clock::is_long_ago(&state.list.observed_at)
            })
        });
        let partly = only.is_some();
        let is_asked = |planned: &Planned| {
            only.as_ref()
                .is_none_or(|only| only.contains(&planned.check))
        };
        let plan = self.plan().into_iter().filter(is_asked).collect();
        let started = self.texts().get("interface.announce.started");
        self.change(|state| {
            state.list.begin(plan, partly);
            state.failure = None;
            state.announcement = started;
        });
        let run = self.with_tools(|tools| {
            tools.abort = Some(abort.clone());
            tools.run += 1;
            tools.run
        });

        let panel = self.peek(|state| state.panel.clone()).into_iter();
        let panel: Vec<Planned> = panel.filter(is_asked).collect();
        let is_panel_alone = only.as_ref().is_some_and(|only| only.len() == panel.len());
        let only = only.map(|only| {
            only.into_iter()
                .filter(|check| !is_of_panel(check))
                .collect()
        });
        self.tell_start();
        let mut request = self.request(only);
        let before = self.peek(State::answerer);
        spawn_local(async move {
            // Without them only the names of the checks can be shown, and nothing is seen of the
            // page, which is then said.
            self.get_ready().await;
            if let Some(parts) = self.parts() {
                request.page = parts.look().await.map(Written);
            }
            if !self.is_newest(run) {
                return;
            }
            let of_panel = self.ask_panel(&panel);
            let take = |mut event| {
                if let Event::Started { plan, .. } = &mut event {
                    plan.extend(panel.iter().cloned());
                }
                if self.is_newest(run) {
                    self.tell_outcome(&event);
                    self.change(|state| state.list.take(event, partly));
                }
            };
            let result = if is_panel_alone {
                Ok(())
            } else {
                proxy::run(&self.proxy(), &request, &abort.signal(), take).await
            };
            for outcome in of_panel.await {
                take(Event::Outcome { outcome });
            }
            // Who was asked may have changed since: then what a person said, and the answers that
            // were not asked for again, are of somebody else.
            let introduced = match &result {
                Ok(()) => Some(proxy::profile(&self.proxy(), request.merchant.as_deref()).await),
                Err(_) => None,
            };
            if !self.is_newest(run) {
                return;
            }
            let is_unknown = matches!(introduced, Some(Err(_)));
            match introduced {
                Some(Ok(profile)) => self.change(|state| state.meet(profile)),
                Some(Err(failure)) => {
                    self.change(|state| state.connect(Connection::Failed(failure)));
                }
                None => {}
            }
            let is_mixed = self.peek(|state| {
                before.is_another(&state.answerer())
                    || (partly && (is_unknown || state.has_answers_of_another()))
            });
            let judged = self.judge_page(result.as_ref().err()).await;
            if !self.is_newest(run) {
                return;
            }
            self.finish(result.clone().err(), &judged);
            if is_mixed {
                self.change(State::forget_answers);
                self.run_all();
                return;
            }
            self.change(|state| state.answers_of = state.answerer());
            if result.is_ok() && !partly {
                self.keep_run();
            }
            self.judge_what_waits();
        });
    }

    fn request(self, only: Option<Vec<String>>) -> RunRequest {
        let checkout_url = self.options().checkout_url.clone();
        self.peek(|state| RunRequest {
            product: Some(state.choice.product.name().to_owned()),
            site: state.choice.site.map(|site| site.name().to_owned()),
            checkout_url,
            fresh: true,
            checks: only,
            page: None,
            payment_id: state.entered.payment_id.clone(),
            quality: state.entered.quality.clone(),
            development: Some(state.entered.development)
                .filter(|development| *development != Development::default()),
            webhook_reads_again: state.entered.reads_again.then_some(true),
            merchant: state.wanted.clone(),
        })
    }

    fn finish(self, failure: Option<Failure>, judged: &[Outcome]) {
        if let Some(failure) = &failure {
            self.tell_failure(failure);
        }
        self.with_tools(|tools| tools.abort = None);
        let choice = self.peek(|state| state.choice);
        let profile = Profile {
            product: choice.product,
            site: choice.site,
        };
        self.change(|state| {
            state.list.profile.get_or_insert(profile);
            state.list.end(clock::now(), |planned| {
                let here = judged.iter().find(|found| found.check == planned.check);
                here.cloned()
                    .unwrap_or_else(|| without_proxy(planned, failure.as_ref()))
            });
            let blocker = state
                .list
                .outcomes()
                .find(|found| found.group() == Group::Blocker);
            if let Some(check) = blocker.map(|outcome| outcome.check.clone()) {
                state.unfold(&check, true);
            }
            if let Some(locked @ Failure::Unauthorized { .. }) = &failure {
                state.connect(Connection::Failed(locked.clone()));
            }
            state.failure = failure.filter(|failure| *failure != Failure::Cancelled);
        });
        self.apply_decisions();
        self.tell_end();
        self.announce(self.summary());
        // A proxy that did not answer at first may have come back.
        if self.peek(|state| state.failure.is_none() && state.checks.is_empty()) {
            self.connect();
        }
    }

    /// The answers of the checks that need nothing but the page, by the same functions.
    async fn judge_page(self, failure: Option<&Failure>) -> Vec<Outcome> {
        let may_judge = self.may_judge_page(failure);
        let Some(parts) = self.parts().filter(|_| may_judge) else {
            return Vec::new();
        };
        let question = self.peek(|state| {
            let open = state.list.rows.iter().filter(|row| row.pending);
            PageQuestion {
                product: state.choice.product,
                site: state.choice.site,
                checks: open.map(|row| row.planned.clone()).collect(),
            }
        });
        match json::written(&question) {
            Some(question) => parts.judge(&question).await,
            None => Vec::new(),
        }
    }

    /// Whether the page the widget stands on may be judged without the proxy: not where the reader
    /// stopped the run, and not where another page is the one in question.
    fn may_judge_page(self, failure: Option<&Failure>) -> bool {
        let declared_here = self.options().checkout_url.is_some();
        let declared_there = self.peek(|state| {
            state
                .profile()
                .is_some_and(|profile| profile.has_checkout_url != Some(false))
        });
        let stopped = matches!(failure, None | Some(Failure::Cancelled));
        !(declared_here || declared_there || stopped)
    }

    pub(super) fn is_running(self) -> bool {
        self.peek(|state| state.list.phase == Phase::Running)
    }

    /// The verdict and the counts, in words.
    #[must_use]
    pub fn summary(self) -> String {
        let texts = self.texts();
        let (verdict, counts) = self.peek(|state| (state.list.verdict(), state.list.counts()));
        let mut words = vec![names::verdict_sentence(verdict, &texts)];
        words.extend(names::counts(&counts, &texts));
        words.join(" ")
    }
}

/// What is asked of the page alone.
#[derive(Serialize)]
struct PageQuestion {
    product: Product,
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<Site>,
    checks: Vec<Planned>,
}

/// The answer of a check that only the proxy could have looked at.
fn without_proxy(planned: &Planned, failure: Option<&Failure>) -> Outcome {
    let why = match failure {
        Some(Failure::Cancelled) | None => {
            return unseen(
                planned,
                "not_observed",
                Details::none().with("why", "cancelled"),
            );
        }
        Some(Failure::Unreachable) => Why::Connection,
        Some(Failure::Unauthorized { .. }) => Why::Unauthorized,
        Some(Failure::Busy(_)) => Why::RateLimited,
        Some(Failure::Refused { .. }) => Why::Refused,
        Some(Failure::NotOurs) => Why::Malformed,
    };
    let details = Details::none()
        .with("party", Party::Proxy.name())
        .with("why", why.name());
    unseen(planned, "could_not_look", details)
}
