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
    merchant!(131, "131", {
        id: "methods-empty",
        special: "not one means of payment",
        expectation: "inconclusive: an empty list tells nothing",
    }, script { methods: Methods::Empty }),
    merchant!(132, "132", {
        id: "methods-without-cards",
        special: "no card among the means of payment",
        expectation: "fails: no cards",
    }, script { methods: Methods::WithoutCards }),
    merchant!(133, "133", {
        id: "methods-cards-off",
        special: "every card among the means of payment is switched off",
        expectation: "fails: no card is active",
    }, script { methods: Methods::CardsOff }),
    merchant!(134, "134", {
        id: "methods-of-other-country",
        special: "a Brazilian account with the means of payment of Argentina",
        expectation: "account and means of payment contradict each other",
        product: Product::CheckoutApi,
    }, script { methods: Methods::Of(Site::Mla) }),
];
