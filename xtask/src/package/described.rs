//! `package.json`: as it is written in `embed/package/`, with the version of the project and where it
//! comes from.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// Completes the description of the package.
pub fn write(path: &Path, repository: Option<&str>) -> Result<()> {
    let text = std::fs::read_to_string(path)?;
    let described = complete(&text, env!("CARGO_PKG_VERSION"), repository)
        .with_context(|| format!("cannot complete {}", path.display()))?;
    Ok(std::fs::write(path, described)?)
}

fn complete(text: &str, version: &str, repository: Option<&str>) -> Result<String> {
    let mut package: Value = serde_json::from_str(text)?;
    let fields = package.as_object_mut().context("it is no object")?;
    fields.insert("version".into(), json!(version));
    if let Some(address) = repository {
        let address = address.trim_end_matches('/').trim_end_matches(".git");
        let url = format!("git+{address}.git");
        let at = json!({"type": "git", "url": url, "directory": super::SOURCES});
        fields.insert("repository".into(), at);
    }
    Ok(serde_json::to_string_pretty(&package)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_and_origin_are_written_in() {
        let text = r#"{"name": "x", "version": "0.0.0", "exports": {"types": "a", "node": "b"}}"#;
        let complete = |repository| {
            let text = complete(text, "1.2.3", repository).unwrap();
            (serde_json::from_str::<Value>(&text).unwrap(), text)
        };
        let (package, text) = complete(Some("https://example.com/checkout-readiness.git"));
        assert_eq!(package["version"], "1.2.3");
        assert_eq!(
            package["repository"]["url"],
            "git+https://example.com/checkout-readiness.git"
        );
        assert!(
            text.find("\"types\"") < text.find("\"node\""),
            "the order of conditions counts: {text}"
        );
        assert!(complete(None).0.get("repository").is_none());
    }
}
