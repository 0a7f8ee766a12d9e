//! What the loader does for the widget and its parts: it fetches, knows who asks, and tells the page.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// The loader, as one element sees it. None of its functions throws.
    #[derive(Clone, Debug, PartialEq)]
    pub type Host;

    /// Fetches a further part: texts, or the second program.
    #[wasm_bindgen(method)]
    pub fn more(this: &Host, part: &str) -> Promise;

    #[wasm_bindgen(method, js_name = token)]
    fn promised_token(this: &Host, is_refused: bool) -> Promise;

    #[wasm_bindgen(method)]
    fn early(this: &Host, path: &str) -> JsValue;

    /// Dispatches an event of that name on the element.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, name: &str, detail: &JsValue);

    /// Saves a text as a file of that name and type.
    #[wasm_bindgen(method)]
    pub fn save(this: &Host, name: &str, media_type: &str, text: &str);

    /// Copies a text; resolves to whether the browser let us.
    #[wasm_bindgen(method)]
    pub fn copy(this: &Host, text: &str) -> Promise;

    #[wasm_bindgen(method)]
    fn panel(this: &Host, checks: &Array) -> Promise;
}

impl Host {
    /// The token the page gives for the proxy, if it gives any; another one where that was refused.
    pub async fn token(&self, is_refused: bool) -> Option<String> {
        let token = JsFuture::from(self.promised_token(is_refused)).await;
        token.ok()?.as_string()
    }

    /// The answer to a question that was asked before the widget was there, once.
    pub async fn early_answer(&self, path: &str) -> Option<web_sys::Response> {
        let promise: Promise = self.early(path).dyn_into().ok()?;
        JsFuture::from(promise).await.ok()?.dyn_into().ok()
    }

    /// Begins the page's own checks of those ids; what is promised is a list of outcomes as JSON.
    #[must_use]
    pub fn begin_panel(&self, checks: &[String]) -> JsFuture {
        let checks: Array = checks.iter().map(|id| JsValue::from_str(id)).collect();
        JsFuture::from(self.panel(&checks))
    }
}
