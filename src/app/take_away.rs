//! The list as something to take away. The proxy writes the documents, so that a page which never
//! needs one carries nothing of them; the report itself is there without it.

use checkout_readiness_wording::Catalog;
use js_sys::Array;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::App;
use crate::json;

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
        self.write(format, move |app, text| {
            let copying = clipboard().map(|clipboard| clipboard.write_text(&text));
            spawn_local(async move {
                let copied = match copying {
                    Some(copying) => JsFuture::from(copying).await.is_ok(),
                    None => false,
                };
                if copied {
                    app.announce(said);
                } else {
                    app.change(|state| state.to_copy = Some(text));
                }
            });
        });
    }

    /// Saves a document as a file.
    pub fn download(self, format: Format) {
        let product = self.peek(|state| state.list.report().profile.product.name());
        let name = ["checkout-readiness-", product, ".", format.ending].concat();
        self.write(format, move |_, text| {
            let _ = save(&text, format.media_type, &name);
        });
    }

    /// Has the report written as that document, by the proxy unless it is the report itself.
    fn write(self, format: Format, go_on: impl FnOnce(Self, String) + 'static) {
        let Some(report) = json::written(&self.peek(|state| state.list.report())) else {
            return;
        };
        if format.name == "json" {
            return go_on(self, report);
        }
        let language = self.texts().language().code();
        let body = [
            r#"{"format":""#,
            format.name,
            r#"","language":""#,
            language,
            r#"","report":"#,
            &report,
            "}",
        ];
        let path = "/api/v1/reports".to_owned();
        self.ask(path, Some(body.concat()), |app, text| {
            go_on(app, text);
            Ok(())
        });
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
