//! Every recorded payment decodes into what it says, and shows nothing personal.

use checkout_readiness_checks::evidence::{DataItem, Sent};
use checkout_readiness_mercado_pago::{Payment, PaymentId, Search};

use crate::stand_in::{StandIn, fixture, saying, token};

async fn payment(name: &str) -> Payment {
    let (stand_in, client) = saying(name).await;
    let id = PaymentId::parse("1300000000001").unwrap();
    let payment = client.payment(&token(), &id).await.unwrap().value;
    assert_eq!(stand_in.received()[0].target, "/v1/payments/1300000000001");
    let printed = format!("{payment:?}");
    for personal in [
        "@",
        "19119119100",
        "Beatriz",
        "Compradora",
        "COMPRADORA",
        "Av. Exemplo",
        "900000000",
        "503143",
        "ORDER-1001",
    ] {
        assert!(!printed.contains(personal), "{name}: {personal}");
    }
    payment
}

#[tokio::test]
async fn a_complete_payment_shows_that_everything_was_sent_and_none_of_what_is_personal() {
    let payment = payment("payment.approved.complete").await;
    assert_eq!(
        (payment.id.as_str(), payment.status.as_deref()),
        ("1300000000001", Some("approved"))
    );
    assert_eq!(payment.collector_id.as_deref(), Some("100000001"));
    assert_eq!(
        payment.created_at.unwrap().to_string(),
        "2026-08-01T13:30:00Z"
    );
    assert_eq!(payment.currency.as_deref(), Some("BRL"));
    let notified = "https://store.example.invalid/mp/webhook?source_news=webhooks";
    assert_eq!(payment.notification_url.as_deref(), Some(notified));
    assert_eq!(payment.merchant_order_id, None);
    for item in [
        DataItem::Email,
        DataItem::PayerFirstName,
        DataItem::PayerLastName,
        DataItem::PayerIdentification,
        DataItem::PayerPhone,
        DataItem::Address,
        DataItem::PayerRegistrationDate,
        DataItem::PayerId,
        DataItem::ItemId,
        DataItem::ItemTitle,
        DataItem::ItemDescription,
        DataItem::ItemCategoryId,
        DataItem::ItemQuantity,
        DataItem::ItemUnitPrice,
        DataItem::StatementDescriptor,
        DataItem::ExternalReference,
        DataItem::WebhooksIpn,
        DataItem::BinaryMode,
        DataItem::ReceiverAddress,
        DataItem::IssuerId,
    ] {
        assert_eq!(
            payment.told.of(item),
            Some(Sent::Present),
            "{}",
            item.name()
        );
    }
    for item in [
        DataItem::ItemPictureUrl,
        DataItem::DateOfExpiration,
        DataItem::ShipmentAmount,
        DataItem::PointPayment,
        DataItem::StoreId,
        DataItem::PlatformId,
    ] {
        assert_eq!(payment.told.of(item), Some(Sent::Absent), "{}", item.name());
    }
}

#[tokio::test]
async fn what_a_payment_cannot_show_is_not_said_to_be_missing() {
    let payment = payment("payment.approved.complete").await;
    for item in [
        DataItem::BackUrls,
        DataItem::DeviceId,
        DataItem::RefundsApi,
        DataItem::AuthorizationAndCapture,
        DataItem::MaxInstallments,
        DataItem::Expiration,
        DataItem::MarketingInformation,
        DataItem::ExcludedPaymentMethods,
        DataItem::IndustryData,
        DataItem::PaymentIntentId,
    ] {
        assert_eq!(payment.told.of(item), None, "{}", item.name());
    }
}

#[tokio::test]
async fn traces_that_a_payment_bears_are_read() {
    let mut body: serde_json::Value =
        serde_json::from_str(&fixture("payment.approved.complete")).unwrap();
    body["device_identifier"] = "armor.0000".into();
    body["status"] = "authorized".into();
    body["captured"] = false.into();
    body["transaction_amount_refunded"] = 12.5.into();
    body["shipping_amount"] = "7.00".into();
    let stand_in = StandIn::saying(200, body.to_string()).await;
    let id = PaymentId::parse("1").unwrap();
    let told = stand_in
        .client()
        .payment(&token(), &id)
        .await
        .unwrap()
        .value
        .told;
    for item in [
        DataItem::DeviceId,
        DataItem::AuthorizationAndCapture,
        DataItem::RefundsApi,
        DataItem::ShipmentAmount,
    ] {
        assert_eq!(told.of(item), Some(Sent::Present), "{}", item.name());
    }
}

#[tokio::test]
async fn a_poor_payment_shows_that_little_was_sent() {
    let payment = payment("payment.approved.poor").await;
    assert_eq!(payment.notification_url, None);
    for (item, sent) in &payment.told.0 {
        // Who pays and who issued the card is known of every card payment.
        let is_always_there = matches!(item, DataItem::PayerId | DataItem::IssuerId);
        let expected = if is_always_there {
            Sent::Present
        } else {
            Sent::Absent
        };
        assert_eq!(*sent, expected, "{}", item.name());
    }
}

#[tokio::test]
async fn values_of_examples_unknown_categories_and_texts_too_long_are_told_apart() {
    let mut body: serde_json::Value =
        serde_json::from_str(&fixture("payment.approved.complete")).unwrap();
    body["payer"]["email"] = "test@test.com".into();
    body["additional_info"]["items"][0]["title"] = "item".into();
    body["additional_info"]["items"][0]["category_id"] = "clothes".into();
    body["statement_descriptor"] = "THE EXAMPLE STORE OF THE WORLD".into();
    let stand_in = StandIn::saying(200, body.to_string()).await;
    let id = PaymentId::parse("1").unwrap();
    let told = stand_in
        .client()
        .payment(&token(), &id)
        .await
        .unwrap()
        .value
        .told;
    assert_eq!(told.of(DataItem::Email), Some(Sent::Placeholder));
    assert_eq!(told.of(DataItem::ItemTitle), Some(Sent::Placeholder));
    assert_eq!(told.of(DataItem::ItemCategoryId), Some(Sent::Unknown));
    let too_long = Sent::TooLong {
        length: 30,
        most: 22,
    };
    assert_eq!(told.of(DataItem::StatementDescriptor), Some(too_long));
}

#[tokio::test]
async fn every_other_payment_is_read_too() {
    let payment_of_pro = payment("payment.checkout_pro.mla").await;
    assert_eq!(
        (
            payment_of_pro.merchant_order_id.as_deref(),
            payment_of_pro.interaction.as_deref()
        ),
        (Some("34000000001"), Some("CHECKOUT"))
    );
    assert_eq!(
        payment("payment.of_other_collector")
            .await
            .collector_id
            .as_deref(),
        Some("100000009")
    );
    assert_eq!(payment("payment.of_test_user").await.live_mode, Some(true));
    assert_eq!(
        payment("payment.pix.pending")
            .await
            .payment_method_id
            .as_deref(),
        Some("pix")
    );
    let in_person = payment("payment.point.mlb").await;
    assert_eq!(in_person.interaction.as_deref(), Some("POINT"));
    for item in [DataItem::PointPayment, DataItem::StoreId, DataItem::PosId] {
        assert_eq!(in_person.told.of(item), Some(Sent::Present));
    }
    let detail = payment("payment.rejected.high_risk").await.status_detail;
    assert_eq!(detail.as_deref(), Some("cc_rejected_high_risk"));
}

#[tokio::test]
async fn an_order_of_the_sister_platform_is_no_merchant_order() {
    for (order, expected) in [
        (r#"{"id":"7","type":"mercadolibre"}"#, None),
        (r#"{"id":7,"type":"mercadopago"}"#, Some("7")),
        (r#"{"id":7}"#, Some("7")),
        ("{}", None),
        ("null", None),
    ] {
        let stand_in = StandIn::saying(200, format!(r#"{{"id":1,"order":{order}}}"#)).await;
        let id = PaymentId::parse("1").unwrap();
        let payment = stand_in
            .client()
            .payment(&token(), &id)
            .await
            .unwrap()
            .value;
        assert_eq!(payment.merchant_order_id.as_deref(), expected, "{order}");
    }
}

#[tokio::test]
async fn the_newest_payments_are_looked_for_in_less_than_a_year() {
    let (stand_in, client) = saying("payments.search.results").await;
    let page = client
        .search_payments(&token(), &Search::newest(1))
        .await
        .unwrap()
        .value;
    let newest = page.payments.first().unwrap();
    assert_eq!(
        (newest.id.as_str(), newest.currency.as_deref()),
        ("1300000000001", Some("BRL"))
    );
    assert_eq!(page.paging.and_then(|paging| paging.total), Some(2));
    let target = "/v1/payments/search?sort=date_created&criteria=desc&range=date_created\
                  &begin_date=NOW-364DAYS&end_date=NOW&status=approved&limit=1";
    assert_eq!(stand_in.received()[0].target, target);

    let (_stand_in, client) = saying("payments.search.empty").await;
    assert!(
        client
            .search_payments(&token(), &Search::newest(1))
            .await
            .unwrap()
            .value
            .payments
            .is_empty()
    );
}
