//! The two lines that make a check known: its module, and its place in reading order.

use anyhow::{Context, Result};

use super::names::Names;
use crate::project::Project;

const MODULES: &str = "crates/checks/src/checks/mod.rs";
const REGISTRY: &str = "crates/checks/src/registry.rs";
/// What a person needs to put a new check right, until its author says better.
const MINUTES: u32 = 10;

/// Both files with their new line.
pub fn lines(project: &Project, names: &Names) -> Result<[(String, String); 2]> {
    let module = with_module(&project.read(MODULES)?, &names.module);
    let of_requirement = |module: &str| {
        let path = format!("crates/checks/src/checks/{module}.rs");
        let wanted = format!("requirement: Requirement::{},", names.variant);
        project.read(&path).is_ok_and(|text| text.contains(&wanted))
    };
    let entry = with_entry(&project.read(REGISTRY)?, &names.module, of_requirement)?;
    Ok([(MODULES.to_owned(), module), (REGISTRY.to_owned(), entry)])
}

/// Adds a module in alphabetical order.
fn with_module(text: &str, module: &str) -> String {
    let new = format!("pub mod {module};");
    let mut lines: Vec<&str> = text.lines().collect();
    let is_module = |line: &&str| line.starts_with("pub mod ");
    let at = lines
        .iter()
        .position(|line| is_module(line) && *line > new.as_str())
        .or_else(|| lines.iter().rposition(is_module).map(|last| last + 1))
        .unwrap_or(lines.len());
    lines.insert(at, &new);
    lines.join("\n") + "\n"
}

/// Adds an entry after the last one of the same requirement, else at the end.
fn with_entry(text: &str, module: &str, of_requirement: impl Fn(&str) -> bool) -> Result<String> {
    let new = format!("    {module}: {MINUTES};");
    let mut lines: Vec<&str> = text.lines().collect();
    let known = |line: &&str| {
        let (name, minutes) = line.strip_prefix("    ")?.split_once(": ")?;
        let minutes: Option<u32> = minutes.strip_suffix(';')?.parse().ok();
        minutes.map(|_| name.to_owned())
    };
    let same = lines
        .iter()
        .rposition(|line| known(line).is_some_and(|name| of_requirement(&name)));
    let last = lines.iter().rposition(|line| known(line).is_some());
    let at = same
        .or(last)
        .context("the registry has no entry to follow")?;
    lines.insert(at + 1, &new);
    Ok(lines.join("\n") + "\n")
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn a_module_is_added_in_its_place() {
        let text = "//! Rules.\n\npub mod a;\npub mod c;\n\nfn d() {}\n";
        assert_eq!(
            with_module(text, "b"),
            text.replace("pub mod c", "pub mod b;\npub mod c")
        );
        assert_eq!(
            with_module(text, "e"),
            text.replace("mod c;", "mod c;\npub mod e;")
        );
    }

    #[test]
    fn an_entry_follows_its_requirement() {
        let text = "    a: 5;\n    b: 60;\n}\n";
        let added = with_entry(text, "new", |module| module == "a").unwrap();
        assert_eq!(added, "    a: 5;\n    new: 10;\n    b: 60;\n}\n");
        let added = with_entry(text, "new", |_| false).unwrap();
        assert!(added.ends_with("    new: 10;\n}\n"), "{added}");
    }
}
