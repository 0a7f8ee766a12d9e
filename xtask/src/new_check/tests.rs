//! Starts a check in a copy of the project and puts it through all tests of a check.

use std::path::Path;

use super::*;
use crate::{files, process};

/// What a check touches, and the widget, whose words stand beside a check's; the copy is a project
/// of nothing else.
const COPIED: [&str; 7] = [
    "Cargo.lock",
    "crates/checks",
    "crates/wording",
    "locales",
    "src",
    // A test of the words looks for who asks for them.
    "crates/browser/src",
    "crates/parts/src",
];

/// A copy in a fixed place, so that what was compiled for it is reused.
fn copy() -> Result<Project> {
    let original = Project::find()?;
    let root = original.target().join("xtask/new-check");
    std::fs::remove_dir_all(&root).ok();
    for part in COPIED {
        for from in files::under(&original.path(part))? {
            let to = root.join(from.strip_prefix(original.path(""))?);
            std::fs::create_dir_all(to.parent().unwrap_or(Path::new(".")))?;
            std::fs::copy(&from, &to)?;
        }
    }
    let mut manifest: toml::Table = toml::from_str(&original.read("Cargo.toml")?)?;
    manifest.retain(|section, _| section == "workspace" || section == "profile");
    if let Some(workspace) = manifest
        .get_mut("workspace")
        .and_then(toml::Value::as_table_mut)
    {
        workspace.remove("default-members");
        let members = vec!["crates/checks", "crates/wording"];
        workspace.insert("members".to_owned(), members.into());
    }
    std::fs::write(root.join("Cargo.toml"), toml::to_string(&manifest)?)?;
    Ok(Project::at(&root))
}

fn options(id: &str, requirement: &str, severity: Option<Severity>) -> Options {
    Options {
        id: id.to_owned(),
        requirement: requirement.to_owned(),
        severity,
    }
}

#[test]
fn a_started_check_passes_every_test_of_a_check() {
    let copy = copy().unwrap();
    run(&copy, &options("shop-is-started", "credentials", None)).unwrap();
    run(
        &copy,
        &options(
            "shop-is-noted",
            "notifications",
            Some(Severity::Recommended),
        ),
    )
    .unwrap();

    // A folder of its own: cargo would take the copy's crates for the project's own, which stand at
    // the same places in their workspace, and the project would be built from the copy's.
    let target = Project::find()
        .unwrap()
        .target()
        .join("xtask/new-check-target");
    let mut tests = copy
        .cargo(["test", "--workspace", "--offline", "--quiet"])
        .unwrap();
    // Whole reports name one check more now; a person reads that difference, this test does not.
    tests.env("UPDATE_EXPECTED", "1");
    process::output(tests.env("CARGO_TARGET_DIR", target)).unwrap();
}

#[test]
fn a_wrong_name_is_refused_before_anything_is_written() {
    let project = Project::find().unwrap();
    for id in ["One", "one", "one_two", "one--two", "1-two", ""] {
        assert!(
            run(&project, &options(id, "credentials", None)).is_err(),
            "{id}"
        );
    }
    let error = run(&project, &options("one-two", "nonsense", None))
        .unwrap_err()
        .to_string();
    assert!(error.contains("there are: https, credentials"), "{error}");
}
