//! `GET /v1/payment_methods`: the means of payment of an account.

use checkout_readiness_checks::profile::Site;
use serde_json::Value;

use crate::{fixtures::Fixtures, merchant::Merchant, script::Pix};

/// The merchant's means of payment, Pix among them in Brazil if its script says so.
pub(super) fn methods(merchant: &Merchant, fixtures: &Fixtures) -> Vec<Value> {
    let (all, is_among): (_, fn(&str) -> bool) =
        match (merchant.script.country, merchant.script.pix) {
            (Site::Mlb, Pix::Active) => (&fixtures.methods_brazil, |_| true),
            (Site::Mlb, Pix::Deactivated) => (&fixtures.methods_pix_deactivated, |_| true),
            (Site::Mlb, Pix::Missing | Pix::Unlisted) => {
                (&fixtures.methods_brazil, |id| id != "pix")
            }
            (Site::Mla, _) => (&fixtures.methods_argentina, |_| true),
            // The cards that are known everywhere.
            _ => (&fixtures.methods_argentina, |id| {
                matches!(id, "visa" | "master")
            }),
        };
    all.as_array()
        .into_iter()
        .flatten()
        .filter(|method| {
            method
                .get("id")
                .and_then(Value::as_str)
                .is_some_and(is_among)
        })
        .cloned()
        .collect()
}
