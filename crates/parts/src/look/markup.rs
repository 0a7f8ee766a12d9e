//! What the page has become in this browser: Mercado Pago's scripts, what they left behind, what
//! was left over from testing, and secrets that anybody can read. A secret never leaves here; its
//! last four characters do.

use checkout_readiness_checks::evidence::{ExposedSecret, Globals, Markup, Place, Unread};
use checkout_readiness_checks::reading::{leftovers, policy, sdk, secrets, third_parties};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node, Storage, Window};

use super::fetching::{Fetched, fetched, policies};

/// The most that is read of the page's own text, in bytes.
const MOST_TEXT: usize = 1024 * 1024;
/// The most script files of the same origin that are read.
const MOST_FILES: usize = 5;
/// The most of a kind that is listed; a page with more is in no better order.
const MOST_LISTED: usize = 20;
/// What our own entries in the browser's storage begin with.
const OURS: &str = "checkout-readiness:";

/// Everything that can be read of the page.
pub async fn of(window: &Window, document: &Document) -> Markup {
    let mut found = Markup {
        globals: Some(globals(window)),
        ..Markup::default()
    };
    let mut left = MOST_TEXT;
    let files = scripts(document, &mut found, &mut left);
    elements(document, &mut found, &mut left);
    if left == 0 {
        found.unread.push(Unread::Markup);
    }
    stored(window, &mut found);
    if let Ok(address) = window.location().href() {
        read(&address, Place::Address, "address", &mut found);
    }
    if files.len() > MOST_FILES || loads_files_out_of_sight(window, document) {
        found.unread.push(Unread::ScriptFiles);
    }
    for file in files.iter().take(MOST_FILES) {
        match fetched(window, file).await {
            Fetched::Text(text) => {
                read_script(&text, Place::ScriptFile, &name_of(file), &mut found)
            }
            Fetched::Nothing if !found.unread.contains(&Unread::ScriptFiles) => {
                found.unread.push(Unread::ScriptFiles);
            }
            Fetched::Nothing => {}
        }
    }
    found.policies = policies(window, document).await.map(|policies| {
        let cleaned = policies.iter().map(|text| policy::cleaned(text));
        cleaned.collect()
    });
    found
}

fn globals(window: &Window) -> Globals {
    let value = |name: &str| Reflect::get(window, &JsValue::from_str(name)).ok();
    let is_there = |name: &str| value(name).is_some_and(|value| value.is_truthy());
    Globals {
        has_v2: is_there("MercadoPago"),
        has_v1: is_there("Mercadopago"),
        has_device_id: value("MP_DEVICE_SESSION_ID")
            .and_then(|id| id.as_string())
            .is_some_and(|id| !id.is_empty()),
    }
}

/// Reads every script of the page; returns the files of the same origin.
fn scripts(document: &Document, found: &mut Markup, left: &mut usize) -> Vec<String> {
    let origin = document
        .location()
        .and_then(|location| location.origin().ok())
        .unwrap_or_default();
    let mut files = Vec::new();
    for (index, script) in select(document, "script").iter().enumerate() {
        let source = Reflect::get(script, &JsValue::from_str("src"));
        let source = source.ok().and_then(|source| source.as_string());
        match source.filter(|source| !source.is_empty()) {
            Some(source) => {
                found.scripts.extend(sdk::script(&source));
                let is_own = source
                    .strip_prefix(&origin)
                    .is_some_and(|rest| rest.starts_with('/'));
                if is_own && !files.contains(&source) {
                    files.push(source);
                }
            }
            None => {
                let text = bounded(script.text_content(), left);
                let name = ["script ", &(index + 1).to_string()].concat();
                read_script(&text, Place::InlineScript, &name, found);
            }
        }
    }
    files
}

/// Whether what the page runs lies in part on other origins, in files that may be the shop's own.
fn loads_files_out_of_sight(window: &Window, document: &Document) -> bool {
    let page = window.location().href().unwrap_or_default();
    let address = |element: &Element, property: &str| {
        let address = Reflect::get(element, &JsValue::from_str(property));
        address.ok().and_then(|address| address.as_string())
    };
    let scripts = select(document, "script[src]");
    let preloaded = select(document, "link[rel~=modulepreload i][href]");
    scripts
        .iter()
        .filter_map(|script| address(script, "src"))
        .chain(preloaded.iter().filter_map(|link| address(link, "href")))
        .any(|file| third_parties::is_out_of_sight(&file, &page))
}

/// Reads what stands in the elements: their attributes and their own text.
fn elements(document: &Document, found: &mut Markup, left: &mut usize) {
    for element in select(document, "*:not(script):not(style)") {
        if *left == 0 {
            return;
        }
        let tag = element.local_name();
        let attributes = element.get_attribute_names();
        let mut values: Vec<(String, String)> = Vec::new();
        for name in attributes.iter().filter_map(|name| name.as_string()) {
            let text = bounded(element.get_attribute(&name), left);
            read_secrets(&text, Place::Markup, &[&tag, " ", &name].concat(), found);
            values.push((name, text));
        }
        let values = values
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        leftovers::merge(&mut found.leftovers, leftovers::in_attributes(values));
        let mut child = element.first_child();
        while let Some(node) = child {
            if node.node_type() == Node::TEXT_NODE || node.node_type() == Node::COMMENT_NODE {
                let text = bounded(node.node_value(), left);
                read_secrets(&text, Place::Markup, &tag, found);
                leftovers::merge(&mut found.leftovers, leftovers::in_prose(&text));
            }
            child = node.next_sibling();
        }
    }
}

/// Reads what the page keeps in the browser; what is ours is not the page's.
fn stored(window: &Window, found: &mut Markup) {
    let storages = [window.local_storage(), window.session_storage()];
    for storage in storages {
        let Ok(Some(storage)) = storage else {
            if !found.unread.contains(&Unread::Storage) {
                found.unread.push(Unread::Storage);
            }
            continue;
        };
        for key in keys(&storage) {
            if let Some(value) = storage.get_item(&key).ok().flatten()
                && !key.starts_with(OURS)
            {
                read(&value, Place::Storage, &key, found);
            }
        }
    }
}

fn keys(storage: &Storage) -> Vec<String> {
    let keys = Object::keys(storage.unchecked_ref::<Object>());
    keys.iter().filter_map(|key| key.as_string()).collect()
}

fn read_script(text: &str, place: Place, name: &str, found: &mut Markup) {
    found.fraud_prevention_is_off |= sdk::turns_fraud_prevention_off(text);
    read(text, place, name, found);
}

fn read(text: &str, place: Place, name: &str, found: &mut Markup) {
    // Most texts of a page are too short to hold a secret.
    if text.len() < 8 {
        return;
    }
    leftovers::merge(&mut found.leftovers, leftovers::in_text(text, place));
    read_secrets(text, place, name, found);
}

fn read_secrets(text: &str, place: Place, name: &str, found: &mut Markup) {
    let secrets = secrets::in_text(text, place, name);
    list(&mut found.secrets, secrets, |one: &ExposedSecret, other| {
        one.tail == other.tail && one.place == other.place && one.kind == other.kind
    });
}

/// Adds what is not listed yet.
fn list<T>(known: &mut Vec<T>, new: Vec<T>, is_same: impl Fn(&T, &T) -> bool) {
    for one in new {
        if known.len() < MOST_LISTED && !known.iter().any(|other| is_same(other, &one)) {
            known.push(one);
        }
    }
}

/// A text, cut where the page has been read enough.
fn bounded(text: Option<String>, left: &mut usize) -> String {
    let mut text = text.unwrap_or_default();
    let mut end = text.len().min(*left);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    *left -= end;
    text.truncate(end);
    text
}

/// A file's name, without what a query may hold.
fn name_of(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

fn select(document: &Document, selector: &str) -> Vec<Element> {
    let Ok(list) = document.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.get(index)?.dyn_into().ok())
        .collect()
}
