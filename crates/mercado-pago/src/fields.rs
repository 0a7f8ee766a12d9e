//! Lenient reading of single fields: what an answer leaves out or empty is absent.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

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
}
