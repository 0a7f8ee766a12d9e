//! Takes out of a compiled program and its glue what our script never asks for, and gives what is
//! left short names.
//!
//! A crate that exports a class to JavaScript exports it from every program it is linked into,
//! whether or not anybody uses it: here those of `wasm-streams`, which Leptos brings along. The
//! linker keeps them, and everything only they need; the bundler keeps the glue of all of it,
//! because it cannot see into the compiled program. Here both sides are known: `wasm-metadce` takes
//! out what no longer leads anywhere. The names in which program and glue meet carry a hash each,
//! which no compression makes smaller; `wasm-opt` shortens them in the program, and says how.

mod glue;

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;

use super::parts::FEATURES;
use crate::process::output;
use crate::project::Project;
use glue::Glue;

/// A compiled program and its glue, which change together.
pub struct Program<'a> {
    pub glue: &'a Path,
    pub wasm: &'a Path,
    /// The module the program imports from, by wasm-bindgen's name.
    pub module: &'a str,
}

/// What `wasm-opt` says about the names it gave.
#[derive(Debug, Deserialize)]
struct Renamed {
    /// Module, old name, new name.
    imports: Vec<(String, String, String)>,
    /// Old name, new name.
    exports: Vec<(String, String)>,
}

/// The name `wasm-opt` gives to the one module everything is imported from.
const MODULE: &str = "a";

/// Trims a program to what this script of ours uses.
pub fn trim(project: &Project, program: &Program<'_>, script: &str) -> Result<()> {
    let text = std::fs::read_to_string(program.glue)?;
    let mut glue = Glue::new(text).without_unused_classes(script);
    for unused in remove_unreachable(project, program, &glue)? {
        glue = glue.without_import(&unused)?;
    }
    let renamed = shorten_names(project, program)?;
    for (_, old, new) in &renamed.imports {
        glue = glue.with_import(old, new)?;
    }
    for (old, new) in &renamed.exports {
        glue = glue.with_export(old, new);
    }
    let glue = glue.with_module(program.module, MODULE)?;
    Ok(std::fs::write(program.glue, glue.text())?)
}

/// Takes out of the program what the glue does not reach; returns the imports nobody needs then.
fn remove_unreachable(
    project: &Project,
    program: &Program<'_>,
    glue: &Glue,
) -> Result<Vec<String>> {
    let (imports, exports) = (glue.imports(), glue.exports());
    ensure!(
        !imports.is_empty() && !exports.is_empty(),
        "{} does not look like wasm-bindgen's glue",
        program.glue.display()
    );
    let reaches: Vec<String> = exports
        .iter()
        .map(|name| format!("export {name}"))
        .collect();
    let outside = json!({ "name": "outside", "root": true, "reaches": reaches });
    let exports = exports
        .iter()
        .map(|name| json!({ "name": format!("export {name}"), "export": name }));
    let imports = imports
        .iter()
        .map(|name| json!({ "name": format!("{IMPORT}{name}"), "import": [program.module, name] }));
    let graph: Vec<_> = std::iter::once(outside)
        .chain(exports)
        .chain(imports)
        .collect();
    let file = program.wasm.with_extension("graph.json");
    std::fs::write(&file, serde_json::to_string(&graph)?)?;
    let said = output(
        project
            .command("wasm-metadce")?
            .arg(program.wasm)
            .arg("--graph-file")
            .arg(&file)
            .args(FEATURES)
            .arg("-o")
            .arg(program.wasm),
    )?;
    let unused = said
        .lines()
        .filter_map(|line| line.strip_prefix("unused: "));
    let unused = unused.filter_map(|name| name.strip_prefix(IMPORT));
    Ok(unused.map(str::to_owned).collect())
}

/// What begins the name of an import in the graph.
const IMPORT: &str = "import ";

/// Optimises what is left and gives imports and exports names of one or two letters.
fn shorten_names(project: &Project, program: &Program<'_>) -> Result<Renamed> {
    let said = output(
        project
            .command("wasm-opt")?
            .args(["-Oz", "--strip-producers", "--strip-target-features"])
            .arg("--minify-imports-and-exports-and-modules")
            .args(FEATURES)
            .arg(program.wasm)
            .arg("-o")
            .arg(program.wasm),
    )?;
    serde_json::from_str(&said).context("wasm-opt does not say which names it gave")
}
