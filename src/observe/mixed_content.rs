//! What the page loads, embeds or sends over plain `http`.

use checkout_readiness_checks::evidence::{InsecureResource, ResourceKind};
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

/// Which elements point where: selector, property with the resolved address, and kind.
const PLACES: [(&str, &str, ResourceKind); 9] = [
    ("script[src]", "src", ResourceKind::Script),
    ("link[rel~=stylesheet][href]", "href", ResourceKind::Style),
    ("iframe[src],frame[src]", "src", ResourceKind::Frame),
    ("form[action]", "action", ResourceKind::Form),
    (
        "button[formaction],input[formaction]",
        "formAction",
        ResourceKind::Form,
    ),
    ("img[src]", "src", ResourceKind::Image),
    (
        "audio[src],video[src],source[src]",
        "src",
        ResourceKind::Media,
    ),
    ("object[data]", "data", ResourceKind::Object),
    ("embed[src]", "src", ResourceKind::Object),
];

/// Every address of the page, and of its open shadow roots, that is plain `http`. `None` where
/// the document could not be searched. A page that is itself on `http` lists only what comes from
/// elsewhere: its own files follow it to `https`.
pub fn of(document: &Document, scheme: &str) -> Option<Vec<InsecureResource>> {
    let own_origin = (scheme == "http")
        .then(|| {
            document
                .location()
                .and_then(|location| location.origin().ok())
        })
        .flatten();
    let mut found = Vec::new();
    search(document, own_origin.as_deref(), &mut found)?;
    found.dedup();
    Some(found)
}

fn search(
    root: &web_sys::Node,
    own_origin: Option<&str>,
    found: &mut Vec<InsecureResource>,
) -> Option<()> {
    for (selector, property, kind) in PLACES {
        for element in select(root, selector)? {
            let address = property_text(&element, property);
            if is_insecure(&address, own_origin) {
                found.push(InsecureResource {
                    kind,
                    url: plain(&address),
                });
            }
        }
    }
    for element in select(root, "*")? {
        if let Some(shadow) = element.shadow_root() {
            search(&shadow, own_origin, found)?;
        }
    }
    Some(())
}

/// `querySelectorAll`, which documents and shadow roots share but no common class of theirs does.
fn select(root: &web_sys::Node, selector: &str) -> Option<Vec<Element>> {
    use wasm_bindgen::JsCast;

    let query: js_sys::Function =
        js_sys::Reflect::get(root, &JsValue::from_str("querySelectorAll"))
            .ok()?
            .dyn_into()
            .ok()?;
    let list = query.call1(root, &JsValue::from_str(selector)).ok()?;
    Some(
        js_sys::Array::from(&list)
            .iter()
            .filter_map(|node| node.dyn_into().ok())
            .collect(),
    )
}

/// The property's text. A form field named like the property hides it; then the attribute serves.
fn property_text(element: &Element, property: &str) -> String {
    js_sys::Reflect::get(element, &JsValue::from_str(property))
        .ok()
        .and_then(|value| value.as_string())
        .or_else(|| element.get_attribute(property))
        .unwrap_or_default()
}

fn is_insecure(address: &str, own_origin: Option<&str>) -> bool {
    let Some(rest) = strip_scheme(address) else {
        return false;
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_local = host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1";
    let is_own = own_origin.is_some_and(|origin| {
        address
            .strip_prefix(origin)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    });
    !is_local && !is_own
}

fn strip_scheme(address: &str) -> Option<&str> {
    let (scheme, rest) = address.trim_start().split_once("://")?;
    scheme.eq_ignore_ascii_case("http").then_some(rest)
}

/// Without query and fragment, which may carry a buyer's data.
fn plain(address: &str) -> String {
    address
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_elsewhere_is_insecure_and_the_page_itself_or_this_machine_is_not() {
        for (address, own_origin, expected) in [
            ("http://cdn.example/a.js", None, true),
            ("HTTP://cdn.example/a.js", None, true),
            ("https://cdn.example/a.js", None, false),
            ("data:text/plain,x", None, false),
            ("http://localhost:8787/a.js", None, false),
            (
                "http://shop.example/a.js",
                Some("http://shop.example"),
                false,
            ),
            (
                "http://shop.example.evil.example/a.js",
                Some("http://shop.example"),
                true,
            ),
        ] {
            assert_eq!(is_insecure(address, own_origin), expected, "{address}");
        }
    }
}
