//! Decisions in the database: written one after the other, never changed, read in order.

use checkout_readiness_checks::contract::Timestamp;
use checkout_readiness_checks::profile::Product;
use rusqlite::types::Type;
use rusqlite::{Connection, Row, TransactionBehavior, params};

use super::{AccountKey, Decision, Failure, Kind, Question, Storage, Word};

/// How many decisions of an account and a product are kept. Far more than people take; it keeps a
/// program gone wild from filling the disk. What holds may be taken back all the same.
pub const MOST_DECISIONS: i64 = 2000;

/// The newest decision of each check, unless it takes the one before back.
const CURRENT: &str = "
    SELECT id, product, check_id, kind, reason, seen, decided_by, note, decided_at FROM decisions
    WHERE id IN (
        SELECT max(id) FROM decisions WHERE account = ?1 AND product = ?2 GROUP BY check_id
    ) AND kind <> 'undo' ORDER BY id";

/// Every decision, the newest first.
const ALL: &str = "
    SELECT id, product, check_id, kind, reason, seen, decided_by, note, decided_at FROM decisions
    WHERE account = ?1 AND product = ?2 ORDER BY id DESC";

/// A decision was not written down.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// Nothing holds that could be taken back.
    #[error("nothing holds that could be taken back")]
    NothingToUndo,
    /// What holds answers another question than the one to be taken back.
    #[error("something else was decided since")]
    DecidedSince,
    /// There are [`MOST_DECISIONS`] already.
    #[error("there is no room for more decisions")]
    Full,
    /// The memory failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<rusqlite::Error> for DecideError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Storage {
    /// Writes a decision down. Once this returns, it is on the disk.
    ///
    /// # Errors
    ///
    /// [`DecideError`] says why it was not written.
    pub async fn decide(
        &self,
        account: AccountKey,
        product: Product,
        word: Word,
    ) -> Result<Decision, DecideError> {
        self.ask(move |connection| write(connection, &account, product, word))
            .await
    }

    /// What holds now: the newest decision of each check, unless it was taken back.
    ///
    /// # Errors
    ///
    /// Where the memory fails.
    pub async fn decisions(
        &self,
        account: AccountKey,
        product: Product,
    ) -> Result<Vec<Decision>, Failure> {
        self.ask(move |connection| read(connection, CURRENT, &account, product))
            .await
    }

    /// Everything that was ever decided, the newest first.
    ///
    /// # Errors
    ///
    /// Where the memory fails.
    pub async fn history(
        &self,
        account: AccountKey,
        product: Product,
    ) -> Result<Vec<Decision>, Failure> {
        self.ask(move |connection| read(connection, ALL, &account, product))
            .await
    }
}

fn write(
    connection: &mut Connection,
    account: &AccountKey,
    product: Product,
    word: Word,
) -> Result<Decision, DecideError> {
    // Nobody, in this process or another, decides between the look and the writing.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let count: i64 = transaction.query_row(
        "SELECT count(*) FROM decisions WHERE account = ?1 AND product = ?2",
        [account.0.as_str(), product.name()],
        |row| row.get(0),
    )?;
    // Taking back is bounded by itself: once for each check that something holds of.
    if count >= MOST_DECISIONS && word.kind != Kind::Undo {
        return Err(DecideError::Full);
    }
    let question = if word.kind == Kind::Undo {
        let standing = read(&transaction, CURRENT, account, product)?
            .into_iter()
            .find(|decision| decision.check == word.check)
            .ok_or(DecideError::NothingToUndo)?;
        let standing = Question {
            reason: standing.reason,
            seen: standing.seen,
        };
        if word.question.is_some_and(|asked| asked != standing) {
            return Err(DecideError::DecidedSince);
        }
        standing
    } else {
        word.question.ok_or(DecideError::NothingToUndo)?
    };
    transaction.execute(
        "INSERT INTO decisions
         (account, product, check_id, kind, reason, seen, decided_by, note, decided_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            account.0,
            product.name(),
            word.check,
            word.kind.name(),
            question.reason,
            question.seen,
            word.by,
            word.note,
            word.at.0,
        ],
    )?;
    let id = transaction.last_insert_rowid();
    transaction.commit()?;
    Ok(Decision {
        id,
        product,
        check: word.check.to_owned(),
        kind: word.kind,
        reason: question.reason,
        seen: question.seen,
        by: word.by,
        note: word.note,
        at: word.at,
    })
}

fn read(
    connection: &Connection,
    query: &str,
    account: &AccountKey,
    product: Product,
) -> Result<Vec<Decision>, Failure> {
    let mut statement = connection.prepare(query)?;
    let rows = statement.query_map([account.0.as_str(), product.name()], decision)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn decision(row: &Row<'_>) -> rusqlite::Result<Decision> {
    Ok(Decision {
        id: row.get(0)?,
        product: named(row, 1, Product::from_name)?,
        check: row.get(2)?,
        kind: named(row, 3, Kind::from_name)?,
        reason: row.get(4)?,
        seen: row.get(5)?,
        by: row.get(6)?,
        note: row.get(7)?,
        at: Timestamp(row.get(8)?),
    })
}

/// A value of a closed set, by its name.
pub(super) fn named<T>(
    row: &Row<'_>,
    column: usize,
    find: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    let unknown = || "a name this version does not know".into();
    find(&text)
        .ok_or_else(|| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, unknown()))
}

#[cfg(test)]
mod tests {
    use checkout_readiness_checks::contract::Mode;

    use super::*;

    fn word(kind: Kind) -> Word {
        Word {
            kind,
            check: "webhook-events-are-selected",
            question: (kind != Kind::Undo).then(|| Question {
                reason: "compare_with_panel".to_owned(),
                seen: String::new(),
            }),
            by: None,
            note: None,
            at: Timestamp("2026-01-01T00:00:00.000Z".to_owned()),
        }
    }

    #[tokio::test]
    async fn where_there_is_no_room_what_holds_may_still_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(folder.path(), Mode::Sandbox).unwrap();
        let account = AccountKey("an-account".to_owned());
        let say = |kind| storage.decide(account.clone(), Product::Qr, word(kind));
        let filled: Result<(), Failure> = storage
            .ask(|connection| {
                let transaction = connection.transaction()?;
                for _ in 0..MOST_DECISIONS {
                    transaction.execute(
                        "INSERT INTO decisions (account, product, check_id, kind, reason, seen, decided_at)
                         VALUES ('an-account', 'qr', 'webhook-events-are-selected', 'confirm',
                                 'compare_with_panel', '', '2026-01-01T00:00:00.000Z')",
                        [],
                    )?;
                }
                Ok(transaction.commit()?)
            })
            .await;
        filled.unwrap();
        assert!(matches!(say(Kind::Confirm).await, Err(DecideError::Full)));
        assert!(say(Kind::Undo).await.is_ok());
        let holds = storage.decisions(account.clone(), Product::Qr).await;
        assert!(holds.unwrap().is_empty());
        let again = say(Kind::Undo).await;
        assert!(matches!(again, Err(DecideError::NothingToUndo)));
    }
}
