//! `GET /users/{id}/stores/search` and `GET /pos`: how many stores and points of sale there are.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Paging;
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error, UserId};

/// Stores, or points of sale; their names and addresses are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Venues {
    /// How many there are.
    pub count: u64,
}

impl Client {
    /// Asks how many stores the token's user has.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn stores(
        &self,
        token: &AccessToken,
        user: &UserId,
    ) -> Result<Answer<Venues>, Error> {
        let path = &["users", user.as_str(), "stores", "search"];
        let question = Question {
            endpoint: Endpoint::Stores,
            token: Some(token),
            path,
            query: &[],
        };
        self.ask(&self.shelves().venues, question).await
    }

    /// Asks how many points of sale the token's user has.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn points_of_sale(&self, token: &AccessToken) -> Result<Answer<Venues>, Error> {
        let question = Question {
            endpoint: Endpoint::PointsOfSale,
            token: Some(token),
            path: &["pos"],
            query: &[],
        };
        self.ask(&self.shelves().venues, question).await
    }
}

/// `{paging, results}` or `{paging, data}`; for stores also the same as the only entry of a list, or
/// a list of the stores themselves. An answer that tells no number counts as malformed.
impl<'de> Deserialize<'de> for Venues {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let found = deserializer.deserialize_any(FoundVisitor)?;
        found
            .map(|count| Self { count })
            .ok_or_else(|| serde::de::Error::custom("no number of venues"))
    }
}

struct FoundVisitor;

impl<'de> Visitor<'de> for FoundVisitor {
    type Value = Option<u64>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of venues")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Option<u64>, A::Error> {
        let (mut listed, mut total) = (None, None);
        while let Some(key) = object.next_key::<String>()? {
            match key.as_str() {
                "results" | "data" => {
                    let list: Option<Vec<IgnoredAny>> = object.next_value()?;
                    listed = list.map(|list| list.len() as u64).or(listed);
                }
                "paging" => {
                    let paging: Option<Paging> = object.next_value()?;
                    total = paging.and_then(|paging| paging.total);
                }
                _ => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        // A total smaller than what is listed contradicts itself; what is listed is there.
        Ok(total.max(listed))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<u64>, A::Error> {
        let mut count = 0;
        let mut wrapped = None;
        while let Some(Entry(inside)) = list.next_element()? {
            count += 1;
            wrapped = wrapped.max(inside);
        }
        Ok(wrapped.or(Some(count)))
    }
}

/// An entry of a list: a venue, or a whole answer of its own.
struct Entry(Option<u64>);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntryVisitor;
        impl<'de> Visitor<'de> for EntryVisitor {
            type Value = Entry;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a venue")
            }

            fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Entry, A::Error> {
                FoundVisitor.visit_map(object).map(Entry)
            }
        }
        deserializer.deserialize_map(EntryVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_listing_venues_is_counted_and_an_answer_without_number_is_none() {
        for (json, expected) in [
            (r#"{"paging":{"total":2},"results":[{},{}]}"#, Some(2)),
            (r#"{"paging":{"total":70},"results":[{},{}]}"#, Some(70)),
            (r#"{"results":[]}"#, Some(0)),
            (r#"{"data":[{}],"paging":{}}"#, Some(1)),
            (r#"{"paging":{"total":0}}"#, Some(0)),
            (r#"[{"paging":{"total":3},"results":[{}]}]"#, Some(3)),
            (r#"[{"id":1},{"id":2}]"#, Some(2)),
            ("[]", Some(0)),
            ("{}", None),
            (r#"{"results":null}"#, None),
            (r#"{"results":{}}"#, None),
            ("[7]", None),
            ("null", None),
        ] {
            let found = serde_json::from_str::<Venues>(json).ok();
            assert_eq!(found.map(|venues| venues.count), expected, "{json}");
        }
    }
}
