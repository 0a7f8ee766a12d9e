//! Data of a sale, one by one: what was sent, what is missing, and a button for the JSON that
//! sends it.

use checkout_readiness_browser::dom::{Element, classed, element, nothing};
use checkout_readiness_browser::text::Texts;
use checkout_readiness_checks::contract::{ItemClass, ItemFinding, ItemState, Outcome};
use checkout_readiness_wording::names;

/// A table for what is required and one for what is good practice; nothing where the check is not
/// about data.
pub fn view(outcome: &Outcome, texts: &Texts) -> Element {
    let tables = ItemClass::ALL.iter().filter_map(|class| {
        let items = outcome.items.iter().filter(|item| item.class == *class);
        table(*class, &items.collect::<Vec<_>>(), texts)
    });
    nothing().children(tables).maybe(snippet(outcome, texts))
}

fn table(class: ItemClass, items: &[&ItemFinding], texts: &Texts) -> Option<Element> {
    let rows = items.iter().map(|item| {
        let field = item.field.as_ref();
        element("tr")
            .attribute("data-state", item.state.name())
            .child(
                element("th")
                    .attribute("scope", "row")
                    .text(&names::item(item.item, texts)),
            )
            .child(element("td").text(&names::item_state(item.state, texts)))
            .child(element("td").maybe(field.map(|field| element("code").text(field))))
    });
    (!items.is_empty()).then(|| {
        let caption = names::item_class(class, texts);
        classed("table", "facts items")
            .child(element("caption").text(&caption))
            .child(element("tbody").children(rows))
    })
}

/// What was seen not to be sent, or not as it should be.
fn is_to_send(item: &&ItemFinding) -> bool {
    let is_wrong = !matches!(item.state, ItemState::Present | ItemState::NotVisible);
    is_wrong && item.field.is_some()
}

/// The widget acts on it: it finds the names of the data in `data-items`.
fn snippet(outcome: &Outcome, texts: &Texts) -> Option<Element> {
    let missing: Vec<&str> = outcome
        .items
        .iter()
        .filter(is_to_send)
        .map(|item| item.item.name())
        .collect();
    (!missing.is_empty()).then(|| {
        classed("button", "quiet")
            .attribute("type", "button")
            .attribute("data-items", &missing.join(","))
            .text(&texts.get("interface.show_snippet"))
    })
}
