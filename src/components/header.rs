//! Whose shop, which product, which country.

use checkout_readiness_checks::contract::Mode;
use checkout_readiness_checks::profile::{Product, Site};
use checkout_readiness_wording::names;
use leptos::prelude::*;

use crate::app::{App, Choice};

/// Title, account and choices.
pub fn view(app: App) -> impl IntoView {
    let texts = app.texts();
    view! {
        <header class="header" part="header">
            <h2 class="header-title">{texts.get("interface.title")}</h2>
            {move || account(app)}
            <div class="choices">
                {move || merchants(app)}
                {product(app)}
                {site(app)}
            </div>
        </header>
    }
}

fn account(app: App) -> Option<AnyView> {
    let texts = app.texts();
    let profile = app.profile()?;
    let mut words = vec![names::mode(profile.mode, &texts)];
    if let Some(account) = profile.account {
        words.extend(account.nickname);
        let id = account.user_id.unwrap_or_default();
        words.push(texts.with("interface.account.user", &[("id", &id)]));
        if let Some(id) = account.application_id {
            words.push(texts.with("interface.account.application", &[("id", &id)]));
        }
    } else if profile.mode == Mode::Live {
        words.push(texts.get("interface.account.unknown"));
    }
    Some(view! { <p class="account">{words.join(" · ")}</p> }.into_any())
}

fn product(app: App) -> impl IntoView {
    let texts = app.texts();
    let options = Product::ALL.iter().map(|product| {
        (product.name().to_owned(), names::product(*product, &texts))
    });
    select(
        texts.get("interface.choose.product"),
        options.collect(),
        move || app.choice.with(|choice| choice.product.name().to_owned()),
        move |name| {
            let product = Product::from_name(&name).unwrap_or(Product::CheckoutPro);
            app.choose(Choice { product, ..app.choice.get_untracked() });
        },
    )
}

fn site(app: App) -> impl IntoView {
    let texts = app.texts();
    let mut options = vec![(String::new(), texts.get("interface.choose.any_site"))];
    options.extend(
        Site::ALL.iter().map(|site| (site.name().to_owned(), names::site(*site, &texts))),
    );
    select(
        texts.get("interface.choose.site"),
        options,
        move || app.choice.with(|choice| choice.site.map(Site::name).unwrap_or_default().to_owned()),
        move |name| {
            let site = Site::from_name(&name);
            app.choose(Choice { site, ..app.choice.get_untracked() });
        },
    )
}

/// The stand-in's merchants, where the stand-in answers.
fn merchants(app: App) -> Option<AnyView> {
    let texts = app.texts();
    let profile = app.profile()?;
    let current = profile.merchant?;
    let options: Vec<(String, String)> = profile
        .merchants
        .into_iter()
        .map(|merchant| {
            let path = ["interface.merchant.", &merchant.id].concat();
            (merchant.id, texts.get(&path))
        })
        .collect();
    let chosen = move || current.clone();
    Some(
        select(
            texts.get("interface.choose.merchant"),
            options,
            chosen,
            move |id| app.choose_merchant(id),
        )
        .into_any(),
    )
}

fn select(
    label: String,
    options: Vec<(String, String)>,
    chosen: impl Fn() -> String + Clone + Send + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = options
        .into_iter()
        .map(|(value, name)| {
            let chosen = chosen.clone();
            let own = value.clone();
            view! { <option value=value selected=move || chosen() == own>{name}</option> }
        })
        .collect_view();
    view! {
        <label class="choice">
            <span class="choice-label">{label}</span>
            <select on:change=move |event| choose(event_target_value(&event))>{options}</select>
        </label>
    }
    .into_any()
}
