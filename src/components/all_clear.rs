//! When everything holds: what to do next, instead of a wall of green rows.

use checkout_readiness_wording::Catalog;

use super::texts;
use crate::app::App;
use crate::dom::{Element, classed, element};

/// The steps from ready to the first real sale.
pub fn view(app: App) -> Element {
    let words = app.texts();
    classed("div", "next")
        .child(element("h4").text(&words.get("interface.all_clear.title")))
        .child(texts(
            "ol",
            "steps",
            words.list("interface.all_clear.steps"),
        ))
}
