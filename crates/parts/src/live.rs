//! What drawn parts do by themselves: fill places, keep the focus, tell the widget, and end when
//! they are taken out of the page.

use checkout_readiness_browser::dom::Element;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventInit, HtmlElement, MutationObserver, MutationObserverInit};

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

fn found(place: &Element, selector: &str) -> Option<web_sys::Node> {
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
    let how = EventInit::new();
    how.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict(event, &how) {
        let _ = from.node().dispatch_event(&event);
    }
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
