//! Drawing: elements built in place, with parts that follow the state.
//!
//! Leptos keeps the state and knows what depends on it; the elements themselves are made by code
//! that is the same for all of them. Views whose type spells out their whole structure are
//! compiled anew for each structure, which would double what a first load transfers.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, FocusOptions, HtmlElement, Node};

pub use checkout_readiness_browser::dom::{
    Element, classed, document, element, nothing, several, value_of,
};

/// What follows the state.
pub trait Live: Sized {
    /// Adds a part that is drawn anew whenever `key` gives another text. `draw` itself is not
    /// watched: what it depends on must show in the key.
    fn live(self, key: impl Fn() -> String + 'static, draw: impl Fn() -> Self + 'static) -> Self;

    /// Adds text that follows the state.
    fn live_text(self, text: impl Fn() -> String + Copy + 'static) -> Self;

    /// Sets an attribute that follows the state.
    fn live_attribute(
        self,
        name: &'static str,
        value: impl Fn() -> String + Clone + 'static,
    ) -> Self;

    /// Sets a property that follows the state; empty text is false to a property that is a yes
    /// or no.
    fn live_property(
        self,
        name: &'static str,
        value: impl Fn() -> String + Clone + 'static,
    ) -> Self;
}

impl Live for Element {
    fn live(self, key: impl Fn() -> String + 'static, draw: impl Fn() -> Self + 'static) -> Self {
        let (Some(start), Some(end)) = (anchor(), anchor()) else {
            return self;
        };
        let _ = self.node().append_child(&start);
        let _ = self.node().append_child(&end);
        follow(
            Box::new(key),
            Box::new(move || {
                while let Some(next) = start.next_sibling().filter(|next| *next != end) {
                    if let Some(parent) = next.parent_node() {
                        let _ = parent.remove_child(&next);
                    }
                }
                if let Some(parent) = end.parent_node() {
                    let _ = parent.insert_before(draw().node(), Some(&end));
                }
            }),
        );
        self
    }

    fn live_text(self, text: impl Fn() -> String + Copy + 'static) -> Self {
        self.live(text, move || several([]).text(&untrack(text)))
    }

    fn live_attribute(
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

    fn live_property(
        self,
        name: &'static str,
        value: impl Fn() -> String + Clone + 'static,
    ) -> Self {
        let node = self.node().clone();
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
    // What follows is kept by that owner, and so must not keep it: it would never go.
    let outer = outer.downgrade();
    let mut part: Option<Owner> = None;
    let effect = RenderEffect::new(move |before: Option<String>| {
        let now = key();
        if before.as_ref() != Some(&now) {
            if let Some(before) = part.take() {
                before.cleanup();
            }
            if let Some(outer) = outer.upgrade() {
                let owner = outer.child();
                untrack(|| owner.with(&act));
                part = Some(owner);
            }
        }
        now
    });
    // Ends with whoever asked.
    StoredValue::new_local(effect);
}

fn anchor() -> Option<Node> {
    Some(document()?.create_text_node("").into())
}
