//! A whole report as plain text, with colours for a terminal that shows them.

use anstyle::{AnsiColor, Style};
use checkout_readiness_checks::contract::{Group, Verdict};
use checkout_readiness_wording::FactWords;

use crate::document::{Document, Entry, Labels, Section, Way};

/// Whether words are coloured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Never.
    None,
    /// With the sequences that terminals understand.
    Colours,
}

/// A line for each outcome, the most urgent first, what to do below those that are open, the way,
/// and the verdict as the last line.
pub fn write(document: &Document, paint: Paint) -> String {
    let mut text = String::new();
    for section in &document.sections {
        for entry in &section.entries {
            push_entry(&mut text, section, entry, &document.labels, paint);
        }
    }
    if let Some(way) = &document.way {
        push_way(&mut text, way, document, paint);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    if let Some(at) = &document.judged_at {
        push_line(&mut text, &[&at.label, ": ", &at.value()]);
    }
    if let Some(notice) = &document.notice {
        push_line(&mut text, &[&paint.over(notice, AnsiColor::Magenta)]);
    }
    let verdict = paint.over(&document.verdict_words, colour_of(document.verdict));
    if document.counts.is_empty() {
        push_line(&mut text, &[&verdict]);
    } else {
        push_line(&mut text, &[&verdict, ": ", &document.counts]);
    }
    text
}

fn push_entry(text: &mut String, section: &Section, entry: &Entry, labels: &Labels, paint: Paint) {
    let status = paint.over(&entry.status, colour_of_group(section.group));
    push_line(text, &["[", &status, "] ", &entry.title]);
    push_facts(text, &entry.decision);
    if !entry.is_open {
        return;
    }
    push_facts(text, &entry.facts);
    for coverage in &entry.coverage {
        push_line(text, &["    ", &coverage.summary]);
        for item in coverage.not_sent() {
            let field = item.field.as_deref().map(|field| format!(" ({field})"));
            let field = field.unwrap_or_default();
            push_line(
                text,
                &["      ", &item.state_words, ": ", &item.name, &field],
            );
        }
    }
    if !entry.bars.is_empty() {
        push_line(text, &["    ", &labels.groups]);
    }
    for bar in &entry.bars {
        let share = format!("{} ({} %)", bar.count, bar.percent);
        push_line(text, &["      ", &bar.name, ": ", &share]);
        if !bar.advice.is_empty() {
            push_line(text, &["        ", &bar.advice]);
        }
    }
    for step in entry.numbered_steps() {
        push_line(text, &["    ", &step]);
    }
    if let Some((name, address)) = &entry.link {
        push_line(text, &["    ", name, ": ", address]);
    }
}

fn push_facts(text: &mut String, facts: &[FactWords]) {
    for fact in facts {
        push_line(text, &["    ", &fact.label, ": ", &fact.value()]);
    }
}

fn push_way(text: &mut String, way: &Way, document: &Document, paint: Paint) {
    if !text.is_empty() {
        text.push('\n');
    }
    push_line(text, &[&paint.bold(&way.heading), " – ", &way.total]);
    for (index, step) in way.steps.iter().enumerate() {
        let after = step
            .after
            .map(|after| format!("; {} {after}", document.labels.after));
        let number = (index + 1).to_string();
        let after = after.unwrap_or_default();
        let told = format!("    {number}. {} ({}{after})", step.title, step.time);
        push_line(text, &[&told]);
        for act in &step.steps {
            push_line(text, &["       ", act]);
        }
    }
}

fn push_line(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
    text.push('\n');
}

impl Paint {
    fn over(self, text: &str, colour: AnsiColor) -> String {
        self.with(text, Style::new().bold().fg_color(Some(colour.into())))
    }

    fn bold(self, text: &str) -> String {
        self.with(text, Style::new().bold())
    }

    fn with(self, text: &str, style: Style) -> String {
        match self {
            Self::None => text.to_owned(),
            Self::Colours => format!("{style}{text}{style:#}"),
        }
    }
}

const fn colour_of(verdict: Verdict) -> AnsiColor {
    match verdict {
        Verdict::Ready => AnsiColor::Green,
        Verdict::NotReady => AnsiColor::Red,
        Verdict::Undecided | Verdict::NotRun => AnsiColor::Yellow,
    }
}

const fn colour_of_group(group: Group) -> AnsiColor {
    match group {
        Group::Blocker => AnsiColor::Red,
        Group::Warning => AnsiColor::Yellow,
        Group::ToConfirm => AnsiColor::Blue,
        Group::Unseen => AnsiColor::Magenta,
        Group::Passed => AnsiColor::Green,
        Group::Dismissed | Group::NotApplicable => AnsiColor::Cyan,
    }
}
