//! The words: looked up in what the loader fetched of one language.

use std::rc::Rc;

use checkout_readiness_wording::{Catalog, Language, counted, fill};
use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::host::Host;

/// One language's texts, as the JSON made from `locales/`.
#[derive(Clone)]
pub struct Texts(Rc<Inner>);

struct Inner {
    root: JsValue,
    host: Host,
    language: Language,
    plural: Intl::PluralRules,
}

/// What is fetched, most of it once there is something to say with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is said before there are answers. The loader asks for it at once.
    First,
    /// What answers say.
    Answers,
    /// The stand-in's merchants.
    Merchants,
    /// What the test of the webhook and the signature debugger say.
    Probe,
    /// The program that reads the page and draws what unfolds.
    Program,
}

impl Part {
    /// Its name to the loader.
    const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Answers => "answers",
            Self::Merchants => "merchants",
            Self::Probe => "probe",
            Self::Program => "program",
        }
    }
}

impl Texts {
    /// Texts from what the loader fetched, in that language; the host fetches further
    /// parts and puts them where the first one is.
    #[must_use]
    pub fn new(root: JsValue, host: Host, language: &str) -> Self {
        let language = Language::from_tag(language).unwrap_or(Language::En);
        // The tag is one of ours: the browser throws at one it cannot read.
        let locales = Array::of1(&JsValue::from_str(language.tag()));
        let plural = Intl::PluralRules::new(&locales, &Object::new());
        Self(Rc::new(Inner {
            root,
            host,
            language,
            plural,
        }))
    }

    /// Waits until a further part is there, and hands it over; none where it cannot be fetched.
    pub async fn fetch(&self, part: Part) -> Option<JsValue> {
        JsFuture::from(self.0.host.more(part.name())).await.ok()
    }

    /// Adds what makes these texts to the arguments of a call: the texts, the host, and the
    /// language.
    pub fn hand_over(&self, arguments: &Array) {
        arguments.push(&self.0.root);
        arguments.push(&self.0.host);
        arguments.push(&JsValue::from_str(self.0.language.code()));
    }

    /// What the loader does for whoever speaks.
    #[must_use]
    pub fn host(&self) -> Host {
        self.0.host.clone()
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

    /// How long ago that was, as people of this language say it.
    #[must_use]
    pub fn ago(&self, rfc3339: &str) -> String {
        let then = js_sys::Date::parse(rfc3339);
        let minutes = (js_sys::Date::now() - then) / 60_000.0;
        let (number, unit) = match minutes {
            minutes if minutes.is_nan() => return rfc3339.to_owned(),
            minutes if minutes < 60.0 => (minutes, "minute"),
            minutes if minutes < 48.0 * 60.0 => (minutes / 60.0, "hour"),
            minutes => (minutes / (24.0 * 60.0), "day"),
        };
        let locales = Array::of1(&JsValue::from_str(self.0.language.tag()));
        let format = Intl::RelativeTimeFormat::new(&locales, &Object::new());
        format.format(-number.max(0.0).floor(), unit).into()
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
