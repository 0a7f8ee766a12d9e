//! The signature debugger: a notification is pasted, and every form its signature may have been
//! made in is shown beside the one that came. Nothing of it leaves the page, and the secret is
//! forgotten as soon as nobody looks.

mod explain;
mod explained;

use std::cell::Cell;
use std::rc::Rc;

use checkout_readiness_browser::dom::{Element, classed, element, nothing};
use checkout_readiness_browser::text::{Part, Texts};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlDetailsElement;

use crate::live::{button, fill, focus, set, value, when_gone};

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

/// The debugger, folded; what is in it is fetched when it is unfolded first.
pub fn view(texts: &Texts) -> Element {
    let place = classed("div", "debugger-body");
    let fields = Fields {
        headers: area("3"),
        query: input("text"),
        body: area("4"),
        secret: input("password"),
        said: classed("p", "explained-verdict").attribute("role", "status"),
        explained: classed("div", "explained"),
    };
    let is_drawn = Rc::new(Cell::new(false));
    let (opened, texts_then) = (place.clone(), texts.clone());
    classed("details", "folded debugger")
        .child(element("summary").child(element("h3").text(&texts.get("probe.debugger.title"))))
        .child(place)
        .on("toggle", move |event| {
            let details = event.target().and_then(|target| target.dyn_into().ok());
            if !details.is_some_and(|details: HtmlDetailsElement| details.open()) {
                fields.forget_secret();
            } else if !is_drawn.replace(true) {
                let drawing = (opened.clone(), fields.clone(), texts_then.clone());
                let is_drawn = Rc::clone(&is_drawn);
                spawn_local(async move {
                    is_drawn.set(draw(drawing).await);
                });
            }
        })
}

/// Draws what is in it, and says whether it could.
async fn draw((place, fields, texts): (Element, Fields, Texts)) -> bool {
    if texts.fetch(Part::Probe).await.is_none() {
        let again = texts.get("interface.failure.busy");
        fill(&place, classed("p", "problem").text(&again));
        return false;
    }
    let labelled = |name: &str, field: &Element| {
        element("label")
            .child(element("span").text(&texts.get(name)))
            .child(field.clone())
    };
    let labels = [
        labelled("probe.debugger.headers", &fields.headers),
        labelled("probe.debugger.query", &fields.query),
        labelled("probe.debugger.body", &fields.body),
        labelled("probe.debugger.secret", &fields.secret),
    ];
    let (explaining, forgetting) = (fields.clone(), fields.clone());
    let (said_in, forgotten) = (texts.clone(), texts.get("probe.debugger.forgotten"));
    let explain = button(&texts.get("probe.debugger.explain"), "primary", move || {
        explaining.explain(&said_in);
    });
    let forget = button(&texts.get("probe.debugger.forget"), "quiet", move || {
        forgetting.forget();
        fill(&forgetting.said, element("span").text(&forgotten));
        // Whoever goes on starts at the first field.
        focus(&forgetting.headers);
    });
    let drawn = nothing()
        .child(classed("p", "hint").text(&texts.get("probe.debugger.lead")))
        .children(labels)
        .child(classed("div", "actions").child(explain).child(forget))
        .child(fields.said.clone())
        .child(fields.explained.clone());
    fill(&place, drawn);
    when_gone(&place, move || fields.forget());
    true
}

impl Fields {
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
