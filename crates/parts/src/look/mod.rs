//! What can be seen of the page the widget stands on. Facts only; the same rules judge them here
//! and in the proxy.

mod fetching;
mod markup;
mod mixed_content;
mod protocol;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

use checkout_readiness_checks::evidence::Page;

/// Everything that can be seen.
pub async fn page() -> Option<Page> {
    let mut page = basics()?;
    let window = web_sys::window()?;
    let document = window.document()?;
    page.markup = Some(markup::of(&window, &document).await);
    Some(page)
}

/// What is seen at once: the address, and what is loaded over plain `http`.
fn basics() -> Option<Page> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let (scheme, host) = protocol::of(&window);
    let mut page = Page {
        secure_context: protocol::secure_context(&window),
        insecure_resources: None,
        markup: None,
        scheme,
        host,
    };
    page.insecure_resources = mixed_content::of(&document, &page);
    Some(page)
}
