//! Data of a sale while they are read: of each only whether and how it was sent, never the datum.

mod items;
mod kinds;
mod samples;

use std::fmt;
use std::marker::PhantomData;

use checkout_readiness_checks::evidence::Sent;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

pub(crate) use items::Items;
pub(crate) use kinds::{
    Address, Amount, Anything, Category, Choice, Document, Email, Excluded, ItemId, Name, Phone,
    Reference, Script, Statement, WebAddress, Words,
};

/// What a field may hold, and how to tell a real value from an example's.
pub(crate) trait Kind {
    /// Of an object, the keys that count; none means all of them.
    const KEYS: &'static [&'static str] = &[];

    /// What a text says that is not empty; white space around it is taken off.
    fn of_text(text: &str) -> Sent;

    /// What a number says.
    fn of_number(_: f64) -> Sent {
        Sent::Present
    }

    /// What a yes or no says.
    fn of_flag(_: bool) -> Sent {
        Sent::Present
    }
}

/// What was seen of a datum of this kind. Reading it never fails, whatever stands there: null, `""`,
/// `{}`, `[]`, and objects and lists of nothing but these, are absent; of several values the best
/// counts.
pub(crate) struct Said<K>(pub Sent, PhantomData<K>);

impl<K> Default for Said<K> {
    fn default() -> Self {
        Self::of(Sent::Absent)
    }
}

impl<K> Said<K> {
    const fn of(sent: Sent) -> Self {
        Self(sent, PhantomData)
    }

    pub fn is_filled(&self) -> bool {
        self.0 != Sent::Absent
    }
}

/// The better of two, where one of them is enough.
pub(crate) fn better(one: Sent, other: Sent) -> Sent {
    if rank(other) > rank(one) { other } else { one }
}

/// The worse of two, where both must be right.
pub(crate) fn worse(one: Sent, other: Sent) -> Sent {
    if rank(other) < rank(one) { other } else { one }
}

/// What a text says that was read already.
pub(crate) fn of_text<K: Kind>(text: Option<&str>) -> Sent {
    match text.map(str::trim) {
        None | Some("") => Sent::Absent,
        Some(text) => K::of_text(text),
    }
}

/// Present where something is so, otherwise absent.
pub(crate) fn present(is_so: bool) -> Sent {
    if is_so { Sent::Present } else { Sent::Absent }
}

const fn rank(sent: Sent) -> u8 {
    match sent {
        Sent::Absent => 0,
        Sent::Placeholder => 1,
        Sent::Unknown => 2,
        Sent::TooLong { .. } => 3,
        Sent::Present => 4,
    }
}

impl<'de, K: Kind> Deserialize<'de> for Said<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SaidVisitor(PhantomData))
    }
}

struct SaidVisitor<K>(PhantomData<K>);

impl<'de, K: Kind> Visitor<'de> for SaidVisitor<K> {
    type Value = Said<K>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Said<K>, E> {
        Ok(Said::default())
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Said<K>, E> {
        Ok(Said::of(K::of_flag(flag)))
    }

    #[expect(clippy::cast_precision_loss, reason = "only its sign and size matter")]
    fn visit_i64<E>(self, number: i64) -> Result<Said<K>, E> {
        Ok(Said::of(K::of_number(number as f64)))
    }

    #[expect(clippy::cast_precision_loss, reason = "only its sign and size matter")]
    fn visit_u64<E>(self, number: u64) -> Result<Said<K>, E> {
        Ok(Said::of(K::of_number(number as f64)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Said<K>, E> {
        Ok(Said::of(K::of_number(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Said<K>, E> {
        let text = text.trim();
        Ok(Said::of(if text.is_empty() {
            Sent::Absent
        } else {
            K::of_text(text)
        }))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Said<K>, A::Error> {
        let mut best = Sent::Absent;
        while let Some(Said(sent, _)) = list.next_element::<Said<K>>()? {
            best = better(best, sent);
        }
        Ok(Said::of(best))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Said<K>, A::Error> {
        let mut best = Sent::Absent;
        while let Some(key) = object.next_key::<String>()? {
            if K::KEYS.is_empty() || K::KEYS.contains(&key.as_str()) {
                best = better(best, object.next_value::<Said<K>>()?.0);
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Said::of(best))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<K: Kind>(json: &str) -> Sent {
        serde_json::from_str::<Said<K>>(json).unwrap().0
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
            assert_eq!(said::<Anything>(json), Sent::Absent, "{json}");
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
            assert_eq!(said::<Anything>(json), Sent::Present, "{json}");
        }
    }

    #[test]
    fn a_document_without_its_number_and_a_phone_with_an_area_alone_were_not_sent() {
        assert_eq!(
            said::<Document>(r#"{"type":"CPF","number":""}"#),
            Sent::Absent
        );
        assert_eq!(
            said::<Document>(r#"{"type":"CPF","number":19119119100}"#),
            Sent::Present
        );
        assert_eq!(
            said::<Phone>(r#"{"area_code":"11","number":null}"#),
            Sent::Absent
        );
        assert_eq!(said::<Phone>(r#"{"number":"900000000"}"#), Sent::Present);
        assert_eq!(said::<Excluded>(r#"[{"id":""},{"id":null}]"#), Sent::Absent);
        assert_eq!(
            said::<Excluded>(r#"[{"id":""},{"id":"amex"}]"#),
            Sent::Present
        );
        assert_eq!(said::<Excluded>(r#"["amex"]"#), Sent::Present);
    }

    #[test]
    fn of_several_values_the_best_counts_and_of_several_items_the_worst() {
        let all = [
            Sent::Absent,
            Sent::Placeholder,
            Sent::Unknown,
            Sent::TooLong {
                length: 23,
                most: 22,
            },
            Sent::Present,
        ];
        for (index, one) in all.into_iter().enumerate() {
            for other in all.into_iter().skip(index) {
                assert_eq!((better(one, other), better(other, one)), (other, other));
                assert_eq!((worse(one, other), worse(other, one)), (one, one));
            }
        }
    }
}
