//! A whole report as text for a terminal.

use checkout_readiness_checks::contract::{Counts, Group, Report};

use crate::catalog::Catalog;
use crate::links;
use crate::names;
use crate::words::Words;

/// A line for each outcome, the most urgent first, what to do below those that are open, and the
/// verdict as the last line.
#[must_use]
pub fn plain(report: &Report, catalog: &dyn Catalog) -> String {
    let mut text = String::new();
    let site = links::site(report);
    for group in names::GROUPS {
        for outcome in report
            .outcomes
            .iter()
            .filter(|outcome| outcome.group() == group)
        {
            let words = Words::of(outcome, catalog);
            push_line(&mut text, &["[", &words.status(), "] ", &words.title()]);
            if group >= Group::Passed {
                continue;
            }
            for fact in words.facts() {
                push_line(&mut text, &["    ", &fact.label, ": ", &fact.value()]);
            }
            for (index, step) in words.steps().iter().enumerate() {
                push_line(&mut text, &["    ", &(index + 1).to_string(), ". ", step]);
            }
            if let Some(link) = outcome.link {
                let address =
                    links::address(link, site, catalog.language(), report.profile.product, None);
                push_line(
                    &mut text,
                    &["    ", &names::link(link, catalog), ": ", &address],
                );
            }
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    if let Some(notice) = names::mode_notice(report.mode, catalog) {
        push_line(&mut text, &[&notice]);
    }
    let counts = names::counts(&Counts::of(&report.outcomes), catalog).join(", ");
    let verdict = names::verdict(report.verdict, catalog);
    if counts.is_empty() {
        push_line(&mut text, &[&verdict]);
    } else {
        push_line(&mut text, &[&verdict, ": ", &counts]);
    }
    text
}

fn push_line(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
    text.push('\n');
}
