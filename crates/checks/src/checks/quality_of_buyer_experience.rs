//! Does a sale carry what makes buying easy to understand?
//!
//! A name on the card statement that buyers recognise, and a way back to the shop, save complaints.
//!
//! Source: items and classes as in answers of the quality tool, fields of the payment, the
//! preference and the order; see [`crate::sale::table`]. The score itself is not imitated.

use crate::check::{Check, Needs};
use crate::contract::Requirement;
use crate::evidence::Source;
use crate::matrix;
use crate::sale::aspect;
use crate::sale::table::Aspect;

/// The check.
pub static CHECK: Check = Check {
    id: "quality-of-buyer-experience",
    requirement: Requirement::Quality,
    matters: matrix::quality,
    sites: &[],
    // Payment and order are two views of one sale; whose it is, is asked of the account besides.
    needs: Needs::Any(&[Source::Payment, Source::Order]),
    also_reads: &[Source::Account, Source::MerchantOrder, Source::Preference],
    reasons: aspect::ANSWERS,
    source: "Integration quality: checklist of the tool",
    judge: |profile, evidence| aspect::judge(Aspect::BuyerExperience, profile, evidence),
    #[cfg(feature = "examples")]
    examples: || aspect::examples(Aspect::BuyerExperience),
};
