//! `GET /v1/payment_methods`: the means of payment of an account.

use checkout_readiness_checks::profile::Site;
use serde_json::Value;

use crate::{fixtures::Fixtures, merchant::Merchant};

/// The merchant's means of payment, Pix among them in Brazil.
pub(super) fn methods<'a>(merchant: &Merchant, fixtures: &'a Fixtures) -> &'a Value {
    match merchant.script.country {
        Site::Mlb => &fixtures.methods_brazil,
        _ => &fixtures.methods_argentina,
    }
}
