//! What is written in PHP: its syntax, its habits, and that all it says is translated.

use anyhow::{Result, ensure};

use crate::files;
use crate::process::{output, run as command};
use crate::project::Project;
use crate::wordpress::translations;

/// Checks every PHP file of the examples and of their tests.
pub fn run(project: &Project) -> Result<()> {
    let mut sources = files::under(&project.path("embed"))?;
    sources.extend(files::under(&project.path("tests/end-to-end"))?);
    sources.retain(|path| path.extension().is_some_and(|extension| extension == "php"));
    ensure!(!sources.is_empty(), "there is no PHP file to check");
    for path in &sources {
        output(project.command("php")?.arg("-l").arg(path))?;
    }
    println!("{} PHP files can be read", sources.len());
    command(
        project
            .command("phpcs")?
            .arg("--standard=embed/examples/phpcs.xml")
            .args(&sources),
    )?;
    translations::check(project)
}
