//! The checks: by requirement while answers arrive, by urgency once they are there.

use checkout_readiness_checks::contract::Group;
use checkout_readiness_wording::names;

use super::row;
use crate::app::App;
use crate::checklist::{Phase, Section};
use crate::dom::{Element, Live, classed, element, several};

/// Every section with its rows. Sections are drawn anew only when rows move between them.
pub fn view(app: App) -> Element {
    let options = app.options();
    let sections = move || {
        let selection = &options.selection;
        app.see(|state| {
            let is_idle = state.list.phase == Phase::Idle;
            if is_idle {
                Vec::new()
            } else {
                state.list.sections(selection)
            }
        })
    };
    let seen = sections.clone();
    classed("div", "list").attribute("part", "list").live(
        move || {
            seen()
                .iter()
                .map(|(section, ids)| key(section, ids))
                .collect()
        },
        move || {
            several(
                sections()
                    .into_iter()
                    .map(|(section, ids)| drawn(app, &section, ids)),
            )
            .maybe(left_out(app))
        },
    )
}

/// That there is more than the page shows: what counts must not be out of sight without a word.
fn left_out(app: App) -> Option<Element> {
    let options = app.options();
    let selection = &options.selection;
    let count = app.peek(|state| {
        let rows = state.list.rows.iter();
        rows.filter(|row| !selection.shows(&row.planned)).count()
    });
    (count > 0).then(|| {
        let said = app.texts().counted("interface.left_out", count);
        classed("p", "hint").text(&said)
    })
}

fn key(section: &Section, ids: &[String]) -> String {
    let name = match section {
        Section::Requirement(requirement) => requirement.name(),
        Section::Group(group) => names::group_key(*group),
    };
    [name, ":", &ids.join(","), ";"].concat()
}

fn drawn(app: App, section: &Section, ids: Vec<String>) -> Element {
    let texts = app.texts();
    let count = ids.len();
    let rows = classed("ul", "rows").children(ids.into_iter().map(|id| row::view(app, id)));
    let group = classed("section", "group");
    match section {
        Section::Requirement(requirement) => group
            .child(element("h3").text(&names::requirement(*requirement, &texts)))
            .child(rows),
        // What is settled is counted and folded away; what is open is not.
        Section::Group(settled @ (Group::Dismissed | Group::Passed | Group::NotApplicable)) => {
            let name = element("h3").text(&names::count(*settled, count, &texts));
            group.child(
                classed("details", "folded")
                    .child(element("summary").child(name))
                    .child(rows),
            )
        }
        Section::Group(open) => group
            .child(
                element("h3")
                    .text(&names::group(*open, &texts))
                    .text(" ")
                    .child(classed("span", "number").text(&count.to_string())),
            )
            .child(rows),
    }
}
