//! The report to take away: texts to paste, files to keep. The proxy writes the documents; the report
//! itself is there without it.
//!
//! It knows the widget by what that answers when a button is pressed (`asked`), so that a document is
//! always of the newest answers, and has it say aloud what became of it (`announce`).

use checkout_readiness_browser::dom::{Element, classed, element, nothing, several};
use checkout_readiness_browser::json::{Json, Written, written};
use checkout_readiness_browser::proxy::{Failure, Proxy};
use checkout_readiness_browser::text::Texts;
use checkout_readiness_wording::Catalog;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Event;

use crate::live::{ask, fill, focus, is_there, tell_of};

/// A document a report can be taken away as.
#[derive(Clone, Copy)]
struct Format {
    /// Its name, to the proxy and in the texts.
    name: &'static str,
    /// The path of what its button says, where that is not its name.
    label: Option<&'static str>,
    /// The ending of its file and its type; none where it is copied.
    file: Option<(&'static str, &'static str)>,
}

const fn copied(name: &'static str, label: &'static str) -> Format {
    Format {
        name,
        label: Some(label),
        file: None,
    }
}

const fn saved(name: &'static str, ending: &'static str, media_type: &'static str) -> Format {
    Format {
        name,
        label: None,
        file: Some((ending, media_type)),
    }
}

const FORMATS: [Format; 6] = [
    copied("markdown", "interface.copy_markdown"),
    copied("ticket", "interface.copy_ticket"),
    saved("html", "html", "text/html"),
    saved("json", "json", "application/json"),
    saved("junit", "xml", "application/xml"),
    saved("sarif", "sarif", "application/sarif+json"),
];

/// What the proxy is asked to write.
#[derive(Serialize)]
struct Order<'a> {
    format: &'a str,
    language: &'a str,
    report: Written,
}

/// What the page is told when it did not.
#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    message: &'a str,
}

/// What the widget answers: `{"address", "token"?, "report"}`, the report as text.
struct Answer {
    proxy: Proxy,
    report: String,
}

/// A footer on the page, as long as somebody acts in it. What listens to its buttons must not hold it:
/// neither would ever go.
struct Footer {
    texts: Texts,
    root: Element,
    /// What is shown below it: a text to copy by hand, or why there is none.
    below: Element,
}

/// A button for each document of the run that ended at that moment.
pub fn view(observed_at: &Json, texts: &Texts) -> Option<Element> {
    let at = texts.moment(&observed_at.as_text()?);
    let buttons = FORMATS.into_iter().map(|format| button(format, texts));
    let hint = classed("p", "hint").text(&texts.with("interface.checked_at", &[("at", &at)]));
    let root = classed("footer", "take-away").attribute("part", "footer");
    Some(several([
        root.child(hint).children(buttons),
        classed("div", "below"),
    ]))
}

fn button(format: Format, texts: &Texts) -> Element {
    let label = match format.label {
        Some(path) => texts.get(path),
        None => texts.get(&["interface.take_away.", format.name].concat()),
    };
    acting(&label, texts, move |footer| {
        spawn_local(footer.take(format))
    })
    .attribute("data-format", format.name)
}

/// A button in a footer that acts on it.
fn acting(label: &str, texts: &Texts, act: impl Fn(Footer) + 'static) -> Element {
    let texts = texts.clone();
    classed("button", "quiet")
        .attribute("type", "button")
        .text(label)
        .on("click", move |event| {
            if let Some(footer) = Footer::around(&event, &texts) {
                act(footer);
            }
        })
}

impl Footer {
    /// The footer in which that happened: among its buttons, or below them.
    fn around(event: &Event, texts: &Texts) -> Option<Self> {
        let pressed: web_sys::Element = event.target()?.dyn_into().ok()?;
        let (root, below) = match pressed.closest(".below").ok()? {
            Some(below) => (below.previous_element_sibling()?, below),
            None => {
                let root = pressed.closest(".take-away").ok()??;
                let below = root.next_element_sibling()?;
                (root, below)
            }
        };
        Some(Self {
            texts: texts.clone(),
            root: Element::existing(&root),
            below: Element::existing(&below),
        })
    }

    async fn take(self, format: Format) {
        let Some(answer) = self.answer() else { return };
        fill(&self.below, nothing());
        let document = match format.name {
            "json" => Ok(answer.report.clone()),
            _ => self.written(format, &answer).await,
        };
        match (document, format.file) {
            (Ok(text), Some((ending, media_type))) => {
                let name = file_name(&answer.report, ending);
                self.texts.host().save(&name, media_type, &text);
            }
            (Ok(text), None) => self.copy(format, &text).await,
            (Err(failure), _) => self.fail(&failure, &answer.proxy),
        }
    }

    fn answer(&self) -> Option<Answer> {
        let answer = Json::parse(&ask(&self.root, "asked")?)?;
        Some(Answer {
            proxy: Proxy {
                address: answer.text("address")?,
                token: answer.text("token"),
                host: Some(self.texts.host()),
            },
            report: answer.text("report")?,
        })
    }

    /// Has the proxy write it.
    async fn written(&self, format: Format, answer: &Answer) -> Result<String, Failure> {
        let order = written(&Order {
            format: format.name,
            language: self.texts.language().code(),
            report: Written(answer.report.clone()),
        });
        let proxy = &answer.proxy;
        proxy.ask("/api/v1/reports", order.as_deref()).await
    }

    /// Copies a text. Where the browser forbids that, it is shown to be copied by hand.
    async fn copy(&self, format: Format, text: &str) {
        // At once: browsers let a page copy only shortly after the click.
        let copied = JsFuture::from(self.texts.host().copy(text)).await;
        if copied.is_ok_and(|copied| copied.is_truthy()) {
            self.announce(&self.texts.get("interface.copied"));
        } else {
            fill(&self.below, self.by_hand(format, text));
        }
    }

    fn by_hand(&self, format: Format, text: &str) -> Element {
        let texts = &self.texts;
        let field = element("textarea")
            .attribute("readonly", "")
            .attribute("rows", "8")
            .text(text);
        let close = acting(&texts.get("interface.close"), texts, move |footer| {
            fill(&footer.below, nothing());
            // Whoever closes it goes on where it was opened.
            footer.focus(format);
        });
        let label = element("span").text(&texts.get("interface.copy_by_hand"));
        classed("div", "by-hand")
            .child(element("label").child(label).child(field))
            .child(close)
    }

    fn focus(&self, format: Format) {
        let selector = ["[data-format=", format.name, "]"].concat();
        if let Some(button) = crate::live::found(&self.root, &selector) {
            focus(&Element::existing(&button));
        }
    }

    /// Says why there is no document: beside the buttons, aloud, and to the page.
    fn fail(&self, failure: &Failure, proxy: &Proxy) {
        // Whoever took it away wants none of it any more.
        if !is_there(&self.root) {
            return;
        }
        let said = failure.said(proxy, &self.texts);
        let notice = classed("div", "notice").attribute("data-kind", "warning");
        fill(&self.below, notice.child(element("p").text(&said)));
        self.announce(&said);
        if let Some((code, message)) = failure.told() {
            let problem = Problem {
                code,
                message: &message,
            };
            let problem = problem.serialize(&Serializer::json_compatible());
            self.texts
                .host()
                .emit("error", &problem.unwrap_or_default());
        }
    }

    fn announce(&self, words: &str) {
        tell_of(&self.root, "announce", &JsValue::from_str(words));
    }
}

/// Files of different products lie side by side.
fn file_name(report: &str, ending: &str) -> String {
    let product = Json::parse(report).and_then(|report| report.get("profile")?.text("product"));
    let product = product.unwrap_or_default();
    ["checkout-readiness-", &product, ".", ending].concat()
}
