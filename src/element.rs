//! What JavaScript holds: a widget in a shadow root, gone when it is freed.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Function;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::Render;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::app::{self, App};
use crate::checklist::Phase;
use crate::options::Options;
use crate::state::State;
use crate::text::Texts;

/// One widget on a page.
#[wasm_bindgen]
pub struct Widget {
    root: HtmlElement,
    app: Option<App>,
    _mounted: UnmountHandle<<() as Render>::State>,
}

/// What a widget knew, for the one that takes its place: in another language, or elsewhere on the
/// page.
#[wasm_bindgen]
pub struct Kept {
    state: State,
    token: Option<String>,
}

#[wasm_bindgen]
impl Widget {
    /// Draws the widget into `root`, with the element's attributes, the first part of one language's
    /// texts, a function that fetches the others, and what another widget knew, if there was one.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(
        root: HtmlElement,
        attributes: JsValue,
        texts: JsValue,
        more: Function,
        kept: Option<Kept>,
    ) -> Self {
        let options = Options::from_js(attributes);
        let texts = Texts::new(texts, more, &options.language);
        let drawn = root.clone();
        let owner: Rc<Cell<Option<App>>> = Rc::default();
        let made = Rc::clone(&owner);
        let mounted = mount_to(root.clone(), move || {
            made.set(Some(app::view(
                drawn,
                options,
                texts,
                kept.map(|kept| (kept.state, kept.token)),
            )));
        });
        Self {
            root,
            app: owner.get(),
            _mounted: mounted,
        }
    }

    /// What it knows, if that is worth keeping: a run that has ended.
    #[must_use]
    pub fn keep(&self) -> Option<Kept> {
        let app = self.app?;
        let state = app.peek(State::clone);
        (state.list.phase == Phase::Done).then(|| Kept {
            state,
            token: app.token(),
        })
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.root.replace_children_with_node_0();
    }
}
