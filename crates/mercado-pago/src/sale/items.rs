//! What was sold, item by item, kept as one: of several items the worst counts.

use std::fmt;

use checkout_readiness_checks::evidence::{DataItem, Sent, Told};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Anything, Category, Choice, ItemId, Said, WebAddress, Words, better, worse};

/// What was told of all items together; absent where there is none. Takes the same room however
/// many there are.
#[derive(Default)]
pub(crate) struct Items(Option<ReadItems>);

/// What was told of one item, or of all of them.
#[derive(Clone, Copy)]
struct ReadItems {
    id: Sent,
    title: Sent,
    description: Sent,
    category: Sent,
    quantity: Sent,
    unit_price: Sent,
    picture_url: Sent,
    /// Data of the shop's industry; of several items the best counts, because tickets may have a
    /// date where the bag to carry them has none.
    industry: Sent,
}

impl Items {
    /// Writes down what was seen of the items, as far as every document shows it.
    pub fn tell(&self, told: &mut Told) {
        let nothing = ReadItems::NOTHING;
        let items = self.0.as_ref().unwrap_or(&nothing);
        for (item, sent) in [
            (DataItem::ItemId, items.id),
            (DataItem::ItemTitle, items.title),
            (DataItem::ItemDescription, items.description),
            (DataItem::ItemCategoryId, items.category),
            (DataItem::ItemQuantity, items.quantity),
            (DataItem::ItemUnitPrice, items.unit_price),
            (DataItem::ItemPictureUrl, items.picture_url),
        ] {
            told.put(item, sent);
        }
    }

    /// Whether an item carries data of the shop's industry.
    pub fn industry(&self) -> Sent {
        self.0.map_or(Sent::Absent, |items| items.industry)
    }
}

impl ReadItems {
    const NOTHING: Self = Self {
        id: Sent::Absent,
        title: Sent::Absent,
        description: Sent::Absent,
        category: Sent::Absent,
        quantity: Sent::Absent,
        unit_price: Sent::Absent,
        picture_url: Sent::Absent,
        industry: Sent::Absent,
    };

    fn and(self, other: Self) -> Self {
        Self {
            id: worse(self.id, other.id),
            title: worse(self.title, other.title),
            description: worse(self.description, other.description),
            category: worse(self.category, other.category),
            quantity: worse(self.quantity, other.quantity),
            unit_price: worse(self.unit_price, other.unit_price),
            picture_url: worse(self.picture_url, other.picture_url),
            industry: better(self.industry, other.industry),
        }
    }
}

/// An item of a payment, a preference or an order.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ItemBody {
    id: Said<ItemId>,
    external_code: Said<ItemId>,
    title: Said<Words>,
    description: Said<Words>,
    category_id: Said<Category>,
    quantity: Said<Anything>,
    unit_price: Said<Anything>,
    picture_url: Said<WebAddress>,
    warranty: Said<Choice>,
    category_descriptor: Said<Anything>,
}

impl From<ItemBody> for ReadItems {
    fn from(item: ItemBody) -> Self {
        Self {
            id: better(item.id.0, item.external_code.0),
            title: item.title.0,
            description: item.description.0,
            category: item.category_id.0,
            quantity: item.quantity.0,
            unit_price: item.unit_price.0,
            picture_url: item.picture_url.0,
            industry: better(item.warranty.0, item.category_descriptor.0),
        }
    }
}

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ItemsVisitor)
    }
}

struct ItemsVisitor;

impl<'de> Visitor<'de> for ItemsVisitor {
    type Value = Items;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of items")
    }

    fn visit_unit<E>(self) -> Result<Items, E> {
        Ok(Items(None))
    }

    /// An empty object stands for no items here and there.
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Items, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Items(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Items, A::Error> {
        let mut all: Option<ReadItems> = None;
        while let Some(item) = list.next_element::<Option<ItemBody>>()? {
            let item = ReadItems::from(item.unwrap_or_default());
            all = Some(all.map_or(item, |all| all.and(item)));
        }
        Ok(Items(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> Told {
        let mut told = Told::default();
        serde_json::from_str::<Items>(json).unwrap().tell(&mut told);
        told
    }

    #[test]
    fn a_datum_missing_of_one_item_is_missing() {
        let told = told(
            r#"[{"id":"A1","title":"Camiseta","category_id":"fashion","quantity":"1"},
                {"id":"","title":"item","category_id":"clothes","quantity":2}]"#,
        );
        assert_eq!(told.of(DataItem::ItemId), Some(Sent::Absent));
        assert_eq!(told.of(DataItem::ItemTitle), Some(Sent::Placeholder));
        assert_eq!(told.of(DataItem::ItemCategoryId), Some(Sent::Unknown));
        assert_eq!(told.of(DataItem::ItemQuantity), Some(Sent::Present));
        assert_eq!(told.of(DataItem::ItemDescription), Some(Sent::Absent));
    }

    #[test]
    fn no_items_and_an_empty_object_tell_that_nothing_was_sent() {
        for json in ["[]", "{}", "null", "[null]", "[{}]"] {
            let told = told(json);
            assert_eq!(told.0.len(), 7, "{json}");
            assert!(
                told.0.iter().all(|(_, sent)| *sent == Sent::Absent),
                "{json}"
            );
        }
    }
}
