//! Before the first run: what will be looked at, who will be asked, and one button.

use checkout_readiness_checks::contract::Requirement;
use checkout_readiness_wording::{Catalog, names};

use super::{button, texts};
use crate::app::App;
use crate::dom::{Element, Live, classed, element, several};

/// The first thing a reader sees.
pub fn view(app: App) -> Element {
    let words = app.texts();
    let what = element("div")
        .child(element("h3").text(&words.get("interface.start.what")))
        .live(
            move || {
                app.see(|state| {
                    let product = state.choice.product.name();
                    [product, &state.connection_changes.to_string()].concat()
                })
            },
            move || planned(app),
        );
    let who = element("div")
        .child(element("h3").text(&words.get("interface.start.who")))
        .child(texts("ul", "plain", words.list("interface.start.asks")));
    classed("section", "start")
        .child(classed("p", "lead").text(&words.get("interface.start.lead")))
        .child(button(&words.get("interface.run"), true, move || {
            app.run_all()
        }))
        .child(classed("div", "columns").child(what).child(who))
}

fn planned(app: App) -> Element {
    let words = app.texts();
    let plan = app.plan();
    let options = app.options();
    let selection = &options.selection;
    several(Requirement::ALL.iter().filter_map(|requirement| {
        let checks: Vec<String> = plan
            .iter()
            .filter(|planned| planned.requirement == *requirement && selection.shows(planned))
            .map(|planned| names::check(*requirement, &planned.check, &words))
            .collect();
        let count = checks.len().to_string();
        (!checks.is_empty()).then(|| {
            let name = element("h4")
                .text(&names::requirement(*requirement, &words))
                .text(" ")
                .child(classed("span", "number").text(&count));
            classed("details", "folded")
                .child(element("summary").child(name))
                .child(texts("ul", "plain", checks))
        })
    }))
}
