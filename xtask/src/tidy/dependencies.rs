//! Which crate of ours may use which: the drawing in ARCHITECTURE.md, kept true.

use super::Source;

/// Each manifest and the crates of ours it may name outside its tests.
const ALLOWED: [(&str, &[&str]); 10] = [
    ("Cargo.toml", &["browser", "checks", "wording"]),
    ("crates/browser/Cargo.toml", &["checks", "wording"]),
    (
        "crates/parts/Cargo.toml",
        &["browser", "checks", "signature", "wording"],
    ),
    ("crates/checks/Cargo.toml", &[]),
    ("crates/signature/Cargo.toml", &[]),
    ("crates/wording/Cargo.toml", &["checks"]),
    ("crates/report/Cargo.toml", &["checks", "wording"]),
    ("crates/mercado-pago/Cargo.toml", &["checks"]),
    (
        "crates/sandbox/Cargo.toml",
        &["checks", "mercado-pago", "signature"],
    ),
    (
        "crates/proxy/Cargo.toml",
        &[
            "checks",
            "wording",
            "report",
            "mercado-pago",
            "sandbox",
            "signature",
        ],
    ),
];

/// What any manifest breaks.
pub fn broken(sources: &[Source]) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, allowed) in ALLOWED {
        let Some(source) = sources.iter().find(|source| source.path == path) else {
            continue;
        };
        for name in named(&source.text) {
            if !allowed.contains(&name.as_str()) {
                broken.push(format!(
                    "{path}: must not depend on checkout-readiness-{name}"
                ));
            }
        }
    }
    broken
}

/// The crates of ours a manifest depends on.
fn named(manifest: &str) -> Vec<String> {
    let Ok(manifest) = toml::from_str::<toml::Table>(manifest) else {
        return Vec::new();
    };
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
    dependencies
        .into_iter()
        .flat_map(toml::Table::keys)
        .filter_map(|name| {
            Some(
                name.strip_prefix("checkout-readiness")?
                    .trim_start_matches('-'),
            )
        })
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_use_no_other_crate_of_ours() {
        let manifest =
            "[dependencies]\ncheckout-readiness-wording.workspace = true\nserde = \"1\"\n";
        let source = Source {
            path: "crates/checks/Cargo.toml".into(),
            text: manifest.into(),
        };
        assert_eq!(
            broken(&[source]),
            ["crates/checks/Cargo.toml: must not depend on checkout-readiness-wording"]
        );
    }
}
