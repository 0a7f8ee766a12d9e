//! What must not travel with a report: secrets ever, and with a stranger whole numbers and queries.
//!
//! Evidence holds no secret, so there should be none to find here. But a person writes notes, and
//! a report may come back from a browser: what looks like a secret is cut short all the same.

use checkout_readiness_checks::checks::masked as tail_of;
use checkout_readiness_checks::contract::{Fact, Outcome, Report, Timestamp};

/// What a text of a report is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    /// A name of ours, a version or a moment.
    Name,
    /// The value of the fact of this name.
    Value(&'a str),
    /// What a person wrote.
    Note,
    /// How a person calls themselves.
    Person,
}

/// What Mercado Pago's support finds a request by. It opens nothing.
const REQUEST_ID: &str = "request_id";

/// Public names of accounts, which may be somebody's.
const NICKNAME: &str = "nickname";

/// From how many digits on a number is somebody's.
const SHORTEST_NUMBER: usize = 6;

/// From how many characters on letters and digits without a break may be a secret.
const SHORTEST_SECRET: usize = 32;

/// The report with everything cut short that looks like a credential or another secret.
pub fn without_secrets(report: &Report) -> Report {
    changed(report, &|kind, text| {
        *text = cut_credentials(text);
        if kind != Kind::Value(REQUEST_ID) {
            *text = cut_runs(text, is_secret);
        }
    })
}

/// The report as a stranger may read it: numbers by their last digits, addresses without user
/// names, queries and fragments, no names of people.
pub fn masked(report: &Report) -> Report {
    changed(report, &|kind, text| match kind {
        Kind::Name | Kind::Value(REQUEST_ID) => {}
        Kind::Value(NICKNAME) => *text = text.chars().take(2).chain(['…']).collect(),
        Kind::Person => *text = "…".to_owned(),
        Kind::Value(_) | Kind::Note => {
            let words = text.split(' ').map(|word| cut_mail(&cut_address(word)));
            *text = cut_runs(&words.collect::<Vec<_>>().join(" "), is_number);
        }
    })
}

fn changed(report: &Report, change: &dyn Fn(Kind<'_>, &mut String)) -> Report {
    let mut report = report.clone();
    change(Kind::Name, &mut report.engine);
    change(Kind::Name, &mut report.observed_at.0);
    if let Some(Timestamp(moment)) = &mut report.judged_at {
        change(Kind::Name, moment);
    }
    if let Some(name) = &mut report.next {
        change(Kind::Name, name);
    }
    for step in &mut report.path {
        change(Kind::Name, &mut step.step);
        if let Some(name) = &mut step.waits_for {
            change(Kind::Name, name);
        }
    }
    for outcome in &mut report.outcomes {
        change_outcome(outcome, change);
    }
    report
}

fn change_outcome(outcome: &mut Outcome, change: &dyn Fn(Kind<'_>, &mut String)) {
    change(Kind::Name, &mut outcome.check);
    change(Kind::Name, &mut outcome.reason);
    if let Some(Timestamp(moment)) = &mut outcome.observed_at {
        change(Kind::Name, moment);
    }
    for (name, fact) in &mut outcome.details.0 {
        change(Kind::Name, name);
        match fact {
            Fact::Text(text) => change(Kind::Value(name), text),
            Fact::List(texts) => texts
                .iter_mut()
                .for_each(|text| change(Kind::Value(name), text)),
            Fact::Flag(_) | Fact::Number(_) => {}
        }
    }
    for item in &mut outcome.items {
        if let Some(field) = &mut item.field {
            change(Kind::Name, field);
        }
    }
    for group in &mut outcome.groups {
        for detail in &mut group.details {
            change(Kind::Name, detail);
        }
    }
    let confirmed = outcome.confirmation.iter_mut().map(|said| {
        let at = said.at.as_mut();
        (at, said.note.as_mut(), said.by.as_mut())
    });
    let dismissed = outcome
        .dismissal
        .iter_mut()
        .map(|said| (Some(&mut said.at), Some(&mut said.note), said.by.as_mut()));
    for (at, note, by) in confirmed.chain(dismissed) {
        if let Some(Timestamp(moment)) = at {
            change(Kind::Name, moment);
        }
        if let Some(text) = note {
            change(Kind::Note, text);
        }
        if let Some(text) = by {
            change(Kind::Person, text);
        }
    }
}

/// Cuts short what begins like a credential and goes on for long enough to be one.
fn cut_credentials(text: &str) -> String {
    let mut cut = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, prefix)) = first_of(rest, &["APP_USR-", "TEST-", "TG-"]) {
        let (before, after) = rest.split_at(at + prefix.len());
        let is_part = |character: char| character.is_ascii_alphanumeric() || character == '-';
        let length = after
            .find(|character| !is_part(character))
            .unwrap_or(after.len());
        let (found, after) = after.split_at(length);
        cut.push_str(before);
        if length < 20 {
            cut.push_str(found);
        } else {
            cut.push_str(&tail_of(found));
        }
        rest = after;
    }
    cut.push_str(rest);
    cut
}

/// Where the first of several texts begins, and which.
fn first_of(text: &str, wanted: &[&'static str]) -> Option<(usize, &'static str)> {
    wanted
        .iter()
        .filter_map(|wanted| Some((text.find(wanted)?, *wanted)))
        .min()
}

/// Cuts short every run of letters and digits that is what it should not be.
fn cut_runs(text: &str, is_meant: fn(&str) -> bool) -> String {
    let mut cut = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|character: char| character.is_ascii_alphanumeric()) {
        let (before, after) = rest.split_at(at);
        let length = after
            .find(|character: char| !character.is_ascii_alphanumeric())
            .unwrap_or(after.len());
        let (run, after) = after.split_at(length);
        cut.push_str(before);
        cut.push_str(&if is_meant(run) {
            tail_of(run)
        } else {
            run.to_owned()
        });
        rest = after;
    }
    cut.push_str(rest);
    cut
}

fn is_secret(run: &str) -> bool {
    run.len() >= SHORTEST_SECRET
        && run.bytes().any(|byte| byte.is_ascii_digit())
        && run.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// A number, also one with letters around it, as in `ORD0000000001`.
fn is_number(run: &str) -> bool {
    run.split(|character: char| !character.is_ascii_digit())
        .any(|digits| digits.len() >= SHORTEST_NUMBER)
}

/// An address without user name, password, query and fragment; any other word as it is.
fn cut_address(word: &str) -> String {
    let Some((scheme, rest)) = word.split_once("://") else {
        return word.to_owned();
    };
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (kept, lost) = rest.split_at(end);
    let (authority, path) = kept.split_at(kept.find('/').unwrap_or(kept.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    let mark = if lost.len() > 1 { "?…" } else { "" };
    [scheme, "://", host, path, mark].concat()
}

/// A mail address by its host.
fn cut_mail(word: &str) -> String {
    match word.split_once('@') {
        Some((user, host)) if !user.is_empty() && host.contains('.') => ["…@", host].concat(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_is_cut_short_wherever_it_stands_and_its_prefix_alone_stays() {
        let secret = "1000000000000001-010112-0000000000000000000000000ca1a4e5-100000001";
        assert_eq!(
            cut_credentials(&format!("it was APP_USR-{secret}, and TEST-{secret}")),
            "it was APP_USR-…0001, and TEST-…0001"
        );
        let refresh = "TG-00000000000000000000ca1a-100000001";
        assert_eq!(cut_credentials(refresh), "TG-…0001");
        let harmless = "Article TG-2000. It begins with APP_USR- or TEST-, not with APP_USR-1.";
        assert_eq!(cut_credentials(harmless), harmless);
    }

    #[test]
    fn a_long_run_of_letters_and_digits_is_cut_short() {
        let secret = "0ca1a4e50000000000000000ca1a4e51";
        assert_eq!(cut_runs(&format!("[{secret}]"), is_secret), "[…4e51]");
        let id = "100000001-00000000-0000-4000-8000-000000000001";
        assert_eq!(cut_runs(id, is_secret), id);
    }

    #[test]
    fn numbers_are_told_by_their_tail_and_small_ones_stay() {
        assert_eq!(cut_runs("user 100000001", is_number), "user …0001");
        assert_eq!(cut_runs("ORD0000000012", is_number), "…0012");
        assert_eq!(
            cut_runs("2026-01-01, 12 days", is_number),
            "2026-01-01, 12 days"
        );
    }

    #[test]
    fn an_address_keeps_its_host_and_path() {
        assert_eq!(
            cut_address("https://u:p@store.example/a?token=1#x"),
            "https://store.example/a?…"
        );
        assert_eq!(
            cut_address("https://store.example?"),
            "https://store.example"
        );
        assert_eq!(cut_mail("somebody@store.example"), "…@store.example");
    }
}
