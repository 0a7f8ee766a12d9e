//! Whose shop, which product, which country.

use checkout_readiness_checks::contract::Mode;
use checkout_readiness_checks::profile::{Product, Site};
use checkout_readiness_wording::names;

use crate::app::App;
use crate::dom::{Element, Live, classed, element, nothing, value_of};
use crate::state::Choice;

/// Title, account and choices.
pub fn view(app: App) -> Element {
    let changes = move || app.see(|state| state.connection_changes.to_string());
    classed("header", "header")
        .attribute("part", "header")
        .child(classed("h2", "header-title").text(&app.texts().get("interface.title")))
        .live(changes, move || account(app))
        .child(
            classed("div", "choices")
                .live(move || merchant_ids(app), move || merchants(app))
                .child(product(app))
                .child(site(app)),
        )
}

fn account(app: App) -> Element {
    let texts = app.texts();
    let Some(profile) = app.peek(|state| state.profile().cloned()) else {
        return nothing();
    };
    let mut words = vec![names::mode(profile.mode, &texts)];
    if let Some(account) = profile.account {
        words.extend(account.nickname);
        if let Some(id) = account.user_id {
            words.push(texts.with("interface.account.user", &[("id", &id)]));
        }
        if let Some(id) = account.application_id {
            words.push(texts.with("interface.account.application", &[("id", &id)]));
        }
    } else if profile.mode == Mode::Live {
        words.push(texts.get("interface.account.unknown"));
    }
    classed("p", "account").text(&words.join(" · "))
}

fn product(app: App) -> Element {
    let texts = app.texts();
    let options = Product::ALL.iter();
    let options =
        options.map(|product| (product.name().to_owned(), names::product(*product, &texts)));
    select(
        &texts.get("interface.choose.product"),
        options.collect(),
        move || app.see(|state| state.choice.product.name().to_owned()),
        move |name| {
            let site = app.peek(|state| state.choice.site);
            let product = Product::from_name(&name).unwrap_or(Product::CheckoutPro);
            app.choose(Choice { product, site });
        },
    )
}

fn site(app: App) -> Element {
    let texts = app.texts();
    let mut options = vec![(String::new(), texts.get("interface.choose.any_site"))];
    let sites = Site::ALL.iter();
    options.extend(sites.map(|site| (site.name().to_owned(), names::site(*site, &texts))));
    select(
        &texts.get("interface.choose.site"),
        options,
        move || app.see(|state| state.choice.site.map_or("", Site::name).to_owned()),
        move |name| {
            let product = app.peek(|state| state.choice.product);
            app.choose(Choice {
                product,
                site: Site::from_name(&name),
            });
        },
    )
}

/// The field is drawn anew only where there are others to choose from, so that it keeps the focus.
fn merchant_ids(app: App) -> String {
    app.see(|state| {
        let merchants = state.profile().map(|profile| profile.merchants.as_slice());
        let ids = merchants.unwrap_or_default().iter();
        ids.map(|merchant| merchant.id.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// The stand-in's merchants, where the stand-in answers.
fn merchants(app: App) -> Element {
    let texts = app.texts();
    let merchants = app.peek(|state| {
        state
            .profile()
            .map(|profile| profile.merchants.clone())
            .unwrap_or_default()
    });
    if merchants.is_empty() {
        return nothing();
    }
    let options = merchants.into_iter().map(|merchant| {
        let name = texts.get(&["merchants.", &merchant.id].concat());
        (merchant.id, name)
    });
    select(
        &texts.get("interface.choose.merchant"),
        options.collect(),
        move || app.see(|state| state.wanted.clone().unwrap_or_default()),
        move |id| app.choose_merchant(id),
    )
}

fn select(
    label: &str,
    options: Vec<(String, String)>,
    chosen: impl Fn() -> String + Clone + 'static,
    choose: impl Fn(String) + 'static,
) -> Element {
    let options = options
        .into_iter()
        .map(|(value, name)| element("option").attribute("value", &value).text(&name));
    let field = element("select")
        .children(options)
        .live_property("value", chosen)
        .on("change", move |event| choose(value_of(&event)));
    classed("label", "choice")
        .child(classed("span", "choice-label").text(label))
        .child(field)
}
