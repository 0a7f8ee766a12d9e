//! `GET /merchant_orders/{id}`: what Checkout Pro keeps between a payment and its preference.

use jiff::Timestamp;
use serde_json::json;

use super::{
    dates::written,
    history::{Outline, outlines},
    preferences, sale,
};
use crate::{
    fixtures::{Fixtures, Object, put},
    merchant::Merchant,
};

/// The merchant order of that number, if one of the merchant's payments was made in it.
pub(super) fn merchant_order(
    merchant: &Merchant,
    id: &str,
    now: Timestamp,
    fixtures: &Fixtures,
) -> Option<Object> {
    if !preferences::has_them(merchant) {
        return None;
    }
    let id: u64 = id.parse().ok()?;
    let outline = outlines(merchant, now)
        .into_iter()
        .find(|outline| merchant.numbered_merchant_order(outline.position) == id)?;
    Some(body(merchant, &outline, fixtures))
}

fn body(merchant: &Merchant, outline: &Outline, fixtures: &Fixtures) -> Object {
    let position = outline.position;
    let (price, _) = sale::price(merchant);
    let currency = sale::currency(merchant);
    let paid = if outline.was_paid() {
        price.clone()
    } else {
        0.into()
    };
    let approved = outline.approved_at().map(written);
    let created = written(outline.created);
    let mut order = fixtures.merchant_order.clone();
    order.insert(
        "id".to_owned(),
        merchant.numbered_merchant_order(position).into(),
    );
    let (status, order_status) = if outline.was_paid() {
        ("closed", "paid")
    } else {
        ("opened", "payment_required")
    };
    for (path, value) in [
        ("status", json!(status)),
        ("order_status", json!(order_status)),
        (
            "external_reference",
            json!(sale::reference(merchant, outline)),
        ),
        (
            "preference_id",
            json!(merchant.numbered_preference(position)),
        ),
        (
            "application_id",
            json!(sale::maker(merchant, outline).to_string()),
        ),
        ("collector/id", json!(sale::collector(merchant, outline))),
        ("collector/nickname", json!(merchant.script.nickname)),
        (
            "notification_url",
            json!(sale::notification_url(merchant, outline)),
        ),
        ("site_id", json!(merchant.script.country.name())),
        ("date_created", json!(created)),
        (
            "last_updated",
            json!(approved.as_deref().unwrap_or(&created)),
        ),
        ("total_amount", price.clone()),
        ("paid_amount", paid.clone()),
        (
            "payments",
            json!([{
                "id": merchant.numbered_payment(position),
                "transaction_amount": price,
                "total_paid_amount": paid,
                "shipping_cost": 0,
                "currency_id": currency,
                "status": outline.status,
                "status_detail": outline.detail,
                "operation_type": "regular_payment",
                "date_approved": approved,
                "date_created": created,
                "last_modified": approved.as_deref().unwrap_or(&created),
                "amount_refunded": 0,
            }]),
        ),
        ("items", preferences::items(merchant, outline)),
    ] {
        put(&mut order, path, value);
    }
    order
}
