//! The one main action of a row: go where it is fixed, confirm it, or ask again.

use std::cell::RefCell;
use std::rc::Rc;

use checkout_readiness_checks::contract::{Confirmation, Outcome, Status, Timestamp, is_of_panel};
use checkout_readiness_wording::{Catalog, links, names};

use super::button;
use crate::app::App;
use crate::app::probe::is_judged_by_test;
use crate::dom::{Element, classed, element, nothing, several, value_of};
use crate::proxy::DecisionKind;

/// The actions of an answer, the main one first.
pub fn view(app: App, outcome: &Outcome) -> Element {
    if let Some(word) = &outcome.dismissal {
        let said = app.texts().get("interface.dismissed");
        return said_by(
            app,
            &outcome.check,
            &said,
            Some(&word.at),
            word.by.as_ref(),
            Some(&word.note),
        );
    }
    // What was seen on another day is not decided about today.
    let is_old = app.peek(|state| state.list.is_from_before);
    let actions = classed("div", "actions");
    // Nothing tells more than trying it.
    let is_to_test = outcome.reason == "not_probed" && !is_old;
    let main = match (&outcome.status, &outcome.confirmation) {
        (Status::Passed | Status::NotApplicable, _) => return nothing(),
        (Status::Confirm, Some(word)) => {
            let said = confirmed(app, &outcome.check, word);
            return several([said, actions.maybe(test(app, outcome, false))]);
        }
        (Status::Confirm, None) if is_to_test => several([
            actions
                .maybe(test(app, outcome, true))
                .maybe(link(app, outcome, false)),
            word(app, DecisionKind::Confirm, &outcome.check, false),
        ]),
        (Status::Confirm, None) if !is_old => several([
            word(app, DecisionKind::Confirm, &outcome.check, true),
            actions
                .maybe(link(app, outcome, false))
                .maybe(test(app, outcome, false)),
        ]),
        _ => {
            let is_main = outcome.link.is_none();
            actions
                .maybe(link(app, outcome, true))
                .child(again(app, &outcome.check, is_main))
                .maybe(test(app, outcome, false))
        }
    };
    // The proxy keeps words about its own checks only.
    let may_be_dismissed = outcome.may_be_dismissed() && !is_old && !is_of_panel(&outcome.check);
    several([main])
        .maybe(of_page(app, &outcome.check))
        .maybe(may_be_dismissed.then(|| dismiss(app, &outcome.check)))
}

/// What the page lets a reader do about that check.
fn of_page(app: App, check: &str) -> Option<Element> {
    let options = app.options();
    let actions = options.actions.iter().enumerate();
    let drawn = actions.filter(|(_, action)| action.check == check);
    let drawn: Vec<Element> = drawn
        .map(|(index, action)| {
            match &action.href {
                Some(href) => classed("a", "quiet")
                    .attribute("href", href)
                    .text(&action.label),
                None => classed("button", "quiet")
                    .attribute("type", "button")
                    .text(&action.label),
            }
            .attribute("data-panel-action", &index.to_string())
        })
        .collect();
    (!drawn.is_empty()).then(|| classed("div", "actions").children(drawn))
}

/// Sends test notifications, where what comes back is judged by this check.
fn test(app: App, outcome: &Outcome, is_main: bool) -> Option<Element> {
    let check = outcome.check.clone();
    (is_judged_by_test(&check) && app.parts().is_some()).then(|| {
        let label = app.texts().get("probe.test.title");
        button(&label, is_main, move || app.open_probe(&check))
    })
}

/// Sets a recommendation aside, with a reason; folded, because acting on it is better.
fn dismiss(app: App, check: &str) -> Element {
    let texts = app.texts();
    classed("details", "folded dismiss")
        .child(element("summary").text(&texts.get("interface.dismiss_title")))
        .child(word(app, DecisionKind::Dismiss, check, false))
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

/// A person's word: a note, their name, and the button that says it. Setting something aside needs
/// a note.
fn word(app: App, kind: DecisionKind, check: &str, is_main: bool) -> Element {
    let texts = app.texts();
    let is_dismissal = kind == DecisionKind::Dismiss;
    let check = check.to_owned();
    let typed = Rc::new(RefCell::new((
        String::new(),
        app.reader().unwrap_or_default(),
    )));
    let field = |label: &str, value: &str, is_name: bool| {
        let typed = Rc::clone(&typed);
        let input = element("input")
            .attribute("type", "text")
            .attribute("maxlength", "200")
            .attribute("value", value)
            .on("input", move |event| {
                let mut typed = typed.borrow_mut();
                *(if is_name { &mut typed.1 } else { &mut typed.0 }) = value_of(&event);
            });
        element("label")
            .child(element("span").text(&texts.get(label)))
            .child(input)
    };
    let (note, label) = if is_dismissal {
        ("interface.why_not", "interface.dismiss")
    } else {
        ("interface.note", "interface.confirm")
    };
    let fields = [
        field(note, "", false),
        field("interface.reader", &typed.borrow().1, true),
    ];
    let act = move || {
        let (note, name) = &*typed.borrow();
        app.call_reader(name);
        if !is_dismissal {
            app.confirm(&check, note);
        } else if note.trim().is_empty() {
            app.announce(app.texts().get("interface.why_not_needed"));
        } else {
            app.dismiss(&check, note);
        }
    };
    classed("div", "confirm")
        .children(fields)
        .child(button(&texts.get(label), is_main, act))
}

fn confirmed(app: App, check: &str, word: &Confirmation) -> Element {
    let texts = app.texts();
    if word.at.is_none() {
        let said = texts.get("shared.report.confirmed_by_operator");
        return classed("p", "said").text(&said);
    }
    let said = texts.get("interface.confirmed");
    said_by(
        app,
        check,
        &said,
        word.at.as_ref(),
        word.by.as_ref(),
        word.note.as_ref(),
    )
}

/// What somebody said, when and who, with a way to take it back.
fn said_by(
    app: App,
    check: &str,
    said: &str,
    at: Option<&Timestamp>,
    by: Option<&String>,
    note: Option<&String>,
) -> Element {
    let texts = app.texts();
    let when = at.map(|at| texts.moment(&at.0));
    let parts = [Some(said.to_owned()), when, by.cloned(), note.cloned()];
    let said = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let check = check.to_owned();
    classed("div", "actions")
        .child(classed("p", "said").text(&said))
        .child(button(
            &texts.get("interface.take_back"),
            false,
            move || app.take_back(&check),
        ))
}
