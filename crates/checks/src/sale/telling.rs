//! From items to an answer about what a sale tells fraud prevention: the common body of the checks
//! of payment approval that look into one sale.

use super::choice::{Origin, Sale, origin};
use super::coverage::Coverage;
use super::measure::to_measure;
use super::table::{Line, line};
use super::view::{findings, hides_what_it_shows};
use crate::check::{Finding, Reason, reasons};
use crate::contract::ItemState;
use crate::evidence::{DataItem, Evidence};
use crate::profile::Profile;

reasons! {
    ALL_IS_SENT = "all_is_sent" Passed;
    SOME_IS_MISSING = "some_is_missing" Warning, ApprovalGuide;
    CANNOT_BE_SEEN = "cannot_be_seen" Confirm, ApprovalGuide;
    WAITS_FOR_PAYMENT = "waits_for_payment" Skipped;
}

/// Every answer.
pub static ANSWERS: &[&Reason] = REASONS;

/// Judges whether a sale tells these items. All of them count, whatever the quality tool asks:
/// the pages on payment approval name them all.
#[must_use]
pub fn judge(items: &[DataItem], profile: &Profile, evidence: &Evidence) -> Finding {
    match to_measure(profile, evidence, &WAITS_FOR_PAYMENT, &CANNOT_BE_SEEN) {
        Ok(sale) => judge_sale(items, profile, &sale, evidence),
        Err(finding) => finding,
    }
}

fn judge_sale(
    items: &[DataItem],
    profile: &Profile,
    sale: &Sale<'_>,
    evidence: &Evidence,
) -> Finding {
    let product = profile.product;
    let lines: Vec<&Line> = items.iter().filter_map(|item| line(*item)).collect();
    let items = findings(lines.iter().copied(), product, sale, evidence);
    let coverage = Coverage::of(&items);
    let origin = origin(product, sale, evidence);
    let hidden = || {
        let states = lines.iter().zip(&items);
        states
            .filter(|(_, item)| item.state == ItemState::NotVisible)
            .map(|(line, _)| *line)
    };
    let is_partly_hidden = hides_what_it_shows(hidden(), product, sale, &origin);
    let is_hidden = coverage.visible == 0 || is_partly_hidden;
    if let (Origin::Blind(blind), true) = (origin, is_hidden) {
        return blind.about(items);
    }
    let reason = if coverage.present < coverage.visible {
        &SOME_IS_MISSING
    } else if is_hidden {
        &CANNOT_BE_SEEN
    } else {
        &ALL_IS_SENT
    };
    reason.with(coverage.details()).about(items)
}

/// Examples that lead to every answer.
#[cfg(feature = "examples")]
#[must_use]
pub fn examples(items: &'static [DataItem]) -> Vec<crate::examples::Example> {
    use crate::evidence::{Observation, Sent, Told};
    use crate::examples::{change, example};

    vec![
        example("all_is_sent", |_| {}),
        example("some_is_missing", |evidence| {
            for item in items {
                let lose = |told: &mut Told| told.put(*item, Sent::Absent);
                change(&mut evidence.payment, |payment| lose(&mut payment.told));
                change(&mut evidence.preference, |preference| {
                    lose(&mut preference.told);
                });
                change(&mut evidence.order, |order| lose(&mut order.told));
            }
        }),
        example("cannot_be_seen", |evidence| {
            evidence.merchant_order = Observation::Absent;
            evidence.preference = Observation::Absent;
            evidence.order = Observation::Absent;
            change(&mut evidence.payment, |payment| {
                payment.told = Told::default();
            });
        }),
        example("waits_for_payment", |evidence| {
            evidence.payment = Observation::Absent;
            evidence.order = Observation::Absent;
        }),
    ]
}
