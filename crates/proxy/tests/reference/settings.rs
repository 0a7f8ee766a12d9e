//! Every setting as Markdown, from the table the program reads them by.

use std::fmt::Write;

use checkout_readiness_proxy::config::Variable;
use checkout_readiness_proxy::config::variable::{ALL, LIVE_ONLY};

/// All settings: first a table to find one, then each by itself.
pub fn reference() -> String {
    let mut out = String::new();
    writeln!(out, "| Setting | What it is for |\n|---|---|").unwrap();
    for variable in ALL {
        let about = about(variable);
        let first = about
            .split_inclusive(". ")
            .next()
            .unwrap_or(&about)
            .trim_end();
        writeln!(
            out,
            "| [`{}`](#{}) | {first} |",
            variable.name,
            variable.name.to_ascii_lowercase()
        )
        .unwrap();
    }
    for variable in ALL {
        one(&mut out, variable);
    }
    out
}

fn one(out: &mut String, variable: &Variable) {
    writeln!(out, "\n### {}\n\n{}\n", variable.name, about(variable)).unwrap();
    writeln!(out, "Example: `{}={}`", variable.name, variable.example).unwrap();
    if LIVE_ONLY.contains(variable) {
        writeln!(
            out,
            "\nWithout effect in the sandbox, whose shops bring their own."
        )
        .unwrap();
    }
}

/// What it is for; the names of other settings lead to them.
fn about(variable: &Variable) -> String {
    let words = variable.about.split_whitespace();
    let linked = words.map(|word| {
        let name = word.trim_matches(|end: char| !end.is_ascii_alphanumeric());
        let is_other = name != variable.name && ALL.iter().any(|other| other.name == name);
        if is_other && !word.contains('`') {
            let link = format!("[`{name}`](#{})", name.to_ascii_lowercase());
            word.replacen(name, &link, 1)
        } else {
            word.to_owned()
        }
    });
    linked.collect::<Vec<_>>().join(" ")
}
