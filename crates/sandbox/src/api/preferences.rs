//! `GET /checkout/preferences/{id}`: what a shop asked Checkout Pro for.

use checkout_readiness_checks::profile::Product;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    dates::written,
    history::{Outline, outlines},
    sale,
};
use crate::{
    fixtures::{Fixtures, Object, put},
    merchant::Merchant,
};

/// Whether the merchant's payments come from preferences.
pub(super) fn has_them(merchant: &Merchant) -> bool {
    matches!(merchant.sells(), Product::CheckoutPro | Product::Plugin)
}

/// The preference of that id, if one of the merchant's payments came from it.
pub(super) fn preference(
    merchant: &Merchant,
    id: &str,
    now: Timestamp,
    fixtures: &Fixtures,
) -> Option<Object> {
    if !has_them(merchant) {
        return None;
    }
    let outline = outlines(merchant, now)
        .into_iter()
        .find(|outline| merchant.numbered_preference(outline.position) == id)?;
    Some(body(merchant, &outline, fixtures))
}

fn body(merchant: &Merchant, outline: &Outline, fixtures: &Fixtures) -> Object {
    let is_poor = sale::is_poor(merchant, outline);
    let mut preference = if is_poor {
        fixtures.preference_poor.clone()
    } else {
        fixtures.preference_complete.clone()
    };
    let id = merchant.numbered_preference(outline.position);
    let init_point = |host: &str| {
        let host = merchant
            .script
            .country
            .panel_host()
            .replacen("www", host, 1);
        json!(format!("https://{host}/checkout/v1/redirect?pref_id={id}"))
    };
    for (path, value) in [
        ("id", json!(id)),
        (
            "client_id",
            json!(sale::maker(merchant, outline).to_string()),
        ),
        ("collector_id", json!(sale::collector(merchant, outline))),
        ("site_id", json!(merchant.script.country.name())),
        ("date_created", json!(written(outline.created))),
        ("init_point", init_point("www")),
        ("sandbox_init_point", init_point("sandbox")),
        (
            "notification_url",
            json!(sale::notification_url(merchant, outline)),
        ),
        ("back_urls", sale::back_urls(merchant, outline)),
        ("items", items(merchant, outline)),
    ] {
        put(&mut preference, path, value);
    }
    if is_poor {
        return preference;
    }
    let facts = sale::facts(merchant, outline);
    for (path, value) in [
        // Where nothing was said, preferences answer with empty text.
        (
            "external_reference",
            json!(sale::reference(merchant, outline).unwrap_or_default()),
        ),
        ("statement_descriptor", json!(facts.statement_descriptor)),
        ("payer/email", json!(facts.email)),
        ("payer/name", json!(facts.first_name)),
        ("payer/surname", json!(facts.last_name)),
        ("payer/identification/type", json!(facts.document.0)),
        ("payer/identification/number", json!(facts.document.1)),
        (
            "payer/registration_date",
            json!("2022-01-10T10:10:10.000-03:00"),
        ),
        ("payer/authentication_type", json!("Native web")),
        ("payer/is_first_purchase_online", json!(true)),
        ("payer/phone/area_code", json!(facts.phone.0)),
        ("payer/phone/number", json!(facts.phone.1)),
        ("payer/address/zip_code", json!(facts.zip_code)),
        ("payer/address/street_name", json!(facts.street)),
        ("shipments/cost", json!(facts.shipping_cost)),
        ("shipments/receiver_address/zip_code", json!(facts.zip_code)),
        (
            "shipments/receiver_address/street_name",
            json!(facts.street),
        ),
    ] {
        put(&mut preference, path, value);
    }
    preference
}

/// What was bought, as preferences and merchant orders write it.
pub(super) fn items(merchant: &Merchant, outline: &Outline) -> Value {
    let (price, _) = sale::price(merchant);
    let currency = sale::currency(merchant);
    let item = sale::facts(merchant, outline).item;
    if sale::is_poor(merchant, outline) {
        return json!([{
            "id": "",
            "category_id": "",
            "currency_id": currency,
            "description": "",
            "title": item.title,
            "quantity": 1,
            "unit_price": price,
        }]);
    }
    json!([{
        "id": item.id,
        "category_id": item.category,
        "currency_id": currency,
        "description": item.description,
        "title": item.title,
        "picture_url": "https://store.example/i/1941.jpg",
        "quantity": 1,
        "unit_price": price,
    }])
}
