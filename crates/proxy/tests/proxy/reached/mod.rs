//! Every reason of every check is reached end to end, and `docs/reached.md` says by whom.

mod pages;
pub mod probed;
mod saved;
mod tour;

use std::collections::BTreeMap;

use checkout_readiness_checks::check::{Check, Reason, shared};
use checkout_readiness_checks::contract::Outcome;
use checkout_readiness_checks::registry;
use checkout_readiness_sandbox::merchants;

use crate::support::{cast, expected};

/// So many names stand in a cell; of the others it says only that they are: their number would make
/// the table stale with every merchant that comes along.
const MOST_NAMES: usize = 3;

const HEAD: &str = "\
# Who reaches which reason

Written by `UPDATE_EXPECTED=1 cargo test -p checkout-readiness-proxy --test proxy reached`, which runs
the sandbox's cast and the runs named below through the proxy, over HTTP. Without the variable the
same test fails where this table is stale, or where nobody reaches a reason any more.

A name in `code` is a merchant of the cast, asked for its own product; anything else says in words
what was asked, of whom, and what was made to go wrong.
";

/// Who reached what: by check and reason, in the order of the tour.
#[derive(Default)]
struct Reached(BTreeMap<(String, String), Vec<String>>);

impl Reached {
    fn add(&mut self, by: &str, outcomes: &[Outcome]) {
        for outcome in outcomes {
            let key = (outcome.check.clone(), outcome.reason.clone());
            let names = self.0.entry(key).or_default();
            if !names.iter().any(|name| name == by) {
                names.push(by.to_owned());
            }
        }
    }

    fn of(&self, check: &str, reason: &str) -> &[String] {
        let key = (check.to_owned(), reason.to_owned());
        self.0.get(&key).map_or(&[], Vec::as_slice)
    }
}

#[tokio::test]
async fn every_reason_of_every_check_is_reached_and_the_documentation_says_by_whom() {
    let mut reached = Reached::default();
    let reports = cast::reports().await;
    for merchant in merchants() {
        let outcomes = &reports[merchant.id].outcomes;
        reached.add(&format!("`{}`", merchant.id), outcomes);
    }
    for (by, outcomes) in tour::walk().await {
        reached.add(&by, &outcomes);
    }
    for (by, outcomes) in probed::walk().await {
        reached.add(&by, &outcomes);
    }
    for (by, mut outcomes) in saved::judged() {
        // Everything else in such evidence is what the proxy leads to as well.
        outcomes.retain(|outcome| reached.of(&outcome.check, &outcome.reason).is_empty());
        reached.add(&by, &outcomes);
    }
    let missing = unreached(&reached);
    assert!(
        missing.is_empty(),
        "nobody reaches these; add a merchant, a run in tour.rs, or take the reason away:\n{}",
        missing.join("\n")
    );
    expected::compare("../../docs/reached.md", &table(&reached), "reached");
}

/// Reasons declared by a check, and shared ones, that nobody reached.
fn unreached(reached: &Reached) -> Vec<String> {
    let own = registry::ALL.iter().flat_map(|check| {
        let declared = check.reasons.iter();
        declared.map(move |reason| (check.id, reason.code))
    });
    let of_nobody = own
        .filter(|(check, reason)| reached.of(check, reason).is_empty())
        .map(|(check, reason)| format!("{check}: {reason}"));
    let of_no_check = shared::ALL
        .iter()
        .filter(|reason| {
            let reaches = |check: &&Check| !reached.of(check.id, reason.code).is_empty();
            !registry::ALL.iter().any(reaches)
        })
        .map(|reason| format!("any check: {}", reason.code));
    of_nobody.chain(of_no_check).collect()
}

fn table(reached: &Reached) -> String {
    let mut text = HEAD.to_owned();
    for check in registry::ALL {
        text.push_str(&format!(
            "\n## {}\n\n| Reason | Status | Reached by |\n|---|---|---|\n",
            check.id
        ));
        for reason in check.reasons.iter().chain(&shared::ALL) {
            let names = reached.of(check.id, reason.code);
            if !names.is_empty() {
                text.push_str(&line(reason, names));
            }
        }
    }
    text
}

fn line(reason: &Reason, names: &[String]) -> String {
    let shown = names.len().min(MOST_NAMES);
    let mut cell = names[..shown].join("; ");
    if names.len() > shown {
        cell.push_str("; and others");
    }
    format!(
        "| `{}` | {} | {cell} |\n",
        reason.code,
        reason.status.name().replace('_', " ")
    )
}
