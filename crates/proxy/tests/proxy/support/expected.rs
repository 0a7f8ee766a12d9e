//! Files a person has read: compared, and written anew with `UPDATE_EXPECTED=1`.

use std::fs;
use std::path::Path;

/// Compares a text with a file of this crate, or writes the file anew.
pub fn compare(path: &str, text: &str, test: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        return;
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    if known == text {
        return;
    }
    let lines = known.lines().zip(text.lines()).enumerate();
    let first = lines
        .into_iter()
        .find(|(_, (known, now))| known != now)
        .map_or_else(
            || {
                format!(
                    "it has {} lines, and should have {}",
                    known.lines().count(),
                    text.lines().count()
                )
            },
            |(index, (known, now))| format!("line {} was {known:?} and is {now:?}", index + 1),
        );
    panic!(
        "{} is stale: {first}.\nUPDATE_EXPECTED=1 cargo test -p checkout-readiness-proxy --test proxy {test}\nwrites it anew; then read what changed.",
        file.display()
    );
}
