//! Every Rust file opens by saying what it is for.

use super::Source;

/// What a file breaks, if it does.
pub fn broken(source: &Source) -> Option<String> {
    let is_rust = std::path::Path::new(&source.path)
        .extension()
        .is_some_and(|end| end == "rs");
    (is_rust && !source.text.starts_with("//!")).then(|| {
        format!(
            "{}: opens without a sentence (//! …) on what it is for",
            source.path
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rust_files_without_a_sentence_are_named() {
        let source = |path: &str, text: &str| Source {
            path: path.into(),
            text: text.into(),
        };
        assert!(broken(&source("a.rs", "use b;")).is_some());
        assert!(broken(&source("a.rs", "//! Says it.\n")).is_none());
        assert!(broken(&source("a.js", "import b")).is_none());
    }
}
