//! What to send, as an example: the fields of chosen items, filled and nested as the interface of
//! the product wants them. Values are made up, and shaped like real ones.

use serde_json::{Map, Value, json};

use super::table::{Api, header, line};
use crate::evidence::DataItem;
use crate::profile::Product;

use DataItem as Item;

/// The request that sends these items: `{"request", "headers"?, "body"?}`. None where the merchant
/// of this product sends nothing, or nothing of what was asked is sent with a sale.
#[must_use]
pub fn snippet(product: Product, items: &[DataItem]) -> Option<Value> {
    let api = Api::of(product)?;
    let mut headers = Map::new();
    let mut body = Value::Null;
    for item in items {
        if let Some(name) = header(*item) {
            headers.insert(name.to_owned(), header_value(*item));
        } else if let Some(field) = line(*item).and_then(|line| line.field(api)) {
            fill(&mut body, field, *item, api);
        }
    }
    let mut snippet = Map::new();
    snippet.insert("request".to_owned(), json!(request(api)));
    if !headers.is_empty() {
        snippet.insert("headers".to_owned(), Value::Object(headers));
    }
    if !body.is_null() {
        snippet.insert("body".to_owned(), body);
    }
    (snippet.len() > 1).then_some(Value::Object(snippet))
}

const fn request(api: Api) -> &'static str {
    match api {
        Api::Payments => "POST /v1/payments",
        Api::Preferences => "POST /checkout/preferences",
        Api::Orders => "POST /v1/orders",
    }
}

/// What a page hands over in place of a made-up identifier of a device.
fn header_value(item: DataItem) -> Value {
    match item {
        Item::DeviceId => json!("armor.0000000000000000000000000000000000000000"),
        _ => Value::Null,
    }
}

fn fill(body: &mut Value, field: &str, item: DataItem, api: Api) {
    match (item, api) {
        (Item::BackUrls, Api::Orders) => {
            put(
                body,
                "config.online",
                &json!({
                    "success_url": "https://store.example/mp/success",
                    "pending_url": "https://store.example/mp/pending",
                    "failure_url": "https://store.example/mp/failure",
                }),
            );
        }
        (Item::Expiration, Api::Preferences) => {
            put(body, "expires", &json!(true));
            put(
                body,
                "expiration_date_from",
                &json!("2027-03-01T09:00:00.000-03:00"),
            );
            put(
                body,
                "expiration_date_to",
                &json!("2027-03-08T21:00:00.000-03:00"),
            );
        }
        (Item::PayerId, Api::Payments) => {
            put(body, "payer.type", &json!("customer"));
            put(body, field, &value(item, api));
        }
        _ => put(body, field, &value(item, api)),
    }
}

fn value(item: DataItem, api: Api) -> Value {
    let orders = api == Api::Orders;
    match item {
        Item::Email => json!("beatriz.compradora@correo.example"),
        Item::PayerFirstName => json!("Beatriz"),
        Item::PayerLastName => json!("Compradora"),
        Item::ItemId => json!("CAM-1941-M"),
        Item::ItemTitle => json!("Camiseta Horizonte"),
        Item::ItemDescription => json!("Camiseta Horizonte, algodón, talla M"),
        Item::ItemCategoryId => json!("fashion"),
        Item::ItemQuantity => json!(2),
        Item::ItemUnitPrice if orders => json!("100.50"),
        Item::ItemUnitPrice => json!(100.5),
        Item::ItemPictureUrl => json!("https://store.example/img/cam-1941.jpg"),
        Item::IssuerId => json!("24"),
        Item::Address => address(),
        Item::PayerIdentification => json!({"type": "CPF", "number": "19119119100"}),
        Item::PayerPhone => json!({"area_code": "11", "number": "940028137"}),
        Item::PayerId => json!("200000001-QxLp7RmT4vNc"),
        Item::PayerRegistrationDate => json!("2025-06-14T10:20:00.000-03:00"),
        Item::ShipmentAmount if orders => json!({"amount": "18.90"}),
        Item::ShipmentAmount => json!(18.9),
        Item::ReceiverAddress if orders => json!({"address": address()}),
        Item::ReceiverAddress => address(),
        Item::IndustryData => json!({"event_date": "2027-04-17T20:00:00.000-03:00"}),
        Item::StatementDescriptor => json!("HORIZONTE"),
        Item::ExternalReference => json!("HZ-2027-004871"),
        Item::BackUrls => json!({
            "success": "https://store.example/mp/success",
            "pending": "https://store.example/mp/pending",
            "failure": "https://store.example/mp/failure",
        }),
        Item::WebhooksIpn => json!("https://store.example/mp/webhook?source_news=webhooks"),
        Item::BinaryMode => json!(true),
        Item::DateOfExpiration if orders => json!("P3D"),
        Item::DateOfExpiration => json!("2027-03-04T21:00:00.000-03:00"),
        Item::Expiration => json!("2027-03-01T09:00:00.000-03:00"),
        Item::MaxInstallments if api == Api::Payments => json!(1),
        Item::MaxInstallments => json!(6),
        Item::ExcludedPaymentMethods if orders => json!(["amex"]),
        Item::ExcludedPaymentMethods => json!("amex"),
        Item::ExcludedPaymentTypes if orders => json!(["ticket"]),
        Item::ExcludedPaymentTypes => json!("ticket"),
        Item::MarketingInformation => json!({
            "type": "google_ad",
            "values": {"conversion_id": "704512839", "conversion_label": "compra-aprobada"},
        }),
        Item::AuthorizationAndCapture if orders => json!("manual"),
        Item::AuthorizationAndCapture => json!(false),
        Item::PointPayment => json!("PAX_A910__SMARTPOS0000000001"),
        Item::IntegratorId => json!("dev_0000000000000000"),
        Item::PlatformId => json!("dev_0000000000000001"),
        Item::SponsorId => json!("300000001"),
        // Items without a field never come here.
        _ => Value::Null,
    }
}

fn address() -> Value {
    json!({
        "zip_code": "01310-100",
        "street_name": "Avenida Horizonte",
        "street_number": "1941",
    })
}

/// Puts a value at a dotted path, where `[]` behind a name stands for the one entry of a list.
/// Objects are joined, so that several items may share one.
fn put(place: &mut Value, path: &str, value: &Value) {
    let Some((head, rest)) = split(path) else {
        join(place, value);
        return;
    };
    let (name, is_list) = match head.strip_suffix("[]") {
        Some(name) => (name, true),
        None => (head, false),
    };
    if !place.is_object() {
        *place = Value::Object(Map::new());
    }
    let Value::Object(object) = place else {
        return;
    };
    let slot = object.entry(name).or_insert(Value::Null);
    if !is_list {
        put(slot, rest, value);
        return;
    }
    if !slot.is_array() {
        *slot = Value::Array(vec![Value::Null]);
    }
    if let Some(first) = slot.as_array_mut().and_then(|list| list.first_mut()) {
        put(first, rest, value);
    }
}

fn split(path: &str) -> Option<(&str, &str)> {
    if path.is_empty() {
        return None;
    }
    Some(path.split_once('.').unwrap_or((path, "")))
}

fn join(place: &mut Value, value: &Value) {
    match (place, value) {
        (Value::Object(place), Value::Object(more)) => {
            for (name, value) in more {
                join(place.entry(name).or_insert(Value::Null), value);
            }
        }
        (place, value) => *place = value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(body: &'a Value, path: &str) -> Option<&'a Value> {
        path.split('.')
            .try_fold(body, |value, name| match name.strip_suffix("[]") {
                Some(name) => value.get(name)?.get(0),
                None => value.get(name),
            })
    }

    #[test]
    fn every_item_with_a_field_is_filled_in_that_field_for_every_product() {
        for product in Product::ALL {
            let Some(api) = Api::of(*product) else {
                assert_eq!(snippet(*product, DataItem::ALL), None);
                continue;
            };
            let all = snippet(*product, DataItem::ALL).unwrap();
            for item in DataItem::ALL {
                let alone = snippet(*product, &[*item]);
                if let Some(name) = header(*item) {
                    let value = &alone.unwrap()["headers"][name];
                    assert!(value.is_string(), "{}", item.name());
                    continue;
                }
                let Some(field) = line(*item).unwrap().field(api) else {
                    assert_eq!(alone, None, "{}", item.name());
                    continue;
                };
                for whole in [&alone.unwrap(), &all] {
                    let value = at(&whole["body"], field);
                    assert!(
                        value.is_some_and(|value| !value.is_null()),
                        "{} of {}: {whole}",
                        item.name(),
                        product.name()
                    );
                }
            }
        }
    }

    #[test]
    fn items_of_one_object_stand_in_one_object() {
        let snippet = snippet(
            Product::CheckoutPro,
            &[
                Item::ItemId,
                Item::ItemTitle,
                Item::Email,
                Item::PayerLastName,
            ],
        );
        assert_eq!(
            snippet,
            Some(json!({
                "request": "POST /checkout/preferences",
                "body": {
                    "items": [{"id": "CAM-1941-M", "title": "Camiseta Horizonte"}],
                    "payer": {
                        "email": "beatriz.compradora@correo.example",
                        "surname": "Compradora",
                    },
                },
            }))
        );
    }

    #[test]
    fn cost_and_address_of_an_order_share_its_shipment() {
        let snippet = snippet(
            Product::Orders,
            &[Item::ShipmentAmount, Item::ReceiverAddress],
        )
        .unwrap();
        assert_eq!(at(&snippet, "body.shipment.amount"), Some(&json!("18.90")));
        assert!(at(&snippet, "body.shipment.address.zip_code").is_some());
    }

    #[test]
    fn what_is_sent_in_a_header_is_no_field_of_the_body() {
        let snippet = snippet(Product::CheckoutApi, &[Item::DeviceId]).unwrap();
        assert!(snippet.get("body").is_none());
        assert!(snippet["headers"]["X-meli-session-id"].is_string());
    }

    #[test]
    fn values_keep_the_lengths_that_are_asked_of_merchants() {
        let text = |item| value(item, Api::Preferences).as_str().unwrap().len();
        assert!(text(Item::StatementDescriptor) <= 22);
        assert!(text(Item::ExternalReference) <= 256);
    }
}
