//! Signed notifications that arrived here: the last hundred of each account, for seven days.

use checkout_readiness_checks::evidence::{Deliveries, Delivery};
use jiff::Timestamp;
use rusqlite::{Connection, Row, TransactionBehavior, params};

use super::{AccountKey, Failure, Storage};
use crate::observers::moment;

/// So many deliveries of an account are kept,
pub const KEPT_DELIVERIES: i64 = 100;
/// for so long.
const KEPT_FOR_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// A notification that arrived, signed rightly. Nothing in it tells whose payment it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When.
    pub at: Timestamp,
    /// Whether the merchant's own webhook had received it and passed it on.
    pub is_forwarded: bool,
    /// Its topic.
    pub topic: Option<String>,
    /// What `ts` counts.
    pub unit: Option<&'static str>,
    /// In which letter case its id was signed, where that makes a difference.
    pub case: Option<&'static str>,
    /// Whether it came with `x-request-id`.
    pub has_request_id: bool,
    /// A digest of the signature, so that the same delivery counts once.
    pub digest: String,
}

impl Storage {
    /// Keeps a delivery, unless it was kept before, and lets go of what is old.
    ///
    /// # Errors
    ///
    /// Where the memory fails.
    pub async fn keep_delivery(
        &self,
        account: AccountKey,
        arrival: Arrival,
    ) -> Result<(), Failure> {
        self.ask(move |connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let at = arrival.at.as_millisecond();
            transaction.execute(
                "INSERT OR IGNORE INTO deliveries
                 (account, arrived_at_ms, forwarded, topic, unit, letter_case, has_request_id, digest)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    account.0,
                    at,
                    arrival.is_forwarded,
                    arrival.topic,
                    arrival.unit,
                    arrival.case,
                    arrival.has_request_id,
                    arrival.digest,
                ],
            )?;
            transaction.execute(
                "DELETE FROM deliveries WHERE arrived_at_ms <= ?1",
                [at.saturating_sub(KEPT_FOR_MS)],
            )?;
            transaction.execute(
                "DELETE FROM deliveries WHERE account = ?1 AND id <= (
                     SELECT id FROM deliveries WHERE account = ?1
                     ORDER BY id DESC LIMIT 1 OFFSET ?2
                 )",
                params![account.0, KEPT_DELIVERIES],
            )?;
            transaction.commit()?;
            Ok(())
        })
        .await
    }

    /// What arrived of an account within the last seven days.
    ///
    /// # Errors
    ///
    /// Where the memory fails.
    pub async fn deliveries(
        &self,
        account: AccountKey,
        now: Timestamp,
    ) -> Result<Deliveries, Failure> {
        self.ask(move |connection| read(connection, &account, now))
            .await
    }
}

fn read(
    connection: &Connection,
    account: &AccountKey,
    now: Timestamp,
) -> Result<Deliveries, Failure> {
    let mut statement = connection.prepare(
        "SELECT arrived_at_ms, forwarded, topic, unit, letter_case, has_request_id
         FROM deliveries WHERE account = ?1 AND arrived_at_ms > ?2 ORDER BY id DESC",
    )?;
    let since = now.as_millisecond().saturating_sub(KEPT_FOR_MS);
    let rows = statement.query_map(params![account.0, since], delivery)?;
    let mut deliveries = Deliveries::default();
    for row in rows {
        let (is_forwarded, delivery) = row?;
        deliveries.count += 1;
        if let Some(topic) = &delivery.topic
            && !deliveries.topics.contains(topic)
        {
            deliveries.topics.push(topic.clone());
        }
        let newest = if is_forwarded {
            &mut deliveries.newest_forwarded
        } else {
            &mut deliveries.newest
        };
        newest.get_or_insert(delivery);
    }
    deliveries.topics.sort_unstable();
    Ok(deliveries)
}

fn delivery(row: &Row<'_>) -> rusqlite::Result<(bool, Delivery)> {
    let at = Timestamp::from_millisecond(row.get(0)?).unwrap_or_default();
    let delivery = Delivery {
        at: moment(at),
        topic: row.get(2)?,
        unit: row.get(3)?,
        case: row.get(4)?,
        has_request_id: row.get(5)?,
    };
    Ok((row.get(1)?, delivery))
}

#[cfg(test)]
mod tests {
    use checkout_readiness_checks::contract::Mode;
    use jiff::SignedDuration;

    use super::*;

    fn arrival(number: i64, at: Timestamp, is_forwarded: bool) -> Arrival {
        Arrival {
            at,
            is_forwarded,
            topic: Some("payment".to_owned()),
            unit: Some("seconds"),
            case: None,
            has_request_id: true,
            digest: number.to_string(),
        }
    }

    #[tokio::test]
    async fn the_last_hundred_of_seven_days_are_kept_and_each_counts_once() {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(folder.path(), Mode::Live).unwrap();
        let account = || AccountKey("an-account".to_owned());
        let now = Timestamp::now();
        let keep = |number, at, forwarded| {
            storage.keep_delivery(account(), arrival(number, at, forwarded))
        };
        keep(0, now - SignedDuration::from_hours(24 * 7), false)
            .await
            .unwrap();
        assert_eq!(storage.deliveries(account(), now).await.unwrap().count, 0);
        for number in 1..=120 {
            // The same once more: a replay, or a repeat of Mercado Pago's.
            keep(number, now, number == 120).await.unwrap();
            keep(number, now, false).await.unwrap();
        }
        let kept = storage.deliveries(account(), now).await.unwrap();
        assert_eq!(kept.count, 100);
        assert_eq!(kept.topics, ["payment"]);
        assert!(kept.newest.is_some() && kept.newest_forwarded.is_some());
        let other = AccountKey("another".to_owned());
        assert_eq!(storage.deliveries(other, now).await.unwrap().count, 0);
        let later = now + SignedDuration::from_hours(24 * 7);
        assert_eq!(storage.deliveries(account(), later).await.unwrap().count, 0);
    }
}
