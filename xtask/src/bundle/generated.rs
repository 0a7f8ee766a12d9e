//! The modules a script of ours imports from `@generated/`, which exist only while bundling.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::locales::Parts;
use super::named::FOLDER;

/// File name of the module of addresses.
pub const ASSETS: &str = "assets.js";

/// What the scripts may import.
pub struct Generated {
    /// `@generated/widget`: what wasm-bindgen made.
    pub glue: PathBuf,
    /// `@generated/parts`: what wasm-bindgen made of the parts.
    pub parts_glue: PathBuf,
    /// `@generated/style.css`: the widget's style sheet, as text.
    pub style: PathBuf,
    /// `@generated/answers.css`: what is added to it once there are answers.
    pub answers_style: PathBuf,
    /// `@generated/glance.css`: the style sheet of summary and badge, as text.
    pub glance_style: PathBuf,
    /// Paths of what the loader fetches, from the root of what is served, by the names it uses.
    pub files: BTreeMap<&'static str, String>,
    /// Paths of each language's texts, part by part.
    pub locales: BTreeMap<String, Parts>,
    /// The headings of the checklist in each language.
    pub headings: BTreeMap<String, Vec<String>>,
}

/// Where the script stands that imports the addresses.
#[derive(Clone, Copy)]
pub enum Base {
    /// Beside the page.
    Root,
    /// Among the files named by content.
    Assets,
}

impl Generated {
    /// Writes `@generated/assets`: the address of everything a script may ask for, found from the
    /// script itself, so that it works on whatever site and path it was loaded from.
    pub fn write_assets(&self, file: &Path, base: Base) -> Result<()> {
        std::fs::write(file, self.assets(base)?)?;
        Ok(())
    }

    fn assets(&self, base: Base) -> Result<String> {
        let address = |path: &str| {
            let path = match base {
                Base::Root => path,
                Base::Assets => path.strip_prefix(FOLDER).map_or(path, |path| &path[1..]),
            };
            format!("new URL({:?}, import.meta.url).href", format!("./{path}"))
        };
        let mut module = String::from("export const files = {\n");
        for (name, path) in &self.files {
            writeln!(module, "  {name}: {},", address(path))?;
        }
        let headings = serde_json::to_string(&self.headings)?;
        writeln!(module, "}};\nexport const headings = {headings};")?;
        module.push_str("export const locales = {\n");
        for (language, parts) in &self.locales {
            writeln!(module, "  {language:?}: {{")?;
            for (part, path) in parts {
                writeln!(module, "    {part:?}: {},", address(path))?;
            }
            module.push_str("  },\n");
        }
        module.push_str("};\n");
        Ok(module)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_to_the_script_that_asks() {
        let known = Generated {
            glue: PathBuf::new(),
            parts_glue: PathBuf::new(),
            style: PathBuf::new(),
            answers_style: PathBuf::new(),
            glance_style: PathBuf::new(),
            files: BTreeMap::from([("wasm", "assets/a.1.wasm".into())]),
            headings: BTreeMap::from([("pt".into(), vec!["HTTPS".into()])]),
            locales: BTreeMap::from([(
                "pt".into(),
                Parts::from([("first".into(), "assets/pt.2.json".into())]),
            )]),
        };
        let root = known.assets(Base::Root).unwrap();
        assert!(
            root.contains(r#"wasm: new URL("./assets/a.1.wasm", import.meta.url)"#),
            "{root}"
        );
        assert!(root.contains(r#"headings = {"pt":["HTTPS"]}"#), "{root}");
        let nested = known.assets(Base::Assets).unwrap();
        assert!(
            nested.contains(r#""first": new URL("./pt.2.json", import.meta.url)"#),
            "{nested}"
        );
    }
}
