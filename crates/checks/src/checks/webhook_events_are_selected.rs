//! Are the events this product lives on ticked in the panel?
//!
//! An address without the right events stays silent. Which events are ticked cannot be read from
//! outside: Mercado Pago answers with an empty list whatever is ticked. So the list to compare
//! with is shown, and a person looks.
//!
//! Source: webhooks documentation, topics by product.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::Evidence;
use crate::matrix;
use crate::profile::{Product, Profile};

/// The check.
pub static CHECK: Check = Check {
    id: "webhook-events-are-selected",
    requirement: Requirement::Notifications,
    matters: matrix::notifications,
    sites: &[],
    needs: Needs::All(&[]),
    also_reads: &[],
    reasons: REASONS,
    source: "Webhooks documentation: topics by product",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    COMPARE_WITH_PANEL = "compare_with_panel" Confirm, Application;
}

/// The topics a product needs; chargebacks and claims concern whoever takes cards.
#[must_use]
pub fn topics(product: Product) -> Vec<&'static str> {
    const DISPUTES: [&str; 2] = ["topic_chargebacks_wh", "topic_claims_integration_wh"];
    let (own, takes_cards): (&[&str], bool) = match product {
        Product::CheckoutPro | Product::Plugin => (&["payment", "topic_merchant_order_wh"], true),
        Product::CheckoutApi | Product::Bricks => (&["payment"], true),
        Product::Orders => (&["order"], true),
        Product::Point => (&["order", "topic_claims_integration_wh"], false),
        Product::Qr => (&["order", "topic_claims_integration_wh"], false),
        Product::Subscriptions => (
            &[
                "payment",
                "subscription_preapproval",
                "subscription_preapproval_plan",
                "subscription_authorized_payment",
            ],
            true,
        ),
    };
    let disputes = if takes_cards {
        DISPUTES.as_slice()
    } else {
        &[]
    };
    own.iter().chain(disputes).copied().collect()
}

fn judge(profile: &Profile, _: &Evidence) -> Finding {
    let topics: Vec<String> = topics(profile.product)
        .into_iter()
        .map(str::to_owned)
        .collect();
    COMPARE_WITH_PANEL.with(Details::none().with("topics", topics))
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    vec![crate::examples::example("compare_with_panel", |_| {})]
}
