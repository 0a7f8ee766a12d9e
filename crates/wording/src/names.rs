//! Names of everything that is not an outcome.

use checkout_readiness_checks::contract::{
    Counts, Group, ItemClass, ItemState, Link, Mode, RejectionGroup, Requirement, Severity, Status,
    Verdict,
};
use checkout_readiness_checks::evidence::DataItem;
use checkout_readiness_checks::profile::{Product, Site};
use checkout_readiness_checks::sale::table::Aspect;

use crate::catalog::{Catalog, counted, join};
use crate::fill::fill;

fn named(kind: &str, name: &str, catalog: &dyn Catalog) -> String {
    catalog
        .text(&join(&["shared", kind, name]))
        .unwrap_or_else(|| name.to_owned())
}

/// A verdict, in a word or two.
#[must_use]
pub fn verdict(verdict: Verdict, catalog: &dyn Catalog) -> String {
    named("verdict", verdict.name(), catalog)
}

/// A verdict as one sentence that says what it means.
#[must_use]
pub fn verdict_sentence(verdict: Verdict, catalog: &dyn Catalog) -> String {
    named("verdict_sentence", verdict.name(), catalog)
}

/// A status.
#[must_use]
pub fn status(status: Status, catalog: &dyn Catalog) -> String {
    named("status", status.name(), catalog)
}

/// A severity.
#[must_use]
pub fn severity(severity: Severity, catalog: &dyn Catalog) -> String {
    named("severity", severity.name(), catalog)
}

/// A heading of the go-live guide.
#[must_use]
pub fn requirement(requirement: Requirement, catalog: &dyn Catalog) -> String {
    named("requirement", requirement.name(), catalog)
}

/// A product, as Mercado Pago calls it in this language.
#[must_use]
pub fn product(product: Product, catalog: &dyn Catalog) -> String {
    named("product", product.name(), catalog)
}

/// A country.
#[must_use]
pub fn site(site: Site, catalog: &dyn Catalog) -> String {
    named("site", site.name(), catalog)
}

/// Who answered for Mercado Pago, in a word.
#[must_use]
pub fn mode(mode: Mode, catalog: &dyn Catalog) -> String {
    named("mode", mode.name(), catalog)
}

/// What a reader must know about a run in this mode; nothing where there is nothing to know.
#[must_use]
pub fn mode_notice(mode: Mode, catalog: &dyn Catalog) -> Option<String> {
    catalog.text(&join(&["shared.mode_notice", mode.name()]))
}

/// The heading over a group of outcomes.
#[must_use]
pub fn group(group: Group, catalog: &dyn Catalog) -> String {
    named("group", group_key(group), catalog)
}

/// How many outcomes there are in a group, as in "2 warnings".
#[must_use]
pub fn count(group: Group, count: usize, catalog: &dyn Catalog) -> String {
    let number = i64::try_from(count).unwrap_or(i64::MAX);
    let text = counted(
        catalog,
        &join(&["shared.count", group_key(group)]),
        Some(number),
    );
    fill(text.as_deref().unwrap_or("{count}"), &mut |name| {
        (name == "count").then(|| number.to_string())
    })
}

/// How many outcomes there are in each group that has any, the most urgent first.
#[must_use]
pub fn counts(counts: &Counts, catalog: &dyn Catalog) -> Vec<String> {
    GROUPS
        .into_iter()
        .map(|group| (group, count_of(counts, group)))
        .filter(|(_, number)| *number > 0)
        .map(|(group, number)| count(group, number, catalog))
        .collect()
}

/// What a link to where one acts is called.
#[must_use]
pub fn link(link: Link, catalog: &dyn Catalog) -> String {
    named("link", link.name(), catalog)
}

/// A datum of a sale.
#[must_use]
pub fn item(item: DataItem, catalog: &dyn Catalog) -> String {
    of_sale("item", item.name(), catalog)
}

/// What was seen of a datum.
#[must_use]
pub fn item_state(state: ItemState, catalog: &dyn Catalog) -> String {
    of_sale("state", state.name(), catalog)
}

/// How much a datum matters to the integration quality.
#[must_use]
pub fn item_class(class: ItemClass, catalog: &dyn Catalog) -> String {
    of_sale("class", class.name(), catalog)
}

/// An aspect of the integration quality.
#[must_use]
pub fn aspect(aspect: Aspect, catalog: &dyn Catalog) -> String {
    of_sale("aspect", aspect.name(), catalog)
}

/// Why payments were rejected, in a few words.
#[must_use]
pub fn rejection(group: RejectionGroup, catalog: &dyn Catalog) -> String {
    catalog
        .text(&join(&["sale.rejection", group.name(), "name"]))
        .unwrap_or_else(|| group.name().to_owned())
}

/// What to do about such rejections.
#[must_use]
pub fn rejection_advice(group: RejectionGroup, catalog: &dyn Catalog) -> String {
    catalog
        .text(&join(&["sale.rejection", group.name(), "advice"]))
        .unwrap_or_default()
}

fn of_sale(kind: &str, name: &str, catalog: &dyn Catalog) -> String {
    catalog
        .text(&join(&["sale", kind, name]))
        .unwrap_or_else(|| name.to_owned())
}

/// A check's neutral name, also before anything was looked at.
#[must_use]
pub fn check(requirement: Requirement, id: &str, catalog: &dyn Catalog) -> String {
    crate::words::name_of(requirement, id, catalog)
}

/// Why a check matters.
#[must_use]
pub fn check_why(requirement: Requirement, id: &str, catalog: &dyn Catalog) -> String {
    crate::words::why_of(requirement, id, catalog)
}

/// The groups in a reader's order.
pub const GROUPS: [Group; 7] = [
    Group::Blocker,
    Group::Warning,
    Group::ToConfirm,
    Group::Unseen,
    Group::Dismissed,
    Group::Passed,
    Group::NotApplicable,
];

/// A group's key in `locales/`.
#[must_use]
pub const fn group_key(group: Group) -> &'static str {
    match group {
        Group::Blocker => "blocker",
        Group::Warning => "warning",
        Group::ToConfirm => "to_confirm",
        Group::Unseen => "unseen",
        Group::Dismissed => "dismissed",
        Group::Passed => "passed",
        Group::NotApplicable => "not_applicable",
    }
}

const fn count_of(counts: &Counts, group: Group) -> usize {
    match group {
        Group::Blocker => counts.blockers,
        Group::Warning => counts.warnings,
        Group::ToConfirm => counts.to_confirm,
        Group::Unseen => counts.unseen,
        Group::Dismissed => counts.dismissed,
        Group::Passed => counts.passed,
        Group::NotApplicable => counts.not_applicable,
    }
}
