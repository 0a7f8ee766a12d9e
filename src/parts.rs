//! What is fetched once it is needed: reading the page, and drawing what unfolds. A program of its
//! own beside the widget, so that a first load does not carry it.

use checkout_readiness_browser::contract;
use checkout_readiness_checks::contract::Outcome;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::dom::Element;
use crate::json::Json;
use crate::text::{Part, Texts};

/// The parts, once they are there.
#[derive(Clone)]
pub struct Parts {
    module: JsValue,
    texts: Texts,
}

impl Parts {
    /// Fetches them, unless they are there; none where that fails.
    pub async fn fetch(texts: Texts) -> Option<Self> {
        let module = texts.fetch(Part::Program).await?;
        Some(Self { module, texts })
    }

    /// What is seen of the page, as JSON; none where the browser does not let us look.
    pub async fn look(&self) -> Option<String> {
        self.wait_for("look", &Array::new()).await
    }

    /// The answers of the checks that need nothing but the page.
    pub async fn judge(&self, question: &str) -> Vec<Outcome> {
        let question = Array::of1(&JsValue::from_str(question));
        let answer = self.wait_for("judge", &question).await;
        let answer = answer.and_then(|answer| Json::parse(&answer)?.as_list());
        let outcomes = answer.unwrap_or_default();
        outcomes.iter().filter_map(contract::outcome).collect()
    }

    async fn wait_for(&self, name: &str, arguments: &Array) -> Option<String> {
        let answer: Promise = self.call(name, arguments)?.dyn_into().ok()?;
        JsFuture::from(answer).await.ok()?.as_string()
    }

    /// An `outcome`, or the report of a run, as a plain value.
    #[must_use]
    pub fn plain(&self, kind: &str, json: &str) -> Option<JsValue> {
        let arguments = [kind, json].map(JsValue::from_str);
        let made = self.call("plain", &arguments.iter().collect())?;
        (!made.is_undefined()).then_some(made)
    }

    /// A part, drawn from what the contract writes.
    #[must_use]
    pub fn draw(&self, part: &str, json: &str) -> Option<Element> {
        let arguments = [part, json].map(JsValue::from_str);
        let arguments: Array = arguments.iter().collect();
        self.texts.hand_over(&arguments);
        let node = self.call("draw", &arguments)?;
        Some(Element::existing(node.unchecked_ref()))
    }

    fn call(&self, name: &str, arguments: &Array) -> Option<JsValue> {
        let function = Reflect::get(&self.module, &JsValue::from_str(name)).ok()?;
        let function: Function = function.dyn_into().ok()?;
        Reflect::apply(&function, &JsValue::NULL, arguments).ok()
    }
}
