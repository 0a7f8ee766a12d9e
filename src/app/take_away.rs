//! The list as something to take away. The proxy writes the documents, so that a page which never
//! needs one carries nothing of them; the report itself is there without it.

use checkout_readiness_wording::Catalog;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

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
            // At once: browsers let a page copy only while they handle the click.
            let copying = JsFuture::from(app.texts().host().copy(&text));
            spawn_local(async move {
                let copied = copying.await.is_ok_and(|copied| copied.is_truthy());
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
        self.write(format, move |app, text| {
            app.texts().host().save(&name, format.media_type, &text);
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
