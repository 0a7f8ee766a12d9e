//! The last webhook probe of each account, product and address in the database.

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
    /// A digest of the address, query and all.
    pub address: String,
    /// A digest of the secret it was signed with, if it was.
    pub secret: Option<String>,
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
        let (address, secret) = (kept.address.clone(), kept.secret.clone());
        self.ask(move |connection| {
            connection.execute(
                "INSERT OR REPLACE INTO probes
                 (account, product, address, secret, ended_at_ms, elapsed_ms, probe)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    account.0,
                    product.name(),
                    address,
                    secret,
                    ended_at,
                    elapsed_ms,
                    text
                ],
            )?;
            Ok(())
        })
        .await
    }

    /// The last probe of an address; none where there is none.
    ///
    /// # Errors
    ///
    /// Where the memory fails, or what is in it cannot be read.
    pub async fn probe(
        &self,
        account: AccountKey,
        product: Product,
        address: String,
    ) -> Result<Option<KeptProbe>, Failure> {
        self.ask(move |connection| {
            let found: Option<(i64, u32, Option<String>, String)> = connection
                .query_row(
                    "SELECT ended_at_ms, elapsed_ms, secret, probe FROM probes
                     WHERE account = ?1 AND product = ?2 AND address = ?3",
                    params![account.0, product.name(), address],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
                )
                .optional()?;
            let Some((ended_at_ms, elapsed_ms, secret, text)) = found else {
                return Ok(None);
            };
            Ok(Some(KeptProbe {
                // What is no moment is long ago.
                ended_at: Timestamp::from_millisecond(ended_at_ms).unwrap_or_default(),
                elapsed_ms,
                probe: serde_json::from_str(&text)?,
                address,
                secret,
            }))
        })
        .await
    }
}
