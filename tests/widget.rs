//! The widget in a real browser: its words, its memory, and that it comes and goes without trace.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use checkout_readiness::element::Widget;
use checkout_readiness::memory::{self, Choices, Remembered};
use checkout_readiness::text::Texts;
use checkout_readiness_browser::host::Host;
use checkout_readiness_wording::Catalog;
use js_sys::{Function, JSON, Object, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
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

/// A loader that fetches nothing and knows nobody.
fn nobody() -> Host {
    let loader = Function::new_no_args(
        "return { more: () => Promise.reject(), token: async () => {}, early: () => {}, \
         emit: () => {}, panel: async () => '[]' }",
    );
    loader.call0(&JsValue::NULL).unwrap().unchecked_into()
}

/// When what follows a change has been drawn; nothing of the network comes meanwhile.
async fn drawn() {
    for _ in 0..3 {
        JsFuture::from(Promise::resolve(&JsValue::NULL))
            .await
            .unwrap();
    }
}

fn texts(json: &str) -> Texts {
    Texts::new(JSON::parse(json).unwrap(), nobody(), "en")
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
        by: Some("Ana".to_owned()),
        is_dismissed: false,
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
async fn a_widget_draws_itself_and_leaves_nothing_behind() {
    let root = add("div", &[]);
    for _ in 0..50 {
        let attributes = Object::new();
        js_sys::Reflect::set(&attributes, &"product".into(), &"chekout".into()).unwrap();
        let widget = Widget::new(
            root.clone(),
            attributes.into(),
            JsValue::from(Object::new()),
            nobody(),
            None,
        );
        // Before the proxy has told, there is nothing to see.
        assert!(root.query_selector("button").unwrap().is_none());
        widget.show();
        drawn().await;
        assert!(root.query_selector("button.primary").unwrap().is_some());
        assert_eq!(root.query_selector_all(".notice").unwrap().length(), 1);
        drop(widget);
        assert_eq!(root.child_nodes().length(), 0);
    }
    root.remove();
}
