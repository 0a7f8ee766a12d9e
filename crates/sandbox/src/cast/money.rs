//! Merchants whose Pix key or reports tell something.

use super::prelude::*;

/// In the order a reader meets them.
pub(super) const MERCHANTS: &[Merchant] = &[
    merchant!(97, "097", {
        id: "pix-missing",
        special: "Pix is not among the means of payment",
        expectation: "fails: a Pix key is missing",
        product: Product::CheckoutApi,
    }, script { pix: Pix::Missing }),
    merchant!(98, "098", {
        id: "pix-deactivated",
        special: "Pix is among the means of payment, deactivated",
        expectation: "warns: Pix is switched off",
        product: Product::CheckoutApi,
    }, script { pix: Pix::Deactivated }),
    merchant!(99, "099", {
        id: "pix-unlisted",
        special: "Pix is not among the means of payment, though buyers have paid with it",
        expectation: "two signs contradict each other",
        product: Product::CheckoutApi,
    }, script { pix: Pix::Unlisted }),
    merchant!(100, "100", {
        id: "reports-by-hand",
        special: "both reports are made by hand, lately",
        expectation: "passes: the reports are in use",
    }, script { reports: Reports::ByHand }),
    merchant!(101, "101", {
        id: "reports-unscheduled",
        special: "both reports are configured, and none was made for long",
        expectation: "warns: nobody makes the reports",
    }, script { reports: Reports::Unscheduled }),
    merchant!(102, "102", {
        id: "reports-never",
        special: "no report was ever configured",
        expectation: "warns: no reports",
    }, script { reports: Reports::NeverConfigured }),
    merchant!(103, "103", {
        id: "reports-forbidden",
        special: "the token may not read the reports",
        expectation: "inconclusive: the reports cannot be looked at",
    }, script { reports: Reports::Forbidden }),
];
