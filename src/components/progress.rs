//! While answers arrive: how far the run is, and a way to stop it.

use leptos::prelude::*;

use crate::app::App;

/// A bar that fills, with its numbers.
pub fn view(app: App) -> impl IntoView {
    let texts = app.texts();
    let progress = Memo::new(move |_| app.list.with(|list| list.progress()));
    let label = move || {
        let (done, all) = progress.get();
        let (done, all) = (done.to_string(), all.to_string());
        app.texts().with("interface.progress", &[("done", &done), ("all", &all)])
    };
    view! {
        <section class="progress">
            <label class="progress-label">
                <span>{label}</span>
                <progress
                    max=move || progress.get().1.max(1).to_string()
                    value=move || progress.get().0.to_string()
                ></progress>
            </label>
            <button class="quiet" on:click=move |_| app.cancel()>
                {texts.get("interface.cancel")}
            </button>
        </section>
    }
}
