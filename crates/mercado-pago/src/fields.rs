//! Lenient reading of single fields: what an answer leaves out or empty is absent.

use std::fmt;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A number or a text, as Mercado Pago writes ids either way.
#[derive(Deserialize)]
#[serde(untagged)]
enum TextOrNumber {
    Text(String),
    Unsigned(u64),
    Signed(i64),
}

impl TextOrNumber {
    fn into_text(self) -> Option<String> {
        let text = match self {
            Self::Text(text) => text,
            Self::Unsigned(number) => number.to_string(),
            Self::Signed(number) => number.to_string(),
        };
        (!text.trim().is_empty()).then_some(text)
    }
}

/// A text or a whole number; null and `""` are absent, anything else is an error.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<TextOrNumber>::deserialize(deserializer)?.and_then(TextOrNumber::into_text))
}

/// Like [`text`], for what no answer may lack.
pub(crate) fn required_text<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<String, D::Error> {
    text(deserializer)?.ok_or_else(|| D::Error::custom("an id is missing"))
}

/// A moment with its offset; null, `""` and a text that is no moment are absent.
pub(crate) fn moment<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Timestamp>, D::Error> {
    Ok(text(deserializer)?.and_then(|text| text.parse().ok()))
}

/// A value or its default where the answer has null.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Whether a field holds something, read without keeping what it holds, because it may be
/// personal. Null, `""`, `{}`, `[]`, and objects and lists of nothing but these, hold nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filled(pub bool);

impl<'de> Deserialize<'de> for Filled {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FilledVisitor).map(Self)
    }
}

struct FilledVisitor;

impl<'de> Visitor<'de> for FilledVisitor {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E>(self, _: bool) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_i64<E>(self, _: i64) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_u64<E>(self, _: u64) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_f64<E>(self, _: f64) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_str<E>(self, text: &str) -> Result<bool, E> {
        Ok(!text.trim().is_empty())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        let mut filled = false;
        while let Some(Filled(element)) = list.next_element()? {
            filled |= element;
        }
        Ok(filled)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<bool, A::Error> {
        let mut filled = false;
        while let Some((IgnoredAny, Filled(value))) = object.next_entry()? {
            filled |= value;
        }
        Ok(filled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Sample {
        #[serde(default, deserialize_with = "text")]
        text: Option<String>,
        #[serde(default, deserialize_with = "moment")]
        moment: Option<Timestamp>,
    }

    fn read(json: &str) -> Option<Sample> {
        serde_json::from_str(json).ok()
    }

    #[test]
    fn an_id_is_a_number_or_a_text_and_empty_is_absent() {
        for (json, expected) in [
            (r#"{"text":"1"}"#, Some("1")),
            (r#"{"text":1300000000001}"#, Some("1300000000001")),
            (r#"{"text":""}"#, None),
            (r#"{"text":" "}"#, None),
            (r#"{"text":null}"#, None),
            ("{}", None),
        ] {
            assert_eq!(read(json).unwrap().text.as_deref(), expected, "{json}");
        }
        for json in [
            r#"{"text":1.5}"#,
            r#"{"text":true}"#,
            r#"{"text":{}}"#,
            r#"{"text":[]}"#,
        ] {
            assert!(read(json).is_none(), "{json}");
        }
    }

    #[test]
    fn a_moment_keeps_its_offset_and_anything_else_is_absent() {
        let moment = |json| read(json).unwrap().moment.map(|moment| moment.to_string());
        assert_eq!(
            moment(r#"{"moment":"2026-08-01T10:30:00.000-03:00"}"#).as_deref(),
            Some("2026-08-01T13:30:00Z")
        );
        for json in [
            "{}",
            r#"{"moment":null}"#,
            r#"{"moment":""}"#,
            r#"{"moment":"yesterday"}"#,
        ] {
            assert_eq!(moment(json), None, "{json}");
        }
    }

    #[test]
    fn nothing_inside_something_is_still_nothing() {
        for json in [
            "null",
            r#""""#,
            r#"" ""#,
            "{}",
            "[]",
            r#"{"a":null,"b":{"c":""}}"#,
            "[null,{}]",
        ] {
            assert_eq!(
                serde_json::from_str::<Filled>(json).unwrap(),
                Filled(false),
                "{json}"
            );
        }
        for json in [
            "0",
            "-1",
            "1.5",
            "false",
            r#""a""#,
            r#"{"a":{"b":"c"}}"#,
            "[0]",
        ] {
            assert_eq!(
                serde_json::from_str::<Filled>(json).unwrap(),
                Filled(true),
                "{json}"
            );
        }
    }
}
