//! What a reader must know before believing anything below: the stand-in, a proxy that does not
//! answer, an attribute that means nothing.

use checkout_readiness_checks::contract::Mode;
use checkout_readiness_wording::names;
use leptos::prelude::*;

use crate::app::{App, Connection};
use crate::proxy::Failure;

/// All notices that hold now.
pub fn view(app: App) -> impl IntoView {
    view! {
        {attributes(app)}
        {move || sandbox(app)}
        {move || connection(app)}
        {move || run(app)}
    }
}

fn attributes(app: App) -> Vec<AnyView> {
    let texts = app.texts();
    let problems = app.options().problems.into_iter();
    problems
        .map(|problem| {
            let values = [
                ("attribute", problem.attribute),
                ("value", problem.value.as_str()),
                ("allowed", problem.allowed.as_str()),
            ];
            notice("warning", texts.with("interface.notice.attribute", &values), None)
        })
        .collect()
}

fn sandbox(app: App) -> Option<AnyView> {
    let profile = app.profile().filter(|profile| profile.mode == Mode::Sandbox)?;
    let text = names::mode_notice(profile.mode, &app.texts())?;
    Some(notice("sandbox", text, None))
}

fn connection(app: App) -> Option<AnyView> {
    let failure = app.connection.with(|connection| match connection {
        Connection::Failed(failure) => Some(failure.clone()),
        _ => None,
    })?;
    let again = Callback::new(move |()| app.connect());
    // The form below asks for the token.
    (failure != Failure::Unauthorized).then(|| failed(app, &failure, again))
}

/// A run that did not end well says so, unless the connection already does.
fn run(app: App) -> Option<AnyView> {
    let failure = app.failure.get()?;
    let connected = app.connection.with(|connection| matches!(connection, Connection::Connected(_)));
    let again = Callback::new(move |()| app.run_all());
    connected.then(|| failed(app, &failure, again))
}

fn failed(app: App, failure: &Failure, again: Callback<()>) -> AnyView {
    let texts = app.texts();
    let address = app.options().proxy;
    let values = [("address", if address.is_empty() { "/" } else { &address })];
    let text = match failure {
        Failure::Unreachable => texts.with("interface.failure.unreachable", &values),
        Failure::Unauthorized => texts.get("interface.failure.unauthorized"),
        Failure::Busy => texts.get("interface.failure.busy"),
        Failure::NotOurs => texts.with("interface.failure.not_ours", &values),
        Failure::Cancelled => texts.get("interface.failure.cancelled"),
        Failure::Refused { code, detail } => texts.with(
            "interface.failure.refused",
            &[("code", code.as_str()), ("detail", detail.as_str())],
        ),
    };
    notice("warning", text, Some((texts.get("interface.try_again"), again)))
}

fn notice(kind: &'static str, text: String, action: Option<(String, Callback<()>)>) -> AnyView {
    let action = action.map(|(label, act)| {
        view! { <button class="quiet" on:click=move |_| act.run(())>{label}</button> }
    });
    view! { <div class="notice" data-kind=kind><p>{text}</p>{action}</div> }.into_any()
}
