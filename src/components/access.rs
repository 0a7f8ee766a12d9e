//! Asks for the operator's token where the proxy wants one.

use leptos::prelude::*;

use crate::app::App;

/// A field and a button. The token stays in this page's memory and goes nowhere but the proxy.
pub fn view(app: App) -> impl IntoView {
    let texts = app.texts();
    let token = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let entered = token.get_untracked();
        if !entered.trim().is_empty() {
            app.enter_token(entered.trim().to_owned());
        }
    };
    view! {
        <form class="access" on:submit=submit>
            <label>
                <span>{texts.get("interface.access.label")}</span>
                <input
                    type="password"
                    autocomplete="current-password"
                    on:input=move |event| token.set(event_target_value(&event))
                />
            </label>
            <button class="primary" type="submit">{texts.get("interface.access.enter")}</button>
            <p class="hint">{texts.get("interface.access.hint")}</p>
        </form>
    }
}
