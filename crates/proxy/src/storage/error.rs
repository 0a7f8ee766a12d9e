//! What can go wrong with the memory: at the start, in the operator's words, and later.

use std::io;

use rusqlite::ErrorCode;

/// The memory could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder cannot be used.
    #[error(
        "READINESS_DATA names a folder that cannot be made or written ({0}). Example: READINESS_DATA=/var/lib/checkout-readiness"
    )]
    Folder(io::ErrorKind),
    /// The file is not a database, or not a sound one.
    #[error(
        "READINESS_DATA holds a file {file} that is damaged or no database; put a copy of it back, or move it and the files beside it away to begin anew"
    )]
    Damaged {
        /// The file's name.
        file: String,
    },
    /// The database is another program's.
    #[error(
        "READINESS_DATA holds a file {file} of another program; name another folder. Example: READINESS_DATA=/var/lib/checkout-readiness"
    )]
    Foreign {
        /// The file's name.
        file: String,
    },
    /// The database was written by a later version.
    #[error(
        "READINESS_DATA holds a file {file} of a newer version of this program (schema {found}; this version knows {known}); use that version, or name another folder"
    )]
    Newer {
        /// The file's name.
        file: String,
        /// The schema found.
        found: i64,
        /// The newest schema this version knows.
        known: i64,
    },
    /// Somebody else holds it.
    #[error("READINESS_DATA holds a file {file} that another program keeps locked; stop that one")]
    Locked {
        /// The file's name.
        file: String,
    },
    /// The file system cannot do what keeps data safe.
    #[error(
        "READINESS_DATA is on a file system that cannot keep data safely; name a folder on a local disk"
    )]
    NoLog,
    /// Anything else the database says.
    #[error("READINESS_DATA holds a file {file} that cannot be opened: {source}")]
    Database {
        /// The file's name.
        file: String,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// The system gives no thread.
    #[error("the system gives no thread for the memory: {0}")]
    Thread(#[source] io::Error),
}

impl OpenError {
    /// What the database said while this file was opened.
    pub(super) fn of(file: &str, source: rusqlite::Error) -> Self {
        let file = file.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged { file },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { file },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Folder(io::ErrorKind::PermissionDenied)
            }
            Some(ErrorCode::DiskFull) => Self::Folder(io::ErrorKind::StorageFull),
            _ => Self::Database { file, source },
        }
    }
}

/// The memory failed at work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Its thread has ended.
    #[error("the memory does not answer")]
    Gone,
    /// The database says no.
    #[error("the memory cannot be read or written: {0}")]
    Database(#[from] rusqlite::Error),
    /// A report cannot be put into words, or a kept one cannot be read any more.
    #[error("a report cannot be written or read")]
    Report(#[from] serde_json::Error),
}
