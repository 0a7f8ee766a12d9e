//! When everything holds: what to do next, instead of a wall of green rows.

use checkout_readiness_wording::Catalog;
use leptos::prelude::*;

use crate::app::App;

/// The steps from ready to the first real sale.
pub fn view(app: App) -> AnyView {
    let texts = app.texts();
    let steps = texts.list("interface.all_clear.steps");
    let steps = steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view();
    view! {
        <div class="next">
            <h4>{texts.get("interface.all_clear.title")}</h4>
            <ol class="steps">{steps}</ol>
        </div>
    }
    .into_any()
}
