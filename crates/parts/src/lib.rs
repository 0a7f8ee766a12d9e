//! What the widget fetches once it is needed: [`look`] reads the page it stands on, [`judge`]
//! answers about that page where the proxy does not, [`plain`] makes values of messages for
//! the page, [`draw`] shows what unfolds: parts that only
//! show, and four that act by themselves: what a reader may enter (`entry`), the test of the webhook
//! (`probe`), the `debugger` of signatures, and the report to take away (`take_away`).
//!
//! A program of its own, so that a first load does not carry it. Values cross over as JSON.

#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]

mod debugger;
mod draw;
mod entry;
mod judge;
mod live;
mod look;
mod probe;
mod take_away;

use checkout_readiness_browser::contract;
use checkout_readiness_browser::dom::nothing;
use checkout_readiness_browser::host::Host;
use checkout_readiness_browser::json::Json;
use checkout_readiness_browser::text::Texts;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Node;

/// What is seen of the page, as the contract writes it; nothing where the browser does not let us
/// look.
#[wasm_bindgen]
#[must_use]
pub async fn look() -> Option<String> {
    let page = look::page().await?;
    checkout_readiness_browser::json::written(&page)
}

/// The answers of the checks that need nothing but the page: a list of outcomes.
///
/// `question` is `{"product", "site"?, "checks": [{"check", "severity"}]}`.
#[wasm_bindgen]
#[must_use]
pub async fn judge(question: String) -> Option<String> {
    judge::outcomes(&Json::parse(&question)?).await
}

/// An `outcome`, or the report of a run, as a plain value, the way JSON would have it.
#[wasm_bindgen]
#[must_use]
pub fn plain(kind: &str, json: &str) -> Option<JsValue> {
    let json = Json::parse(json)?;
    let plain = Serializer::json_compatible();
    match kind {
        "outcome" => contract::outcome(&json)?.serialize(&plain).ok(),
        _ => contract::report(&json)?.serialize(&plain).ok(),
    }
}

/// Draws a part: `items` or `rejections` of an outcome, the `way` of a report,
/// the `changes` since a run and the `earlier` runs, the `entry` of a check, the `probe` for its
/// settings, the `debugger`, or what there is to `take-away` of a run that ended at a moment.
#[wasm_bindgen]
#[must_use]
pub fn draw(part: &str, json: &str, texts: JsValue, host: Host, language: &str) -> Node {
    let texts = Texts::new(texts, host, language);
    let drawn = Json::parse(json).and_then(|json| match part {
        "items" => Some(draw::items::view(&contract::outcome(&json)?, &texts)),
        "rejections" => Some(draw::rejections::view(&contract::outcome(&json)?, &texts)),
        "way" => Some(draw::way::view(&contract::report(&json)?, &texts)),
        "changes" => draw::changes::view(&json, &texts),
        "earlier" => draw::changes::earlier(&json, &texts),
        "entry" => entry::view(&json, &texts),
        "probe" => probe::view(&json, &texts),
        "take-away" => take_away::view(&json, &texts),
        "debugger" => Some(debugger::view(&texts)),
        _ => None,
    });
    drawn.unwrap_or_else(nothing).node().clone()
}
