//! JSON values by name and type, as the browser parsed them: `None` is "not there, or another type".
//!
//! Read by hand on purpose: code made for deserialising every type of the contract would be a
//! quarter of what a first load transfers.

mod write;

pub use write::{Written, written};

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A value of a JSON document.
#[derive(Clone)]
pub struct Json(JsValue);

impl Json {
    /// The document, if it is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        JSON::parse(text).ok().map(Self)
    }

    /// A value that came from elsewhere.
    #[must_use]
    pub fn of(value: JsValue) -> Self {
        Self(value)
    }

    /// What stands under that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Self> {
        let value = Reflect::get(&self.0, &JsValue::from_str(name)).ok()?;
        (!value.is_null() && !value.is_undefined()).then_some(Self(value))
    }

    /// This as text.
    #[must_use]
    pub fn as_text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// This as a whole number.
    #[must_use]
    pub fn as_number(&self) -> Option<i64> {
        let number = self.0.as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole numbers beyond 2^53 do not occur"
        )]
        let whole = number as i64;
        #[expect(clippy::cast_precision_loss, reason = "compared, not kept")]
        let is_whole = (whole as f64).to_bits() == number.to_bits() || number == 0.0;
        is_whole.then_some(whole)
    }

    /// This as yes or no.
    #[must_use]
    pub fn as_flag(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// This as a list.
    #[must_use]
    pub fn as_list(&self) -> Option<Vec<Self>> {
        let list: &Array = self.0.dyn_ref()?;
        Some(list.iter().map(Self).collect())
    }

    /// The text under that name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name)?.as_text()
    }

    /// The number under that name, if it is a count.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<u32> {
        u32::try_from(self.get(name)?.as_number()?).ok()
    }

    /// The word under that name, if it is one of a closed set.
    #[must_use]
    pub fn word<T>(&self, name: &str, from_name: fn(&str) -> Option<T>) -> Option<T> {
        from_name(&self.text(name)?)
    }

    /// Every value of the list under that name, if each can be read.
    #[must_use]
    pub fn all<T>(&self, name: &str, read: impl FnMut(&Self) -> Option<T>) -> Option<Vec<T>> {
        self.get(name)?.as_list()?.iter().map(read).collect()
    }

    /// Names and values, in the order of the document.
    #[must_use]
    pub fn entries(&self) -> Vec<(String, Self)> {
        let Some(object) = self.0.dyn_ref::<Object>() else {
            return Vec::new();
        };
        Object::keys(object)
            .iter()
            .filter_map(|name| {
                let name = name.as_string()?;
                let value = self.get(&name)?;
                Some((name, value))
            })
            .collect()
    }
}
