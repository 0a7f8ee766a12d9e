//! A whole report as Markdown.

use checkout_readiness_wording::FactWords;

use crate::document::{Bar, Coverage, Document, Entry, Labels, Way};
use crate::escape::{cell, cell_code, code, sentence};

/// The report: verdict, what was asked, the way, then every outcome, the most urgent first.
/// Whatever a value contains stays text.
pub fn write(document: &Document) -> String {
    let mut text = String::new();
    push_head(&mut text, document);
    for section in &document.sections {
        begin_block(&mut text);
        let count = section.entries.len().to_string();
        push(&mut text, &["## ", &section.heading, " (", &count, ")\n\n"]);
        for entry in &section.entries {
            if entry.is_open {
                push_open(&mut text, entry, &document.labels);
            } else {
                push_settled(&mut text, entry);
            }
        }
    }
    if let Some(way) = &document.way {
        push_way(&mut text, way, &document.labels);
    }
    text
}

fn push_head(text: &mut String, document: &Document) {
    push(
        text,
        &["# ", &document.title, ": ", &document.verdict_words, "\n\n"],
    );
    if let Some(notice) = &document.notice {
        push(text, &["> **", &sentence(notice), "**\n\n"]);
    }
    push(text, &[&sentence(&document.sentence), "\n\n"]);
    for line in &document.head {
        push(text, &["- ", &line.label, ": ", &line.value(), "\n"]);
    }
    push_facts(text, &document.stamps, "- ");
}

fn push_open(text: &mut String, entry: &Entry, labels: &Labels) {
    begin_block(text);
    push(text, &["### ", &sentence(&entry.title), "\n\n"]);
    push(
        text,
        &[
            &code(&entry.check),
            ", ",
            &code(&entry.reason),
            ", ",
            &entry.status,
            ", ",
            &entry.severity,
            "\n\n",
        ],
    );
    push_facts(text, &entry.facts, "- ");
    push_facts(text, &entry.decision, "- ");
    for coverage in &entry.coverage {
        push_coverage(text, coverage, labels);
    }
    if !entry.bars.is_empty() {
        push_bars(text, &entry.bars, labels);
    }
    if !entry.steps.is_empty() {
        begin_block(text);
        for (index, step) in entry.steps.iter().enumerate() {
            let number = (index + 1).to_string();
            push(text, &[&number, ". ", &sentence(step), "\n"]);
        }
    }
    if let Some((name, address)) = &entry.link {
        begin_block(text);
        push(text, &[&sentence(name), ": <", address, ">\n"]);
    }
}

fn push_settled(text: &mut String, entry: &Entry) {
    push(
        text,
        &[
            "- ",
            &sentence(&entry.title),
            " (",
            &code(&entry.check),
            ", ",
            &code(&entry.reason),
            ")\n",
        ],
    );
    push_facts(text, &entry.facts, "  - ");
    for coverage in &entry.coverage {
        push(text, &["  - ", &sentence(&coverage.summary), "\n"]);
    }
    for bar in &entry.bars {
        let share = format!(": {} ({} %)\n", bar.count, bar.percent);
        push(text, &["  - ", &sentence(&bar.name), &share]);
    }
    push_facts(text, &entry.decision, "  - ");
}

fn push_facts(text: &mut String, facts: &[FactWords], bullet: &str) {
    for fact in facts {
        let values: Vec<String> = fact.values.iter().map(|value| code(value)).collect();
        let label = sentence(&fact.label);
        push(text, &[bullet, &label, ": ", &values.join(", "), "\n"]);
    }
}

fn push_coverage(text: &mut String, coverage: &Coverage, labels: &Labels) {
    begin_block(text);
    push(text, &[&sentence(&coverage.summary), "\n\n"]);
    push_row(
        text,
        [&labels.item, &labels.state, &labels.field].map(|label| cell(label)),
    );
    text.push_str("|---|---|---|\n");
    for item in &coverage.items {
        let field = item.field.as_deref().map(cell_code).unwrap_or_default();
        push_row(text, [cell(&item.name), cell(&item.state_words), field]);
    }
}

fn push_bars(text: &mut String, bars: &[Bar], labels: &Labels) {
    begin_block(text);
    push(text, &[&sentence(&labels.groups), "\n\n"]);
    let headings = [
        &labels.group,
        &labels.count,
        &labels.share,
        &labels.details,
        &labels.steps,
    ];
    push_row(text, headings.map(|label| cell(label)));
    text.push_str("|---|--:|--:|---|---|\n");
    for bar in bars {
        let details = if bar.details.is_empty() {
            String::new()
        } else {
            cell_code(&bar.details)
        };
        let (count, share) = (bar.count.to_string(), format!("{} %", bar.percent));
        let advice = Some(cell(&bar.advice)).filter(|_| !bar.advice.is_empty());
        let advice = advice.unwrap_or_default();
        push_row(text, [cell(&bar.name), count, share, details, advice]);
    }
}

fn push_row<const N: usize>(text: &mut String, cells: [String; N]) {
    push(text, &["| ", &cells.join(" | "), " |\n"]);
}

fn push_way(text: &mut String, way: &Way, labels: &Labels) {
    begin_block(text);
    push(text, &["## ", &sentence(&way.heading), "\n\n"]);
    push(text, &[&sentence(&way.total), "\n\n"]);
    for (index, step) in way.steps.iter().enumerate() {
        let number = (index + 1).to_string();
        push(
            text,
            &[&number, ". ", &sentence(&step.title), " (", &step.time],
        );
        if let Some(after) = step.after {
            push(text, &["; ", &labels.after, " ", &after.to_string()]);
        }
        text.push_str(")\n");
        for act in &step.steps {
            // As deep as the text of a number with two digits.
            push(text, &["    - ", &sentence(act), "\n"]);
        }
    }
}

/// Makes sure that what follows stands apart.
fn begin_block(text: &mut String) {
    if !text.ends_with("\n\n") {
        text.push('\n');
    }
}

fn push(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}
