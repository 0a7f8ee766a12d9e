//! What drawn parts do by themselves: fill places, keep the focus, tell the widget, and end when
//! they are taken out of the page.

use checkout_readiness_browser::dom::{Element, classed};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, HtmlElement, MutationObserver, MutationObserverInit};

/// A button of that class.
pub fn button(label: &str, class: &str, act: impl Fn() + 'static) -> Element {
    classed("button", class)
        .attribute("type", "button")
        .text(label)
        .on_click(act)
}

/// Puts something in the place of what stands there.
pub fn fill(place: &Element, with: Element) {
    place.node().set_text_content(None);
    place.clone().child(with);
}

/// The same for actions: whoever had the focus on one finds it on the first of the new ones.
pub fn fill_actions(place: &Element, with: Element) {
    let had_focus = found(place, ":focus").is_some();
    fill(place, with);
    if had_focus && let Some(first) = found(place, "button") {
        focus(&Element::existing(&first));
    }
}

/// Puts the focus there.
pub fn focus(on: &Element) {
    if let Some(element) = on.node().dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// The first thing in it that the selector finds.
pub fn found(place: &Element, selector: &str) -> Option<web_sys::Node> {
    let place: &web_sys::Element = place.node().dyn_ref()?;
    Some(place.query_selector(selector).ok()??.into())
}

/// Sets a property, which unlike an attribute does not show in the page's markup.
pub fn set(element: &Element, name: &str, value: &JsValue) {
    let _ = Reflect::set(element.node(), &JsValue::from_str(name), value);
}

/// The text of a field.
pub fn value(field: &Element) -> String {
    let value = Reflect::get(field.node(), &JsValue::from_str("value"));
    let value = value.ok().and_then(|value| value.as_string());
    value.unwrap_or_default()
}

/// Tells the widget around.
pub fn tell(from: &Element, event: &str) {
    tell_of(from, event, &JsValue::NULL);
}

/// The same, and what is to be known of it.
pub fn tell_of(from: &Element, event: &str, detail: &JsValue) {
    let how = CustomEventInit::new();
    how.set_bubbles(true);
    how.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(event, &how) {
        let _ = from.node().dispatch_event(&event);
    }
}

/// Asks the widget around, which answers at once. The answer is kept nowhere in the page.
pub fn ask(from: &Element, event: &str) -> Option<String> {
    let detail = Object::new();
    tell_of(from, event, &detail);
    let answer = Reflect::get(&detail, &JsValue::from_str("answer"));
    answer.ok()?.as_string()
}

/// Whether it still stands in the page.
pub fn is_there(element: &Element) -> bool {
    element.node().is_connected()
}

/// Acts once this has been taken out of the page: by its widget, or together with it.
pub fn when_gone(element: &Element, act: impl Fn() + 'static) {
    let node = element.node().clone();
    // Moving an element takes it out for an instant; this is called when all of that is over.
    let look: Closure<dyn Fn(Array, MutationObserver)> =
        Closure::new(move |_: Array, observer: MutationObserver| {
            if !node.is_connected() {
                observer.disconnect();
                act();
            }
        });
    // Freed by the browser together with the observer.
    let look = look.into_js_value();
    if let Ok(observer) = MutationObserver::new(look.unchecked_ref()) {
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        let root = element.node().get_root_node();
        let _ = observer.observe_with_options(&root, &what);
    }
}
