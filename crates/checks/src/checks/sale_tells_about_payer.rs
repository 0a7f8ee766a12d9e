//! Does a sale say who buys?
//!
//! A buyer who is known to be a person with a history is less often taken for a fraud.
//!
//! Source: what the pages on payment approval ask to send: the fields of the payment, the
//! preference and the order in [`crate::sale::table`].

use crate::check::{Check, Needs};
use crate::contract::{Requirement, Severity};
use crate::evidence::{DataItem, Source};
use crate::matrix;
use crate::profile::Product;
use crate::sale::telling;

/// The check.
pub static CHECK: Check = Check {
    id: "sale-tells-about-payer",
    requirement: Requirement::Approval,
    matters,
    sites: &[],
    // Payment and order are two views of one sale; whose it is, is asked of the account besides.
    needs: Needs::Any(&[Source::Payment, Source::Order]),
    also_reads: &[Source::Account, Source::MerchantOrder, Source::Preference],
    reasons: telling::ANSWERS,
    source: "Improve payment approval: recommendations",
    judge: |profile, evidence| telling::judge(ITEMS, profile, evidence),
    #[cfg(feature = "examples")]
    examples: || telling::examples(ITEMS),
};

/// A subscription takes no data of a sale.
fn matters(product: Product) -> Option<Severity> {
    matrix::approval(product).filter(|_| product != Product::Subscriptions)
}

/// What is looked for.
const ITEMS: &[DataItem] = &[
    DataItem::Email,
    DataItem::PayerFirstName,
    DataItem::PayerLastName,
    DataItem::PayerIdentification,
    DataItem::PayerPhone,
    DataItem::Address,
    DataItem::PayerRegistrationDate,
];
