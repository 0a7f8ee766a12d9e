//! What is seen of a page, in a real browser.

#![allow(clippy::unwrap_used)]

use checkout_readiness_checks::evidence::{Page, ResourceKind};
use wasm_bindgen::JsCast;
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
    super::basics().unwrap()
}

fn insecure(page: &Page) -> Vec<(ResourceKind, String)> {
    let resources = page.insecure_resources.clone().unwrap();
    resources
        .into_iter()
        .map(|resource| (resource.kind, resource.url))
        .collect()
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
fn many_images_do_not_keep_a_script_from_being_listed() {
    let host = add("div", &[]);
    for number in 0..120 {
        let image = document().create_element("img").unwrap();
        let address = ["http://images.example/", &number.to_string()].concat();
        image.set_attribute("src", &address).unwrap();
        host.append_child(&image).unwrap();
    }
    let inner = add("div", &[]);
    let options = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open);
    let root = inner.attach_shadow(&options).unwrap();
    let frame = document().create_element("object").unwrap();
    frame
        .set_attribute("data", "http://shadow.example/pay")
        .unwrap();
    root.append_child(&frame).unwrap();
    let found = insecure(&page());
    assert_eq!(found.len(), 100);
    assert_eq!(found[0].1, "http://shadow.example/pay");
    host.remove();
    inner.remove();
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
