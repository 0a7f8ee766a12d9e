//! The words of the interface: looked up in the language file the loader fetched.

use std::rc::Rc;

use checkout_readiness_wording::{Catalog, Language, counted, fill};
use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// One language's texts, as the JSON made from `locales/`.
#[derive(Clone)]
pub struct Texts(Rc<Inner>);

struct Inner {
    root: JsValue,
    language: Language,
    plural: Intl::PluralRules,
}

impl Texts {
    /// Texts from what the loader fetched, in that language.
    #[must_use]
    pub fn new(root: JsValue, language: &str) -> Self {
        let language = Language::from_tag(language).unwrap_or(Language::En);
        // The tag is one of ours: the browser throws at one it cannot read.
        let locales = Array::of1(&JsValue::from_str(language.tag()));
        let plural = Intl::PluralRules::new(&locales, &Object::new());
        Self(Rc::new(Inner {
            root,
            language,
            plural,
        }))
    }

    /// A text of the interface. A missing one shows its path: ugly, and seen by the tests.
    #[must_use]
    pub fn get(&self, path: &str) -> String {
        self.text(path).unwrap_or_else(|| path.to_owned())
    }

    /// A text of the interface with its placeholders filled.
    #[must_use]
    pub fn with(&self, path: &str, values: &[(&str, &str)]) -> String {
        fill(&self.get(path), &mut |name| {
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    /// A text that depends on a number, with `{count}` filled.
    #[must_use]
    pub fn counted(&self, path: &str, count: usize) -> String {
        let text = counted(self, path, i64::try_from(count).ok());
        fill(&text.unwrap_or_else(|| path.to_owned()), &mut |name| {
            (name == "count").then(|| count.to_string())
        })
    }

    /// The ids of the checks this language has words for, by heading: what is known of the list
    /// before the proxy has told.
    #[must_use]
    pub fn check_ids(&self, requirement: &str) -> Vec<String> {
        let checks = Reflect::get(&self.0.root, &JsValue::from_str(requirement)).ok();
        let checks = checks.and_then(|checks| checks.dyn_into::<Object>().ok());
        checks
            .map(|checks| strings(&Object::keys(&checks)))
            .unwrap_or_default()
    }

    /// A moment as people of this language write it.
    #[must_use]
    pub fn moment(&self, rfc3339: &str) -> String {
        let date = js_sys::Date::new(&JsValue::from_str(rfc3339));
        if date.get_time().is_nan() {
            return rfc3339.to_owned();
        }
        date.to_locale_string(self.0.language.tag(), &JsValue::UNDEFINED)
            .into()
    }

    fn at(&self, path: &str) -> Option<JsValue> {
        let mut value = self.0.root.clone();
        for part in path.split('.') {
            value = Reflect::get(&value, &JsValue::from_str(part)).ok()?;
        }
        Some(value)
    }
}

impl Catalog for Texts {
    fn text(&self, path: &str) -> Option<String> {
        self.at(path)?.as_string()
    }

    fn list(&self, path: &str) -> Vec<String> {
        let list = self
            .at(path)
            .and_then(|value| value.dyn_into::<Array>().ok());
        list.map(|list| strings(&list)).unwrap_or_default()
    }

    fn plural(&self, count: i64) -> &'static str {
        #[expect(
            clippy::cast_precision_loss,
            reason = "plural rules take a JavaScript number"
        )]
        let category = self.0.plural.select(count as f64);
        match String::from(category).as_str() {
            "zero" => "zero",
            "one" => "one",
            "two" => "two",
            "few" => "few",
            "many" => "many",
            _ => "other",
        }
    }

    fn language(&self) -> Language {
        self.0.language
    }
}

fn strings(list: &Array) -> Vec<String> {
    list.iter().filter_map(|item| item.as_string()).collect()
}
