//! JSON from the contract's types, written straight into a text.
//!
//! `serde-wasm-bindgen` makes JavaScript objects first, property by property; for types as large
//! as a report that is more code than the writing itself.

use std::fmt::Display;

use serde::Serialize;
use serde::ser::{self, Impossible};

/// The mark by which [`Writer`] knows a text that is JSON already.
const AS_IT_IS: &str = "checkout-readiness/json";

/// JSON that was written already, and goes into another text as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written(pub String);

impl Serialize for Written {
    fn serialize<S: ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(AS_IT_IS, &self.0)
    }
}

/// A value as JSON; none for what the contract does not have: fractions, bytes, maps of odd keys.
#[must_use]
pub fn written(value: &impl Serialize) -> Option<String> {
    let mut text = String::new();
    value.serialize(Writer(&mut text, false)).ok()?;
    Some(text)
}

/// Writes a text with its quotation marks.
fn quote(text: &mut String, value: &str) {
    text.push('"');
    for letter in value.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{0}'..='\u{1f}' => {
                text.push_str("\\u00");
                let code = letter as u32;
                for digit in [code >> 4, code & 15] {
                    text.extend(char::from_digit(digit, 16));
                }
            }
            letter => text.push(letter),
        }
    }
    text.push('"');
}

/// Something JSON of ours does not have.
#[derive(Debug)]
pub struct Unwritable;

impl Display for Unwritable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("cannot be written as JSON")
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// Writes one value; where the second field says so, a text is JSON already.
struct Writer<'a>(&'a mut String, bool);

/// A list or an object that is being written, with what ends it.
struct Several<'a> {
    text: &'a mut String,
    is_first: bool,
    end: &'static str,
}

impl<'a> Several<'a> {
    fn begin(text: &'a mut String, start: &str, end: &'static str) -> Self {
        text.push_str(start);
        Self {
            text,
            is_first: true,
            end,
        }
    }

    fn separate(&mut self) {
        if !self.is_first {
            self.text.push(',');
        }
        self.is_first = false;
    }

    fn name(&mut self, name: &str) {
        self.separate();
        quote(self.text, name);
        self.text.push(':');
    }

    fn finish(self) {
        self.text.push_str(self.end);
    }
}

type Done = Result<(), Unwritable>;

impl<'a> ser::Serializer for Writer<'a> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Several<'a>;
    type SerializeTuple = Several<'a>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Several<'a>;
    type SerializeStruct = Several<'a>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    fn serialize_bool(self, value: bool) -> Done {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_i64(self, value: i64) -> Done {
        self.0.push_str(&value.to_string());
        Ok(())
    }
    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Done {
        self.serialize_i64(value.try_into().map_err(|_| Unwritable)?)
    }
    fn serialize_f32(self, _: f32) -> Done {
        Err(Unwritable)
    }
    fn serialize_f64(self, _: f64) -> Done {
        Err(Unwritable)
    }
    fn serialize_char(self, value: char) -> Done {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Done {
        if self.1 {
            self.0.push_str(value);
        } else {
            quote(self.0, value);
        }
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(Unwritable)
    }
    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Done {
        self.0.push_str("null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Done {
        if name == AS_IT_IS {
            return value.serialize(Writer(self.0, true));
        }
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        let mut object = Several::begin(self.0, "{", "}");
        object.name(variant);
        value.serialize(Writer(object.text, false))?;
        object.finish();
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Several<'a>, Unwritable> {
        Ok(Several::begin(self.0, "[", "]"))
    }
    fn serialize_tuple(self, _: usize) -> Result<Several<'a>, Unwritable> {
        Ok(Several::begin(self.0, "[", "]"))
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unwritable> {
        Err(Unwritable)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Several<'a>, Unwritable> {
        Ok(Several::begin(self.0, "{", "}"))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Several<'a>, Unwritable> {
        Ok(Several::begin(self.0, "{", "}"))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(Unwritable)
    }
}

impl ser::SerializeSeq for Several<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.separate();
        value.serialize(Writer(self.text, false))
    }
    fn end(self) -> Done {
        self.finish();
        Ok(())
    }
}

impl ser::SerializeTuple for Several<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        ser::SerializeSeq::serialize_element(self, value)
    }
    fn end(self) -> Done {
        ser::SerializeSeq::end(self)
    }
}

impl ser::SerializeMap for Several<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.separate();
        key.serialize(Writer(self.text, false))?;
        self.text.push(':');
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(Writer(self.text, false))
    }
    fn end(self) -> Done {
        self.finish();
        Ok(())
    }
}

impl ser::SerializeStruct for Several<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        self.name(name);
        value.serialize(Writer(self.text, false))
    }
    fn end(self) -> Done {
        self.finish();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn what_is_written_reads_as_json() {
        #[derive(serde::Serialize)]
        struct Example {
            text: &'static str,
            number: i64,
            none: Option<bool>,
            list: Vec<(&'static str, u8)>,
        }
        let example = Example {
            text: "a \"b\" \\ \n ç",
            number: -3,
            none: None,
            list: vec![("x", 1), ("y", 2)],
        };
        assert_eq!(
            written(&example).as_deref(),
            Some(
                r#"{"text":"a \"b\" \\ \u000a ç","number":-3,"none":null,"list":[["x",1],["y",2]]}"#
            )
        );
    }
}
