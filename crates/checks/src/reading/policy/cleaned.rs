//! A policy as it may be kept in evidence.

use super::NONCES;
use super::missing::Directive;
use crate::reading::text::without;

/// The most bytes that are kept of a policy.
pub(super) const LONGEST: usize = 4_000;

/// A policy as it may be kept: of nonces and hashes only that they are there (`'nonce-'`), no
/// addresses that reports go to, no queries, and no more than 4000 bytes. A longer one is first
/// reduced to what can matter to Mercado Pago.
#[must_use]
pub fn cleaned(policy: &str) -> String {
    let whole = kept(policy, |_| true, |_| true);
    if whole.len() <= LONGEST {
        return whole;
    }
    let matters = |name: &str| {
        ["default-src", "child-src"].contains(&name)
            || [Directive::Script, Directive::Connect, Directive::Frame]
                .iter()
                .chain(&[Directive::Image, Directive::Style])
                .any(|directive| directive.names().contains(&name))
    };
    let may_let_in = |source: &str| {
        source.starts_with(['\'', '*'])
            || source.ends_with(':')
            || source.contains("://*")
            || source.contains("mercado")
            || source.contains("mlstatic")
    };
    let mut reduced = kept(policy, matters, may_let_in);
    // Nothing longer is a policy that anybody wrote: cut between two words.
    if reduced.len() > LONGEST {
        let mut end = LONGEST;
        while !reduced.is_char_boundary(end) {
            end -= 1;
        }
        let end = reduced
            .get(..end)
            .and_then(|text| text.rfind(' '))
            .unwrap_or(end);
        reduced.truncate(end);
    }
    reduced
}

/// The directives and sources that are wanted, in lower case where case makes no difference.
fn kept(policy: &str, wants: impl Fn(&str) -> bool, lets: impl Fn(&str) -> bool) -> String {
    let mut kept = String::new();
    for part in policy.split_inclusive([';', ',']) {
        let (directive, separator) = match part.strip_suffix([';', ',']) {
            Some(directive) => (directive, part.get(directive.len()..).unwrap_or_default()),
            None => (part, ""),
        };
        let mut words = directive.split_ascii_whitespace();
        let name = words.next().map(str::to_ascii_lowercase);
        if let Some(name) = name.filter(|name| !name.starts_with("report-") && wants(name)) {
            if kept.ends_with([';', ',']) {
                kept.push(' ');
            }
            kept.push_str(&name);
            for word in words {
                let source = without_values(word);
                if !source.is_empty() && lets(&source.to_ascii_lowercase()) {
                    kept.push(' ');
                    kept.push_str(source);
                }
            }
            kept.push_str(separator);
        } else if separator == "," && !kept.is_empty() {
            // Where one policy ends and another begins must stay known.
            if kept.ends_with(';') {
                kept.pop();
            }
            kept.push_str(separator);
        }
    }
    kept
}

fn without_values(source: &str) -> &str {
    let nonce = NONCES.iter().find_map(|nonce| {
        without(source, nonce)?;
        Some(*nonce)
    });
    match nonce {
        Some("'nonce-") => "'nonce-'",
        Some("'sha256-") => "'sha256-'",
        Some("'sha384-") => "'sha384-'",
        Some(_) => "'sha512-'",
        None => match source.split(['?', '#']).next().unwrap_or_default() {
            // With a query these let nothing in; without it they would.
            open if open != source && (open == "*" || open.ends_with(':')) => "",
            address => address,
        },
    }
}
