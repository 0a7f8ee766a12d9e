//! The checks: by requirement while answers arrive, by urgency once they are there.

use checkout_readiness_checks::contract::Group;
use checkout_readiness_wording::names;
use leptos::prelude::*;

use super::row;
use crate::app::App;
use crate::checklist::{Phase, Section};

/// Every section with its rows. Sections are made anew only when rows move between them.
pub fn view(app: App) -> impl IntoView {
    let sections = Memo::new(move |_| {
        app.list.with(|list| {
            if list.phase == Phase::Idle { Vec::new() } else { list.sections() }
        })
    });
    Effect::new(move |_| {
        sections.track();
        if let Some(check) = app.focus.get() {
            row::focus(app, &check);
        }
    });
    view! {
        <div class="list" part="list">
            {move || {
                sections
                    .get()
                    .into_iter()
                    .map(|(section, ids)| section_view(app, &section, ids))
                    .collect_view()
            }}
        </div>
    }
}

fn section_view(app: App, section: &Section, ids: Vec<String>) -> AnyView {
    let texts = app.texts();
    let count = ids.len();
    let rows = ids.into_iter().map(|id| row::view(app, id)).collect_view();
    match section {
        Section::Requirement(requirement) => {
            let name = names::requirement(*requirement, &texts);
            view! { <section class="group"><h3>{name}</h3><ul class="rows">{rows}</ul></section> }
                .into_any()
        }
        // What is settled is counted and folded away; what is open is not.
        Section::Group(group @ (Group::Passed | Group::NotApplicable)) => {
            let name = names::count(*group, count, &texts);
            view! {
                <section class="group">
                    <details class="folded">
                        <summary><h3>{name}</h3></summary>
                        <ul class="rows">{rows}</ul>
                    </details>
                </section>
            }
            .into_any()
        }
        Section::Group(group) => {
            let name = names::group(*group, &texts);
            view! {
                <section class="group">
                    <h3>{name}" "<span class="number">{count}</span></h3>
                    <ul class="rows">{rows}</ul>
                </section>
            }
            .into_any()
        }
    }
}
