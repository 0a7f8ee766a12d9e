//! A report in words: what every format that people read has to say, in the order it says it.

mod decision;
mod entry;
mod names;
mod way;

pub use entry::{Bar, Coverage, Entry};
pub use way::Way;

use checkout_readiness_checks::contract::{Counts, Group, Outcome, Report, Verdict};
use checkout_readiness_wording::{Catalog, FactWords, clean, names as words};

/// A report in words. Values from elsewhere are on one visible line and otherwise as they came:
/// whoever writes them escapes them.
pub struct Document {
    /// The tag of the language.
    pub language: &'static str,
    /// What this document is.
    pub title: String,
    /// What a reader must know of the mode before anything else.
    pub notice: Option<String>,
    /// May the shop go live?
    pub verdict: Verdict,
    /// The same in a word or two.
    pub verdict_words: String,
    /// The same as a sentence.
    pub sentence: String,
    /// How many of each, in words.
    pub counts: String,
    /// What came of it, what was asked and of whom, in words.
    pub head: Vec<FactWords>,
    /// Moments and versions, which are no words.
    pub stamps: Vec<FactWords>,
    /// When it was judged again, if it was; also among the stamps.
    pub judged_at: Option<FactWords>,
    /// Every outcome, the most urgent group first.
    pub sections: Vec<Section>,
    /// The way from here to the first sale.
    pub way: Option<Way>,
    /// Headings and labels.
    pub labels: Labels,
}

/// A group of outcomes.
pub struct Section {
    /// Which group.
    pub group: Group,
    /// Its name.
    pub heading: String,
    /// What is in it.
    pub entries: Vec<Entry>,
}

/// Headings and labels that formats need beside what a report says.
pub struct Labels {
    /// Over the steps.
    pub steps: String,
    /// Over a table's data of a sale.
    pub item: String,
    /// Over what was seen of them.
    pub state: String,
    /// Over the fields to send them in.
    pub field: String,
    /// Over the groups of rejected payments.
    pub groups: String,
    /// Over a table's groups.
    pub group: String,
    /// Over how many.
    pub count: String,
    /// Over their share.
    pub share: String,
    /// Over what makes up a group.
    pub details: String,
    /// Over the steps of the way.
    pub step: String,
    /// Over how long they take.
    pub time: String,
    /// Over what they wait for.
    pub after: String,
}

impl Document {
    /// A report in the catalog's words.
    pub fn of(report: &Report, catalog: &dyn Catalog) -> Self {
        let sections = words::GROUPS.into_iter().map(|group| Section {
            group,
            heading: words::group(group, catalog),
            entries: report
                .outcomes
                .iter()
                .enumerate()
                .filter(|(_, outcome)| outcome.group() == group)
                .map(|(position, outcome)| Entry::of(position, outcome, report, catalog))
                .collect(),
        });
        let counts = words::counts(&Counts::of(&report.outcomes), catalog).join(", ");
        Self {
            language: catalog.language().tag(),
            title: names::of_report("title", catalog),
            notice: words::mode_notice(report.mode, catalog),
            verdict: report.verdict,
            verdict_words: words::verdict(report.verdict, catalog),
            sentence: words::verdict_sentence(report.verdict, catalog),
            head: head(report, &counts, catalog),
            stamps: stamps(report, catalog),
            judged_at: judged_at(report, catalog),
            counts,
            sections: sections
                .filter(|section| !section.entries.is_empty())
                .collect(),
            way: Way::of(report, catalog),
            labels: Labels::of(catalog),
        }
    }
}

impl Document {
    /// Every outcome of the report this document was made of, in the report's order, with its
    /// words.
    pub fn outcomes<'a>(&'a self, report: &'a Report) -> Vec<(&'a Outcome, &'a Entry)> {
        let mut entries: Vec<&Entry> = self
            .sections
            .iter()
            .flat_map(|section| &section.entries)
            .collect();
        entries.sort_by_key(|entry| entry.position);
        report.outcomes.iter().zip(entries).collect()
    }
}

fn head(report: &Report, counts: &str, catalog: &dyn Catalog) -> Vec<FactWords> {
    let site = report.profile.site.map(|site| words::site(site, catalog));
    [
        ("counts", counts.to_owned()),
        ("product", words::product(report.profile.product, catalog)),
        (
            "site",
            site.unwrap_or_else(|| names::of_report("site_unknown", catalog)),
        ),
        ("mode", words::mode(report.mode, catalog)),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| line(names::of_report(key, catalog), value))
    .collect()
}

fn stamps(report: &Report, catalog: &dyn Catalog) -> Vec<FactWords> {
    let stamp = |key, value: &str| line(names::of_report(key, catalog), clean(value));
    std::iter::once(stamp("observed_at", &report.observed_at.0))
        .chain(judged_at(report, catalog))
        .chain([stamp("engine", &report.engine)])
        .collect()
}

fn line(label: String, value: String) -> FactWords {
    FactWords {
        label,
        values: vec![value],
    }
}

fn judged_at(report: &Report, catalog: &dyn Catalog) -> Option<FactWords> {
    let at = report.judged_at.as_ref()?;
    Some(line(names::label("judged_at", catalog), clean(&at.0)))
}

impl Labels {
    fn of(catalog: &dyn Catalog) -> Self {
        let label = |key| names::label(key, catalog);
        Self {
            steps: label("steps"),
            item: label("item"),
            state: label("state"),
            field: label("field"),
            groups: label("groups"),
            group: label("group"),
            count: label("count"),
            share: label("share"),
            details: label("details"),
            step: label("step"),
            time: label("time"),
            after: label("after"),
        }
    }
}
