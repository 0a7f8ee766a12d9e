//! `GET /users/{id}/stores/search` and `GET /pos`: where payments in person are taken.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::dates::{days_earlier, written};
use crate::merchant::Merchant;

/// How long ago they were set up.
const SET_UP_DAYS: u32 = 90;

/// The merchant's stores, if the number is the merchant's.
pub(super) fn stores(merchant: &Merchant, user: &str, now: Timestamp) -> Option<Value> {
    if user != merchant.user_id().to_string() {
        return None;
    }
    let results = (0..merchant.script.stores)
        .map(|index| {
            json!({
                "id": store_id(merchant, index).to_string(),
                "name": format!("Sandbox store {}", index + 1),
                "external_id": external_store_id(store_id(merchant, index)),
                "business_hours": {"monday": [{"open": "09:00", "close": "18:00"}]},
                "location": {
                    "street_number": "100",
                    "street_name": "Rua Exemplo",
                    "city_name": "Example",
                    "state_name": "Example",
                    "zip_code": "00000-000",
                    "latitude": 0.0,
                    "longitude": 0.0,
                },
                "date_created": written(days_earlier(now, SET_UP_DAYS)),
            })
        })
        .collect();
    Some(envelope(results))
}

/// The merchant's points of sale.
pub(super) fn points_of_sale(merchant: &Merchant, now: Timestamp) -> Value {
    let results = (0..merchant.script.points_of_sale)
        .map(|index| {
            let id = pos_id(merchant, index);
            let store = store_id(
                merchant,
                index.min(merchant.script.stores.saturating_sub(1)),
            );
            json!({
                "id": id,
                "user_id": merchant.user_id(),
                "name": format!("Sandbox point of sale {}", index + 1),
                "fixed_amount": true,
                "category": 621_102,
                "store_id": store.to_string(),
                "external_store_id": external_store_id(store),
                "external_id": external_pos_id(id),
                "date_created": written(days_earlier(now, SET_UP_DAYS)),
                "date_last_updated": written(days_earlier(now, SET_UP_DAYS)),
            })
        })
        .collect();
    envelope(results)
}

/// The store and the point of sale the merchant's sales are made at, where there are any.
pub(super) fn of_sales(merchant: &Merchant) -> (Option<u64>, Option<u64>) {
    let script = &merchant.script;
    (
        (script.stores > 0).then(|| store_id(merchant, 0)),
        (script.points_of_sale > 0).then(|| pos_id(merchant, 0)),
    )
}

/// The merchant's own name of a point of sale.
pub(super) fn external_pos_id(pos: u64) -> String {
    format!("SANDBOXPOS{pos}")
}

fn external_store_id(store: u64) -> String {
    format!("SANDBOXSTORE{store}")
}

fn store_id(merchant: &Merchant, index: u64) -> u64 {
    47_000_000 + merchant.script.number * 100 + index
}

fn pos_id(merchant: &Merchant, index: u64) -> u64 {
    48_000_000 + merchant.script.number * 100 + index
}

fn envelope(results: Vec<Value>) -> Value {
    json!({
        "paging": {"total": results.len(), "offset": 0, "limit": 30},
        "results": results,
    })
}
