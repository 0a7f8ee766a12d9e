//! `GET /terminals/v1/list` and its predecessor, `GET /point/integration-api/devices`.

use axum::{http::StatusCode, response::Response};
use checkout_readiness_checks::profile::{Product, Site};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    answer::{self, json as answer},
    stores,
};
use crate::{
    fixtures::{Fixtures, Object, put},
    merchant::Merchant,
    script::Terminals,
};

/// Which part of the list is asked for.
#[derive(Default, Deserialize)]
pub(super) struct Page {
    limit: Option<usize>,
    offset: Option<usize>,
}

/// The most terminals on a page, and as many as come when nobody says.
const MOST: usize = 50;

/// The terminals, as they are listed today.
pub(super) fn list(merchant: &Merchant, page: &Page, fixtures: &Fixtures) -> Response {
    // The countries Point is integrated in are those it is sold in.
    if !checkout_readiness_checks::matrix::is_sold_in(Product::Point, merchant.script.country) {
        let unsupported = json!({"errors": [{
            "code": "unsupported_site",
            "message": "The site of the user is not supported.",
        }]});
        return answer(StatusCode::BAD_REQUEST, &unsupported);
    }
    match part(merchant, page, fixtures) {
        Some((terminals, paging)) => answer(
            StatusCode::OK,
            &json!({"data": {"terminals": terminals}, "paging": paging}),
        ),
        None => answer::error(StatusCode::BAD_REQUEST, fixtures),
    }
}

/// The terminals, as they used to be listed.
pub(super) fn devices(merchant: &Merchant, page: &Page, fixtures: &Fixtures) -> Response {
    match part(merchant, page, fixtures) {
        Some((devices, paging)) => answer(
            StatusCode::OK,
            &json!({"devices": devices, "paging": paging}),
        ),
        None => answer::error(StatusCode::BAD_REQUEST, fixtures),
    }
}

/// The terminal the merchant's sales are made at, if there is one.
pub(super) fn of_sales(merchant: &Merchant) -> Option<String> {
    modes(merchant).first().map(|_| id(merchant, 0))
}

fn part(merchant: &Merchant, page: &Page, fixtures: &Fixtures) -> Option<(Vec<Value>, Value)> {
    let (limit, offset) = (page.limit.unwrap_or(MOST), page.offset.unwrap_or(0));
    if !(1..=MOST).contains(&limit) {
        return None;
    }
    let pattern = fixtures.terminals.get("data")?.get("terminals")?.get(0)?;
    let all = modes(merchant);
    let paging = json!({"total": all.len(), "offset": offset, "limit": limit});
    let terminals = all
        .iter()
        .enumerate()
        .skip(offset)
        .take(limit)
        .filter_map(|(index, mode)| Some(terminal(merchant, index, mode, pattern.as_object()?)))
        .collect();
    Some((terminals, paging))
}

/// The mode of each terminal.
fn modes(merchant: &Merchant) -> Vec<&'static str> {
    match merchant.script.terminals {
        Terminals::Integrated => vec!["PDV"; 2],
        Terminals::Standalone => vec!["STANDALONE"; 2],
        Terminals::Mixed => vec!["PDV", "STANDALONE", "UNDEFINED"],
        Terminals::Fleet => vec!["PDV"; 60],
        Terminals::Army => vec!["PDV"; 230],
        Terminals::None => Vec::new(),
    }
}

fn id(merchant: &Merchant, index: usize) -> String {
    let model = match merchant.script.country {
        Site::Mlb => "GERTEC_MP35P",
        _ => "NEWLAND_N950",
    };
    format!(
        "{model}__SANDBOX{:06}{:03}",
        merchant.script.number,
        index + 1
    )
}

fn terminal(merchant: &Merchant, index: usize, mode: &str, pattern: &Object) -> Value {
    let mut terminal = pattern.clone();
    put(&mut terminal, "id", id(merchant, index));
    put(&mut terminal, "operating_mode", mode);
    // A terminal that was never integrated need not belong anywhere.
    let (store, pos) = if mode == "PDV" {
        stores::of_sales(merchant)
    } else {
        (None, None)
    };
    match store {
        Some(store) => put(&mut terminal, "store_id", store.to_string()),
        None => {
            terminal.remove("store_id");
        }
    }
    match pos {
        Some(pos) => {
            put(&mut terminal, "pos_id", pos);
            put(
                &mut terminal,
                "external_pos_id",
                stores::external_pos_id(pos),
            );
        }
        None => {
            terminal.remove("pos_id");
            terminal.remove("external_pos_id");
        }
    }
    Value::Object(terminal)
}
