//! The second program: what the widget fetches once it is needed. Trunk builds one program a page,
//! so this one is built here, the same way.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::trim::{Program, trim};
use crate::process::run;
use crate::project::Project;
use crate::small_std;

/// The package, and the name of what cargo makes of it.
const PACKAGE: &str = "checkout-readiness-parts";
const MADE: &str = "checkout_readiness_parts.wasm";
const TARGET: &str = "wasm32-unknown-unknown";
/// What a compiled program may use, as in `index.html`.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The script that brings it.
pub const SCRIPT: &str = "embed/parts.js";

/// What was made: the glue, and the compiled program.
pub struct Parts {
    pub glue: PathBuf,
    pub wasm: PathBuf,
}

/// Builds it into this folder.
pub fn build(project: &Project, folder: &Path, release: bool) -> Result<Parts> {
    let profile = if release { "wasm-release" } else { "dev" };
    let mut cargo = project.cargo([
        "build",
        "--package",
        PACKAGE,
        "--target",
        TARGET,
        "--profile",
        profile,
    ])?;
    run(if release {
        small_std::small(&mut cargo)
    } else {
        &mut cargo
    })?;
    let made = project
        .target()
        .join(TARGET)
        .join(if release { profile } else { "debug" })
        .join(MADE);
    let put = folder.join("parts");
    run(project
        .command("wasm-bindgen")?
        .arg(made)
        .arg("--out-dir")
        .arg(&put)
        .args(["--out-name", "parts", "--target", "web", "--no-typescript"]))?;
    let (glue, wasm) = (put.join("parts.js"), put.join("parts_bg.wasm"));
    if release {
        let program = Program {
            glue: &glue,
            wasm: &wasm,
            module: "./parts_bg.js",
        };
        trim(project, &program, &project.read(SCRIPT)?)?;
    }
    Ok(Parts { glue, wasm })
}
