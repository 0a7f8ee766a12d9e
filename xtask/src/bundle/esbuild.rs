//! The JavaScript bundler: one file in, one file out, nothing fetched.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::generated::{ASSETS, Generated};
use crate::process::output;
use crate::project::Project;

/// Browsers that can run the widget at all: those with adopted style sheets, reference types
/// and `light-dark()`.
const BROWSERS: &str = "--target=chrome123,edge123,firefox120,safari17.5";

/// The bundler as this project uses it.
pub struct Esbuild<'a> {
    pub project: &'a Project,
    pub minify: bool,
}

impl Esbuild<'_> {
    /// Bundles a style sheet with everything it imports; returns where it was put.
    pub fn style(&self, source: &str, put: &Path) -> Result<PathBuf> {
        self.run(source, put, &[])?;
        Ok(put.to_path_buf())
    }

    /// Bundles a script with everything it imports; returns its text.
    pub fn script(&self, source: &str, known: &Generated, work: &Path) -> Result<String> {
        let put = work.join("bundled.js");
        let aliases = [
            format!("--alias:@generated/widget={}", known.glue.display()),
            format!("--alias:@generated/parts={}", known.parts_glue.display()),
            format!("--alias:@generated/style.css={}", known.style.display()),
            format!(
                "--alias:@generated/answers.css={}",
                known.answers_style.display()
            ),
            format!(
                "--alias:@generated/glance.css={}",
                known.glance_style.display()
            ),
            format!("--alias:@generated/assets={}", work.join(ASSETS).display()),
            "--loader:.css=text".to_owned(),
            "--format=esm".to_owned(),
        ];
        self.run(source, &put, &aliases)?;
        std::fs::read_to_string(&put).context("esbuild wrote nothing")
    }

    fn run(&self, source: &str, put: &Path, more: &[String]) -> Result<()> {
        let mut command = self
            .project
            .command(self.project.path("node_modules/.bin/esbuild"))?;
        command.args([
            source,
            "--bundle",
            BROWSERS,
            "--charset=utf8",
            "--legal-comments=none",
        ]);
        command.args(["--log-level=warning", "--external:data:*"]);
        command
            .arg(format!("--outfile={}", put.display()))
            .args(more);
        if self.minify {
            command.arg("--minify");
        }
        output(&mut command).map(|_| ())
    }
}
