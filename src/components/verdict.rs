//! When the answers are there: one word, the counts, and the single next step.

use checkout_readiness_checks::contract::Verdict;
use checkout_readiness_wording::{Words, names};
use leptos::prelude::*;

use super::all_clear;
use crate::app::App;

/// The verdict on top of the list.
pub fn view(app: App) -> impl IntoView {
    let verdict = Memo::new(move |_| app.list.with(|list| list.verdict()));
    let texts = app.texts();
    view! {
        <section class="verdict" data-verdict=move || verdict.get().name()>
            {move || words(app, verdict.get())}
            {move || {
                if verdict.get() == Verdict::Ready { all_clear::view(app) } else { next(app) }
            }}
            <div class="actions">
                <button class="primary" on:click=move |_| app.run_all()>
                    {texts.get("interface.run_again")}
                </button>
                {move || repeat(app)}
            </div>
        </section>
    }
}

fn words(app: App, verdict: Verdict) -> AnyView {
    let texts = app.texts();
    let counts = app.list.with(|list| list.counts());
    let counts = names::counts(&counts, &texts)
        .into_iter()
        .map(|count| view! { <li>{count}</li> })
        .collect_view();
    view! {
        <h3 class="verdict-word">{names::verdict(verdict, &texts)}</h3>
        <p class="lead">{names::verdict_sentence(verdict, &texts)}</p>
        <ul class="counts">{counts}</ul>
    }
    .into_any()
}

/// The one thing to do next. It leads to its row.
fn next(app: App) -> AnyView {
    let texts = app.texts();
    let Some((check, title, step)) = app.list.with(|list| {
        let outcome = list.next()?;
        let words = Words::of(outcome, &texts);
        Some((outcome.check.clone(), words.title(), words.steps().into_iter().next()))
    }) else {
        return ().into_any();
    };
    let show = move |_| {
        app.open.update(|open| {
            if !open.contains(&check) {
                open.push(check.clone());
            }
        });
        super::row::focus(app, &check);
    };
    view! {
        <div class="next">
            <h4>{texts.get("interface.next")}</h4>
            <p class="next-title">{title}</p>
            {step.map(|step| view! { <p>{step}</p> })}
            <button class="quiet" on:click=show>{texts.get("interface.show_steps")}</button>
        </div>
    }
    .into_any()
}

fn repeat(app: App) -> Option<AnyView> {
    let checks = app.list.with(|list| list.worth_repeating());
    let texts = app.texts();
    let label = texts.counted("interface.run_failed_again", checks.len());
    (!checks.is_empty()).then(|| {
        view! {
            <button class="quiet" on:click=move |_| app.run_again(checks.clone())>{label}</button>
        }
        .into_any()
    })
}
