//! The one main action of a row: go where it is fixed, confirm it, or ask again.

use checkout_readiness_checks::contract::{Confirmation, Outcome, Status};
use checkout_readiness_checks::profile::Site;
use checkout_readiness_wording::{Catalog, links, names};
use leptos::prelude::*;

use crate::app::App;

/// The actions of an answer, the main one first.
pub fn view(app: App, outcome: &Outcome) -> AnyView {
    match (&outcome.status, &outcome.confirmation) {
        (Status::Passed | Status::NotApplicable, _) => ().into_any(),
        (Status::Confirm, Some(word)) => confirmed(app, &outcome.check, word),
        (Status::Confirm, None) => {
            view! {
                <div class="actions">{link(app, outcome, false)}</div>
                {confirm(app, &outcome.check)}
            }
            .into_any()
        }
        _ => {
            let has_link = outcome.link.is_some();
            view! {
                <div class="actions">
                    {link(app, outcome, true)}
                    {again(app, &outcome.check, !has_link)}
                </div>
            }
            .into_any()
        }
    }
}

/// Where it is fixed, in the account's country and the reader's language.
fn link(app: App, outcome: &Outcome, is_main: bool) -> Option<AnyView> {
    let texts = app.texts();
    let link = outcome.link?;
    let choice = app.choice.get_untracked();
    let (site, application_id) = app.list.with_untracked(|list| {
        (choice.site.or_else(|| links::site(&list.report())), list.application_id())
    });
    let site: Option<Site> = site;
    let address =
        links::address(link, site, texts.language(), choice.product, application_id.as_deref());
    let class = if is_main { "primary" } else { "quiet" };
    Some(
        view! {
            <a class=class href=address target="_blank" rel="noopener noreferrer">
                {names::link(link, &texts)}
                <span class="aside">" "{texts.get("interface.new_tab")}</span>
            </a>
        }
        .into_any(),
    )
}

fn again(app: App, check: &str, is_main: bool) -> AnyView {
    let check = check.to_owned();
    let class = if is_main { "primary" } else { "quiet" };
    view! {
        <button class=class on:click=move |_| app.run_again(vec![check.clone()])>
            {app.texts().get("interface.check_again")}
        </button>
    }
    .into_any()
}

fn confirm(app: App, check: &str) -> AnyView {
    let texts = app.texts();
    let note = RwSignal::new(String::new());
    let check = check.to_owned();
    view! {
        <div class="confirm">
            <label>
                <span>{texts.get("interface.note")}</span>
                <input type="text" on:input=move |event| note.set(event_target_value(&event)) />
            </label>
            <button
                class="primary"
                on:click=move |_| app.confirm(&check, &note.get_untracked())
            >
                {texts.get("interface.confirm")}
            </button>
        </div>
    }
    .into_any()
}

fn confirmed(app: App, check: &str, word: &Confirmation) -> AnyView {
    let texts = app.texts();
    let at = texts.moment(&word.at.0);
    let said = match &word.note {
        Some(note) => texts.with("interface.confirmed_with_note", &[("at", &at), ("note", note)]),
        None => texts.with("interface.confirmed_at", &[("at", &at)]),
    };
    let check = check.to_owned();
    view! {
        <div class="actions">
            <p class="said">{said}</p>
            <button class="quiet" on:click=move |_| app.take_back(&check)>
                {texts.get("interface.take_back")}
            </button>
        </div>
    }
    .into_any()
}
