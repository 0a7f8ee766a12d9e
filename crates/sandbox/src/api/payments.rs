//! `GET /v1/payments/{id}` and `GET /v1/payments/search`: a few payments of the last days.

use checkout_readiness_checks::profile::Site;
use jiff::{
    SignedDuration, Timestamp,
    tz::{Offset, TimeZone},
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    fixtures::{Fixtures, Object},
    merchant::{Account, Merchant},
};

/// What a search asks for; date windows are accepted and change nothing, all payments are recent.
#[derive(Default, Deserialize)]
pub(super) struct Search {
    status: Option<String>,
    external_reference: Option<String>,
    criteria: Option<String>,
    limit: Option<usize>,
    offset: Option<usize>,
}

const USUAL_LIMIT: usize = 30;

/// The merchant's payment of that number.
pub(super) fn payment(
    merchant: &Merchant,
    id: &str,
    now: Timestamp,
    fixtures: &Fixtures,
) -> Option<Object> {
    let id: u64 = id.parse().ok()?;
    payments(merchant, now, fixtures)
        .into_iter()
        .find(|payment| payment.get("id") == Some(&id.into()))
}

/// The envelope of a search with the payments it finds, newest first unless asked otherwise.
pub(super) fn find(
    merchant: &Merchant,
    search: &Search,
    now: Timestamp,
    fixtures: &Fixtures,
) -> Object {
    let is = |payment: &Object, key: &str, wanted: &Option<String>| {
        wanted
            .as_deref()
            .is_none_or(|wanted| payment.get(key).and_then(Value::as_str) == Some(wanted))
    };
    let mut found = payments(merchant, now, fixtures);
    found.retain(|payment| {
        is(payment, "status", &search.status)
            && is(payment, "external_reference", &search.external_reference)
    });
    if search.criteria.as_deref() == Some("asc") {
        found.reverse();
    }
    let (limit, offset) = (
        search.limit.unwrap_or(USUAL_LIMIT),
        search.offset.unwrap_or(0),
    );
    let mut envelope = fixtures.search.clone();
    let paging = serde_json::json!({"total": found.len(), "limit": limit, "offset": offset});
    envelope.insert("paging".to_owned(), paging);
    let results: Vec<Value> = found
        .into_iter()
        .skip(offset)
        .take(limit)
        .map(Value::Object)
        .collect();
    envelope.insert("results".to_owned(), results.into());
    envelope
}

/// Every payment of the merchant, newest first.
fn payments(merchant: &Merchant, now: Timestamp, fixtures: &Fixtures) -> Vec<Object> {
    let script = &merchant.script;
    let kinds = match (script.account, script.country) {
        (Account::TestUser, _) => vec![&fixtures.payment_test],
        (_, Site::Mla) => vec![&fixtures.payment_argentina, &fixtures.payment_argentina],
        _ => vec![
            &fixtures.payment_complete,
            &fixtures.payment_poor,
            &fixtures.payment_rejected,
            &fixtures.payment_pix,
        ],
    };
    (1..)
        .zip(kinds)
        .map(|(position, kind)| dated(merchant, kind.clone(), position, now))
        .collect()
}

/// The payment with the merchant's ids, made as many times 26 hours ago as its position says.
fn dated(merchant: &Merchant, mut payment: Object, position: u64, now: Timestamp) -> Object {
    let age = SignedDuration::from_hours(i64::try_from(position).unwrap_or(1) * 26);
    let created = now.checked_sub(age).unwrap_or(now);
    payment.insert("id".to_owned(), merchant.numbered_payment(position).into());
    payment.insert("collector_id".to_owned(), merchant.user_id().into());
    payment.insert(
        "notification_url".to_owned(),
        merchant.script.notified_at.into(),
    );
    for (key, after) in [
        ("date_created", SignedDuration::ZERO),
        ("date_approved", SignedDuration::from_secs(2)),
        ("date_last_updated", SignedDuration::from_secs(2)),
        ("date_of_expiration", SignedDuration::from_hours(24)),
        ("money_release_date", SignedDuration::from_hours(30 * 24)),
    ] {
        // What a kind of payment leaves empty stays empty.
        if let Some(date) = payment.get_mut(key).filter(|date| date.is_string()) {
            *date = written(created.checked_add(after).unwrap_or(created)).into();
        }
    }
    payment
}

/// The moment as Mercado Pago writes it for Brazil and Argentina.
fn written(moment: Timestamp) -> String {
    moment
        .to_zoned(TimeZone::fixed(Offset::constant(-3)))
        .strftime("%Y-%m-%dT%H:%M:%S.000-03:00")
        .to_string()
}
