//! The list as something to take away: Markdown to paste, JSON to keep.

use checkout_readiness_wording::markdown;
use js_sys::{Array, JSON};
use leptos::task::spawn_local;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::App;

impl App {
    /// Copies the report as Markdown. Where the browser forbids that, the text is shown to copy.
    pub fn copy_markdown(self) {
        let text = self.peek(|state| markdown(&state.list.report(), &self.texts()));
        let said = self.texts().get("interface.copied");
        spawn_local(async move {
            let copied = match clipboard() {
                Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
                None => false,
            };
            if copied {
                self.change(|state| state.announcement = said);
            } else {
                self.change(|state| state.to_copy = Some(text));
            }
        });
    }

    /// Saves the report as a JSON file.
    pub fn download_json(self) {
        let report = self.peek(|state| state.list.report());
        let name = [
            "checkout-readiness-",
            report.profile.product.name(),
            ".json",
        ]
        .concat();
        let _ = save(&report, &name);
    }
}

/// The clipboard, which a page without a secure context does not have.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    clipboard.dyn_into().ok()
}

fn save(report: &impl Serialize, name: &str) -> Result<(), JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let value = report.serialize(&serializer)?;
    let text =
        JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &JsValue::from_f64(2.0))?;
    let properties = BlobPropertyBag::new();
    properties.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text), &properties)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let anchor = document.ok_or(JsValue::NULL)?.create_element("a")?;
    let anchor: HtmlAnchorElement = anchor.dyn_into().map_err(|_| JsValue::NULL)?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url)
}
