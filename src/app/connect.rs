//! Getting to know the proxy: who it is, and which checks there are.

use checkout_readiness_checks::contract::{Planned, Requirement, is_of_panel};
use checkout_readiness_checks::profile::{Product, Site};
use leptos::task::spawn_local;

use super::App;
use crate::checklist;
use crate::memory;
use crate::proxy::{self, Check, Failure, Profile, Proxy};
use crate::state::{Choice, Connection, State};
use crate::text::Part;

impl App {
    /// Asks the proxy who it is; again after a failure or with another token.
    pub fn connect(self) {
        self.connect_as(self.peek(|state| state.wanted.clone()), false);
    }

    /// Shows the operator's token from now on, and asks again.
    pub fn enter_token(self, token: String) {
        self.with_tools(|tools| tools.proxy.token = Some(token));
        // It was opened with the token of before.
        self.change(|state| state.probe = None);
        self.connect();
    }

    /// Asks the stand-in for another of its merchants.
    pub fn choose_merchant(self, merchant: String) {
        self.abandon();
        self.change(|state| {
            state.forget_answers();
            state.wanted = Some(merchant.clone());
        });
        self.connect_as(Some(merchant), true);
    }

    /// The proxy as it is asked now.
    #[must_use]
    pub fn proxy(self) -> Proxy {
        self.with_tools(|tools| tools.proxy.clone())
            .unwrap_or_default()
    }

    fn connect_as(self, merchant: Option<String>, take_suggestion: bool) {
        let newest = self.with_tools(|tools| {
            tools.introduction += 1;
            tools.introduction
        });
        spawn_local(async move {
            let answer = introduce(&self.proxy(), merchant, !take_suggestion).await;
            // Not where another question was asked meanwhile, or the element is gone.
            let is_newest =
                || newest.is_some() && self.with_tools(|tools| tools.introduction) == newest;
            if !is_newest() {
                return;
            }
            self.texts().fetch(Part::First).await;
            if !is_newest() {
                return;
            }
            match answer {
                Ok((profile, checks)) => {
                    let choice = self.settled_choice(&profile, take_suggestion);
                    let is_same_question = self.peek(|state| {
                        let is_wanted = state.wanted.is_none() || state.wanted == profile.merchant;
                        is_wanted && state.choice == choice
                    });
                    if !profile.merchants.is_empty() {
                        self.texts().fetch(Part::Merchants).await;
                    }
                    if !is_newest() {
                        return;
                    }
                    self.change(|state| {
                        state.choice = choice;
                        state.checks = checks;
                        state.wanted.clone_from(&profile.merchant);
                        state.connect(Connection::Connected(profile));
                    });
                    if !is_same_question || self.peek(State::has_answers_of_another) {
                        self.start_over();
                    }
                    if take_suggestion {
                        self.remember_choices();
                    }
                    self.apply_decisions();
                    self.recall_entries();
                    self.show_last_run();
                }
                Err(failure) => {
                    self.tell_failure(&failure);
                    let is_refused = matches!(failure, Failure::Unauthorized { .. });
                    if is_refused && self.token().is_some() {
                        self.announce(failure.said(&self.proxy(), &self.texts()));
                    }
                    self.change(|state| state.connect(Connection::Failed(failure)));
                }
            }
            self.show();
            self.run_if_waiting();
        });
    }

    /// Whoever began before it was known about whom begins again.
    fn start_over(self) {
        let was_running = self.is_running();
        self.abandon();
        self.change(State::forget_answers);
        if was_running {
            self.run_all();
        }
    }

    /// What the proxy has configured, where neither the page nor the reader chose.
    fn settled_choice(self, profile: &Profile, take_suggestion: bool) -> Choice {
        let options = self.options();
        let has_chosen = memory::choices(&options.proxy).product.is_some();
        let current = self.peek(|state| state.choice);
        let is_open = |by_page: bool| take_suggestion || !(by_page || has_chosen);
        let product = profile.product.as_deref().and_then(Product::from_name);
        let site = profile.site.as_deref().and_then(Site::from_name);
        Choice {
            product: product
                .filter(|_| is_open(options.product.is_some()))
                .unwrap_or(current.product),
            site: if is_open(options.site.is_some()) {
                site
            } else {
                current.site
            },
        }
    }

    /// The checks that will be judged. Before the proxy has told, those the language file names.
    #[must_use]
    pub fn plan(self) -> Vec<Planned> {
        let (known, is_online) =
            self.peek(|state| (state.plan(), state.choice.product.is_online()));
        if !known.is_empty() {
            return known;
        }
        let panel = self.peek(|state| state.panel.clone());
        let texts = self.texts();
        Requirement::ALL
            .iter()
            .filter(|requirement| **requirement != Requirement::Https || is_online)
            .flat_map(|requirement| {
                let ids = texts.check_ids(requirement.name()).into_iter();
                ids.map(|id| checklist::planned(&id, *requirement))
                    .collect::<Vec<_>>()
            })
            .filter(|planned| !is_of_panel(&planned.check))
            .chain(panel)
            .collect()
    }
}

/// Who the proxy is and which checks it knows. A merchant remembered from another day's stand-in
/// may be gone; then the proxy chooses.
async fn introduce(
    proxy: &Proxy,
    merchant: Option<String>,
    may_fall_back: bool,
) -> Result<(Profile, Vec<Check>), Failure> {
    let mut profile = proxy::profile(proxy, merchant.as_deref()).await;
    if merchant.is_some() && may_fall_back && matches!(profile, Err(Failure::Refused { .. })) {
        profile = proxy::profile(proxy, None).await;
    }
    Ok((profile?, proxy::checks(proxy).await?))
}
