//! Before the first run: what will be looked at, who will be asked, and one button.

use checkout_readiness_checks::contract::Requirement;
use checkout_readiness_wording::{Catalog, names};
use leptos::prelude::*;

use crate::app::App;

/// The first thing a reader sees.
pub fn view(app: App) -> impl IntoView {
    let texts = app.texts();
    let asked = texts.list("interface.start.asks").into_iter().map(|who| view! { <li>{who}</li> });
    view! {
        <section class="start">
            <p class="lead">{texts.get("interface.start.lead")}</p>
            <button class="primary" on:click=move |_| app.run_all()>
                {texts.get("interface.run")}
            </button>
            <div class="columns">
                <div>
                    <h3>{texts.get("interface.start.what")}</h3>
                    {move || planned(app)}
                </div>
                <div>
                    <h3>{texts.get("interface.start.who")}</h3>
                    <ul class="plain">{asked.collect_view()}</ul>
                </div>
            </div>
        </section>
    }
}

fn planned(app: App) -> impl IntoView {
    let texts = app.texts();
    let plan = app.plan();
    Requirement::ALL
        .iter()
        .filter_map(|requirement| {
            let checks: Vec<_> = plan
                .iter()
                .filter(|planned| planned.requirement == *requirement)
                .map(|planned| {
                    let name = names::check(*requirement, &planned.check, &texts);
                    view! { <li>{name}</li> }
                })
                .collect();
            (!checks.is_empty()).then(|| {
                view! {
                    <h4>{names::requirement(*requirement, &texts)}</h4>
                    <ul class="plain">{checks}</ul>
                }
            })
        })
        .collect_view()
}
