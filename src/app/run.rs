//! A run: the page is looked at, the proxy is asked, and no row is left without an answer.

use checkout_readiness_checks::check::Check;
use checkout_readiness_checks::checks::{page_has_no_mixed_content, page_is_https};
use checkout_readiness_checks::contract::{Details, Group, Outcome, Planned};
use checkout_readiness_checks::evidence::{Evidence, Observation, Page, Party, Source, Why};
use checkout_readiness_checks::judge::judge_one;
use checkout_readiness_checks::profile::Profile;
use checkout_readiness_wording::names;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::AbortController;

use super::{App, Connection};
use crate::checklist::{Phase, unseen};
use crate::observe;
use crate::proxy::{Failure, RunRequest};

/// The checks that need nothing but the page, judged here where the proxy does not answer.
static OF_THE_PAGE: [&Check; 2] = [&page_is_https::CHECK, &page_has_no_mixed_content::CHECK];

impl App {
    /// Runs every check.
    pub fn run_all(self) {
        self.run(None);
    }

    /// Runs some checks again, with answers from now.
    pub fn run_again(self, checks: Vec<String>) {
        self.run(Some(checks));
    }

    /// Stops a run. What has not come by then is not waited for.
    pub fn cancel(self) {
        if let Some(Some(abort)) = self.abort.try_get_value() {
            abort.abort();
        }
        self.abort.try_set_value(None);
    }

    fn run(self, only: Option<Vec<String>>) {
        let (Ok(abort), false) = (AbortController::new(), self.is_running()) else { return };
        let partly = only.is_some();
        let plan = self.plan().into_iter().filter(|planned| {
            only.as_ref().is_none_or(|only| only.contains(&planned.check))
        });
        self.list.update(|list| list.begin(plan.collect(), partly));
        self.failure.set(None);
        self.announcement.set(self.texts().get("interface.announce.started"));
        self.abort.set_value(Some(abort.clone()));

        let page = observe::page();
        let request = self.request(only).with_page(&page);
        spawn_local(async move {
            let result = self.ask(&request, &abort, partly).await;
            // The element may be gone by now, and its state with it.
            if self.list.try_get_untracked().is_some() {
                self.finish(result.err(), page);
            }
        });
    }

    async fn ask(
        self,
        request: &RunRequest,
        abort: &AbortController,
        partly: bool,
    ) -> Result<(), Failure> {
        // A proxy that did not answer before may do so now; one that wants a token will not.
        if let Connection::Failed(Failure::Unauthorized) = self.connection.get_untracked() {
            return Err(Failure::Unauthorized);
        }
        let proxy = self.proxy.get_value();
        proxy
            .run(request, &abort.signal(), |event| {
                self.list.try_update(|list| list.take(event, partly));
            })
            .await
    }

    fn request(self, only: Option<Vec<String>>) -> RunRequest {
        let choice = self.choice.get_untracked();
        let merchant = self.connection.with_untracked(|connection| match connection {
            Connection::Connected(profile) => profile.merchant.clone(),
            _ => None,
        });
        RunRequest {
            product: Some(choice.product.name().to_owned()),
            site: choice.site.map(|site| site.name().to_owned()),
            checkout_url: self.options().checkout_url,
            fresh: only.is_some(),
            checks: only,
            page: None,
            merchant,
        }
    }

    fn finish(self, failure: Option<Failure>, page: Observation<Page>) {
        self.abort.set_value(None);
        let choice = self.choice.get_untracked();
        let profile = Profile { product: choice.product, site: choice.site };
        let mut evidence = Evidence { page, ..Evidence::default() };
        evidence.declared.checkout_url = self.options().checkout_url;

        self.list.update(|list| {
            list.profile.get_or_insert(profile);
            list.end(observe::now(), |planned| {
                let here = OF_THE_PAGE.iter().find(|check| check.id == planned.check);
                match here {
                    Some(check) => judge_one(check, planned.severity, &profile, &evidence),
                    None => without_proxy(planned, failure.as_ref()),
                }
            });
        });
        self.apply_confirmations();
        self.unfold_first_blocker();
        self.failure.set(failure.filter(|failure| *failure != Failure::Cancelled));
        self.announcement.set(self.summary());
        self.reconnect_if_lost();
    }

    fn unfold_first_blocker(self) {
        let first = self.list.with_untracked(|list| {
            let of_group = |group| {
                list.outcomes()
                    .find(move |outcome| outcome.group() == group)
                    .map(|outcome| outcome.check.clone())
            };
            of_group(Group::Blocker)
        });
        if let Some(first) = first {
            self.open.update(|open| {
                if !open.contains(&first) {
                    open.push(first);
                }
            });
        }
    }

    /// The account may have become readable, or the proxy may have come back.
    fn reconnect_if_lost(self) {
        let lost = self.connection.with_untracked(|connection| match connection {
            Connection::Connected(profile) => profile.account.is_none(),
            _ => true,
        });
        if lost && self.failure.with_untracked(Option::is_none) {
            self.connect();
        }
    }

    fn is_running(self) -> bool {
        self.list.with_untracked(|list| list.phase == Phase::Running)
    }

    /// The verdict and the counts, in words.
    #[must_use]
    pub fn summary(self) -> String {
        let texts = self.texts();
        let (verdict, counts) = self.list.with_untracked(|list| (list.verdict(), list.counts()));
        let mut words = vec![names::verdict_sentence(verdict, &texts)];
        words.extend(names::counts(&counts, &texts));
        words.join(" ")
    }
}

/// The answer of a check that only the proxy could have looked at.
fn without_proxy(planned: &Planned, failure: Option<&Failure>) -> Outcome {
    let why = match failure {
        Some(Failure::Cancelled) | None => {
            return unseen(planned, "not_observed", Details::none().with("why", "cancelled"));
        }
        Some(Failure::Unreachable) => Why::Connection,
        Some(Failure::Unauthorized) => Why::Unauthorized,
        Some(Failure::Busy) => Why::RateLimited,
        Some(Failure::Refused { .. }) => Why::Refused,
        Some(Failure::NotOurs) => Why::Malformed,
    };
    let details = Details::none()
        .with("source", Source::Account.name())
        .with("party", Party::Proxy.name())
        .with("why", why.name());
    unseen(planned, "could_not_look", details)
}
