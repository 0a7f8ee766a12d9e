//! wasm-bindgen's glue as text: what it gives to the compiled program, and what it takes from it.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

/// The glue of one program.
pub struct Glue(String);

/// How far the functions given to the program are indented.
const INDENT: &str = "        ";

impl Glue {
    pub fn new(text: String) -> Self {
        Self(text)
    }

    pub fn text(&self) -> &str {
        &self.0
    }

    /// The names of the functions the program is given.
    pub fn imports(&self) -> Vec<String> {
        self.0
            .lines()
            .filter_map(import_of)
            .map(str::to_owned)
            .collect()
    }

    /// The names of what is taken from the program.
    pub fn exports(&self) -> BTreeSet<String> {
        let mut rest = self.0.as_str();
        let mut found = BTreeSet::new();
        while let Some(at) = rest.find(TAKEN) {
            let is_whole = !rest[..at].ends_with(is_of_name);
            rest = &rest[at + TAKEN.len()..];
            let name = rest
                .split(|letter| !is_of_name(letter))
                .next()
                .unwrap_or_default();
            if is_whole && !name.is_empty() {
                found.insert(name.to_owned());
            }
        }
        found
    }

    /// Takes out every class that neither this script nor the rest of the glue mentions.
    pub fn without_unused_classes(self, script: &str) -> Self {
        let mut text = self.0;
        let names: Vec<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"))
            .map(str::to_owned)
            .collect();
        for name in names {
            if let Some(without) = without_class(&text, &name)
                && !mentions(&without, &name)
                && !mentions(script, &name)
            {
                text = without;
            }
        }
        Self(text)
    }

    /// Takes out a function the program no longer asks for.
    ///
    /// # Errors
    ///
    /// There is no such function.
    pub fn without_import(self, name: &str) -> Result<Self> {
        let range = function(&self.0, name).with_context(|| no_import(name))?;
        let mut text = self.0;
        text.replace_range(range, "");
        Ok(Self(text))
    }

    /// Gives a function of the program's another name.
    ///
    /// # Errors
    ///
    /// There is no such function.
    pub fn with_import(self, old: &str, new: &str) -> Result<Self> {
        let start = function(&self.0, old)
            .with_context(|| no_import(old))?
            .start
            + INDENT.len();
        let mut text = self.0;
        // In quotation marks: a short name may be a word of the language.
        text.replace_range(start..start + old.len(), &format!("{new:?}"));
        Ok(Self(text))
    }

    /// Takes something from the program under another name.
    pub fn with_export(self, old: &str, new: &str) -> Self {
        let taken = format!("{TAKEN}{old}");
        let mut text = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(at) = rest.find(&taken) {
            let (before, after) = (&rest[..at], &rest[at + taken.len()..]);
            text.push_str(before);
            let is_whole = !before.ends_with(is_of_name) && !after.starts_with(is_of_name);
            text.push_str(&if is_whole {
                format!("{TAKEN}{new}")
            } else {
                taken.clone()
            });
            rest = after;
        }
        text.push_str(rest);
        Self(text)
    }

    /// Gives the program's imports under another module's name.
    ///
    /// # Errors
    ///
    /// They are not given under the first name.
    pub fn with_module(self, old: &str, new: &str) -> Result<Self> {
        let named = |name: &str| format!("{name:?}: import0");
        self.0
            .find(&named(old))
            .with_context(|| format!("the glue has no module {old}"))?;
        Ok(Self(self.0.replacen(&named(old), &named(new), 1)))
    }
}

/// What stands before the name of anything that is taken from the program.
const TAKEN: &str = "wasm.";

fn no_import(name: &str) -> String {
    format!("the glue gives the program no {name}")
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '$'
}

fn mentions(text: &str, name: &str) -> bool {
    text.split(|letter| !is_of_name(letter))
        .any(|word| word == name)
}

/// The name of the function that begins on this line, if one does.
fn import_of(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix(INDENT)?.split_once(": function(")?;
    name.chars().all(is_of_name).then_some(name)
}

/// Where that function stands, with the line end after it.
fn function(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let start = text.find(&format!("\n{INDENT}{name}: function("))? + 1;
    let end = text[start..].find(&format!("\n{INDENT}}}"))?;
    let end = start + end + 1;
    let line = text[end..].find('\n')?;
    Some(start..end + line + 1)
}

/// The text without that class, what disposes of it, and what frees it.
fn without_class(text: &str, name: &str) -> Option<String> {
    let text = without(text, &format!("export class {name} {{\n"), "\n}\n")?;
    let text = without(&text, &format!("if (Symbol.dispose) {name}."), "\n")?;
    without(&text, &format!("const {name}Finalization = "), ";\n")
}

fn without(text: &str, from: &str, to: &str) -> Option<String> {
    let start = text.find(from)?;
    let end = start + text[start..].find(to)? + to.len();
    Some([&text[..start], &text[end..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = r#"export class Unused {
    free() {
        wasm.__wbg_unused_free(this.ptr, 0);
    }
}
if (Symbol.dispose) Unused.prototype[Symbol.dispose] = Unused.prototype.free;
export class Kept {
    free() {
        wasm.keep(this.ptr);
    }
}
if (Symbol.dispose) Kept.prototype[Symbol.dispose] = Kept.prototype.free;
const import0 = {
        __wbg_one_0: function(arg0) {
            return wasm.keep_all(arg0);
        },
        __wbg_two_0: function() { return handleError(function (arg0) {
            arg0.two();
        }, arguments); },
    };
return { "./program_bg.js": import0 };
const UnusedFinalization = new FinalizationRegistry(ptr => wasm.__wbg_unused_free(ptr, 1));
const KeptFinalization = new FinalizationRegistry(ptr => wasm.keep(ptr));
"#;

    fn glue() -> Glue {
        Glue::new(GLUE.to_owned())
    }

    #[test]
    fn what_meets_the_program_is_found() {
        assert_eq!(glue().imports(), ["__wbg_one_0", "__wbg_two_0"]);
        let exports: Vec<String> = glue().exports().into_iter().collect();
        assert_eq!(exports, ["__wbg_unused_free", "keep", "keep_all"]);
    }

    #[test]
    fn a_class_nobody_mentions_goes_with_all_that_is_about_it() {
        let glue = glue().without_unused_classes("import { Kept } from 'program'");
        assert!(!glue.text().contains("Unused"), "{}", glue.text());
        assert!(glue.text().contains("export class Kept"));
        assert!(!glue.exports().contains("__wbg_unused_free"));
    }

    #[test]
    fn a_function_is_taken_out_whole_or_named_anew() {
        let glue = glue().without_import("__wbg_two_0").unwrap();
        assert!(!glue.text().contains("two"), "{}", glue.text());
        let glue = glue.with_import("__wbg_one_0", "do").unwrap();
        assert!(glue.text().contains("\n        \"do\": function(arg0) {\n"));
        assert!(glue.with_import("__wbg_three_0", "x").is_err());
    }

    #[test]
    fn exports_and_the_module_are_named_anew_by_their_whole_name() {
        let glue = glue().with_export("keep", "k");
        assert!(glue.text().contains("wasm.k(this.ptr)"));
        assert!(glue.text().contains("wasm.keep_all("));
        let glue = glue.with_module("./program_bg.js", "a").unwrap();
        assert!(glue.text().contains(r#"{ "a": import0 }"#));
    }
}
