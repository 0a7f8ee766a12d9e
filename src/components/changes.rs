//! What changed since an earlier run, and which runs there are to compare with.

use checkout_readiness_wording::names;

use crate::app::App;
use crate::dom::{Element, Live, classed, element, nothing, value_of};
use crate::proxy::Change;
use crate::text::Texts;

/// The changes, and a choice of runs; nothing where there is no earlier run.
pub fn view(app: App) -> Element {
    let compared = move || {
        app.see(|state| {
            let past = &state.past;
            let since = past.since.as_deref().unwrap_or_default();
            [since, " ", &past.changes.len().to_string()].concat()
        })
    };
    // The choice stays as it is while what was chosen is shown: it keeps its value and the focus.
    let offered = move || {
        app.see(|state| {
            let ids = state.past.runs.iter().map(|run| run.id.as_str());
            ids.collect::<Vec<_>>().join(" ")
        })
    };
    nothing()
        .live(compared, move || nothing().maybe(drawn(app)))
        .live(offered, move || nothing().maybe(earlier(app)))
}

fn drawn(app: App) -> Option<Element> {
    let texts = app.texts();
    let past = app.peek(|state| state.past.clone());
    let since = texts.moment(&past.since?);
    let title = texts.with("interface.changes.since", &[("at", &since)]);
    let section = classed("section", "changes").child(element("h4").text(&title));
    if past.changes.is_empty() {
        let none = texts.get("interface.changes.none");
        return Some(section.child(classed("p", "hint").text(&none)));
    }
    let rows = past.changes.iter().map(|change| row(change, &texts));
    Some(section.child(classed("ul", "plain").children(rows)))
}

fn row(change: &Change, texts: &Texts) -> Element {
    let statuses = [&change.before, &change.after].into_iter().flatten();
    let statuses: Vec<String> = statuses.map(|path| texts.get(path)).collect();
    let name = names::check(change.requirement, &change.check, texts);
    element("li")
        .attribute("data-change", &change.kind)
        .child(element("span").text(&texts.get(&["path.change.", &change.kind].concat())))
        .text(&[": ", &name, " "].concat())
        .child(classed("span", "hint").text(&statuses.join(" → ")))
}

/// The runs the proxy has kept, but for the newest, which is this one.
fn earlier(app: App) -> Option<Element> {
    let texts = app.texts();
    let runs = app.peek(|state| state.past.runs.clone());
    let runs = runs.get(1..).filter(|runs| !runs.is_empty())?;
    let options = runs.iter().map(|run| {
        let at = texts.moment(&run.observed_at);
        let verdict = names::verdict(run.verdict, &texts);
        element("option")
            .attribute("value", &run.id)
            .text(&[&at, " · ", &verdict].concat())
    });
    let none = element("option")
        .attribute("value", "")
        .text(&texts.get("interface.changes.choose"));
    let field = element("select")
        .child(none)
        .children(options)
        .on("change", move |event| {
            let id = value_of(&event);
            if !id.is_empty() {
                app.compare_with(&id);
            }
        });
    Some(
        classed("label", "choice")
            .child(classed("span", "choice-label").text(&texts.get("interface.changes.compare")))
            .child(field),
    )
}
