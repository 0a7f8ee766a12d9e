//! The references of the settings and of the interface, written from the code itself:
//! `cargo xtask docs` renews them, and these tests fail where they are stale.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests stop where something is not as expected, and are told by the environment to write"
)]

mod interface;
mod settings;
mod shape;
mod troubleshooting;

use std::path::Path;

/// Compares a reference with what the code says, or with `UPDATE_EXPECTED=1` writes it anew.
fn compare(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, text).unwrap();
        return;
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    let first = known
        .lines()
        .zip(text.lines())
        .find(|(known, now)| known != now);
    assert!(
        known == text,
        "docs/{name} is stale: cargo xtask docs\n{first:?}"
    );
}

#[test]
fn the_reference_of_settings_says_what_the_program_reads() {
    compare("settings.md", &settings::reference());
}

#[test]
fn the_reference_of_the_interface_says_what_the_routes_say() {
    compare("interface.md", &interface::reference());
}
