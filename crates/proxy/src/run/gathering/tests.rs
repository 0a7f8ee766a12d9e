//! Which sources are asked, with what, in which order; over real HTTP, against a stand-in.

mod stand_in;

use std::time::Duration;

use checkout_readiness_checks::evidence::{DataItem, Look, Sent};

use super::*;
use stand_in::{ORDER, StandIn, TOKEN, TOKEN_OF_SELLER, fixture, in_order};

const CHAIN: &[Source] = &[
    Source::Payment,
    Source::MerchantOrder,
    Source::Preference,
    Source::Order,
];

#[tokio::test]
async fn the_newest_approved_payment_leads_to_what_the_shop_asked_for() {
    let stand_in = StandIn::answering(in_order).await;
    let evidence = stand_in.gather(TOKEN_OF_SELLER, None, CHAIN).await;
    assert_eq!(evidence.payment.seen().unwrap().id, "1300000000007");
    assert!(evidence.payment.seen().unwrap().days_old.is_some());
    let order = evidence.merchant_order.seen().unwrap();
    assert_eq!(order.collector_id.as_deref(), Some("100000003"));
    let preference = evidence.preference.seen().unwrap();
    assert_eq!(preference.told.of(DataItem::ItemTitle), Some(Sent::Present));
    assert_eq!(evidence.look(Source::Order), Look::Absent);
    assert_eq!(
        stand_in.asked(),
        [
            "/checkout/preferences/100000003-00000000-0000-4000-8000-000000000001",
            "/merchant_orders/34000000001",
            "/v1/payments/1300000000007",
            "/v1/payments/search",
        ]
    );
    let saved = serde_json::to_string(&evidence).unwrap();
    for personal in [
        "Beatriz",
        "Carla",
        "@",
        "19119119100",
        "ORDER-1001",
        "buyer=",
        "Exemplo",
    ] {
        assert!(!saved.contains(personal), "{personal}");
    }
}

#[tokio::test]
async fn a_payment_somebody_names_is_asked_for_alone() {
    let stand_in = StandIn::answering(in_order).await;
    let evidence = stand_in.gather(TOKEN, Some("1300000000001"), CHAIN).await;
    assert_eq!(evidence.payment.seen().unwrap().id, "1300000000001");
    // It is not of Checkout Pro, so the rest is not there.
    for source in [Source::MerchantOrder, Source::Preference, Source::Order] {
        assert_eq!(evidence.look(source), Look::Absent, "{}", source.name());
    }
    assert_eq!(stand_in.asked(), ["/v1/payments/1300000000001"]);
}

#[tokio::test]
async fn an_order_somebody_names_is_asked_for_instead_of_a_payment() {
    let stand_in = StandIn::answering(in_order).await;
    let evidence = stand_in.gather(TOKEN, Some(ORDER), CHAIN).await;
    let order = evidence.order.seen().unwrap();
    assert_eq!((order.id.as_str(), order.return_urls.len()), (ORDER, 3));
    for source in [Source::Payment, Source::MerchantOrder, Source::Preference] {
        assert_eq!(evidence.look(source), Look::Absent, "{}", source.name());
    }
    assert_eq!(stand_in.asked(), [format!("/v1/orders/{ORDER}")]);
}

#[tokio::test]
async fn where_buyers_return_to_is_visited_over_https_once_a_host() {
    let stand_in = StandIn::answering(in_order).await;
    let somebody_else_s = stand_in.gather(TOKEN, None, &[Source::ReturnUrls]).await;
    assert_eq!(somebody_else_s.look(Source::ReturnUrls), Look::Absent);
    assert!(somebody_else_s.preference.seen().is_none());
    let evidence = stand_in
        .gather(TOKEN_OF_SELLER, None, &[Source::ReturnUrls])
        .await;
    assert_eq!(evidence.preference.seen().unwrap().return_urls.len(), 3);
    // Nobody listens there, which is the merchant's side.
    match evidence.look(Source::ReturnUrls) {
        Look::Unreachable(unreachable) => {
            assert_eq!(
                (unreachable.party, unreachable.why),
                (Party::Merchant, Why::Connection)
            );
        }
        other => panic!("{other:?}"),
    }
    let evidence = stand_in
        .gather(TOKEN, Some("1300000000001"), &[Source::ReturnUrls])
        .await;
    assert_eq!(evidence.look(Source::ReturnUrls), Look::Absent);
}

#[tokio::test]
async fn what_cannot_be_looked_at_hides_what_depends_on_it_for_the_same_reason() {
    for (status, body, why) in [
        (401, fixture("error.401.service"), Why::Unauthorized),
        (403, fixture("error.403.policy"), Why::Forbidden),
        (200, "[]".to_owned(), Why::Malformed),
    ] {
        let stand_in = StandIn::answering(move |_| (status, body.clone())).await;
        let evidence = stand_in.gather(TOKEN, None, CHAIN).await;
        for source in [Source::Payment, Source::MerchantOrder, Source::Preference] {
            let Look::Unreachable(unreachable) = evidence.look(source) else {
                panic!("{}: {status}", source.name());
            };
            assert_eq!(unreachable.why, why, "{}: {status}", source.name());
        }
        assert_eq!(stand_in.asked(), ["/v1/payments/search"]);
    }
}

#[tokio::test]
async fn without_a_payment_or_without_a_token_there_is_nothing_to_look_at() {
    let stand_in = StandIn::answering(|_| (200, fixture("payments.search.empty"))).await;
    let evidence = stand_in.gather(TOKEN, None, CHAIN).await;
    for source in CHAIN {
        assert_eq!(evidence.look(*source), Look::Absent, "{}", source.name());
    }
    let stand_in = StandIn::answering(in_order).await;
    let evidence = stand_in.gather("", Some("1"), Source::ALL).await;
    for source in Source::ALL {
        let expected = if *source == Source::Page {
            Look::NotAsked
        } else {
            Look::Absent
        };
        assert_eq!(evidence.look(*source), expected, "{}", source.name());
    }
    assert!(stand_in.asked().is_empty());
}

#[tokio::test]
async fn reports_say_whether_they_are_set_up_and_which_were_made() {
    let stand_in = StandIn::answering(in_order).await;
    let sources = [Source::ReleaseReport, Source::SettlementReport];
    let evidence = stand_in.gather(TOKEN, None, &sources).await;
    let release = evidence.release_report.seen().unwrap();
    assert_eq!(
        (release.is_configured, release.is_scheduled, release.listed),
        (Some(true), Some(true), Some(2))
    );
    assert_eq!(release.frequency.as_deref(), Some("monthly"));
    assert!(release.days_since_newest.is_some());
    let settlement = evidence.settlement_report.seen().unwrap();
    assert_eq!(
        (
            settlement.is_configured,
            settlement.is_scheduled,
            settlement.listed
        ),
        (Some(false), None, Some(1))
    );
    let saved = serde_json::to_string(&evidence).unwrap();
    assert!(!saved.contains("finance"), "{saved}");

    let only_lists = StandIn::answering(|path| {
        if path.ends_with("/list") {
            (200, fixture("release_report.list"))
        } else {
            (403, fixture("error.403.service"))
        }
    })
    .await;
    let evidence = only_lists.gather(TOKEN, None, &sources).await;
    assert!(matches!(
        evidence.look(Source::ReleaseReport),
        Look::Unreachable(_)
    ));
    let only_configurations = StandIn::answering(|path| {
        if path.ends_with("/list") {
            (500, String::new())
        } else {
            (200, fixture("release_report.config.not_scheduled"))
        }
    })
    .await;
    let evidence = only_configurations.gather(TOKEN, None, &sources).await;
    let release = evidence.release_report.seen().unwrap();
    assert_eq!(
        (
            release.is_scheduled,
            release.listed,
            release.days_since_newest
        ),
        (Some(false), None, None)
    );
}

#[tokio::test]
async fn what_is_in_person_is_told_without_whole_serial_numbers() {
    let stand_in = StandIn::answering(in_order).await;
    let sources = [Source::Terminals, Source::Stores, Source::PointsOfSale];
    let evidence = stand_in.gather(TOKEN, None, &sources).await;
    let terminals = evidence.terminals.seen().unwrap();
    assert!(terminals.is_whole);
    let tails: Vec<_> = terminals
        .terminals
        .iter()
        .flatten()
        .map(|terminal| terminal.tail.as_str())
        .collect();
    assert_eq!(tails, ["0001", "0002"]);
    assert_eq!(evidence.stores.seen().unwrap().count, Some(2));
    assert_eq!(evidence.points_of_sale.seen().unwrap().count, Some(2));
    // The user's number stands in the token.
    assert!(!stand_in.asked().contains(&"/users/me".to_owned()));
}

#[tokio::test]
async fn where_the_token_hides_whose_it_is_the_account_tells_whose_the_stores_are() {
    let stand_in = StandIn::answering(in_order).await;
    let evidence = stand_in.gather("unusual-0", None, &[Source::Stores]).await;
    assert_eq!(evidence.stores.seen().unwrap().count, Some(2));
    assert_eq!(
        stand_in.asked(),
        ["/users/100000001/stores/search", "/users/me"]
    );
}

#[tokio::test]
async fn facts_of_the_account_and_its_payments_are_complete() {
    let stand_in = StandIn::answering(in_order).await;
    let sources = [
        Source::Account,
        Source::RecentPayments,
        Source::PaymentHistory,
    ];
    let evidence = stand_in.gather(TOKEN, None, &sources).await;
    assert_eq!(
        evidence.account.seen().unwrap().country.as_deref(),
        Some("BR")
    );
    let recent = &evidence.recent_payments.seen().unwrap().payments;
    assert_eq!(recent[0].currency.as_deref(), Some("BRL"));
    let history = evidence.payment_history.seen().unwrap();
    assert_eq!(
        (history.days, history.read, history.total, history.is_whole),
        (Some(30), 2, Some(2), true)
    );
}

#[tokio::test]
async fn independent_sources_are_asked_at_the_same_time() {
    let sources = [
        Source::Account,
        Source::PaymentHistory,
        Source::ReleaseReport,
        Source::SettlementReport,
        Source::Terminals,
        Source::Stores,
        Source::PointsOfSale,
    ];
    // Each report is two questions. Whoever asked one after the other would wait in vain.
    let stand_in = StandIn::once_all_came(9, in_order).await;
    let evidence = stand_in.gather(TOKEN, None, &sources).await;
    assert_eq!(stand_in.asked().len(), 9);
    for source in sources {
        assert_eq!(evidence.look(source), Look::Seen, "{}", source.name());
    }
}

#[tokio::test]
async fn what_is_open_at_the_deadline_was_not_seen_for_lack_of_time() {
    let stand_in = StandIn::slowly(Duration::from_secs(60), in_order).await;
    let patience = Duration::from_millis(200);
    let sources = [Source::Preference, Source::Terminals, Source::ReturnUrls];
    let evidence = stand_in
        .gather_within(patience, TOKEN, None, &sources)
        .await;
    for source in sources {
        match evidence.look(source) {
            Look::Unreachable(unreachable) => assert_eq!(
                (unreachable.party, unreachable.why),
                (Party::MercadoPago, Why::Deadline)
            ),
            other => panic!("{}: {other:?}", source.name()),
        }
    }
}
