//! Which stages there are, in order: what fails soonest and cheapest comes first.

use anyhow::Result;
use clap::builder::PossibleValuesParser;

use super::{book, browser, deploy, end_to_end, format, lint, native, php, receivers};
use crate::project::Project;
use crate::{build, package, reference, size, tidy};

/// One stage.
pub struct Stage {
    pub name: &'static str,
    /// What is looked at, for the heading.
    pub what: &'static str,
    /// Whether `--quick` includes it.
    pub quick: bool,
    pub tools: Tools,
    pub run: fn(&Project) -> Result<()>,
}

/// What must be installed beside the compiler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tools {
    None,
    Build,
    Browser,
}

const fn stage(
    name: &'static str,
    what: &'static str,
    (quick, tools): (bool, Tools),
    run: fn(&Project) -> Result<()>,
) -> Stage {
    Stage {
        name,
        what,
        quick,
        tools,
        run,
    }
}

const QUICK: (bool, Tools) = (true, Tools::None);
const FULL: bool = false;

/// All of them.
pub static STAGES: [Stage; 16] = [
    stage(
        "format",
        "formatting of the Rust sources",
        QUICK,
        format::run,
    ),
    stage("tidy", "rules of this project", QUICK, tidy::run),
    stage(
        "lint",
        "everything native, warnings are errors",
        QUICK,
        lint::native,
    ),
    stage(
        "lint-widget",
        "the widget as compiled for the browser",
        QUICK,
        lint::widget,
    ),
    stage(
        "reference",
        "docs/checks.md, settings.md and interface.md say what the code says",
        QUICK,
        reference::check,
    ),
    stage(
        "lint-scripts",
        "the scripts: names that are nowhere, imports that are not exported",
        (FULL, Tools::Build),
        lint::scripts,
    ),
    stage(
        "php",
        "what the examples say in PHP",
        (FULL, Tools::Browser),
        php::run,
    ),
    stage("native", "unit and integration tests", QUICK, native::run),
    stage(
        "receivers",
        "a webhook's probe against Mercado Pago's own validator",
        (FULL, Tools::Build),
        receivers::run,
    ),
    stage(
        "browser",
        "the widget's tests in Chromium",
        (FULL, Tools::Browser),
        browser::run,
    ),
    stage(
        "build",
        "the widget and the book, and the proxy with both inside",
        (FULL, Tools::Build),
        build::everything,
    ),
    stage(
        "book",
        "what renders the book",
        (FULL, Tools::None),
        book::run,
    ),
    stage(
        "size",
        "what a first load transfers",
        (FULL, Tools::Build),
        size::run,
    ),
    stage(
        "package",
        "the npm package, as bundlers, Node.js and TypeScript see it",
        (FULL, Tools::Build),
        package::test,
    ),
    stage(
        "end-to-end",
        "the built proxy in Chromium, and the element in Firefox",
        (FULL, Tools::Browser),
        end_to_end::run,
    ),
    stage(
        "deploy",
        "the static program, and nginx and Caddy in front of it",
        (FULL, Tools::Browser),
        deploy::run,
    ),
];

/// The names, for the command line.
pub fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(STAGES.iter().map(|stage| stage.name))
}
