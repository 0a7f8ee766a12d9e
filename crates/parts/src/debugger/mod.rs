//! The signature debugger: a notification is pasted, and every form its signature may have been
//! made in is shown beside the one that came. Nothing of it leaves the page, and the secret is
//! forgotten as soon as nobody looks.

mod explain;
mod explained;

use std::cell::RefCell;
use std::rc::Rc;

use checkout_readiness_browser::dom::{Element, classed, element, nothing};
use checkout_readiness_browser::text::{Part, Texts};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlDetailsElement;

use crate::live::{button, fill, focus, is_there, set, value, when_gone};

/// What is pasted, and where the explanation goes: its sentence, which is said aloud, and the rest.
#[derive(Clone)]
struct Fields {
    headers: Element,
    query: Element,
    body: Element,
    secret: Element,
    said: Element,
    explained: Element,
}

/// The fields for as long as they stand in the page. What acts on them shares them: a listener that
/// held them itself would keep them for ever, and what was pasted with them.
type Shared = Rc<RefCell<Option<Fields>>>;

/// The debugger, folded; what is in it is made when it is unfolded first.
pub fn view(texts: &Texts) -> Element {
    let shared = Shared::default();
    let texts_then = texts.clone();
    classed("details", "folded debugger")
        .child(element("summary").child(element("h3").text(&texts.get("probe.debugger.title"))))
        .child(classed("div", "debugger-body"))
        .on("toggle", move |event| {
            let details = event.target().and_then(|target| target.dyn_into().ok());
            let open = details.filter(|details: &HtmlDetailsElement| details.open());
            let place = open.and_then(|details| details.last_element_child());
            let Some(place) = place else {
                if let Some(fields) = &*shared.borrow() {
                    fields.forget_secret();
                }
                return;
            };
            if shared.borrow().is_some() {
                return;
            }
            shared.replace(Some(Fields::new()));
            let (shared, texts) = (Rc::clone(&shared), texts_then.clone());
            spawn_local(async move {
                if !draw(Element::existing(&place), &shared, texts).await {
                    shared.take();
                }
            });
        })
}

/// Draws what is in it, and says whether it could.
async fn draw(place: Element, shared: &Shared, texts: Texts) -> bool {
    let words = texts.fetch(Part::Probe).await;
    let Some(fields) = shared.borrow().clone().filter(|_| is_there(&place)) else {
        return false;
    };
    if words.is_none() {
        let again = texts.get("interface.failure.busy");
        fill(&place, classed("p", "problem").text(&again));
        return false;
    }
    let labelled = |name: &str, field: Element| {
        element("label")
            .child(element("span").text(&texts.get(name)))
            .child(field)
    };
    let labels = [
        labelled("probe.debugger.headers", fields.headers),
        labelled("probe.debugger.query", fields.query),
        labelled("probe.debugger.body", fields.body),
        labelled("probe.debugger.secret", fields.secret),
    ];
    let acting = |name: &str, class: &str, act: fn(&Fields, &Texts)| {
        let (shared, said_in) = (Rc::clone(shared), texts.clone());
        button(&texts.get(name), class, move || {
            if let Some(fields) = &*shared.borrow() {
                act(fields, &said_in);
            }
        })
    };
    let explain = acting("probe.debugger.explain", "primary", Fields::explain);
    let forget = acting("probe.debugger.forget", "quiet", |fields, texts| {
        fields.forget();
        let forgotten = texts.get("probe.debugger.forgotten");
        fill(&fields.said, element("span").text(&forgotten));
        // Whoever goes on starts at the first field.
        focus(&fields.headers);
    });
    let drawn = nothing()
        .child(classed("p", "hint").text(&texts.get("probe.debugger.lead")))
        .children(labels)
        .child(classed("div", "actions").child(explain).child(forget))
        .child(fields.said)
        .child(fields.explained);
    fill(&place, drawn);
    let gone = Rc::clone(shared);
    when_gone(&place, move || {
        if let Some(fields) = gone.take() {
            fields.forget();
        }
    });
    true
}

impl Fields {
    fn new() -> Self {
        Self {
            headers: area("3"),
            query: input("text"),
            body: area("4"),
            secret: input("password"),
            said: classed("p", "explained-verdict").attribute("role", "status"),
            explained: classed("div", "explained"),
        }
    }

    fn explain(&self, texts: &Texts) {
        let [headers, query, body, secret] =
            [&self.headers, &self.query, &self.body, &self.secret].map(value);
        let pasted = explain::pasted(&headers, &query, &body);
        let found = explained::of(&pasted, secret.trim(), texts);
        fill(&self.said, element("span").text(&found.said));
        fill(&self.explained, found.shown);
    }

    /// Forgets the secret, and what was made with it.
    fn forget_secret(&self) {
        set(&self.secret, "value", &JsValue::from_str(""));
        fill(&self.said, nothing());
        fill(&self.explained, nothing());
    }

    fn forget(&self) {
        for field in [&self.headers, &self.query, &self.body] {
            set(field, "value", &JsValue::from_str(""));
        }
        self.forget_secret();
    }
}

/// A field that no browser keeps, completes or has checked by anybody.
fn private(field: Element) -> Element {
    field
        .attribute("autocomplete", "off")
        .attribute("autocapitalize", "none")
        .attribute("spellcheck", "false")
}

fn area(rows: &str) -> Element {
    private(element("textarea")).attribute("rows", rows)
}

fn input(kind: &str) -> Element {
    private(element("input")).attribute("type", kind)
}
