//! The list as something to take away. The proxy writes the documents, so that a page which never
//! needs one carries nothing of them; the report itself is there without it.

use checkout_readiness_wording::Catalog;
use js_sys::Array;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::App;
use crate::proxy;

/// A document a report can be taken away as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Its name, to the proxy and in the texts.
    pub name: &'static str,
    /// The ending of its file.
    pub ending: &'static str,
    media_type: &'static str,
}

/// What is copied.
pub const MARKDOWN: Format = Format {
    name: "markdown",
    ending: "md",
    media_type: "text/markdown",
};
/// What is copied for those who help.
pub const TICKET: Format = Format {
    name: "ticket",
    ending: "txt",
    media_type: "text/plain",
};
/// What is saved as a file.
pub const FILES: [Format; 4] = [
    Format {
        name: "html",
        ending: "html",
        media_type: "text/html",
    },
    Format {
        name: "json",
        ending: "json",
        media_type: "application/json",
    },
    Format {
        name: "junit",
        ending: "xml",
        media_type: "application/xml",
    },
    Format {
        name: "sarif",
        ending: "sarif",
        media_type: "application/sarif+json",
    },
];

impl App {
    /// Copies a document. Where the browser forbids that, the text is shown to copy.
    pub fn copy(self, format: Format) {
        let said = self.texts().get("interface.copied");
        spawn_local(async move {
            let Some(text) = self.document(format).await else {
                return;
            };
            let copied = match clipboard() {
                Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
                None => false,
            };
            if copied {
                self.announce(said);
            } else {
                self.change(|state| state.to_copy = Some(text));
            }
        });
    }

    /// Saves a document as a file.
    pub fn download(self, format: Format) {
        let product = self.peek(|state| state.list.report().profile.product.name());
        let name = ["checkout-readiness-", product, ".", format.ending].concat();
        spawn_local(async move {
            if let Some(text) = self.document(format).await {
                let _ = save(&text, format.media_type, &name);
            }
        });
    }

    /// The document's text; where the proxy cannot write it, a notice says why.
    async fn document(self, format: Format) -> Option<String> {
        let report = proxy::written(&self.peek(|state| state.list.report()))?;
        if format.name == "json" {
            return Some(report);
        }
        let language = self.texts().language().code();
        let written = self.proxy().document(&report, format.name, language).await;
        match written {
            Ok(text) => Some(text),
            Err(failure) => {
                self.change(|state| state.failure = Some(failure));
                None
            }
        }
    }
}

/// The clipboard, which a page without a secure context does not have.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    clipboard.dyn_into().ok()
}

fn save(text: &str, media_type: &str, name: &str) -> Result<(), JsValue> {
    let properties = BlobPropertyBag::new();
    properties.set_type(media_type);
    let text = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&text, &properties)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let anchor = document.ok_or(JsValue::NULL)?.create_element("a")?;
    let anchor: HtmlAnchorElement = anchor.dyn_into().map_err(|_| JsValue::NULL)?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url)
}
