//! Can the account take cards?
//!
//! A new account may have its cards still in testing, or switched off. The shop then shows a
//! checkout without cards, and buyers leave.
//!
//! Source: `GET /v1/payment_methods`: a credit or debit card with status `active`.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement, Severity};
use crate::evidence::{Evidence, Source};
use crate::judge::unseen;
use crate::profile::{Product, Profile};

/// The check.
pub static CHECK: Check = Check {
    id: "card-payments-are-enabled",
    requirement: Requirement::Credentials,
    matters,
    sites: &[],
    needs: Needs::All(&[Source::PaymentMethods]),
    also_reads: &[],
    reasons: REASONS,
    source: "GET /v1/payment_methods",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    CARDS_ARE_ACTIVE = "cards_are_active" Passed;
    NO_CARD_IS_ACTIVE = "no_card_is_active" Failed, Home;
    NO_CARD_IS_LISTED = "no_card_is_listed" Failed, Home;
    LIST_IS_EMPTY = "list_is_empty" Inconclusive;
}

/// No guide asks for cards: a shop may live on Pix or cash. QR shows codes, not cards.
fn matters(product: Product) -> Option<Severity> {
    (product != Product::Qr).then_some(Severity::Recommended)
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    if let Some(blind) = unseen(evidence, Source::PaymentMethods) {
        return blind;
    }
    let Some(methods) = evidence.payment_methods.seen() else {
        return field_missing("payment_methods");
    };
    if methods.is_empty() {
        return LIST_IS_EMPTY.found();
    }
    let cards = || {
        methods
            .iter()
            .filter(|method| matches!(method.kind.as_deref(), Some("credit_card" | "debit_card")))
    };
    let named = |active: bool| -> Vec<String> {
        cards()
            .filter(|card| (card.status.as_deref() == Some("active")) == active)
            .map(|card| card.id.clone())
            .collect()
    };
    let (active, inactive) = (named(true), named(false));
    if !active.is_empty() {
        CARDS_ARE_ACTIVE.with(Details::none().with("active_cards", active))
    } else if !inactive.is_empty() {
        NO_CARD_IS_ACTIVE.with(Details::none().with("inactive_cards", inactive))
    } else {
        NO_CARD_IS_LISTED.found()
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, example};

    vec![
        example("cards_are_active", |_| {}),
        example("no_card_is_active", |evidence| {
            change(&mut evidence.payment_methods, |methods| {
                for method in methods {
                    method.status = Some("testing".to_owned());
                }
            });
        }),
        example("no_card_is_listed", |evidence| {
            change(&mut evidence.payment_methods, |methods| {
                methods.retain(|method| method.id == "pix");
            });
        }),
        example("list_is_empty", |evidence| {
            change(&mut evidence.payment_methods, Vec::clear);
        }),
    ]
}
