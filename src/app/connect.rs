//! Getting to know the proxy: who it is, and which checks there are.

use checkout_readiness_checks::contract::{Planned, Requirement};
use checkout_readiness_checks::profile::{Product, Site};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{App, Choice, Connection};
use crate::checklist::{self, Checklist};
use crate::memory;
use crate::proxy::Profile;

impl App {
    /// Asks the proxy who it is; again after a failure or with another token.
    pub fn connect(self) {
        let merchant = memory::choices(&self.options().proxy).merchant;
        self.connect_as(merchant, false);
    }

    /// Shows the operator's token from now on, and asks again.
    pub fn enter_token(self, token: String) {
        self.proxy.update_value(|proxy| proxy.token = Some(token));
        self.connect();
    }

    /// Asks the stand-in for another of its merchants.
    pub fn choose_merchant(self, merchant: String) {
        self.cancel();
        self.list.set(Checklist::default());
        self.failure.set(None);
        self.connect_as(Some(merchant), true);
    }

    fn connect_as(self, merchant: Option<String>, take_suggestion: bool) {
        if self.profile().is_none() {
            self.connection.set(Connection::Connecting);
        }
        spawn_local(async move {
            let Some(proxy) = self.proxy.try_get_value() else { return };
            let mut profile = proxy.profile(merchant.as_deref()).await;
            // A merchant remembered from another day's stand-in may be gone.
            if profile.is_err() && merchant.is_some() && !take_suggestion {
                profile = proxy.profile(None).await;
            }
            let checks = match &profile {
                Ok(_) => proxy.checks().await,
                Err(failure) => Err(failure.clone()),
            };
            match (profile, checks) {
                (Ok(profile), Ok(checks)) => {
                    self.checks.try_set(checks);
                    self.settle_choice(&profile, take_suggestion);
                    self.connection.try_set(Connection::Connected(profile));
                    if take_suggestion {
                        self.remember();
                    }
                }
                (Err(failure), _) | (_, Err(failure)) => {
                    self.connection.try_set(Connection::Failed(failure));
                }
            }
        });
    }

    /// Takes what the proxy has configured where neither the page nor the reader chose.
    fn settle_choice(self, profile: &Profile, take_suggestion: bool) {
        let options = self.options();
        let remembered = memory::choices(&options.proxy);
        let current = self.choice.get_untracked();
        let open = |chosen: bool| take_suggestion || !chosen;
        let product = profile.product.as_deref().and_then(Product::from_name);
        let site = profile.site.as_deref().and_then(Site::from_name);
        let choice = Choice {
            product: product
                .filter(|_| open(options.product.is_some() || remembered.product.is_some()))
                .unwrap_or(current.product),
            site: if open(options.site.is_some() || remembered.product.is_some()) {
                site
            } else {
                current.site
            },
        };
        if choice != current {
            self.choice.try_set(choice);
        }
    }

    /// The checks that will be judged. Before the proxy has told, those the language file names.
    #[must_use]
    pub fn plan(self) -> Vec<Planned> {
        let choice = self.choice.get();
        let site = choice.site.map(Site::name);
        let known = self.checks.with(|checks| {
            let planned = |check: &crate::proxy::Check| check.planned(choice.product.name(), site);
            checks.iter().filter_map(planned).collect::<Vec<_>>()
        });
        if !known.is_empty() {
            return known;
        }
        Requirement::ALL
            .iter()
            .filter(|requirement| {
                **requirement != Requirement::Https || choice.product.is_online()
            })
            .flat_map(|requirement| {
                let ids = self.texts().check_ids(requirement.name());
                ids.into_iter().map(|id| checklist::planned(&id, *requirement))
            })
            .collect()
    }

    /// Which account a person's word is about. None where it is not known: then nothing is
    /// remembered, because it might be applied to another account.
    #[must_use]
    pub fn account_key(self) -> Option<String> {
        let profile = self.profile()?;
        let account = profile.account?;
        let part = |text: &Option<String>| text.clone().unwrap_or_default();
        Some(
            [
                profile.mode.name().to_owned(),
                part(&profile.merchant),
                part(&account.nickname),
                part(&account.user_id),
                part(&account.application_id),
                self.choice.get_untracked().product.name().to_owned(),
            ]
            .join("|"),
        )
    }
}
