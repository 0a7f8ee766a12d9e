//! The report to take away: Markdown to paste, JSON to keep.

use leptos::prelude::*;

use crate::app::App;
use crate::checklist::Phase;

/// Two buttons, once there is something to take.
pub fn view(app: App) -> impl IntoView {
    let is_done = Memo::new(move |_| app.list.with(|list| list.phase == Phase::Done));
    view! {
        {move || is_done.get().then(|| buttons(app))}
        {move || app.to_copy.get().map(|text| by_hand(app, text))}
    }
}

fn buttons(app: App) -> AnyView {
    let texts = app.texts();
    let checked = texts.with(
        "interface.checked_at",
        &[("at", &texts.moment(&app.list.with(|list| list.observed_at.0.clone())))],
    );
    view! {
        <footer class="take-away" part="footer">
            <p class="hint">{checked}</p>
            <button class="quiet" on:click=move |_| app.copy_markdown()>
                {texts.get("interface.copy_markdown")}
            </button>
            <button class="quiet" on:click=move |_| app.download_json()>
                {texts.get("interface.download_json")}
            </button>
        </footer>
    }
    .into_any()
}

/// For browsers that forbid copying: the text itself.
fn by_hand(app: App, text: String) -> AnyView {
    let texts = app.texts();
    view! {
        <label class="by-hand">
            <span>{texts.get("interface.copy_by_hand")}</span>
            <textarea readonly rows="8" prop:value=text></textarea>
            <button class="quiet" on:click=move |_| app.to_copy.set(None)>
                {texts.get("interface.close")}
            </button>
        </label>
    }
    .into_any()
}
