//! Where things are in the project, and how commands are started there.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// Where a Node.js of the project's own is, if the system's is too old.
pub const NODE: &str = ".tools/node";

/// The project a task works on.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project this binary was built from.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask has no parent")?;
        Ok(Self {
            root: root.to_path_buf(),
        })
    }

    /// A project somewhere else, for tests.
    #[cfg(test)]
    pub fn at(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
        }
    }

    /// A path inside the project.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// The text of a file of the project.
    pub fn read(&self, relative: &str) -> Result<String> {
        let path = self.path(relative);
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    /// Where cargo puts what it builds.
    pub fn target(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| self.path("target"), |dir| self.path(dir))
    }

    /// Where tools built for this project are.
    pub fn tools(&self) -> PathBuf {
        self.path(".tools/bin")
    }

    /// The search path of every command: the project's own tools first, those of npm next.
    pub fn search_path(&self) -> Result<std::ffi::OsString> {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let own = [
            self.tools(),
            self.path(NODE).join("node_modules/.bin"),
            self.path("node_modules/.bin"),
        ];
        let all = own.into_iter().chain(std::env::split_paths(&inherited));
        std::env::join_paths(all).context("PATH cannot be extended")
    }

    /// A command of this project: started at its root, finding its tools.
    ///
    /// What `cargo run` tells this binary about itself is not passed on: build scripts that watch
    /// those variables would rebuild their crate at every change between `cargo` and
    /// `cargo xtask`.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Result<Command> {
        let path = self.search_path()?;
        let found = which::which_in(program.as_ref(), Some(&path), &self.root)
            .with_context(|| format!("{} is not installed", program.as_ref().to_string_lossy()))?;
        let mut command = Command::new(found);
        command.current_dir(&self.root).env("PATH", path);
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        Ok(command)
    }

    /// Cargo, for this project.
    pub fn cargo<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, args: I) -> Result<Command> {
        let mut command = self.command("cargo")?;
        command.args(args);
        Ok(command)
    }
}
