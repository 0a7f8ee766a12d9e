//! Writes the reference of all checks, `docs/checks.md`, from the registry and from what each
//! check's own file says at its top. `--check` writes nothing and fails when it is stale.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line talks to its reader on its outputs"
)]

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use checkout_readiness_checks::check::{Check, Needs, Reason, shared};
use checkout_readiness_checks::contract::{Requirement, Severity};
use checkout_readiness_checks::profile::Product;
use checkout_readiness_checks::{matrix, registry};

const PATH: &str = "docs/checks.md";

const OPENING: &str = "\
# The checks

Written by `cargo xtask docs` from the registry and from the top of each check's file; edit those.

A check that matters answers with one of its reasons, or with one that all checks share:

";

fn main() -> ExitCode {
    match run(std::env::args().any(|argument| argument == "--check")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(check: bool) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no parent")?;
    let reference = reference(root)?;
    let path = root.join(PATH);
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    if written == reference {
        println!("{PATH} is up to date");
    } else if check {
        bail!("{PATH} is stale: cargo xtask docs");
    } else {
        std::fs::create_dir_all(root.join("docs"))?;
        std::fs::write(&path, reference)?;
        println!("wrote {PATH}");
    }
    Ok(())
}

fn reference(root: &Path) -> Result<String> {
    let mut out = OPENING.to_owned();
    reasons(&mut out, &shared::ALL)?;
    guides(&mut out)?;
    for requirement in Requirement::ALL {
        let checks = || {
            registry::ALL
                .iter()
                .filter(|check| check.requirement == *requirement)
        };
        if checks().next().is_none() {
            continue;
        }
        writeln!(out, "\n## {}\n", requirement.name())?;
        for check in checks() {
            writeln!(out, "- [{0}](#{0})", check.id)?;
        }
        for check in checks() {
            one(&mut out, check, &told(root, check)?)?;
        }
    }
    Ok(out)
}

/// Which heading of the go-live guides matters to which product, and where that was read.
fn guides(out: &mut String) -> Result<()> {
    writeln!(
        out,
        "\n## What matters to which product\n\n\
         ● required, ○ recommended, – no concern. A Pix key concerns Brazil alone. The table is\n\
         `crates/checks/src/matrix.rs`; a check may ask for less, never for more.\n"
    )?;
    let headings: Vec<_> = Requirement::ALL.iter().map(|of| of.name()).collect();
    writeln!(out, "| Product | {} | Countries |", headings.join(" | "))?;
    writeln!(out, "|---|{}---|", "---|".repeat(headings.len()))?;
    for line in matrix::LINES {
        let marks = line.marks.map(|mark| match mark {
            Some(Severity::Required) => "●",
            Some(Severity::Recommended) => "○",
            None => "–",
        });
        let sites: Vec<_> = line.sites.iter().map(|site| site.name()).collect();
        let sites = if sites.is_empty() {
            "all".to_owned()
        } else {
            sites.join(" ")
        };
        writeln!(
            out,
            "| {} | {} | {sites} |",
            line.product.name(),
            marks.join(" | ")
        )?;
    }
    writeln!(out, "\nRead for it:\n")?;
    for line in matrix::LINES {
        writeln!(out, "- {}: {}", line.product.name(), line.source)?;
    }
    Ok(())
}

/// What a check's file says at its top.
fn told(root: &Path, check: &Check) -> Result<String> {
    let path = format!("crates/checks/src/checks/{}.rs", check.id.replace('-', "_"));
    let text = std::fs::read_to_string(root.join(&path)).with_context(|| path.clone())?;
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    Ok(lines
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n"))
}

fn one(out: &mut String, check: &Check, told: &str) -> Result<()> {
    writeln!(out, "\n### {}\n\n{told}\n", check.id)?;
    for (severity, name) in [
        (Severity::Required, "Required"),
        (Severity::Recommended, "Recommended"),
    ] {
        let products = products(check, Some(severity));
        if !products.is_empty() {
            writeln!(out, "- {name} for: {products}")?;
        }
    }
    let none = products(check, None);
    if !none.is_empty() {
        writeln!(out, "- Does not concern: {none}")?;
    }
    let sites: Vec<_> = check.sites.iter().map(|site| site.name()).collect();
    let sites = if sites.is_empty() {
        "all".to_owned()
    } else {
        sites.join(", ")
    };
    writeln!(out, "- Countries: {sites}")?;
    let between = if matches!(check.needs, Needs::Any(_)) {
        " or "
    } else {
        ", "
    };
    let sources: Vec<_> = check
        .needs
        .sources()
        .iter()
        .map(|source| source.name())
        .collect();
    writeln!(
        out,
        "- A pass needs to have seen: {}",
        sources.join(between)
    )?;
    writeln!(out, "- Source: {}\n", check.source)?;
    reasons(out, check.reasons)
}

fn products(check: &Check, severity: Option<Severity>) -> String {
    let matching = Product::ALL
        .iter()
        .filter(|product| (check.matters)(**product) == severity);
    matching
        .map(|product| product.name())
        .collect::<Vec<_>>()
        .join(", ")
}

fn reasons(out: &mut String, reasons: &[&Reason]) -> Result<()> {
    writeln!(out, "| Reason | Status | Leads to |\n|---|---|---|")?;
    for reason in reasons {
        let link = reason.link.map_or("", |link| link.name());
        writeln!(
            out,
            "| `{}` | {} | {link} |",
            reason.code,
            reason.status.name()
        )?;
    }
    Ok(())
}
