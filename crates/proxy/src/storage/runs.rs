//! Finished runs in the database: the newest of each account and product, older ones let go.

use checkout_readiness_checks::contract::{Counts, Mode, Report, Timestamp, Verdict};
use checkout_readiness_checks::profile::{Product, Site};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::Serialize;
use utoipa::ToSchema;

use super::history::named;
use super::{AccountKey, Failure, Storage};
use crate::glance::Configuration;

/// How many runs of an account and a product are kept.
pub const KEPT_RUNS: i64 = 100;

/// A kept run, in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct KeptRun {
    /// Its number; later ones are larger.
    pub id: i64,
    /// The product it was about.
    pub product: Product,
    /// The country the account should be of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<Site>,
    /// Who answered for Mercado Pago.
    pub mode: Mode,
    /// When it ended.
    pub observed_at: Timestamp,
    /// May the shop go live?
    pub verdict: Verdict,
    /// How many outcomes there were of each kind.
    pub counts: Counts,
}

/// A kept run, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Whose.
    pub account: AccountKey,
    /// The report, as it was written.
    pub report: String,
}

impl Storage {
    /// Keeps a finished run, and lets the oldest of the same account and product go.
    ///
    /// # Errors
    ///
    /// Where the memory fails.
    pub async fn keep(
        &self,
        account: AccountKey,
        configuration: &Configuration,
        report: &Report,
    ) -> Result<i64, Failure> {
        let text = serde_json::to_string(report)?;
        let counts = serde_json::to_string(&Counts::of(&report.outcomes))?;
        let (profile, mode, verdict) = (report.profile, report.mode, report.verdict);
        let observed_at = report.observed_at.clone();
        let configuration = configuration.as_str().to_owned();
        self.ask(move |connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute(
                "INSERT INTO runs
                 (account, product, site, mode, verdict, counts, observed_at, report, configuration)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    account.0,
                    profile.product.name(),
                    profile.site.map(Site::name),
                    mode.name(),
                    verdict.name(),
                    counts,
                    observed_at.0,
                    text,
                    configuration,
                ],
            )?;
            let id = transaction.last_insert_rowid();
            transaction.execute(
                "DELETE FROM runs WHERE account = ?1 AND product = ?2 AND id <= (
                     SELECT id FROM runs WHERE account = ?1 AND product = ?2
                     ORDER BY id DESC LIMIT 1 OFFSET ?3
                 )",
                params![account.0, profile.product.name(), KEPT_RUNS],
            )?;
            transaction.commit()?;
            Ok(id)
        })
        .await
    }

    /// The kept runs of an account and a product, the newest first.
    ///
    /// # Errors
    ///
    /// Where the memory fails.
    pub async fn runs(
        &self,
        account: AccountKey,
        product: Product,
    ) -> Result<Vec<KeptRun>, Failure> {
        self.ask(move |connection| list(connection, &account, product))
            .await
    }

    /// The newest kept run of an account and a product, if it was about this configuration. A run
    /// that an earlier version kept says nothing about its configuration, or cannot be read any more.
    ///
    /// # Errors
    ///
    /// Where the memory fails.
    pub async fn latest(
        &self,
        account: AccountKey,
        product: Product,
        configuration: &Configuration,
    ) -> Result<Option<Report>, Failure> {
        let wanted = configuration.as_str().to_owned();
        self.ask(move |connection| {
            let newest: Option<(Option<String>, String)> = connection
                .query_row(
                    "SELECT configuration, report FROM runs
                     WHERE account = ?1 AND product = ?2 ORDER BY id DESC LIMIT 1",
                    [account.0.as_str(), product.name()],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            let same = newest.filter(|(configuration, _)| configuration.as_ref() == Some(&wanted));
            Ok(same.and_then(|(_, report)| serde_json::from_str(&report).ok()))
        })
        .await
    }

    /// The kept run of that number.
    ///
    /// # Errors
    ///
    /// Where the memory fails.
    pub async fn run(&self, id: i64) -> Result<Option<Kept>, Failure> {
        self.ask(move |connection| {
            let found = connection
                .query_row(
                    "SELECT account, report FROM runs WHERE id = ?1",
                    [id],
                    |row| {
                        Ok(Kept {
                            account: AccountKey(row.get(0)?),
                            report: row.get(1)?,
                        })
                    },
                )
                .optional()?;
            Ok(found)
        })
        .await
    }
}

fn list(
    connection: &Connection,
    account: &AccountKey,
    product: Product,
) -> Result<Vec<KeptRun>, Failure> {
    let mut statement = connection.prepare(
        "SELECT id, product, site, mode, verdict, counts, observed_at FROM runs
         WHERE account = ?1 AND product = ?2 ORDER BY id DESC",
    )?;
    let rows = statement.query_map([account.0.as_str(), product.name()], kept_run)?;
    let mut runs = Vec::new();
    for row in rows {
        let (run, counts) = row?;
        runs.push(KeptRun {
            counts: serde_json::from_str(&counts)?,
            ..run
        });
    }
    Ok(runs)
}

/// A run without its counts, and the text of these.
fn kept_run(row: &Row<'_>) -> rusqlite::Result<(KeptRun, String)> {
    let site: Option<String> = row.get(2)?;
    let run = KeptRun {
        id: row.get(0)?,
        product: named(row, 1, Product::from_name)?,
        site: site.as_deref().and_then(Site::from_name),
        mode: named(row, 3, Mode::from_name)?,
        verdict: named(row, 4, Verdict::from_name)?,
        counts: Counts::default(),
        observed_at: Timestamp(row.get(6)?),
    };
    Ok((run, row.get(5)?))
}
