//! A whole report as one HTML file: no script, nothing loaded from anywhere, fit to print.
//!
//! Templates escape every value. The policy in the head forbids whatever is not in the file.

mod chart;

use checkout_readiness_checks::contract::Group;
use checkout_readiness_wording::{FactWords, names};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::document::{Coverage, Document, Entry, Labels, Section, Way};

const STYLE: &str = include_str!("style.css");
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes it.
pub fn write(document: &Document) -> String {
    let title = [&document.title, ": ", &*document.verdict_words].concat();
    let page = html! {
        (DOCTYPE)
        html lang=(document.language) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                meta name="referrer" content="no-referrer";
                title { (title) }
                // A style sheet of ours: nothing of the report gets into it.
                style { (PreEscaped(STYLE)) }
            }
            body {
                (head(document))
                main {
                    @for section in &document.sections { (section_of(section, &document.labels)) }
                    @if let Some(way) = &document.way { (way_of(way, &document.labels)) }
                }
            }
        }
    };
    page.into_string()
}

fn head(document: &Document) -> Markup {
    html! {
        header {
            h1 { (document.title) }
            @if let Some(notice) = &document.notice {
                p.notice role="note" { strong { (notice) } }
            }
            p.verdict.{ "verdict-" (document.verdict.name()) } { (document.verdict_words) }
            p { (document.sentence) }
            (facts(document.head.iter().chain(&document.stamps)))
        }
    }
}

fn section_of(section: &Section, labels: &Labels) -> Markup {
    let key = names::group_key(section.group);
    html! {
        section aria-labelledby={ "group-" (key) } {
            h2 id={ "group-" (key) } { (section.heading) " (" (section.entries.len()) ")" }
            @for entry in &section.entries { (entry_of(entry, section.group, labels)) }
        }
    }
}

fn entry_of(entry: &Entry, group: Group, labels: &Labels) -> Markup {
    html! {
        article.{ "entry entry-" (names::group_key(group)) } {
            h3 { (entry.title) }
            p.kind {
                span.status { (entry.status) } " · " (entry.severity) " · "
                code { (entry.check) } " · " code { (entry.reason) }
            }
            (facts(entry.facts.iter()))
            (facts(entry.decision.iter()))
            @for coverage in &entry.coverage { (coverage_of(coverage, labels)) }
            @if !entry.bars.is_empty() { (chart::draw(&entry.bars, labels)) }
            @if !entry.steps.is_empty() {
                h4 { (labels.steps) }
                ol { @for step in &entry.steps { li { (step) } } }
            }
            @if let Some((name, address)) = &entry.link {
                p { a href=(address) rel="noreferrer" { (name) } }
            }
        }
    }
}

fn facts<'a>(facts: impl Iterator<Item = &'a FactWords>) -> Markup {
    let mut facts = facts.peekable();
    html! {
        @if facts.peek().is_some() {
            dl {
                @for fact in facts.by_ref() {
                    dt { (fact.label) }
                    @for value in &fact.values { dd { (value) } }
                }
            }
        }
    }
}

fn coverage_of(coverage: &Coverage, labels: &Labels) -> Markup {
    html! {
        div.scrolls tabindex="0" role="group" aria-label=(coverage.summary) {
            table {
                caption { (coverage.summary) }
                thead { tr {
                    @for label in [&labels.item, &labels.state, &labels.field] {
                        th scope="col" { (label) }
                    }
                } }
                tbody {
                    @for item in &coverage.items {
                        tr.{ "state-" (item.state.name()) } {
                            th scope="row" { (item.name) }
                            td { (item.state_words) }
                            td { @if let Some(field) = &item.field { code { (field) } } }
                        }
                    }
                }
            }
        }
    }
}

fn way_of(way: &Way, labels: &Labels) -> Markup {
    html! {
        section.way aria-labelledby="way" {
            h2 id="way" { (way.heading) }
            div.scrolls tabindex="0" role="group" aria-label=(way.heading) {
                table {
                    caption { (way.total) }
                    thead { tr {
                        th scope="col" { "#" }
                        @for label in [&labels.step, &labels.time, &labels.after] {
                            th scope="col" { (label) }
                        }
                    } }
                    tbody {
                        @for (index, step) in way.steps.iter().enumerate() {
                            tr {
                                td.number { (index + 1) }
                                th scope="row" {
                                    (step.title)
                                    @if !step.steps.is_empty() {
                                        ul { @for act in &step.steps { li { (act) } } }
                                    }
                                }
                                td.number { (step.time) }
                                td.number { @if let Some(after) = step.after { (after) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
