//! Drawing: elements built in place, with parts that follow the state.
//!
//! Leptos keeps the state and knows what depends on it; the elements themselves are made here, by
//! code that is the same for all of them. Views whose type spells out their whole structure are
//! compiled anew for each structure, which would double what a first load transfers.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Event, FocusOptions, HtmlElement, Node};

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

    /// Adds a part that is drawn anew whenever `key` gives another text. `draw` itself is not
    /// watched: what it depends on must show in the key.
    pub fn live(
        self,
        key: impl Fn() -> String + 'static,
        draw: impl Fn() -> Self + 'static,
    ) -> Self {
        let (Some(start), Some(end)) = (anchor(), anchor()) else {
            return self;
        };
        let _ = self.0.append_child(&start);
        let _ = self.0.append_child(&end);
        follow(
            Box::new(key),
            Box::new(move || {
                while let Some(next) = start.next_sibling().filter(|next| *next != end) {
                    if let Some(parent) = next.parent_node() {
                        let _ = parent.remove_child(&next);
                    }
                }
                if let Some(parent) = end.parent_node() {
                    let _ = parent.insert_before(&draw().0, Some(&end));
                }
            }),
        );
        self
    }

    /// Adds text that follows the state.
    pub fn live_text(self, text: impl Fn() -> String + Copy + 'static) -> Self {
        self.live(text, move || several([]).text(&untrack(text)))
    }

    /// Sets an attribute that follows the state.
    pub fn live_attribute(
        self,
        name: &'static str,
        value: impl Fn() -> String + Clone + 'static,
    ) -> Self {
        let node = self.clone();
        let now = value.clone();
        follow(
            Box::new(value),
            Box::new(move || {
                node.clone().attribute(name, &untrack(&now));
            }),
        );
        self
    }

    /// Sets a property that follows the state; empty text is false to a property that is a yes
    /// or no.
    pub fn live_property(
        self,
        name: &'static str,
        value: impl Fn() -> String + Clone + 'static,
    ) -> Self {
        let node = self.0.clone();
        let now = value.clone();
        follow(
            Box::new(value),
            Box::new(move || {
                let now = JsValue::from_str(&untrack(&now));
                let _ = js_sys::Reflect::set(&node, &JsValue::from_str(name), &now);
            }),
        );
        self
    }
}

/// The text in the field that an event is about.
pub fn value_of(event: &Event) -> String {
    let target = event.target().map_or(JsValue::UNDEFINED, Into::into);
    let value = js_sys::Reflect::get(&target, &JsValue::from_str("value"));
    value
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Moves the focus there if what had it is gone, so that nobody who goes by keyboard starts over
/// at the top of the page.
pub fn focus_if_lost(root: HtmlElement, selector: &'static str) {
    request_animation_frame(move || {
        let has_focus = |document: &Document| {
            let focused = document.active_element();
            focused.is_some_and(|element| element.tag_name() != "BODY")
        };
        if document().is_some_and(|document| !has_focus(&document)) {
            let found = root.query_selector(selector).ok().flatten();
            if let Some(Ok(element)) = found.map(JsCast::dyn_into::<HtmlElement>) {
                let options = FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = element.focus_with_options(&options);
            }
        }
    });
}

/// Acts now and whenever the key changes, for as long as whoever asked is there. What the act
/// itself set up the time before is gone by then.
fn follow(key: Box<dyn Fn() -> String>, act: Box<dyn Fn()>) {
    // Not the effect's own owner: that one is cleaned up even where the key stays the same.
    let Some(outer) = Owner::current() else {
        return;
    };
    let mut part: Option<Owner> = None;
    let effect = RenderEffect::new(move |before: Option<String>| {
        let now = key();
        if before.as_ref() != Some(&now) {
            if let Some(before) = part.take() {
                before.cleanup();
            }
            let owner = outer.child();
            untrack(|| owner.with(&act));
            part = Some(owner);
        }
        now
    });
    // Ends with whoever asked.
    StoredValue::new_local(effect);
}

fn anchor() -> Option<Node> {
    Some(document()?.create_text_node("").into())
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Stands for an element that could not be made, which a browser never refuses for known tags.
fn nowhere() -> Node {
    JsValue::NULL.unchecked_into()
}
