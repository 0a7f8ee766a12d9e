//! A report as text to paste into a support ticket: short, complete, and fit for strangers.

use checkout_readiness_wording::FactWords;

use crate::document::{Document, Entry};

/// The head, then everything that is open with its facts, then the ids of what holds. What to do
/// is left out: whoever reads this is asked just that.
pub fn write(document: &Document) -> String {
    let mut text = String::new();
    push_line(&mut text, &[&document.title, ": ", &document.verdict_words]);
    if let Some(notice) = &document.notice {
        push_line(&mut text, &[notice]);
    }
    push_facts(&mut text, &document.head, "");
    push_facts(&mut text, &document.stamps, "");
    for section in &document.sections {
        text.push('\n');
        let count = section.entries.len().to_string();
        push_line(&mut text, &[&section.heading, " (", &count, ")"]);
        for entry in &section.entries {
            push_entry(&mut text, entry, document);
        }
    }
    text
}

fn push_entry(text: &mut String, entry: &Entry, document: &Document) {
    push_line(text, &["* ", &entry.title]);
    push_line(
        text,
        &[
            "  ",
            &entry.check,
            ": ",
            &entry.reason,
            " (",
            &entry.severity,
            ")",
        ],
    );
    push_facts(text, &entry.decision, "  ");
    if !entry.is_open {
        return;
    }
    push_facts(text, &entry.facts, "  ");
    for coverage in &entry.coverage {
        push_line(text, &["  ", &coverage.summary]);
        for item in coverage.not_sent() {
            push_line(text, &["  - ", &item.name, ": ", &item.state_words]);
        }
    }
    if !entry.bars.is_empty() {
        push_line(text, &["  ", &document.labels.groups]);
    }
    for bar in &entry.bars {
        let share = format!("{} ({} %)", bar.count, bar.percent);
        push_line(text, &["  - ", &bar.name, ": ", &share]);
    }
}

fn push_facts(text: &mut String, facts: &[FactWords], indent: &str) {
    for fact in facts {
        push_line(text, &[indent, &fact.label, ": ", &fact.value()]);
    }
}

fn push_line(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
    text.push('\n');
}
