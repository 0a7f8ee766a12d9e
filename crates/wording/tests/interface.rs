//! The widget's own texts, those of the test of the webhook among them: each is asked for somewhere in
//! its sources, and none is asked for in vain.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use checkout_readiness_wording::Language;
use support::{texts, without_category};

fn is_own(path: &str) -> bool {
    path.starts_with("interface.") || path.starts_with("probe.")
}

/// Every text literal of the widget's sources that is a path of the interface.
fn asked_for(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the widget's sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            asked_for(&path, found);
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a source file");
        let literals = source.split('"').skip(1).step_by(2);
        found.extend(
            literals
                .filter(|literal| is_own(literal))
                .map(str::to_owned),
        );
    }
}

#[test]
fn every_text_of_the_interface_is_asked_for_and_every_one_asked_for_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut asked = BTreeSet::new();
    for sources in ["src", "crates/browser/src", "crates/parts/src"] {
        asked_for(&root.join(sources), &mut asked);
    }

    let known: BTreeSet<String> = texts(Language::En)
        .keys()
        .filter(|path| is_own(path))
        .map(|path| without_category(path))
        .map(|path| match path.rsplit_once('.') {
            Some((list, number)) if number.parse::<usize>().is_ok() => list.to_owned(),
            // Chosen by a name only known at run time.
            Some((table, _)) if asked.contains(&[table, "."].concat()) => [table, "."].concat(),
            // A name that is a plural's too, such as `other`.
            _ if asked.contains(&[path, "."].concat()) => [path, "."].concat(),
            _ => path.to_owned(),
        })
        .collect();
    assert_eq!(asked, known);
}
