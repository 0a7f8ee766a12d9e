//! `GET /v1/payments/{id}` and `GET /v1/payments/search`: a merchant's payments, one or many.

use checkout_readiness_checks::profile::Product;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    dates::{days_earlier, later, read, written},
    history::{Method, Outline, outlines},
    sale, stores,
};
use crate::{
    fixtures::{Fixtures, Object, put},
    merchant::Merchant,
    script::Sale,
};

/// What a search asks for.
#[derive(Default, Deserialize)]
pub(super) struct Search {
    status: Option<String>,
    external_reference: Option<String>,
    criteria: Option<String>,
    range: Option<String>,
    begin_date: Option<String>,
    end_date: Option<String>,
    limit: Option<usize>,
    offset: Option<usize>,
}

/// Why a search is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It cannot be read.
    Unreadable,
    /// It looks over a year or more.
    TooWide,
}

const USUAL_LIMIT: usize = 30;
/// A search reaches over less than this.
const WIDEST: SignedDuration = SignedDuration::from_hours(365 * 24);

/// The merchant's payment of that number.
pub(super) fn payment(
    merchant: &Merchant,
    id: &str,
    now: Timestamp,
    fixtures: &Fixtures,
) -> Option<Object> {
    let id: u64 = id.parse().ok()?;
    let outline = outlines(merchant, now)
        .into_iter()
        .find(|outline| merchant.numbered_payment(outline.position) == id)?;
    Some(body(merchant, &outline, fixtures))
}

/// The envelope of a search with the payments it finds, newest first unless asked otherwise.
pub(super) fn find(
    merchant: &Merchant,
    search: &Search,
    now: Timestamp,
    fixtures: &Fixtures,
) -> Result<Object, Refusal> {
    let window = window(search, now)?;
    let dated = match search.range.as_deref() {
        None | Some("date_created") => |outline: &Outline| Some(outline.created),
        Some("date_last_updated") => |outline: &Outline| Some(last_updated(outline)),
        Some("money_release_date") => Outline::released_at,
        Some(_) => return Err(Refusal::Unreadable),
    };
    let mut found = outlines(merchant, now);
    found.retain(|outline| {
        // Only those who were paid find a payment; it can still be asked for by its number.
        sale::collector(merchant, outline) == merchant.user_id()
            && search
                .status
                .as_deref()
                .is_none_or(|status| outline.status == status)
            && search
                .external_reference
                .as_deref()
                .is_none_or(|wanted| sale::reference(merchant, outline).as_deref() == Some(wanted))
            && window.is_none_or(|(begin, end)| {
                dated(outline).is_some_and(|date| begin <= date && date <= end)
            })
    });
    if search.criteria.as_deref() == Some("asc") {
        found.reverse();
    }
    let (limit, offset) = (
        search.limit.unwrap_or(USUAL_LIMIT),
        search.offset.unwrap_or(0),
    );
    let mut envelope = fixtures.search.clone();
    let paging = json!({"total": found.len(), "limit": limit, "offset": offset});
    envelope.insert("paging".to_owned(), paging);
    let results: Vec<Value> = found
        .iter()
        .skip(offset)
        .take(limit)
        .map(|outline| body(merchant, outline, fixtures).into())
        .collect();
    envelope.insert("results".to_owned(), results.into());
    Ok(envelope)
}

fn window(search: &Search, now: Timestamp) -> Result<Option<(Timestamp, Timestamp)>, Refusal> {
    let moment = |text: &Option<String>| {
        text.as_deref()
            .map(|text| read(text, now).ok_or(Refusal::Unreadable))
            .transpose()
    };
    let (begin, end) = (moment(&search.begin_date)?, moment(&search.end_date)?);
    if begin.is_none() && end.is_none() {
        return Ok(None);
    }
    let end = end.unwrap_or(now);
    let begin = begin.unwrap_or_else(|| days_earlier(end, 364));
    if begin > end {
        Err(Refusal::Unreadable)
    } else if end.duration_since(begin) >= WIDEST {
        Err(Refusal::TooWide)
    } else {
        Ok(Some((begin, end)))
    }
}

fn last_updated(outline: &Outline) -> Timestamp {
    outline.approved_at().unwrap_or(outline.created)
}

/// The payment in full.
fn body(merchant: &Merchant, outline: &Outline, fixtures: &Fixtures) -> Object {
    let is_poor = sale::is_poor(merchant, outline);
    let mut payment = match (merchant.sells(), outline.method) {
        _ if is_poor => &fixtures.payment_poor,
        (Product::Point, _) => &fixtures.payment_point,
        (_, Method::Pix) => &fixtures.payment_pix,
        (_, Method::Card) => &fixtures.payment_complete,
    }
    .clone();
    let mut set = |path: &str, value: Value| put(&mut payment, path, value);
    set("id", merchant.numbered_payment(outline.position).into());
    set("collector_id", sale::collector(merchant, outline).into());
    set("status", outline.status.into());
    set("status_detail", outline.detail.into());
    set("currency_id", sale::currency(merchant).into());
    set("platform_id", sale::platform(merchant).into());
    set(
        "notification_url",
        sale::notification_url(merchant, outline).into(),
    );
    let date = |moment: Option<Timestamp>| Value::from(moment.map(written));
    set("date_created", date(Some(outline.created)));
    set("date_last_updated", date(Some(last_updated(outline))));
    set("date_approved", date(outline.approved_at()));
    set("money_release_date", date(outline.released_at()));
    if outline.method == Method::Pix {
        let expiry = later(outline.created, SignedDuration::from_hours(24));
        set("date_of_expiration", date(Some(expiry)));
    }
    let (price, written_price) = sale::price(merchant);
    for path in [
        "transaction_amount",
        "transaction_details/total_paid_amount",
        "transaction_details/installment_amount",
    ] {
        set(path, price.clone());
    }
    if !outline.was_paid() {
        set("authorization_code", Value::Null);
        set("transaction_details/net_received_amount", 0.into());
        set("fee_details", json!([]));
    }
    if outline.status == "refunded" {
        set("transaction_amount_refunded", price);
    }
    if !is_poor {
        tell(merchant, outline, written_price, &mut set);
    }
    place(merchant, outline, &mut set);
    payment
}

/// Writes what went along with it, where a payment of its kind can show it.
fn tell(merchant: &Merchant, outline: &Outline, price: &str, set: &mut impl FnMut(&str, Value)) {
    let facts = sale::facts(merchant, outline);
    set(
        "external_reference",
        sale::reference(merchant, outline).into(),
    );
    set("payer/email", facts.email.into());
    set("payer/identification/type", facts.document.0.into());
    set("payer/identification/number", facts.document.1.into());
    if outline.is_sale() && merchant.script.sale == Sale::WithDevice {
        set("device_id", "sandbox-0000000000".into());
    }
    if outline.method == Method::Card {
        set("statement_descriptor", facts.statement_descriptor.into());
    }
    if matches!(merchant.sells(), Product::Point | Product::Qr) {
        set("additional_info", json!({}));
        return;
    }
    set(
        "additional_info/items",
        json!([{
            "id": facts.item.id,
            "title": facts.item.title,
            "description": facts.item.description,
            "picture_url": "https://store.example/i/1941.jpg",
            "category_id": facts.item.category,
            "quantity": "1",
            "unit_price": price.trim_end_matches(".00"),
        }]),
    );
    set("shipping_amount", facts.shipping_cost.into());
    set("additional_info/payer/first_name", facts.first_name.into());
    set("additional_info/payer/last_name", facts.last_name.into());
    set(
        "additional_info/payer/phone/area_code",
        facts.phone.0.into(),
    );
    set("additional_info/payer/phone/number", facts.phone.1.into());
    for address in [
        "additional_info/payer/address",
        "additional_info/shipments/receiver_address",
    ] {
        set(&format!("{address}/zip_code"), facts.zip_code.into());
        set(&format!("{address}/street_name"), facts.street.into());
    }
}

/// Writes where it was made: by which product, and in which order or store.
fn place(merchant: &Merchant, outline: &Outline, set: &mut impl FnMut(&str, Value)) {
    let interaction = |kind: &str, unit: &str, sub_unit: &str| json!({"type": kind, "business_info": {"unit": unit, "sub_unit": sub_unit}});
    match merchant.sells() {
        Product::CheckoutPro | Product::Plugin => {
            let order = merchant.numbered_merchant_order(outline.position);
            set(
                "order",
                json!({"id": order.to_string(), "type": "mercadopago"}),
            );
            set(
                "point_of_interaction",
                interaction("CHECKOUT", "online_payments", "checkout_pro"),
            );
        }
        Product::Subscriptions => {
            set("operation_type", "recurring_payment".into());
            set(
                "point_of_interaction",
                interaction("SUBSCRIPTIONS", "online_payments", "recurring"),
            );
        }
        Product::Point | Product::Qr => {
            let (store, pos) = stores::of_sales(merchant);
            set("store_id", store.map(|id| id.to_string()).into());
            set("pos_id", pos.map(|id| id.to_string()).into());
            if merchant.sells() == Product::Qr {
                set(
                    "point_of_interaction",
                    interaction("INSTORE", "in_store", "default"),
                );
            }
        }
        Product::CheckoutApi | Product::Bricks | Product::Orders => {}
    }
}
