//! No source file is longer than a reader's patience.

use std::path::Path;

use super::Source;

/// Most files are under 150 lines.
const LONGEST: usize = 400;
const KINDS: [&str; 6] = ["rs", "js", "mjs", "ts", "css", "html"];

/// What a file breaks, if it does.
pub fn broken(source: &Source) -> Option<String> {
    let kind = Path::new(&source.path).extension()?;
    let lines = source.text.lines().count();
    (KINDS.iter().any(|known| kind == *known) && lines > LONGEST).then(|| {
        format!(
            "{}: {lines} lines, more than {LONGEST}: split it",
            source.path
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_count() {
        let source = |path: &str| Source {
            path: path.into(),
            text: "\n".repeat(LONGEST + 1),
        };
        assert!(broken(&source("src/app.rs")).is_some());
        assert!(broken(&source("Cargo.lock")).is_none());
    }
}
