//! What is asked of the page's own server: its script files, and the headers the page came with.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Document, RequestInit, Response, Window};

/// How long one answer may take, in milliseconds.
const PATIENCE_MS: u32 = 3000;
/// The longest file that is read, in characters.
const LONGEST: u32 = 512 * 1024;

/// What came of fetching a file.
pub enum Fetched {
    /// Its whole text.
    Text(String),
    /// It did not come, or is too long.
    Nothing,
}

/// A file of the page's own origin, as the browser has it.
pub async fn fetched(window: &Window, address: &str) -> Fetched {
    let text = async {
        let response = ask(window, address, "GET").await?;
        let text = JsFuture::from(response.text().ok()?).await.ok()?;
        let is_whole = text.unchecked_ref::<js_sys::JsString>().length() <= LONGEST;
        text.as_string().filter(|_| is_whole)
    };
    text.await.map_or(Fetched::Nothing, Fetched::Text)
}

/// The page's policies: those of the headers it came with, and those in its markup. None where the
/// headers cannot be seen, because a policy may stand there.
pub async fn policies(window: &Window, document: &Document) -> Option<Vec<String>> {
    let address = window.location().href().ok()?;
    let response = ask(window, &address, "HEAD").await?;
    let header = response.headers().get("content-security-policy").ok()?;
    let in_markup = document
        .query_selector_all("meta[http-equiv=content-security-policy i][content]")
        .ok()?;
    let in_markup = (0..in_markup.length()).filter_map(|index| {
        let element: web_sys::Element = in_markup.get(index)?.dyn_into().ok()?;
        element.get_attribute("content")
    });
    let policies = header.into_iter().chain(in_markup);
    Some(
        policies
            .filter(|policy| !policy.trim().is_empty())
            .collect(),
    )
}

async fn ask(window: &Window, address: &str, method: &str) -> Option<Response> {
    let how = RequestInit::new();
    how.set_method(method);
    // Browsers without it wait as long as they like.
    let timeout = JsValue::from_str("timeout");
    let has_timeout = Reflect::get(&js_sys::global(), &JsValue::from_str("AbortSignal"))
        .is_ok_and(|signal| Reflect::has(&signal, &timeout).unwrap_or(false));
    if has_timeout {
        how.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    }
    let asked = window.fetch_with_str_and_init(address, &how);
    let response: Response = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
    response.ok().then_some(response)
}
