//! The last webhook probe of each account and product in the database.

use checkout_readiness_checks::evidence::WebhookProbe;
use checkout_readiness_checks::profile::Product;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{AccountKey, Failure, Storage};

/// A probe that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptProbe {
    /// When it ended.
    pub ended_at: Timestamp,
    /// How long it took.
    pub elapsed_ms: u32,
    /// What came of it.
    pub probe: WebhookProbe,
}

impl Storage {
    /// Keeps a probe in the place of the one before.
    ///
    /// # Errors
    ///
    /// Where the memory fails.
    pub async fn keep_probe(
        &self,
        account: AccountKey,
        product: Product,
        kept: &KeptProbe,
    ) -> Result<(), Failure> {
        let text = serde_json::to_string(&kept.probe)?;
        let (ended_at, elapsed_ms) = (kept.ended_at.as_millisecond(), kept.elapsed_ms);
        self.ask(move |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO probes (account, product, ended_at_ms, elapsed_ms, probe)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![account.0, product.name(), ended_at, elapsed_ms, text],
            )?;
            Ok(())
        })
        .await
    }

    /// The last probe; none where there is none, or one of another version that cannot be read.
    ///
    /// # Errors
    ///
    /// Where the memory fails.
    pub async fn probe(
        &self,
        account: AccountKey,
        product: Product,
    ) -> Result<Option<KeptProbe>, Failure> {
        self.ask(move |connection| {
            let found: Option<(i64, u32, String)> = connection
                .query_row(
                    "SELECT ended_at_ms, elapsed_ms, probe FROM probes
                     WHERE account = ?1 AND product = ?2",
                    params![account.0, product.name()],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
                .optional()?;
            Ok(found.and_then(|(ended_at_ms, elapsed_ms, text)| {
                Some(KeptProbe {
                    ended_at: Timestamp::from_millisecond(ended_at_ms).ok()?,
                    elapsed_ms,
                    probe: serde_json::from_str(&text).ok()?,
                })
            }))
        })
        .await
    }
}
