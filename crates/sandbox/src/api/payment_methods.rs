//! `GET /v1/payment_methods`: the means of payment of an account.

use checkout_readiness_checks::profile::Site;
use serde_json::Value;

use crate::{
    fixtures::Fixtures,
    merchant::Merchant,
    script::{Methods, Pix},
};

/// The merchant's means of payment, Pix among them in Brazil if its script says so.
pub(super) fn methods(merchant: &Merchant, fixtures: &Fixtures) -> Vec<Value> {
    let script = &merchant.script;
    let country = match script.methods {
        Methods::Of(site) => site,
        Methods::Empty => return Vec::new(),
        Methods::OfCountry | Methods::WithoutCards | Methods::CardsOff => script.country,
    };
    let mut methods = of_country(country, script.pix, fixtures);
    match script.methods {
        Methods::WithoutCards => methods.retain(|method| !is_card(method)),
        Methods::CardsOff => {
            for method in methods.iter_mut().filter(|method| is_card(method)) {
                if let Some(status) = method.get_mut("status") {
                    *status = "deactivated".into();
                }
            }
        }
        Methods::OfCountry | Methods::Of(_) | Methods::Empty => {}
    }
    methods
}

fn of_country(country: Site, pix: Pix, fixtures: &Fixtures) -> Vec<Value> {
    let (all, is_among): (_, fn(&str) -> bool) = match (country, pix) {
        (Site::Mlb, Pix::Active) => (&fixtures.methods_brazil, |_| true),
        (Site::Mlb, Pix::Deactivated) => (&fixtures.methods_pix_deactivated, |_| true),
        (Site::Mlb, Pix::Missing | Pix::Unlisted) => (&fixtures.methods_brazil, |id| id != "pix"),
        (Site::Mla, _) => (&fixtures.methods_argentina, |_| true),
        // The card that is known everywhere.
        _ => (&fixtures.methods_argentina, |id| id == "visa"),
    };
    let id = |method: &Value| method.get("id").and_then(Value::as_str).map(is_among);
    all.as_array()
        .into_iter()
        .flatten()
        .filter(|method| id(method) == Some(true))
        .cloned()
        .collect()
}

fn is_card(method: &Value) -> bool {
    let kind = method.get("payment_type_id").and_then(Value::as_str);
    kind.is_some_and(|kind| kind.ends_with("_card"))
}
