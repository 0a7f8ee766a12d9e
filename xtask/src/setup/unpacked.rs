//! Debian packages that are unpacked into `.tools/` instead of being installed.

use anyhow::{Context, Result, bail};

use super::system::refresh_package_lists;
use super::tools::Unpacked;
use super::{found, installing};
use crate::process::{output, run};
use crate::project::Project;

/// Fetches and unpacks what is not there yet.
pub fn ensure(project: &Project, all: &[Unpacked]) -> Result<()> {
    for one in all {
        if project.path(one.folder()).join(&one.proof).exists() {
            found(&format!("{} in {}", one.name, one.folder()));
        } else {
            installing(&one.name, &one.why, &one.takes);
            unpack(project, one)?;
        }
    }
    Ok(())
}

/// Fetches the packages as anybody may, their signatures checked by apt, and unpacks them.
fn unpack(project: &Project, one: &Unpacked) -> Result<()> {
    if project.command("apt-get").is_err() {
        bail!(
            "{} comes from Debian's packages, and there is no apt-get",
            one.name
        );
    }
    let folder = project.path(one.folder());
    let fetched = folder.join("packages");
    std::fs::create_dir_all(&fetched)?;
    let download = || -> Result<()> {
        run(project
            .command("apt-get")?
            .current_dir(&fetched)
            // Sandboxed as a user of its own, apt could not write into a home.
            .args(["download", "-q", "-o", "APT::Sandbox::User=root"])
            .args(&one.debian))
    };
    if download().is_err() {
        refresh_package_lists(project)?;
        download()?;
    }
    let packages = std::fs::read_dir(&fetched)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    for package in packages {
        output(
            project
                .command("dpkg-deb")?
                .arg("--extract")
                .args([&package, &folder]),
        )?;
    }
    std::fs::remove_dir_all(&fetched)
        .with_context(|| format!("cannot remove {}", fetched.display()))
}
