//! What the page loads, embeds or sends over plain `http`.

use checkout_readiness_checks::address::shown;
use checkout_readiness_checks::evidence::{InsecureResource, Page, ResourceKind};
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

/// The most that is listed; a page with more is in no better order.
const MOST: usize = 100;

/// Which elements point where: selector, property with the resolved address, and kind.
const PLACES: [(&str, &str, ResourceKind); 12] = [
    ("script[src]", "src", ResourceKind::Script),
    ("link[rel~=stylesheet i][href]", "href", ResourceKind::Style),
    ("iframe[src],frame[src]", "src", ResourceKind::Frame),
    ("form[action]", "action", ResourceKind::Form),
    (
        "button[formaction],input[formaction]",
        "formAction",
        ResourceKind::Form,
    ),
    (
        "img[src],input[type=image i][src]",
        "src",
        ResourceKind::Image,
    ),
    ("img", "currentSrc", ResourceKind::Image),
    ("img[srcset],source[srcset]", "srcset", ResourceKind::Image),
    ("video[poster]", "poster", ResourceKind::Image),
    (
        "audio[src],video[src],source[src],track[src]",
        "src",
        ResourceKind::Media,
    ),
    ("object[data]", "data", ResourceKind::Object),
    ("embed[src]", "src", ResourceKind::Object),
];

/// Every address of the page, and of its open shadow roots, that is plain `http`. `None` where
/// the document could not be searched. A page that is itself on `http` lists only what comes from
/// elsewhere: its own files follow it to `https`.
pub fn of(document: &Document, page: &Page) -> Option<Vec<InsecureResource>> {
    if upgrades(document) {
        return Some(Vec::new());
    }
    let own_origin = (page.scheme == "http")
        .then(|| {
            document
                .location()
                .and_then(|location| location.origin().ok())
        })
        .flatten();
    let view = View {
        own_origin,
        is_local: page.is_local(),
    };
    let mut found = Vec::new();
    // What can change the page comes first, wherever it stands, because the list has an end.
    for is_active in [true, false] {
        search(document, &view, is_active, &mut found)?;
    }
    Some(found)
}

/// Whether the page has its browser load everything by `https`, whatever is written.
fn upgrades(document: &Document) -> bool {
    let policies = select(document, "meta[http-equiv=content-security-policy i]");
    policies.unwrap_or_default().iter().any(|policy| {
        let content = policy.get_attribute("content").unwrap_or_default();
        content.split(';').any(|directive| {
            directive
                .trim()
                .eq_ignore_ascii_case("upgrade-insecure-requests")
        })
    })
}

/// From where the page is looked at.
struct View {
    own_origin: Option<String>,
    is_local: bool,
}

fn search(
    root: &web_sys::Node,
    view: &View,
    is_active: bool,
    found: &mut Vec<InsecureResource>,
) -> Option<()> {
    let places = PLACES
        .into_iter()
        .filter(|(_, _, kind)| kind.is_active() == is_active);
    for (selector, property, kind) in places {
        for element in select(root, selector)? {
            let text = property_text(&element, property);
            for address in addresses(&text, property) {
                if !is_insecure(address, view) {
                    continue;
                }
                let resource = InsecureResource {
                    kind,
                    url: shown(address),
                };
                if found.len() < MOST && !found.contains(&resource) {
                    found.push(resource);
                }
            }
        }
    }
    for element in select(root, "*")? {
        if let Some(shadow) = element.shadow_root() {
            search(&shadow, view, is_active, found)?;
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

/// The addresses in a property: one, or for `srcset` one before each size.
fn addresses<'a>(text: &'a str, property: &str) -> Vec<&'a str> {
    if property == "srcset" {
        text.split(',')
            .filter_map(|part| part.split_whitespace().next())
            .collect()
    } else {
        vec![text]
    }
}

/// This machine is trusted by browsers, but on a page that buyers reach it is the wrong one.
fn is_insecure(address: &str, view: &View) -> bool {
    let Some(rest) = strip_scheme(address) else {
        return false;
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_here = host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1";
    let is_own = view.own_origin.as_deref().is_some_and(|origin| {
        address
            .strip_prefix(origin)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    });
    let is_this_machine = is_here && view.is_local;
    !is_own && !is_this_machine
}

fn strip_scheme(address: &str) -> Option<&str> {
    let (scheme, rest) = address.trim_start().split_once("://")?;
    scheme.eq_ignore_ascii_case("http").then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_elsewhere_is_insecure_and_the_page_itself_is_not() {
        let view = |own_origin: Option<&str>, is_local| View {
            own_origin: own_origin.map(str::to_owned),
            is_local,
        };
        let shop = || Some("http://shop.example");
        for (address, view, expected) in [
            ("http://cdn.example/a.js", view(None, false), true),
            ("HTTP://cdn.example/a.js", view(None, false), true),
            ("https://cdn.example/a.js", view(None, false), false),
            ("data:text/plain,x", view(None, false), false),
            ("http://localhost:8787/a.js", view(None, true), false),
            ("http://localhost:8787/a.js", view(None, false), true),
            ("http://shop.example/a.js", view(shop(), false), false),
            (
                "http://shop.example.evil.example/a.js",
                view(shop(), false),
                true,
            ),
        ] {
            assert_eq!(is_insecure(address, &view), expected, "{address}");
        }
    }

    #[test]
    fn every_candidate_of_a_set_counts() {
        let set = "https://a.example/1.png 1x, http://a.example/2.png 2x";
        assert_eq!(
            addresses(set, "srcset"),
            ["https://a.example/1.png", "http://a.example/2.png"]
        );
    }
}
