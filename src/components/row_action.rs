//! The one main action of a row: go where it is fixed, confirm it, or ask again.

use std::cell::RefCell;
use std::rc::Rc;

use checkout_readiness_checks::contract::{Confirmation, Outcome, Status};
use checkout_readiness_wording::{Catalog, links, names};

use super::button;
use crate::app::App;
use crate::dom::{Element, classed, element, nothing, several, value_of};

/// The actions of an answer, the main one first.
pub fn view(app: App, outcome: &Outcome) -> Element {
    let actions = classed("div", "actions");
    match (&outcome.status, &outcome.confirmation) {
        (Status::Passed | Status::NotApplicable, _) => nothing(),
        (Status::Confirm, Some(word)) => confirmed(app, &outcome.check, word),
        (Status::Confirm, None) => several([
            confirm(app, &outcome.check),
            actions.maybe(link(app, outcome, false)),
        ]),
        _ => {
            let is_main = outcome.link.is_none();
            actions
                .maybe(link(app, outcome, true))
                .child(again(app, &outcome.check, is_main))
        }
    }
}

/// Where it is fixed, in the account's country and the reader's language.
fn link(app: App, outcome: &Outcome, is_main: bool) -> Option<Element> {
    let texts = app.texts();
    let link = outcome.link?;
    let (product, site, application_id) = app.peek(|state| {
        let site = state
            .choice
            .site
            .or_else(|| links::site(&state.list.report()));
        (state.choice.product, site, state.list.application_id())
    });
    let address = links::address(
        link,
        site,
        texts.language(),
        product,
        application_id.as_deref(),
    );
    Some(
        classed("a", if is_main { "primary" } else { "quiet" })
            .attribute("href", &address)
            .attribute("target", "_blank")
            .attribute("rel", "noopener noreferrer")
            .text(&names::link(link, &texts))
            .text(" ")
            .child(classed("span", "aside").text(&texts.get("interface.new_tab"))),
    )
}

fn again(app: App, check: &str, is_main: bool) -> Element {
    let check = check.to_owned();
    button(
        &app.texts().get("interface.check_again"),
        is_main,
        move || {
            app.run_again(vec![check.clone()]);
        },
    )
}

fn confirm(app: App, check: &str) -> Element {
    let texts = app.texts();
    let check = check.to_owned();
    let note = Rc::new(RefCell::new(String::new()));
    let typed = Rc::clone(&note);
    let field = element("input")
        .attribute("type", "text")
        .attribute("maxlength", "200")
        .on("input", move |event| *typed.borrow_mut() = value_of(&event));
    classed("div", "confirm")
        .child(
            element("label")
                .child(element("span").text(&texts.get("interface.note")))
                .child(field),
        )
        .child(button(&texts.get("interface.confirm"), true, move || {
            app.confirm(&check, &note.borrow());
        }))
}

fn confirmed(app: App, check: &str, word: &Confirmation) -> Element {
    let texts = app.texts();
    let Some(at) = &word.at else {
        let said = texts.get("shared.report.confirmed_by_operator");
        return classed("p", "said").text(&said);
    };
    let at = texts.moment(&at.0);
    let said = match &word.note {
        Some(note) => texts.with(
            "interface.confirmed_with_note",
            &[("at", &at), ("note", note)],
        ),
        None => texts.with("interface.confirmed_at", &[("at", &at)]),
    };
    let check = check.to_owned();
    classed("div", "actions")
        .child(classed("p", "said").text(&said))
        .child(button(
            &texts.get("interface.take_back"),
            false,
            move || app.take_back(&check),
        ))
}
