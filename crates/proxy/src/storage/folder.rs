//! The folder of the memory: made for its owner alone, with one file for each mode.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use checkout_readiness_checks::contract::Mode;

use super::OpenError;

/// Makes sure that the folder is there and can be written, and gives the path of the mode's file.
pub(super) fn prepare(folder: &Path, mode: Mode) -> Result<PathBuf, OpenError> {
    let path = folder.join(file_name(mode));
    make(folder, &path).map_err(|error| OpenError::Folder(error.kind()))?;
    Ok(path)
}

fn file_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Live => "live.sqlite3",
        Mode::Sandbox => "sandbox.sqlite3",
    }
}

fn make(folder: &Path, path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        builder.mode(0o700);
        // The database gives the files beside it the same rights.
        options.mode(0o600);
    }
    builder.create(folder)?;
    options.open(path)?;
    // So that the file's name outlives a loss of power as its content does.
    #[cfg(unix)]
    std::fs::File::open(folder)?.sync_all()?;
    Ok(())
}
