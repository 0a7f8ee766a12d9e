//! Every recorded payment decodes into what it says, and shows nothing personal.

use checkout_readiness_mercado_pago::{Filled, Payment, PaymentId, Search};

use crate::stand_in::{saying, token};

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
    assert_eq!(
        payment.statement_descriptor.as_deref(),
        Some("EXAMPLESTORE")
    );
    let notified = "https://store.example.invalid/mp/webhook?source_news=webhooks";
    assert_eq!(payment.notification_url.as_deref(), Some(notified));
    assert_eq!(
        (payment.external_reference, payment.device_id),
        (Filled(true), Filled(false))
    );
    assert_eq!(payment.order, None);
    let [item] = &payment.items[..] else {
        panic!("{:?}", payment.items)
    };
    assert_eq!(item.category_id.as_deref(), Some("fashion"));
    for sent in [
        item.id,
        item.title,
        item.description,
        item.quantity,
        item.unit_price,
    ] {
        assert_eq!(sent, Filled(true));
    }
    let buyer = payment.buyer;
    for sent in [
        buyer.email,
        buyer.identification,
        buyer.first_name,
        buyer.last_name,
        buyer.phone,
        buyer.address,
    ] {
        assert_eq!(sent, Filled(true));
    }
    assert_eq!(
        (buyer.registration_date, buyer.shipment),
        (Filled(true), Filled(true))
    );
}

#[tokio::test]
async fn a_poor_payment_shows_that_little_was_sent() {
    let payment = payment("payment.approved.poor").await;
    assert_eq!(
        (payment.external_reference, payment.items.len()),
        (Filled(false), 0)
    );
    assert_eq!(
        (payment.notification_url, payment.statement_descriptor),
        (None, None)
    );
    assert_eq!(payment.buyer, Default::default());
}

#[tokio::test]
async fn every_other_payment_is_read_too() {
    let order = payment("payment.checkout_pro.mla").await.order.unwrap();
    assert_eq!(
        (order.id.as_deref(), order.kind.as_deref()),
        (Some("34000000001"), Some("mercadopago"))
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
    assert_eq!(
        payment("payment.point.mlb").await.interaction.as_deref(),
        Some("POINT")
    );
    let detail = payment("payment.rejected.high_risk").await.status_detail;
    assert_eq!(detail.as_deref(), Some("cc_rejected_high_risk"));
}

#[tokio::test]
async fn the_newest_payments_are_looked_for_in_less_than_a_year() {
    let (stand_in, client) = saying("payments.search.results").await;
    let page = client
        .search_payments(&token(), &Search::newest(1))
        .await
        .unwrap()
        .value;
    assert_eq!(
        page.payments.first().map(|payment| payment.id.as_str()),
        Some("1300000000001")
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
