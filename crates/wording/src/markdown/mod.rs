//! A whole report as Markdown, to paste into a support ticket.

mod escape;

use checkout_readiness_checks::contract::{Counts, Group, Outcome, Report};

use crate::catalog::{Catalog, join};
use crate::links;
use crate::names;
use crate::words::Words;
use escape::{code, sentence};

/// The report: verdict, what was asked, then every outcome, the most urgent first. It hides
/// nothing, because details hold no secret; whatever a value contains stays text.
#[must_use]
pub fn markdown(report: &Report, catalog: &dyn Catalog) -> String {
    let mut text = String::new();
    push_head(&mut text, report, catalog);
    for group in names::GROUPS {
        let outcomes = || {
            report
                .outcomes
                .iter()
                .filter(|outcome| outcome.group() == group)
        };
        if outcomes().next().is_none() {
            continue;
        }
        if !text.ends_with("\n\n") {
            text.push('\n');
        }
        let heading = names::group(group, catalog);
        let count = outcomes().count().to_string();
        push(&mut text, &["## ", &heading, " (", &count, ")\n\n"]);
        for outcome in outcomes() {
            push_outcome(&mut text, outcome, group, report, catalog);
        }
    }
    text
}

fn push_head(text: &mut String, report: &Report, catalog: &dyn Catalog) {
    let label = |key: &str| {
        catalog
            .text(&join(&["shared.report", key]))
            .unwrap_or_else(|| key.to_owned())
    };
    let verdict = names::verdict(report.verdict, catalog);
    push(text, &["# ", &label("title"), ": ", &verdict, "\n\n"]);
    if let Some(notice) = names::mode_notice(report.mode, catalog) {
        push(text, &["> **", &sentence(&notice), "**\n\n"]);
    }
    push(
        text,
        &[
            &sentence(&names::verdict_sentence(report.verdict, catalog)),
            "\n\n",
        ],
    );
    let counts = names::counts(&Counts::of(&report.outcomes), catalog).join(", ");
    let site = report.profile.site.map(|site| names::site(site, catalog));
    for (key, value) in [
        ("counts", Some(counts).filter(|counts| !counts.is_empty())),
        (
            "product",
            Some(names::product(report.profile.product, catalog)),
        ),
        (
            "site",
            site.or_else(|| catalog.text("shared.report.site_unknown")),
        ),
        ("mode", Some(names::mode(report.mode, catalog))),
        ("observed_at", Some(code(&report.observed_at.0))),
        ("engine", Some(code(&report.engine))),
    ] {
        if let Some(value) = value {
            push(text, &["- ", &label(key), ": ", &value, "\n"]);
        }
    }
}

fn push_outcome(
    text: &mut String,
    outcome: &Outcome,
    group: Group,
    report: &Report,
    catalog: &dyn Catalog,
) {
    let words = Words::of(outcome, catalog);
    let is_open = group < Group::Passed;
    push(
        text,
        &[
            if is_open { "### " } else { "- " },
            &sentence(&words.title()),
            if is_open { "\n\n" } else { " (" },
            &code(&outcome.check),
            ", ",
            &code(&outcome.reason),
        ],
    );
    if !is_open {
        text.push_str(")\n");
        push_facts(text, &words, "  - ");
        push_confirmation(text, outcome, catalog);
        return;
    }
    push(
        text,
        &[
            ", ",
            &words.status(),
            ", ",
            &names::severity(outcome.severity, catalog),
            "\n\n",
        ],
    );
    if push_facts(text, &words, "- ") {
        text.push('\n');
    }
    let steps = words.steps();
    for (index, step) in steps.iter().enumerate() {
        push(
            text,
            &[&(index + 1).to_string(), ". ", &sentence(step), "\n"],
        );
    }
    if !steps.is_empty() {
        text.push('\n');
    }
    if let Some(link) = outcome.link {
        let address = links::address(
            link,
            links::site(report),
            catalog.language(),
            report.profile.product,
            None,
        );
        push(
            text,
            &[
                &sentence(&names::link(link, catalog)),
                ": <",
                &address,
                ">\n\n",
            ],
        );
    }
}

/// Writes the facts, and tells whether there were any.
fn push_facts(text: &mut String, words: &Words<'_>, bullet: &str) -> bool {
    let facts = words.facts();
    for fact in &facts {
        let values: Vec<String> = fact.values.iter().map(|value| code(value)).collect();
        push(
            text,
            &[
                bullet,
                &sentence(&fact.label),
                ": ",
                &values.join(", "),
                "\n",
            ],
        );
    }
    !facts.is_empty()
}

fn push_confirmation(text: &mut String, outcome: &Outcome, catalog: &dyn Catalog) {
    let Some(confirmation) = &outcome.confirmation else {
        return;
    };
    let word = |name: &str| {
        let text = catalog.text(&join(&["shared.report", name]));
        text.unwrap_or_default()
    };
    match &confirmation.at {
        Some(at) => push(text, &["  - ", &word("confirmed_at"), ": ", &code(&at.0)]),
        None => push(text, &["  - ", &word("confirmed_by_operator")]),
    }
    if let Some(note) = &confirmation.note {
        push(text, &[", ", &code(note)]);
    }
    text.push('\n');
}

fn push(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}
