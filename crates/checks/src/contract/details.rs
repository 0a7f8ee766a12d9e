//! The facts behind an outcome: named, typed, safe to show.

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One fact's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Fact {
    /// A yes or no.
    Flag(bool),
    /// A whole number; its unit is in the fact's name.
    Number(i64),
    /// A word, an address, a name.
    Text(String),
    /// Several of them.
    List(Vec<String>),
}

macro_rules! into_fact {
    ($($type:ty => $variant:ident),+ $(,)?) => { $(
        impl From<$type> for Fact { fn from(value: $type) -> Self { Self::$variant(value.into()) } }
    )+ };
}
into_fact!(bool => Flag, i64 => Number, u32 => Number, &str => Text, String => Text, Vec<String> => List);

/// Facts in the order a reader wants them, an object on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = std::collections::BTreeMap<String, Fact>))]
pub struct Details(pub Vec<(String, Fact)>);

impl Details {
    /// No facts yet.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The same, and one fact more.
    #[must_use]
    pub fn with(mut self, name: &str, fact: impl Into<Fact>) -> Self {
        self.0.push((name.to_owned(), fact.into()));
        self
    }

    /// The same, and one fact more if there is something to say.
    #[must_use]
    pub fn with_some(self, name: &str, fact: Option<impl Into<Fact>>) -> Self {
        match fact {
            Some(fact) => self.with(name, fact),
            None => self,
        }
    }

    /// The fact of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, fact)| fact)
    }
}

impl Serialize for Details {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, fact) in &self.0 {
            map.serialize_entry(name, fact)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Details {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Facts;
        impl<'de> Visitor<'de> for Facts {
            type Value = Details;
            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object of named facts")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Details, A::Error> {
                let mut details = Details::none();
                while let Some(entry) = map.next_entry()? {
                    details.0.push(entry);
                }
                Ok(details)
            }
        }
        deserializer.deserialize_map(Facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_keep_their_order_and_types_over_the_wire() {
        let details = Details::none()
            .with("nickname", "EXAMPLE")
            .with("days_until_expiry", 12_i64)
            .with("test_user", false)
            .with("topics", vec!["payment".to_owned()]);
        let text = serde_json::to_string(&details).unwrap();
        assert_eq!(
            text,
            r#"{"nickname":"EXAMPLE","days_until_expiry":12,"test_user":false,"topics":["payment"]}"#
        );
        assert_eq!(serde_json::from_str::<Details>(&text).unwrap(), details);
    }
}
