//! What became of the payments of the last thirty days: `GET /v1/payments/search`, counted.

use std::collections::BTreeMap;
use std::time::Duration;

use checkout_readiness_checks::evidence::{DetailCount, Observation, PaymentHistory};
use checkout_readiness_mercado_pago::{AccessToken, Client, FoundPayment, ReferenceMark};
use url::Url;

use super::observed;

/// How many days back.
const DAYS: u16 = 30;
/// How long pages after the first may take, so that a long history does not use up the run.
const PATIENCE: Duration = Duration::from_secs(9);
/// Of how many payments that nobody can match the numbers are told.
const MOST_ORPHANS: usize = 10;

pub(crate) async fn observe(client: &Client, token: &AccessToken) -> Observation<PaymentHistory> {
    let history = client.payment_history(token, DAYS, PATIENCE).await;
    observed(history, |history| PaymentHistory {
        days: Some(u32::from(history.days)),
        total: history.total.map(count),
        is_whole: history.is_whole,
        ..counted(&history.payments)
    })
}

fn counted(payments: &[FoundPayment]) -> PaymentHistory {
    let approved: Vec<_> = payments
        .iter()
        .filter(|payment| payment.status.as_deref() == Some("approved"))
        .collect();
    let mut bearers: BTreeMap<ReferenceMark, u32> = BTreeMap::new();
    for mark in approved.iter().filter_map(|payment| payment.reference) {
        *bearers.entry(mark).or_default() += 1;
    }
    let is_repeated = |payment: &FoundPayment| {
        let bearers = payment.reference.and_then(|mark| bearers.get(&mark));
        bearers.is_some_and(|bearers| *bearers > 1)
    };
    let how_many = |is_one: &dyn Fn(&FoundPayment) -> bool| {
        count(approved.iter().filter(|payment| is_one(payment)).count() as u64)
    };
    PaymentHistory {
        read: count(payments.len() as u64),
        details: details(payments),
        without_reference: how_many(&|payment| payment.reference.is_none()),
        repeated_reference: how_many(&is_repeated),
        orphans: approved
            .iter()
            .filter(|payment| payment.reference.is_none() || is_repeated(payment))
            .take(MOST_ORPHANS)
            .map(|payment| payment.id.clone())
            .collect(),
        approved_by_pix: how_many(&|payment| payment.payment_method_id.as_deref() == Some("pix")),
        notified_by_ipn: how_many(&|payment| {
            payment
                .notification_url
                .as_deref()
                .is_some_and(asks_for_ipn)
        }),
        ..PaymentHistory::default()
    }
}

/// How many payments came to each status and detail, the most frequent first.
fn details(payments: &[FoundPayment]) -> Vec<DetailCount> {
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for payment in payments {
        let status = payment.status.as_deref().unwrap_or_default();
        let detail = payment.status_detail.as_deref().unwrap_or_default();
        *counts.entry((status, detail)).or_default() += 1;
    }
    let mut details: Vec<_> = counts
        .into_iter()
        .map(|((status, status_detail), count)| DetailCount {
            status: status.to_owned(),
            status_detail: status_detail.to_owned(),
            count,
        })
        .collect();
    details.sort_by_key(|detail| std::cmp::Reverse(detail.count));
    details
}

fn asks_for_ipn(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| {
        url.query_pairs()
            .any(|(name, value)| name == "source_news" && value.eq_ignore_ascii_case("ipn"))
    })
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn payments_are_counted_by_what_became_of_them() {
        let ipn = "https://store.example/hook?x=1&source_news=ipn";
        let payments: Vec<FoundPayment> = serde_json::from_value(json!([
            { "id": 1, "status": "approved", "status_detail": "accredited", "payment_method_id": "pix" },
            { "id": 2, "status": "approved", "status_detail": "accredited", "external_reference": "A", "notification_url": ipn },
            { "id": 3, "status": "approved", "status_detail": "accredited", "external_reference": "A" },
            { "id": 4, "status": "approved", "status_detail": "accredited", "external_reference": "B" },
            { "id": 5, "status": "rejected", "status_detail": "cc_rejected_high_risk", "external_reference": "B", "notification_url": ipn },
            { "id": 6, "status": "pending" },
            { "id": 7 },
        ]))
        .unwrap();
        let history = counted(&payments);
        assert_eq!(
            (
                history.read,
                history.without_reference,
                history.repeated_reference
            ),
            (7, 1, 2)
        );
        assert_eq!((history.approved_by_pix, history.notified_by_ipn), (1, 1));
        assert_eq!(history.orphans, ["1", "2", "3"]);
        let details: Vec<_> = history
            .details
            .iter()
            .map(|detail| {
                (
                    detail.status.as_str(),
                    detail.status_detail.as_str(),
                    detail.count,
                )
            })
            .collect();
        assert_eq!(
            details,
            [
                ("approved", "accredited", 4),
                ("", "", 1),
                ("pending", "", 1),
                ("rejected", "cc_rejected_high_risk", 1),
            ]
        );
    }

    #[test]
    fn only_an_address_that_asks_for_ipn_counts() {
        assert!(asks_for_ipn("https://store.example/hook?source_news=IPN"));
        for address in [
            "https://store.example/hook?source_news=webhooks",
            "https://store.example/ipn",
            "https://store.example/hook?a=source_news=ipn",
            "source_news=ipn",
        ] {
            assert!(!asks_for_ipn(address), "{address}");
        }
    }
}
