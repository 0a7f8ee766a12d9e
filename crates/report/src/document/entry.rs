//! One outcome in words, with everything it shows beside its facts.

use checkout_readiness_checks::contract::{
    Group, ItemClass, ItemFinding, ItemState, Outcome, Report,
};
use checkout_readiness_wording::{Catalog, FactWords, Words, clean, links, names as words};

use super::{decision, names};

/// One outcome in words.
pub struct Entry {
    /// Where its outcome stands in the report.
    pub position: usize,
    /// The check's id.
    pub check: String,
    /// The reason's code.
    pub reason: String,
    /// Whether it asks for an act.
    pub is_open: bool,
    /// The check's neutral name.
    pub name: String,
    /// Why the check matters.
    pub why: String,
    /// The result as one sentence.
    pub title: String,
    /// The status in words.
    pub status: String,
    /// Whether it blocks, in words.
    pub severity: String,
    /// The facts behind it.
    pub facts: Vec<FactWords>,
    /// What a person decided about it.
    pub decision: Vec<FactWords>,
    /// The data of a sale, by how much they matter.
    pub coverage: Vec<Coverage>,
    /// Counted groups, the largest first.
    pub bars: Vec<Bar>,
    /// What to do.
    pub steps: Vec<String>,
    /// Where to do it: what the link is called, and where it leads.
    pub link: Option<(String, String)>,
}

/// The data of a sale that matter equally.
pub struct Coverage {
    /// How many of them were sent, in words.
    pub summary: String,
    /// What was seen of each, what is wrong first.
    pub items: Vec<Item>,
}

impl Coverage {
    /// Those that were not simply sent.
    pub fn not_sent(&self) -> impl Iterator<Item = &Item> {
        self.items
            .iter()
            .filter(|item| item.state != ItemState::Present)
    }
}

/// A datum of a sale.
pub struct Item {
    /// Its name.
    pub name: String,
    /// What was seen of it.
    pub state: ItemState,
    /// The same in words.
    pub state_words: String,
    /// The field to send it in.
    pub field: Option<String>,
}

/// A counted group.
pub struct Bar {
    /// Its name.
    pub name: String,
    /// How many.
    pub count: u32,
    /// Their share, in whole percent.
    pub percent: u32,
    /// What makes it up.
    pub details: String,
    /// What to do about it.
    pub advice: String,
}

impl Entry {
    /// An outcome of a report in the catalog's words.
    pub fn of(position: usize, outcome: &Outcome, report: &Report, catalog: &dyn Catalog) -> Self {
        let words_of = Words::of(outcome, catalog);
        let is_open = outcome.group() < Group::Dismissed;
        Self {
            position,
            check: clean(&outcome.check),
            reason: clean(&outcome.reason),
            is_open,
            name: words_of.name(),
            why: words_of.why(),
            title: words_of.title(),
            status: words_of.status(),
            severity: words::severity(outcome.severity, catalog),
            facts: words_of.facts(),
            decision: decision::lines(outcome, catalog),
            coverage: coverage(&outcome.items, catalog),
            bars: bars(outcome, catalog),
            steps: if is_open {
                words_of.steps()
            } else {
                Vec::new()
            },
            link: outcome.link.filter(|_| is_open).map(|link| {
                let product = report.profile.product;
                let address =
                    links::address(link, links::site(report), catalog.language(), product, None);
                (words::link(link, catalog), address)
            }),
        }
    }

    /// The steps as numbered lines.
    pub fn numbered_steps(&self) -> impl Iterator<Item = String> + '_ {
        self.steps
            .iter()
            .enumerate()
            .map(|(index, step)| format!("{}. {step}", index + 1))
    }
}

fn coverage(items: &[ItemFinding], catalog: &dyn Catalog) -> Vec<Coverage> {
    let of_class = |class: &ItemClass| {
        let mut found: Vec<&ItemFinding> =
            items.iter().filter(|item| item.class == *class).collect();
        if found.is_empty() {
            return None;
        }
        found.sort_by_key(|item| urgency(item.state));
        Some(Coverage {
            summary: summary(*class, &found, catalog),
            items: found
                .into_iter()
                .map(|item| in_words(item, catalog))
                .collect(),
        })
    };
    ItemClass::ALL.iter().filter_map(of_class).collect()
}

/// How many were sent, and how many nobody can see.
fn summary(class: ItemClass, items: &[&ItemFinding], catalog: &dyn Catalog) -> String {
    let count = |state| {
        let found = items.iter().filter(|item| item.state == state).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let all = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let sent = [("sent", count(ItemState::Present))];
    let key = ["coverage_", class.name()].concat();
    let mut summary = names::counting(&key, all, &sent, catalog);
    let hidden = count(ItemState::NotVisible);
    if hidden > 0 {
        summary.push_str("; ");
        summary.push_str(&names::counting("not_visible", hidden, &[], catalog));
    }
    summary
}

/// What is wrong comes first, then what is not known, then what is fine.
const fn urgency(state: ItemState) -> u8 {
    match state {
        ItemState::Missing => 0,
        ItemState::Placeholder => 1,
        ItemState::TooLong => 2,
        ItemState::Unknown => 3,
        ItemState::NotVisible => 4,
        ItemState::Present => 5,
    }
}

fn in_words(found: &ItemFinding, catalog: &dyn Catalog) -> Item {
    Item {
        name: words::item(found.item, catalog),
        state: found.state,
        state_words: words::item_state(found.state, catalog),
        field: found.field.as_deref().map(clean),
    }
}

fn bars(outcome: &Outcome, catalog: &dyn Catalog) -> Vec<Bar> {
    let mut groups: Vec<_> = outcome.groups.iter().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    let bar = |group: &checkout_readiness_checks::contract::CountedGroup| Bar {
        name: words::rejection(group.group, catalog),
        count: group.count,
        percent: group.percent.min(100),
        details: clean(&group.details.join(", ")),
        advice: words::rejection_advice(group.group, catalog),
    };
    groups.into_iter().map(bar).collect()
}
