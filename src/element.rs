//! What JavaScript holds: a widget in a shadow root, gone when it is freed.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::Render;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::app;
use crate::options::Options;
use crate::text::Texts;

/// One widget on a page.
#[wasm_bindgen]
pub struct Widget {
    root: HtmlElement,
    _mounted: UnmountHandle<<() as Render>::State>,
}

#[wasm_bindgen]
impl Widget {
    /// Draws the widget into `root`, with the element's attributes and one language's texts.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(root: HtmlElement, attributes: JsValue, texts: JsValue) -> Self {
        let options = Options::from_js(attributes);
        let texts = Texts::new(texts, &options.language);
        let drawn = root.clone();
        let mounted = mount_to(root.clone(), move || app::view(drawn, options, texts));
        Self {
            root,
            _mounted: mounted,
        }
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.root.replace_children_with_node_0();
    }
}
