//! Elements built in place. The code is the same for all of them, which is what keeps it small.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Event, Node};

/// Something that stands in the page.
#[derive(Clone)]
pub struct Element(Node);

/// A new element.
pub fn element(tag: &str) -> Element {
    let node = document().and_then(|document| document.create_element(tag).ok());
    Element(node.map_or_else(nowhere, JsCast::unchecked_into))
}

/// A new element of that class.
pub fn classed(tag: &str, class: &str) -> Element {
    element(tag).attribute("class", class)
}

/// Several elements side by side, or none.
pub fn several(parts: impl IntoIterator<Item = Element>) -> Element {
    let fragment = document().map(|document| document.create_document_fragment());
    let fragment = Element(fragment.map_or_else(nowhere, JsCast::unchecked_into));
    parts.into_iter().fold(fragment, Element::child)
}

/// Nothing to see.
pub fn nothing() -> Element {
    several([])
}

impl Element {
    /// An element that is there already, to draw into.
    pub fn existing(node: &Node) -> Self {
        Self(node.clone())
    }

    /// Sets an attribute.
    pub fn attribute(self, name: &str, value: &str) -> Self {
        if let Some(element) = self.0.dyn_ref::<web_sys::Element>() {
            let _ = element.set_attribute(name, value);
        }
        self
    }

    /// Adds text.
    pub fn text(self, text: &str) -> Self {
        if let Some(document) = document() {
            let _ = self.0.append_child(&document.create_text_node(text));
        }
        self
    }

    /// Adds what is given.
    pub fn child(self, child: Self) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Adds all of them.
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Adds it, if there is one.
    pub fn maybe(self, child: Option<Self>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Acts when that happens.
    pub fn on(self, event: &str, act: impl Fn(Event) + 'static) -> Self {
        let act: Closure<dyn Fn(Event)> = Closure::new(act);
        // Freed by the browser together with the element.
        let act = act.into_js_value();
        let _ = self
            .0
            .add_event_listener_with_callback(event, act.unchecked_ref());
        self
    }

    /// Acts on a click.
    pub fn on_click(self, act: impl Fn() + 'static) -> Self {
        self.on("click", move |_| act())
    }

    /// The node in the page's tree.
    #[must_use]
    pub fn node(&self) -> &Node {
        &self.0
    }
}

/// The text in the field that an event is about.
pub fn value_of(event: &Event) -> String {
    value_in(&event.target().map_or(JsValue::UNDEFINED, Into::into))
}

/// The text in a field.
pub fn value_in(field: &JsValue) -> String {
    let value = js_sys::Reflect::get(field, &JsValue::from_str("value"));
    value
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// The page.
#[must_use]
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Stands for an element that could not be made, which a browser never refuses for known tags.
fn nowhere() -> Node {
    JsValue::NULL.unchecked_into()
}
