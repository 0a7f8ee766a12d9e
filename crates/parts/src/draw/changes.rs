//! What changed since an earlier run, and which runs there are to compare with.

use checkout_readiness_browser::dom::{Element, classed, element};
use checkout_readiness_browser::json::Json;
use checkout_readiness_browser::text::Texts;
use checkout_readiness_checks::contract::{Requirement, Verdict};
use checkout_readiness_wording::names;

/// The changes: `{"since", "answer"}`, the latter being the proxy's.
pub fn view(compared: &Json, texts: &Texts) -> Option<Element> {
    let since = texts.moment(&compared.text("since")?);
    let rows = compared
        .get("answer")?
        .all("changes", |change| row(change, texts))?;
    let title = texts.with("interface.changes.since", &[("at", &since)]);
    let section = classed("section", "changes").child(element("h4").text(&title));
    if rows.is_empty() {
        let none = texts.get("interface.changes.none");
        return Some(section.child(classed("p", "hint").text(&none)));
    }
    Some(section.child(classed("ul", "plain").children(rows)))
}

fn row(change: &Json, texts: &Texts) -> Option<Element> {
    let statuses = ["before", "after"].into_iter();
    let statuses = statuses.filter_map(|side| status(&change.get(side)?, texts));
    let statuses = statuses.collect::<Vec<_>>().join(" → ");
    let requirement = change.word("requirement", Requirement::from_name)?;
    let name = names::check(requirement, &change.text("check")?, texts);
    // `fixed`, `broken`, `changed`, `new` or `gone`.
    let kind = change.text("kind")?;
    let said = texts.get(&["path.change.", &kind].concat());
    Some(
        element("li")
            .attribute("data-change", &kind)
            .child(element("span").text(&said))
            .text(&[": ", &name, " "].concat())
            .child(classed("span", "hint").text(&statuses)),
    )
}

fn status(brief: &Json, texts: &Texts) -> Option<String> {
    let (status, group) = (brief.text("status")?, brief.text("group"));
    Some(match (status.as_str(), group.as_deref()) {
        (_, Some("dismissed")) => texts.get("shared.group.dismissed"),
        ("confirm", Some("passed")) => texts.get("shared.status.confirmed"),
        (status, _) => texts.get(&["shared.status.", status].concat()),
    })
}

/// A choice of the runs the proxy has kept, but for the newest, which is the one on the page. The
/// widget acts on it: the value is the number of the run.
pub fn earlier(answer: &Json, texts: &Texts) -> Option<Element> {
    let options = answer.all("runs", |run| option(run, texts))?;
    let earlier = options.get(1..).filter(|earlier| !earlier.is_empty())?;
    let none = element("option")
        .attribute("value", "")
        .text(&texts.get("interface.changes.choose"));
    let field = element("select")
        .child(none)
        .children(earlier.iter().cloned());
    Some(
        classed("label", "choice")
            .child(classed("span", "choice-label").text(&texts.get("interface.changes.compare")))
            .child(field),
    )
}

fn option(run: &Json, texts: &Texts) -> Option<Element> {
    let id = run.get("id")?;
    let id = id.as_text().or_else(|| Some(id.as_number()?.to_string()))?;
    let at = texts.moment(&run.text("observed_at")?);
    let verdict = names::verdict(run.word("verdict", Verdict::from_name)?, texts);
    Some(
        element("option")
            .attribute("value", &id)
            .text(&[&at, " · ", &verdict].concat()),
    )
}
