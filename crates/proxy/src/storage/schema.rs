//! Opens the database: refuses what is not ours, sound and known, then brings it up to date.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::OpenError;

/// What marks a file as ours: "CRdy".
const APPLICATION_ID: i64 = 0x4352_6479;

/// How long to wait for another process, in all likelihood `check` beside `serve`.
const PATIENCE: Duration = Duration::from_secs(5);

/// What leads from each version to the next. Only ever add to the end.
const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        account TEXT NOT NULL,
        product TEXT NOT NULL,
        check_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('confirm', 'dismiss', 'undo')),
        reason TEXT NOT NULL,
        seen TEXT NOT NULL,
        decided_by TEXT,
        note TEXT,
        decided_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decisions_of_account ON decisions (account, product, check_id, id);
    CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions never change'); END;
    CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions never go'); END;
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        account TEXT NOT NULL,
        product TEXT NOT NULL,
        site TEXT,
        mode TEXT NOT NULL,
        verdict TEXT NOT NULL,
        counts TEXT NOT NULL,
        observed_at TEXT NOT NULL,
        report TEXT NOT NULL
    ) STRICT;
    CREATE INDEX runs_of_account ON runs (account, product, id);
",
    "
    CREATE TABLE probes (
        account TEXT NOT NULL,
        product TEXT NOT NULL,
        address TEXT NOT NULL,
        secret TEXT,
        ended_at_ms INTEGER NOT NULL,
        elapsed_ms INTEGER NOT NULL,
        probe TEXT NOT NULL,
        PRIMARY KEY (account, product, address)
    ) STRICT;
    CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        account TEXT NOT NULL,
        arrived_at_ms INTEGER NOT NULL,
        forwarded INTEGER NOT NULL,
        topic TEXT,
        unit TEXT,
        letter_case TEXT,
        has_request_id INTEGER NOT NULL,
        digest TEXT NOT NULL,
        UNIQUE (account, digest)
    ) STRICT;
    CREATE INDEX deliveries_of_account ON deliveries (account, id);
",
    "
    ALTER TABLE runs ADD COLUMN configuration TEXT;
",
];

/// Opens a database of ours, whatever its version up to now.
pub(super) fn open(path: &Path) -> Result<Connection, OpenError> {
    let file = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let say = |error| OpenError::of(&file, error);
    let mut connection = Connection::open_with_flags(path, flags).map_err(say)?;
    connection.busy_timeout(PATIENCE).map_err(say)?;
    refuse_what_is_not_ours(&connection, &file)?;
    let verdict: String = connection
        .pragma_query_value(None, "quick_check", |row| row.get(0))
        .map_err(say)?;
    if verdict != "ok" {
        return Err(OpenError::Damaged { file });
    }
    let journal: String = connection
        .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))
        .map_err(say)?;
    if journal != "wal" {
        return Err(OpenError::NoLog);
    }
    (|| {
        // Acknowledged is on the disk, also when the power fails.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "trusted_schema", false)?;
        migrate(&mut connection)
    })()
    .map_err(say)?;
    // Another process may have been faster, and be newer.
    refuse_what_is_not_ours(&connection, &file)?;
    Ok(connection)
}

fn refuse_what_is_not_ours(connection: &Connection, file: &str) -> Result<(), OpenError> {
    let say = |error| OpenError::of(file, error);
    let file = file.to_owned();
    let found = number(connection, "user_version").map_err(say)?;
    let mark = number(connection, "application_id").map_err(say)?;
    let is_empty: bool = connection
        .query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| {
            row.get(0)
        })
        .map_err(say)?;
    if mark != APPLICATION_ID && !(mark == 0 && found == 0 && is_empty) {
        return Err(OpenError::Foreign { file });
    }
    if found > known() {
        return Err(OpenError::Newer {
            file,
            found,
            known: known(),
        });
    }
    Ok(())
}

/// All or nothing: a process that ends on the way leaves the version it found.
fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = number(&transaction, "user_version")?;
    let steps = MIGRATIONS
        .iter()
        .skip(usize::try_from(found).unwrap_or_default());
    let mut has_changed = false;
    for step in steps {
        transaction.execute_batch(step)?;
        has_changed = true;
    }
    if has_changed {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", known())?;
    }
    transaction.commit()
}

fn number(connection: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}

/// The newest version this program knows.
fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("live.sqlite3");
        std::fs::write(&path, "").unwrap();
        (folder, path)
    }

    #[test]
    fn a_database_is_begun_once_and_opened_again_as_it_is() {
        let (_folder, path) = file();
        for _ in 0..2 {
            let connection = open(&path).unwrap();
            assert_eq!(number(&connection, "user_version").unwrap(), known());
            assert_eq!(number(&connection, "synchronous").unwrap(), 2, "full");
        }
    }

    #[test]
    fn what_is_newer_foreign_or_no_database_is_refused_and_left_alone() {
        let (_folder, path) = file();
        drop(open(&path).unwrap());
        let connection = Connection::open(&path).unwrap();
        connection
            .pragma_update(None, "user_version", known() + 1)
            .unwrap();
        drop(connection);
        let error = open(&path).unwrap_err();
        assert!(
            matches!(error, OpenError::Newer { found, .. } if found == known() + 1),
            "{error}"
        );

        let (_folder, path) = file();
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("CREATE TABLE cats (id)").unwrap();
        drop(connection);
        let before = std::fs::read(&path).unwrap();
        let error = open(&path).unwrap_err();
        assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), before);

        let (_folder, path) = file();
        std::fs::write(&path, "no database at all".repeat(100)).unwrap();
        let error = open(&path).unwrap_err();
        assert!(matches!(error, OpenError::Damaged { .. }), "{error}");
    }

    #[test]
    fn pages_overwritten_in_the_middle_are_noticed() {
        let (_folder, path) = file();
        let connection = open(&path).unwrap();
        connection
            .execute_batch(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
                 INSERT INTO runs (account, product, mode, verdict, counts, observed_at, report)
                 SELECT 'a', 'qr', 'live', 'ready', '{}', i, hex(zeroblob(500)) FROM n;",
            )
            .unwrap();
        drop(connection);
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 20_000].fill(0x5a);
        std::fs::write(&path, bytes).unwrap();
        let error = open(&path).unwrap_err();
        assert!(matches!(error, OpenError::Damaged { .. }), "{error}");
    }

    #[test]
    fn a_decision_can_be_neither_changed_nor_taken_out() {
        let (_folder, path) = file();
        let connection = open(&path).unwrap();
        connection
            .execute_batch(
                "INSERT INTO decisions (account, product, check_id, kind, reason, seen, decided_at)
                 VALUES ('a', 'qr', 'c', 'confirm', 'r', 's', 't')",
            )
            .unwrap();
        for change in ["UPDATE decisions SET note = 'x'", "DELETE FROM decisions"] {
            let error = connection.execute_batch(change).unwrap_err().to_string();
            assert!(error.contains("decisions never"), "{error}");
        }
    }
}
