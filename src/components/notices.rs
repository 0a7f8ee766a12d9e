//! What a reader must know before believing anything below: the stand-in, a proxy that does not
//! answer, an attribute that means nothing.

use checkout_readiness_checks::contract::Mode;
use checkout_readiness_wording::names;

use super::button;
use crate::app::App;
use crate::dom::{Element, Live, classed, element, nothing, several};
use crate::proxy::Failure;
use crate::state::{Connection, State};

/// All notices that hold now.
pub fn view(app: App) -> Element {
    several(attributes(app)).live(
        move || {
            app.see(|state| {
                let has_failed = if state.failure.is_some() { "!" } else { "" };
                let mode = state.mode().map_or("", Mode::name);
                [&state.connection_changes.to_string(), mode, has_failed].concat()
            })
        },
        move || {
            nothing()
                .maybe(sandbox(app))
                .maybe(connection(app))
                .maybe(run(app))
        },
    )
}

fn attributes(app: App) -> Vec<Element> {
    let texts = app.texts();
    let options = app.options();
    let problems = options.problems.iter();
    problems
        .map(|problem| {
            let values = [
                ("attribute", problem.attribute),
                ("value", problem.value.as_str()),
                ("allowed", problem.allowed.as_str()),
            ];
            notice(
                "warning",
                &texts.with("interface.notice.attribute", &values),
            )
        })
        .collect()
}

fn sandbox(app: App) -> Option<Element> {
    let mode = app.peek(State::mode)?;
    let text = names::mode_notice(mode, &app.texts()).filter(|_| mode == Mode::Sandbox)?;
    Some(notice("sandbox", &text))
}

fn connection(app: App) -> Option<Element> {
    let failure = app.peek(|state| match &state.connection {
        Connection::Failed(failure) => Some(failure.clone()),
        _ => None,
    })?;
    // Where a token is wanted, the field below asks for it, and a wrong one is said to be wrong.
    if app.peek(State::is_locked) && !app.options().gives_tokens {
        return app.token().map(|_| failed(app, &failure));
    }
    let again = button(&app.texts().get("interface.try_again"), false, move || {
        app.connect()
    });
    Some(failed(app, &failure).child(again))
}

/// A run that did not end well says so, unless the connection already does.
fn run(app: App) -> Option<Element> {
    let failure = app.peek(|state| {
        let is_connected = matches!(state.connection, Connection::Connected(_));
        state.failure.clone().filter(|_| is_connected)
    })?;
    let again = button(&app.texts().get("interface.try_again"), false, move || {
        app.run_all()
    });
    Some(failed(app, &failure).child(again))
}

fn failed(app: App, failure: &Failure) -> Element {
    notice("warning", &failure.said(&app.proxy(), &app.texts()))
}

fn notice(kind: &str, text: &str) -> Element {
    classed("div", "notice")
        .attribute("data-kind", kind)
        .attribute("part", "notice")
        .child(element("p").text(text))
}
