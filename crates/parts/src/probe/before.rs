//! Said before anything is sent: where to, how much of what, and what it does there.

use checkout_readiness_browser::dom::{Element, classed, element, several};
use checkout_readiness_browser::text::Texts;

use super::groups;
use super::messages::{Planned, Preview};

/// All of it.
pub fn view(url: &str, preview: &Preview, texts: &Texts) -> Element {
    let count = preview.plan.len();
    let facts = [
        texts.counted("probe.test.count", count),
        texts.with("probe.test.marked", &[("header", &preview.marker)]),
        if preview.with_secret {
            texts.get("probe.test.with_secret")
        } else {
            let count = count.to_string();
            texts.with("probe.test.without_secret", &[("count", &count)])
        },
        texts.get("probe.test.your_server"),
    ];
    several([
        to(url, texts),
        classed("ul", "probe-told").children(facts.iter().map(|fact| element("li").text(fact))),
        what(&preview.plan, texts),
    ])
}

/// Where to.
pub fn to(url: &str, texts: &Texts) -> Element {
    element("p")
        .text(&texts.get("probe.test.to"))
        .text(" ")
        .child(element("code").text(url))
}

fn what(plan: &[Planned], texts: &Texts) -> Element {
    let parts = groups::of(plan).into_iter().map(|(part, places)| {
        let requests = places.into_iter().map(|place| {
            let topic = groups::topic(plan, place, texts);
            element("li")
                .text(&groups::trial(&plan[place], texts))
                .maybe(topic.map(|topic| classed("span", "hint").text(&[" ", &topic].concat())))
        });
        several([
            element("h4").text(&groups::part(part, texts)),
            element("ul").children(requests),
        ])
    });
    classed("details", "folded")
        .child(element("summary").text(&texts.get("probe.test.what")))
        .children(parts)
}
