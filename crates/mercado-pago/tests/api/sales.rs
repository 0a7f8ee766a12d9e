//! Merchant orders, preferences and orders decode into what they say, and show nothing personal.

use checkout_readiness_checks::evidence::{DataItem, ReturnKind, Sent, Told};
use checkout_readiness_mercado_pago::{
    ErrorKind, MerchantOrderId, Order, OrderId, Preference, PreferenceId,
};

use crate::stand_in::{StandIn, fixture, saying, token};

const PREFERENCE: &str = "100000003-00000000-0000-4000-8000-000000000001";
const ORDER: &str = "ORD01JQ4S4KY8HWQ6NA5PXB65B3D3";

fn assert_all(told: &Told, items: &[DataItem], sent: Sent) {
    for item in items {
        assert_eq!(told.of(*item), Some(sent), "{}", item.name());
    }
}

#[tokio::test]
async fn a_merchant_order_leads_to_its_preference() {
    let (stand_in, client) = saying("merchant_order.get").await;
    let id = MerchantOrderId::parse("34000000001").unwrap();
    let order = client.merchant_order(&token(), &id).await.unwrap().value;
    assert_eq!(
        stand_in.received()[0].target,
        "/merchant_orders/34000000001"
    );
    assert_eq!(order.id, "34000000001");
    assert_eq!(order.preference_id.as_deref(), Some(PREFERENCE));
    assert_eq!(order.application_id.as_deref(), Some("1000000000000003"));
    assert_eq!(order.collector.id.as_deref(), Some("100000003"));
    assert_eq!(order.order_status.as_deref(), Some("paid"));
}

async fn preference(name: &str) -> Preference {
    let (stand_in, client) = saying(name).await;
    let id = PreferenceId::parse(PREFERENCE).unwrap();
    let preference = client.preference(&token(), &id).await.unwrap().value;
    assert_eq!(
        stand_in.received()[0].target,
        format!("/checkout/preferences/{PREFERENCE}")
    );
    let printed = format!("{preference:?}");
    for personal in ["comprador@", "Carla", "Calle", "40000000", "ORDER-1001"] {
        assert!(!printed.contains(personal), "{name}: {personal}");
    }
    preference
}

#[tokio::test]
async fn a_complete_preference_shows_what_was_sent() {
    let preference = preference("preference.get.complete").await;
    assert_eq!(preference.id, PREFERENCE);
    assert_eq!(preference.collector_id.as_deref(), Some("100000003"));
    assert_eq!(preference.client_id.as_deref(), Some("1000000000000003"));
    let returns: Vec<_> = preference
        .return_urls
        .iter()
        .map(|target| (target.kind, target.url.as_str()))
        .collect();
    assert_eq!(
        returns,
        [
            (
                ReturnKind::Success,
                "https://store.example.invalid/mp/success"
            ),
            (
                ReturnKind::Pending,
                "https://store.example.invalid/mp/pending"
            ),
            (
                ReturnKind::Failure,
                "https://store.example.invalid/mp/failure"
            ),
        ]
    );
    assert_all(
        &preference.told,
        &[
            DataItem::Email,
            DataItem::PayerFirstName,
            DataItem::PayerLastName,
            DataItem::PayerIdentification,
            DataItem::PayerPhone,
            DataItem::Address,
            DataItem::ItemId,
            DataItem::ItemTitle,
            DataItem::ItemDescription,
            DataItem::ItemCategoryId,
            DataItem::ItemQuantity,
            DataItem::ItemUnitPrice,
            DataItem::StatementDescriptor,
            DataItem::ExternalReference,
            DataItem::BackUrls,
            DataItem::WebhooksIpn,
            DataItem::MaxInstallments,
            DataItem::ReceiverAddress,
        ],
        Sent::Present,
    );
    assert_all(
        &preference.told,
        &[
            DataItem::BinaryMode,
            DataItem::DateOfExpiration,
            DataItem::Expiration,
            DataItem::MarketingInformation,
            DataItem::ExcludedPaymentMethods,
            DataItem::ExcludedPaymentTypes,
            DataItem::ShipmentAmount,
            DataItem::IndustryData,
            DataItem::PayerRegistrationDate,
        ],
        Sent::Absent,
    );
    for item in [DataItem::DeviceId, DataItem::IssuerId, DataItem::StoreId] {
        assert_eq!(preference.told.of(item), None, "{}", item.name());
    }
}

#[tokio::test]
async fn a_poor_preference_holds_empty_texts_where_nothing_was_sent() {
    let preference = preference("preference.get.poor").await;
    assert!(preference.return_urls.is_empty());
    assert_eq!(preference.notification_url, None);
    assert_all(
        &preference.told,
        &[
            DataItem::Email,
            DataItem::PayerFirstName,
            DataItem::PayerLastName,
            DataItem::PayerIdentification,
            DataItem::PayerPhone,
            DataItem::Address,
            DataItem::ItemId,
            DataItem::ItemDescription,
            DataItem::ItemCategoryId,
            DataItem::StatementDescriptor,
            DataItem::ExternalReference,
            DataItem::BackUrls,
            DataItem::WebhooksIpn,
        ],
        Sent::Absent,
    );
    assert_all(
        &preference.told,
        &[DataItem::ItemTitle, DataItem::ItemUnitPrice],
        Sent::Present,
    );
}

#[tokio::test]
async fn what_is_optional_in_a_preference_is_seen_where_it_was_chosen() {
    let mut body: serde_json::Value =
        serde_json::from_str(&fixture("preference.get.poor")).unwrap();
    body["binary_mode"] = true.into();
    body["expires"] = true.into();
    body["tracks"] = serde_json::json!([{ "type": "google_ad", "values": {} }]);
    body["payment_methods"]["excluded_payment_types"][0]["id"] = "ticket".into();
    body["shipments"]["cost"] = 10.into();
    body["shipments"]["express_shipment"] = true.into();
    body["back_urls"]["success"] = "https://www.your-site.com/success?buyer=1".into();
    let stand_in = StandIn::saying(200, body.to_string()).await;
    let id = PreferenceId::parse(PREFERENCE).unwrap();
    let preference = stand_in
        .client()
        .preference(&token(), &id)
        .await
        .unwrap()
        .value;
    assert_all(
        &preference.told,
        &[
            DataItem::BinaryMode,
            DataItem::Expiration,
            DataItem::MarketingInformation,
            DataItem::ExcludedPaymentTypes,
            DataItem::ShipmentAmount,
            DataItem::IndustryData,
        ],
        Sent::Present,
    );
    assert_eq!(
        preference.told.of(DataItem::BackUrls),
        Some(Sent::Placeholder)
    );
    let [target] = &preference.return_urls[..] else {
        panic!("{:?}", preference.return_urls);
    };
    assert_eq!(target.url, "https://www.your-site.com/success");
}

async fn order(name: &str) -> Order {
    let (stand_in, client) = saying(name).await;
    let id = OrderId::parse(ORDER).unwrap();
    let order = client.order(&token(), &id).await.unwrap().value;
    assert_eq!(stand_in.received()[0].target, format!("/v1/orders/{ORDER}"));
    let printed = format!("{order:?}");
    for personal in ["@", "Beatriz", "19119119100", "900000000", "Exemplo"] {
        assert!(!printed.contains(personal), "{name}: {personal}");
    }
    order
}

#[tokio::test]
async fn a_complete_order_answers_numbers_as_texts_and_is_read_all_the_same() {
    let order = order("order.get.online.complete").await;
    assert_eq!(order.kind.as_deref(), Some("online"));
    assert_eq!(order.status.as_deref(), Some("processed"));
    assert_eq!(
        order.created_at.unwrap().to_string(),
        "2026-08-01T13:30:00.845Z"
    );
    assert_eq!(order.user_id.as_deref(), Some("100000001"));
    assert_eq!(order.application_id.as_deref(), Some("1000000000000001"));
    assert_eq!(order.integrator_id.as_deref(), Some("dev_0000000000000000"));
    assert!(!order.has_terminal && order.return_urls.is_empty());
    assert_all(
        &order.told,
        &[
            DataItem::Email,
            DataItem::PayerFirstName,
            DataItem::PayerLastName,
            DataItem::PayerIdentification,
            DataItem::PayerPhone,
            DataItem::Address,
            DataItem::ItemId,
            DataItem::ItemTitle,
            DataItem::ItemDescription,
            DataItem::ItemCategoryId,
            DataItem::ItemQuantity,
            DataItem::ItemUnitPrice,
            DataItem::ItemPictureUrl,
            DataItem::StatementDescriptor,
            DataItem::ExternalReference,
            DataItem::IssuerId,
            DataItem::IntegratorId,
        ],
        Sent::Present,
    );
    assert_all(
        &order.told,
        &[
            DataItem::BackUrls,
            DataItem::PlatformId,
            DataItem::SponsorId,
        ],
        Sent::Absent,
    );
    for item in [
        DataItem::WebhooksIpn,
        DataItem::BinaryMode,
        DataItem::StoreId,
    ] {
        assert_eq!(order.told.of(item), None, "{}", item.name());
    }
}

#[tokio::test]
async fn a_buyer_an_order_tells_only_the_address_of_may_have_been_sent_whole() {
    let order = order("order.get.online.poor").await;
    assert_all(
        &order.told,
        &[
            DataItem::ItemId,
            DataItem::ItemTitle,
            DataItem::ExternalReference,
            DataItem::StatementDescriptor,
        ],
        Sent::Absent,
    );
    assert_eq!(order.told.of(DataItem::Email), Some(Sent::Present));
    for item in [DataItem::PayerFirstName, DataItem::PayerIdentification] {
        assert_eq!(order.told.of(item), None, "{}", item.name());
    }
}

#[tokio::test]
async fn orders_of_checkout_pro_tests_and_in_person_are_read_too() {
    let pro = order("order.get.checkout_pro.created").await;
    let kinds: Vec<_> = pro.return_urls.iter().map(|target| target.kind).collect();
    assert_eq!(
        kinds,
        [
            ReturnKind::Success,
            ReturnKind::Pending,
            ReturnKind::Failure
        ]
    );
    assert_all(
        &pro.told,
        &[
            DataItem::BackUrls,
            DataItem::DateOfExpiration,
            DataItem::MaxInstallments,
            DataItem::ExcludedPaymentMethods,
            DataItem::ExcludedPaymentTypes,
        ],
        Sent::Present,
    );
    let test = order("order.get.online.test").await;
    assert!(OrderId::parse(&test.id).unwrap().is_test());
    let in_person = order("order.get.point.processed").await;
    assert_eq!(in_person.kind.as_deref(), Some("point"));
    assert!(in_person.has_terminal);
    assert_all(
        &in_person.told,
        &[DataItem::PointPayment, DataItem::PaymentIntentId],
        Sent::Present,
    );
}

#[tokio::test]
async fn a_sale_of_another_shape_is_malformed_and_one_that_is_not_there_not_found() {
    for body in ["{}", "[]", "null", r#"{"id":""}"#, r#"{"id":{}}"#, "7"] {
        let stand_in = StandIn::saying(200, body).await;
        let client = stand_in.client();
        let order = OrderId::parse(ORDER).unwrap();
        let preference = PreferenceId::parse(PREFERENCE).unwrap();
        let merchant_order = MerchantOrderId::parse("1").unwrap();
        for kind in [
            client.order(&token(), &order).await.unwrap_err().kind(),
            client
                .preference(&token(), &preference)
                .await
                .unwrap_err()
                .kind(),
            client
                .merchant_order(&token(), &merchant_order)
                .await
                .unwrap_err()
                .kind(),
        ] {
            assert!(matches!(kind, ErrorKind::Malformed(_)), "{body}: {kind:?}");
        }
    }
    let stand_in = StandIn::saying(404, fixture("error.404.order_not_found")).await;
    let id = OrderId::parse(ORDER).unwrap();
    let error = stand_in.client().order(&token(), &id).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
}
