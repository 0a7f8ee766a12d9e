//! Makes sure the folder of the built widget exists, and that a release notices when it changes.

use std::path::Path;

#[expect(
    clippy::disallowed_methods,
    reason = "Cargo tells build scripts everything by environment"
)]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A debug build reads the folder while it runs, so a new widget needs no new proxy.
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist");
        if std::fs::create_dir_all(&dist).is_ok() {
            println!("cargo::rerun-if-changed={}", dist.display());
        }
    }
}
