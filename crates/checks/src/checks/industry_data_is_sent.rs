//! Does a sale carry the data of its industry?
//!
//! Tickets, travel, fashion, electronics: each has data that tell an ordinary sale from a fraud,
//! such as the day of an event, a warranty, or since when the buyer is a customer.
//!
//! Source: the page on industry data, which says that only preferences take them.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Requirement, Severity};
use crate::evidence::{DataItem, Evidence, Sent, Source};
use crate::matrix;
use crate::profile::{Product, Profile};
use crate::sale::choice::{Origin, Sale, origin};
use crate::sale::measure::to_measure;
use crate::sale::table::line;
use crate::sale::view::{findings, told};

/// The check.
pub static CHECK: Check = Check {
    id: "industry-data-is-sent",
    requirement: Requirement::Approval,
    matters,
    sites: &[],
    // Only a preference shows them; an order shows that there is no preference to look at.
    needs: Needs::Any(&[Source::Preference, Source::Order]),
    also_reads: &[Source::Payment, Source::Account, Source::MerchantOrder],
    reasons: REASONS,
    source: "Industry data",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    IS_SENT = "is_sent" Passed;
    IS_NOT_SENT = "is_not_sent" Warning, ApprovalGuide;
    ORDERS_TAKE_NONE = "orders_take_none" NotApplicable;
    CANNOT_BE_SEEN = "cannot_be_seen" Confirm, ApprovalGuide;
    WAITS_FOR_PAYMENT = "waits_for_payment" Skipped;
}

/// Only Checkout Pro has preferences that the merchant writes.
fn matters(product: Product) -> Option<Severity> {
    matrix::approval(product).filter(|_| product == Product::CheckoutPro)
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let sale = match to_measure(profile, evidence, &WAITS_FOR_PAYMENT, &CANNOT_BE_SEEN) {
        Ok(sale) => sale,
        Err(finding) => return finding,
    };
    let finding = judge_sale(profile, &sale, evidence);
    match line(DataItem::IndustryData) {
        Some(line) if sale.preference.is_some() => {
            finding.about(findings([line], profile.product, &sale, evidence))
        }
        _ => finding,
    }
}

fn judge_sale(profile: &Profile, sale: &Sale<'_>, evidence: &Evidence) -> Finding {
    let without_order = Sale {
        order: None,
        ..*sale
    };
    if sale.preference.is_none() {
        return match origin(profile.product, &without_order, evidence) {
            Origin::Blind(blind) => blind,
            _ if sale.order.is_some() => ORDERS_TAKE_NONE.found(),
            _ => CANNOT_BE_SEEN.found(),
        };
    }
    match told(profile.product, &without_order, DataItem::IndustryData) {
        Some(Sent::Absent) => IS_NOT_SENT.found(),
        Some(_) => IS_SENT.found(),
        None => CANNOT_BE_SEEN.found(),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{Observation, Told};
    use crate::examples::{change, example};

    vec![
        example("is_sent", |_| {}),
        example("is_not_sent", |evidence| {
            let lose = |told: &mut Told| told.put(DataItem::IndustryData, Sent::Absent);
            change(&mut evidence.payment, |payment| lose(&mut payment.told));
            change(&mut evidence.preference, |preference| {
                lose(&mut preference.told);
            });
        }),
        example("orders_take_none", |evidence| {
            evidence.payment = Observation::Absent;
            evidence.merchant_order = Observation::Absent;
            evidence.preference = Observation::Absent;
        }),
        example("cannot_be_seen", |evidence| {
            evidence.merchant_order = Observation::Absent;
            evidence.preference = Observation::Absent;
            evidence.order = Observation::Absent;
        }),
        example("waits_for_payment", |evidence| {
            evidence.payment = Observation::Absent;
            evidence.order = Observation::Absent;
        }),
    ]
}
