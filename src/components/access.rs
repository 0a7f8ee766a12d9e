//! Asks for the operator's token where the proxy wants one.

use std::cell::RefCell;
use std::rc::Rc;

use crate::app::App;
use crate::dom::{Element, classed, element, nothing, value_of};
use crate::state::State;

/// A field and a button. The token stays in this page's memory and goes nowhere but the proxy.
pub fn view(app: App) -> Element {
    if app.options().gives_tokens || !app.peek(State::is_locked) {
        return nothing();
    }
    let texts = app.texts();
    let token = Rc::new(RefCell::new(String::new()));
    let typed = Rc::clone(&token);
    let field = element("input")
        .attribute("type", "password")
        .attribute("autocomplete", "current-password")
        .on("input", move |event| *typed.borrow_mut() = value_of(&event));
    classed("form", "access")
        .child(
            element("label")
                .child(element("span").text(&texts.get("interface.access.label")))
                .child(field),
        )
        .child(
            classed("button", "primary")
                .attribute("type", "submit")
                .text(&texts.get("interface.access.enter")),
        )
        .child(classed("p", "hint").text(&texts.get("interface.access.hint")))
        .on("submit", move |event| {
            event.prevent_default();
            let entered = token.borrow().trim().to_owned();
            if !entered.is_empty() {
                app.enter_token(entered);
            }
        })
}
