//! The rejection mirror: a bar for each group, with the same numbers and one advice as text.

use checkout_readiness_browser::dom::{Element, classed, element, nothing};
use checkout_readiness_browser::text::Texts;
use checkout_readiness_checks::contract::Outcome;
use checkout_readiness_wording::names;

/// A row for each group; nothing where the check does not count any.
pub fn view(outcome: &Outcome, texts: &Texts) -> Element {
    if outcome.groups.is_empty() {
        return nothing();
    }
    let of_table = |part: &str| texts.get(&["interface.rejections.", part].concat());
    let heading = |part: &str| {
        element("th")
            .attribute("scope", "col")
            .text(&of_table(part))
    };
    let head = element("tr").children([
        heading("group"),
        heading("share"),
        heading("count"),
        heading("advice"),
    ]);
    let rows = outcome.groups.iter().map(|found| {
        let percent = found.percent.to_string();
        let bar = classed("progress", "share")
            .attribute("max", "100")
            .attribute("value", &percent)
            .attribute("aria-hidden", "true");
        element("tr").children([
            element("th")
                .attribute("scope", "row")
                .text(&names::rejection(found.group, texts)),
            element("td")
                .child(bar)
                .child(element("span").text(&[&percent, " %"].concat())),
            element("td").text(&found.count.to_string()),
            element("td")
                .text(&names::rejection_advice(found.group, texts))
                .child(classed("span", "hint").text(&found.details.join(", "))),
        ])
    });
    classed("table", "facts rejections")
        .child(element("caption").text(&of_table("title")))
        .child(element("thead").child(head))
        .child(element("tbody").children(rows))
}
