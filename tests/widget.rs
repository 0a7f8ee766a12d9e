//! The widget in a real browser: what it sees of a page, and that it comes and goes without trace.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use checkout_readiness::element::Widget;
use checkout_readiness::memory::{self, Choices, Remembered};
use checkout_readiness::observe;
use checkout_readiness::text::Texts;
use checkout_readiness_checks::evidence::{Page, ResourceKind};
use checkout_readiness_wording::Catalog;
use js_sys::{JSON, Object};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn add(tag: &str, attributes: &[(&str, &str)]) -> HtmlElement {
    let element: HtmlElement = document().create_element(tag).unwrap().dyn_into().unwrap();
    for (name, value) in attributes {
        element.set_attribute(name, value).unwrap();
    }
    document().body().unwrap().append_child(&element).unwrap();
    element
}

fn page() -> Page {
    observe::page().seen().cloned().unwrap()
}

fn insecure(page: &Page) -> Vec<(ResourceKind, String)> {
    let resources = page.insecure_resources.clone().unwrap();
    resources
        .into_iter()
        .map(|resource| (resource.kind, resource.url))
        .collect()
}

fn texts(json: &str) -> Texts {
    Texts::new(JSON::parse(json).unwrap(), "en")
}

#[wasm_bindgen_test]
fn the_page_of_the_test_runner_is_local_and_trusted_by_the_browser() {
    let page = page();
    assert_eq!(page.scheme, "http");
    assert!(page.is_local(), "{}", page.host);
    assert_eq!(page.secure_context, Some(true));
}

#[wasm_bindgen_test]
fn insecure_addresses_are_found_with_their_kind_and_without_their_query() {
    let added = [
        add("img", &[("src", "http://images.example/1.png?buyer=7")]),
        add("form", &[("action", "http://pay.example/card#top")]),
        add("a", &[("href", "http://links.example/")]),
        add("img", &[("src", "https://images.example/2.png")]),
        add("img", &[("src", "local.png")]),
    ];
    assert_eq!(
        insecure(&page()),
        [
            (ResourceKind::Form, "http://pay.example/card".to_owned()),
            (
                ResourceKind::Image,
                "http://images.example/1.png".to_owned()
            ),
        ]
    );
    added.iter().for_each(|element| element.remove());
    assert!(insecure(&page()).is_empty());
}

#[wasm_bindgen_test]
fn a_field_named_like_the_forms_action_does_not_hide_the_address() {
    let form = add("form", &[("action", "http://pay.example/hidden")]);
    form.append_child(&add("input", &[("name", "action")]))
        .unwrap();
    assert_eq!(insecure(&page())[0].1, "http://pay.example/hidden");
    form.remove();
}

#[wasm_bindgen_test]
fn insecure_addresses_inside_open_shadow_roots_are_found_too() {
    let host = add("div", &[]);
    let options = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open);
    let root = host.attach_shadow(&options).unwrap();
    let image = document().create_element("img").unwrap();
    image
        .set_attribute("src", "http://shadow.example/a.png")
        .unwrap();
    root.append_child(&image).unwrap();
    assert_eq!(insecure(&page())[0].1, "http://shadow.example/a.png");
    host.remove();
}

#[wasm_bindgen_test]
fn texts_are_found_filled_and_counted() {
    let texts = texts(
        r#"{"a":{"b":"{name}!","steps":["x","y"],"n":{"one":"{count} day","other":"{count} days"}}}"#,
    );
    assert_eq!(texts.with("a.b", &[("name", "{x}")]), "{x}!");
    assert_eq!(texts.list("a.steps"), ["x", "y"]);
    assert_eq!(texts.counted("a.n", 1), "1 day");
    assert_eq!(texts.counted("a.n", 3), "3 days");
    assert_eq!(texts.get("a.nothing"), "a.nothing");
}

#[wasm_bindgen_test]
fn what_is_remembered_comes_back_and_what_was_tampered_with_is_forgotten() {
    let choices = Choices {
        product: Some("point".to_owned()),
        site: None,
        merchant: None,
    };
    memory::remember_choices("test", &choices);
    assert_eq!(memory::choices("test"), choices);
    let word = Remembered {
        check: "webhook-events-are-selected".to_owned(),
        reason: "compare_with_panel".to_owned(),
        seen: "topics=payment;".to_owned(),
        at: "2026-01-01T00:00:00Z".to_owned(),
        note: Some("ticket 7".to_owned()),
    };
    memory::remember_confirmations("account", &vec![word.clone()]);
    assert_eq!(memory::confirmations("account"), [word]);

    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    for broken in ["", "{", "7", "[1,{}]", "null"] {
        storage
            .set_item("checkout-readiness:1:confirmations:account", broken)
            .unwrap();
        assert!(memory::confirmations("account").is_empty(), "{broken}");
    }
    storage.clear().unwrap();
}

#[wasm_bindgen_test]
fn a_widget_draws_itself_and_leaves_nothing_behind() {
    let root = add("div", &[]);
    for _ in 0..50 {
        let attributes = Object::new();
        js_sys::Reflect::set(&attributes, &"product".into(), &"chekout".into()).unwrap();
        let widget = Widget::new(
            root.clone(),
            attributes.into(),
            JsValue::from(Object::new()),
            None,
        );
        assert!(root.query_selector("button.primary").unwrap().is_some());
        assert_eq!(root.query_selector_all(".notice").unwrap().length(), 1);
        drop(widget);
        assert_eq!(root.child_nodes().length(), 0);
    }
    root.remove();
}
