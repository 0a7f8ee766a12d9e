//! Turns what Trunk built into what is served: bundled, named by content, compressed.
//!
//! Trunk calls this after every build (`Trunk.toml`), inside its staging folder, so that a plain
//! `trunk build` or `trunk serve` gives the same as `cargo xtask build`. In order: the texts
//! ([`locales`]), the style ([`esbuild`]), the compiled programs without what nobody asks of them
//! ([`trim`]), the scripts that find those by name ([`generated`]), the page ([`page`]), then
//! compressed copies ([`compress`]) and a list of what a first load transfers ([`manifest`]).

pub mod compress;
mod esbuild;
mod generated;
mod locales;
pub mod manifest;
mod named;
mod page;
mod parts;
mod trim;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::fingerprint;
use crate::project::Project;
use esbuild::Esbuild;
use generated::{ASSETS, Base, Generated};
use manifest::{Load, Manifest};
pub use named::FOLDER;
use trim::{Program, trim};

/// The script other sites load; its name never changes, so it is never cached for long.
pub const ENTRY: &str = "checkout-readiness.js";
/// What Trunk leaves behind: wasm-bindgen's glue and the compiled widget.
const GLUE: &str = "checkout-readiness.js";
const WASM: &str = "checkout-readiness_bg.wasm";
/// The module the compiled widget imports from.
const MODULE: &str = "./checkout-readiness_bg.js";
/// The script that makes the element.
const SCRIPT: &str = "embed/checkout-readiness.js";
/// The script of the view that brings the compiled widget.
const FULL: &str = "embed/full.js";
/// What the loader and the page fetch once it is needed, by the names they use.
const LATER: [(&str, &str); 5] = [
    ("parts", parts::SCRIPT),
    ("full", FULL),
    // The page's own checks.
    ("panel", "embed/panel.js"),
    // Summary and badge.
    ("glance", "embed/glance.js"),
    // What to paste into another page.
    ("snippets", "embed/snippets.js"),
];
/// The page other sites put into a frame, and its name where it is served.
const FRAME: &str = "embed/frame.html";
const FRAMED: &str = "frame.html";

/// Bundles what Trunk has staged.
pub fn run(project: &Project) -> Result<()> {
    let staging = variable("TRUNK_STAGING_DIR")?;
    let profile = variable("TRUNK_PROFILE")?;
    // A plain `trunk build` does not say: the next `cargo xtask build` takes nothing for granted.
    let inputs = std::env::var(fingerprint::VARIABLE).unwrap_or_default();
    bundle(project, Path::new(&staging), &profile, inputs)
}

fn variable(name: &str) -> Result<String> {
    std::env::var(name).with_context(|| format!("{name} is not set: this is called by Trunk"))
}

fn bundle(project: &Project, staging: &Path, profile: &str, inputs: String) -> Result<()> {
    let release = profile == "release";
    let work = Workshop::open(project.target().join("xtask/bundle"), staging)?;
    let esbuild = Esbuild {
        project,
        minify: release,
    };

    let style = esbuild.style("style/index.css", &work.folder.join("style.css"))?;
    let answers_style = esbuild.style("style/answers.css", &work.folder.join("answers.css"))?;
    let glance_style = esbuild.style("embed/glance.css", &work.folder.join("glance.css"))?;
    let locales = locales::write(project, staging)?;
    if release {
        let (glue, wasm) = (work.glue(), work.wasm());
        let program = Program {
            glue: &glue,
            wasm: &wasm,
            module: MODULE,
        };
        trim(project, &program, &project.read(FULL)?)?;
    }
    let wasm = named::write(
        staging,
        "checkout-readiness.wasm",
        &std::fs::read(work.wasm())?,
    )?;
    let parts = parts::build(project, &work.folder, release)?;
    let parts_wasm = named::write(staging, "parts.wasm", &std::fs::read(&parts.wasm)?)?;
    let mut known = Generated {
        glue: work.glue(),
        parts_glue: parts.glue,
        style,
        answers_style,
        glance_style,
        files: BTreeMap::from([("wasm", wasm.clone()), ("partsWasm", parts_wasm)]),
        locales,
        headings: locales::headings(project)?,
    };
    for (name, source) in LATER {
        let script = esbuild.script(source, &known, &work.folder)?;
        let path = named::write(staging, source, script.as_bytes())?;
        known.files.insert(name, path);
    }

    known.write_assets(&work.folder.join(ASSETS), Base::Root)?;
    let entry = esbuild.script(SCRIPT, &known, &work.folder)?;
    std::fs::write(staging.join(ENTRY), entry)?;

    known.write_assets(&work.folder.join(ASSETS), Base::Assets)?;
    let index = staging.join("index.html");
    let html = std::fs::read_to_string(&index).context("Trunk left no index.html")?;
    let full = known.files["full"].clone();
    let make = |source: &str| {
        if source.ends_with(".js") {
            named::write(
                staging,
                source,
                esbuild.script(source, &known, &work.folder)?.as_bytes(),
            )
        } else if source.ends_with(".css") {
            let sheet = esbuild.style(source, &work.folder.join("page.css"))?;
            named::write(staging, source, &std::fs::read(sheet)?)
        } else {
            named::write(staging, source, &std::fs::read(project.path(source))?)
        }
    };
    let page = page::rewrite(&html, &full, &wasm, make)?;
    let frame = page::rewrite_sources(project.read(FRAME)?, make)?;
    if release {
        page::refuse_what_a_strict_policy_blocks(&page.html)?;
        page::refuse_what_a_strict_policy_blocks(&frame.html)?;
    }
    std::fs::write(&index, &page.html)?;
    std::fs::write(staging.join(FRAMED), &frame.html)?;

    let always = [vec!["index.html".to_owned()], page.files, vec![full, wasm]].concat();
    let of_part = |part: &str| -> BTreeMap<String, String> {
        let languages = known.locales.iter();
        languages
            .filter_map(|(language, parts)| Some((language.clone(), parts.get(part)?.clone())))
            .collect()
    };
    Manifest {
        profile: profile.to_owned(),
        inputs,
        loader: ENTRY.to_owned(),
        page: Load {
            always,
            locale: of_part("first"),
        },
        badge: Load {
            always: vec![ENTRY.to_owned(), known.files["glance"].clone()],
            locale: of_part("glance"),
        },
    }
    .write(staging)?;
    if release {
        compress::folder(staging)?;
    }
    Ok(())
}

/// Where half-made files are, out of what is served.
struct Workshop {
    folder: PathBuf,
}

impl Workshop {
    /// Moves what Trunk made out of the staging folder; what is served gets other names.
    fn open(folder: PathBuf, staging: &Path) -> Result<Self> {
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder)?;
        for name in [GLUE, WASM, "snippets"] {
            let made = staging.join(name);
            if made.exists() {
                std::fs::rename(&made, folder.join(name))
                    .with_context(|| format!("cannot move {}", made.display()))?;
            }
        }
        Ok(Self { folder })
    }

    fn glue(&self) -> PathBuf {
        self.folder.join(GLUE)
    }

    fn wasm(&self) -> PathBuf {
        self.folder.join(WASM)
    }
}
