//! The file of the check.

use anyhow::Result;

use super::Severity;
use super::names::Names;
use crate::project::Project;

const TEMPLATE: &str = include_str!("check.rs.template");

/// The text of the check's file.
pub fn text(project: &Project, names: &Names, severity: Option<Severity>) -> Result<String> {
    let matrix = project.read("crates/checks/src/matrix.rs")?;
    let usual = names.requirement.replace('-', "_");
    let has_usual = matrix.contains(&format!("pub fn {usual}("));
    let (matters, import) = match severity {
        Some(severity) => (
            format!("|_| Some(Severity::{severity:?})"),
            "Requirement, Severity",
        ),
        None if has_usual => (format!("matrix::{usual}"), "Requirement"),
        None => {
            let closure = format!(
                "|product| matrix::severity(Requirement::{}, product)",
                names.variant
            );
            (closure, "Requirement")
        }
    };
    let matrix = if severity.is_none() {
        "use crate::matrix;\n"
    } else {
        ""
    };
    Ok(TEMPLATE
        .replace("{id}", &names.id)
        .replace("{sentence}", &names.sentence)
        .replace("{variant}", &names.variant)
        .replace("{import}", import)
        .replace("{matters}", &matters)
        .replace("use crate::matrix;\n", matrix))
}
