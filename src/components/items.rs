//! Data of a sale, one by one: what was sent, what is missing, and the JSON that sends it.

use checkout_readiness_checks::contract::{ItemClass, ItemFinding, ItemState, Outcome};

use super::button;
use crate::app::App;
use crate::dom::{Element, classed, element, nothing};
use crate::text::Texts;

/// A table for what is required and one for what is good practice; nothing where the check is not
/// about data.
pub fn view(app: App, outcome: &Outcome) -> Element {
    let texts = app.texts();
    let tables = ItemClass::ALL.iter().map(|class| {
        let items = outcome.items.iter().filter(|item| item.class == *class);
        table(*class, &items.collect::<Vec<_>>(), &texts)
    });
    nothing()
        .children(tables.flatten())
        .maybe(snippet(app, outcome, &texts))
}

fn table(class: ItemClass, items: &[&ItemFinding], texts: &Texts) -> Option<Element> {
    let rows = items.iter().map(|item| {
        element("tr")
            .attribute("data-state", item.state.name())
            .child(
                element("th")
                    .attribute("scope", "row")
                    .text(&texts.get(&["sale.item.", item.item.name()].concat())),
            )
            .child(element("td").text(&texts.get(&["sale.state.", item.state.name()].concat())))
            .child(
                element("td").maybe(item.field.as_ref().map(|field| element("code").text(field))),
            )
    });
    (!items.is_empty()).then(|| {
        let caption = texts.get(&["sale.class.", class.name()].concat());
        classed("table", "facts items")
            .child(element("caption").text(&caption))
            .child(element("tbody").children(rows))
    })
}

/// What was seen not to be sent, or not as it should be.
fn is_to_send(item: &&ItemFinding) -> bool {
    !matches!(item.state, ItemState::Present | ItemState::NotVisible)
}

fn snippet(app: App, outcome: &Outcome, texts: &Texts) -> Option<Element> {
    let missing: Vec<&str> = outcome
        .items
        .iter()
        .filter(is_to_send)
        .filter(|item| item.field.is_some())
        .map(|item| item.item.name())
        .collect();
    if missing.is_empty() {
        return None;
    }
    let (check, items) = (outcome.check.clone(), missing.join(","));
    let known = {
        let check = check.clone();
        move |state: &crate::state::State| {
            let snippets = &state.snippets;
            let found = snippets.iter().find(|(known, _)| *known == check);
            found.map(|(_, snippet)| snippet.clone())
        }
    };
    let key = known.clone();
    let label = texts.get("interface.show_snippet");
    Some(classed("div", "snippet").live(
        move || app.see(&key).is_some().to_string(),
        move || {
            match app.peek(&known) {
                Some(snippet) => element("pre")
                    .attribute("tabindex", "0")
                    .child(element("code").text(&snippet)),
                None => {
                    let (check, items) = (check.clone(), items.clone());
                    button(&label, false, move || {
                        app.show_snippet(check.clone(), items.clone());
                    })
                }
            }
        },
    ))
}
