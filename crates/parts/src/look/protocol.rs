//! The page's own address, and whether the browser trusts it.

use wasm_bindgen::JsValue;
use web_sys::Window;

/// Scheme without colon, and host without port.
pub fn of(window: &Window) -> (String, String) {
    let location = window.location();
    let scheme = location.protocol().unwrap_or_default();
    (
        scheme.trim_end_matches(':').to_owned(),
        location.hostname().unwrap_or_default(),
    )
}

/// `isSecureContext`, absent in a browser that does not know it.
pub fn secure_context(window: &Window) -> Option<bool> {
    js_sys::Reflect::get(window, &JsValue::from_str("isSecureContext"))
        .ok()?
        .as_bool()
}
