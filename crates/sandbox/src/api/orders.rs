//! `GET /v1/orders/{id}`: an order, online, at a terminal or by QR code.

use checkout_readiness_checks::profile::{Product, Site};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    dates::written_in_utc,
    history::{Method, Outline, outlines},
    sale, stores, terminals,
};
use crate::{
    fixtures::{Fixtures, Object, put},
    merchant::Merchant,
    script::Sale,
};

/// The order of that id, if one of the merchant's payments was made in it.
pub(super) fn order(
    merchant: &Merchant,
    id: &str,
    now: Timestamp,
    fixtures: &Fixtures,
) -> Option<Object> {
    let sells_by_order = matches!(
        merchant.sells(),
        Product::Orders | Product::Point | Product::Qr
    );
    if !sells_by_order && merchant.script.sale != Sale::TestOrder {
        return None;
    }
    let outline = outlines(merchant, now)
        .into_iter()
        .find(|outline| merchant.numbered_order(outline.position) == id)?;
    Some(body(merchant, &outline, fixtures))
}

fn body(merchant: &Merchant, outline: &Outline, fixtures: &Fixtures) -> Object {
    let is_poor = sale::is_poor(merchant, outline);
    let in_person = matches!(merchant.sells(), Product::Point | Product::Qr);
    let mut order = match merchant.sells() {
        Product::Point => &fixtures.order_point,
        _ if is_poor => &fixtures.order_poor,
        _ => &fixtures.order_complete,
    }
    .clone();
    let (_, price) = sale::price(merchant);
    let (status, detail) = status(outline);
    let changed = outline.approved_at().unwrap_or(outline.created);
    for (path, value) in [
        ("id", json!(merchant.numbered_order(outline.position))),
        ("status", json!(status)),
        ("status_detail", json!(detail)),
        ("total_amount", json!(price)),
        (
            "total_paid_amount",
            json!(if outline.was_paid() { price } else { "0.00" }),
        ),
        ("country_code", json!(country_code(merchant.script.country))),
        (
            "user_id",
            json!(sale::collector(merchant, outline).to_string()),
        ),
        ("currency", json!(sale::currency(merchant))),
        ("created_date", json!(written_in_utc(outline.created))),
        ("last_updated_date", json!(written_in_utc(changed))),
        (
            "integration_data/application_id",
            json!(sale::maker(merchant, outline).to_string()),
        ),
        (
            "integration_data/platform_id",
            json!(sale::platform(merchant)),
        ),
        (
            "external_reference",
            json!(sale::reference(merchant, outline)),
        ),
        (
            "transactions",
            json!({"payments": [transaction(merchant, outline, is_poor)], "refunds": []}),
        ),
    ] {
        put(&mut order, path, value);
    }
    match merchant.sells() {
        Product::Point => match terminals::of_sales(merchant).filter(|_| !is_poor) {
            Some(terminal) => put(&mut order, "config/point/terminal_id", terminal),
            None => {
                order.remove("config");
            }
        },
        Product::Qr => {
            put(&mut order, "type", "qr");
            put(&mut order, "config", json!({"qr": {"mode": "static"}}));
            if let (_, Some(pos)) = stores::of_sales(merchant) {
                put(
                    &mut order,
                    "config/qr/external_pos_id",
                    stores::external_pos_id(pos),
                );
            }
            order.remove("payer");
        }
        _ => {}
    }
    if !is_poor && merchant.sells() != Product::Point {
        put(&mut order, "items", items(merchant, outline, price));
    }
    if !is_poor && !in_person {
        let facts = sale::facts(merchant, outline);
        for (path, value) in [
            ("payer/email", json!(facts.email)),
            ("payer/first_name", json!(facts.first_name)),
            ("payer/last_name", json!(facts.last_name)),
            ("payer/identification/type", json!(facts.document.0)),
            ("payer/identification/number", json!(facts.document.1)),
            ("payer/phone/area_code", json!(facts.phone.0)),
            ("payer/phone/number", json!(facts.phone.1)),
            ("payer/address/zip_code", json!(facts.zip_code)),
            ("payer/address/street_name", json!(facts.street)),
            ("shipment/cost", json!(facts.shipping_cost)),
            ("shipment/address/zip_code", json!(facts.zip_code)),
            ("shipment/address/street_name", json!(facts.street)),
        ] {
            put(&mut order, path, value);
        }
    }
    order
}

fn items(merchant: &Merchant, outline: &Outline, price: &str) -> Value {
    let item = sale::facts(merchant, outline).item;
    json!([{
        "title": item.title,
        "unit_price": price,
        "quantity": 1,
        "description": item.description,
        "external_code": item.id,
        "category_id": item.category,
        "type": "clothing",
        "picture_url": "https://store.example/i/1941.jpg",
        "warranty": false,
    }])
}

fn transaction(merchant: &Merchant, outline: &Outline, is_poor: bool) -> Value {
    let (_, price) = sale::price(merchant);
    let (status, detail) = status(outline);
    let mut method = match (merchant.sells(), outline.method) {
        (Product::Point, _) => json!({"id": "debvisa", "type": "debit_card", "installments": 1}),
        (_, Method::Pix) => json!({"id": "pix", "type": "bank_transfer"}),
        (_, Method::Card) => {
            json!({"id": "master", "type": "credit_card", "installments": 1, "issuer_id": "24"})
        }
    };
    let is_online_card = merchant.sells() == Product::Orders && outline.method == Method::Card;
    if let (true, false, Some(method)) = (is_online_card, is_poor, method.as_object_mut()) {
        let facts = sale::facts(merchant, outline);
        put(method, "statement_descriptor", facts.statement_descriptor);
    }
    json!({
        "id": format!("PAY01{:024}", merchant.numbered_payment(outline.position)),
        "amount": price,
        "paid_amount": if outline.was_paid() { price } else { "0.00" },
        "reference_id": merchant.numbered_payment(outline.position).to_string(),
        "status": status,
        "status_detail": detail,
        "payment_method": method,
    })
}

/// How orders call what payments call otherwise.
fn status(outline: &Outline) -> (&'static str, &'static str) {
    match outline.status {
        "approved" => ("processed", "accredited"),
        "refunded" => ("refunded", "refunded"),
        "in_process" => ("processing", "in_process"),
        "cancelled" => ("expired", "expired"),
        "charged_back" => ("processed", "in_process"),
        _ => ("failed", outline.detail.trim_start_matches("cc_rejected_")),
    }
}

const fn country_code(country: Site) -> &'static str {
    match country {
        Site::Mla => "ARG",
        Site::Mlb => "BRA",
        Site::Mlm => "MEX",
        Site::Mlc => "CHL",
        Site::Mco => "COL",
        Site::Mpe => "PER",
        Site::Mlu => "URY",
    }
}
