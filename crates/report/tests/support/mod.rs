//! What several tests of reports need: reports of examples, and one with everything a report may hold.

#![allow(dead_code, reason = "each test binary uses its share")]

use std::path::Path;

use checkout_readiness_checks::check::Check;
use checkout_readiness_checks::contract::{
    Confirmation, CountedGroup, Details, Dismissal, ItemClass, ItemFinding, ItemState, Mode,
    Outcome, RejectionGroup, Report, Severity, Status, Timestamp,
};
use checkout_readiness_checks::evidence::DataItem;
use checkout_readiness_checks::examples::{Example, brazil, ready};
use checkout_readiness_checks::judge::{judge, judge_one, plan};
use checkout_readiness_checks::profile::{Product, Profile};
use checkout_readiness_report::{Format, render};
use checkout_readiness_wording::{Language, native};

/// The outcome an example leads to.
pub fn outcome(check: &Check, example: &Example) -> Outcome {
    let severity = (check.matters)(example.profile.product).expect("examples apply");
    judge_one(check, severity, &example.profile, &example.evidence)
}

/// The same outcome, with somebody's yes where it asks for one.
pub fn confirmed(mut outcome: Outcome) -> Outcome {
    if outcome.status == Status::Confirm {
        outcome.confirmation = Some(Confirmation {
            at: Some(Timestamp("2026-01-01T12:05:00Z".to_owned())),
            note: Some("compared with the panel".to_owned()),
            by: Some("Ana".to_owned()),
        });
    }
    outcome
}

/// A report of these outcomes.
pub fn report(mode: Mode, profile: Profile, outcomes: Vec<Outcome>) -> Report {
    let moment = Timestamp("2026-01-01T12:00:10Z".to_owned());
    Report::assemble("0.1.0", mode, profile, moment, outcomes)
}

/// A shop that is ready.
pub fn ready_report() -> Report {
    let profile = brazil(Product::CheckoutPro);
    let outcomes = judge(&profile, &ready());
    report(
        Mode::Live,
        profile,
        outcomes.into_iter().map(confirmed).collect(),
    )
}

/// A shop of the sandbox with everything wrong.
pub fn worst_report() -> Report {
    let profile = brazil(Product::Point);
    report(Mode::Sandbox, profile, worst(&profile))
}

/// The first failing example of every check that matters to this question, or its first one.
pub fn worst(profile: &Profile) -> Vec<Outcome> {
    let judged = |check: &Check, severity, example: &Example| {
        judge_one(check, severity, profile, &example.evidence)
    };
    plan(profile)
        .filter_map(|(check, severity)| {
            let outcomes: Vec<Outcome> = (check.examples)()
                .iter()
                .map(|example| judged(check, severity, example))
                .collect();
            let failed = outcomes
                .iter()
                .find(|outcome| outcome.status == Status::Failed);
            failed.or(outcomes.first()).cloned()
        })
        .collect()
}

/// A report with everything a report may hold: data of a sale, counted groups, something set
/// aside, something confirmed, and that it was judged again.
pub fn full_report(value: &str) -> Report {
    let mut report = worst_report();
    report.mode = Mode::Live;
    let [first, second, third, ..] = &mut report.outcomes[..] else {
        panic!("there are more checks than that");
    };
    first.items = items(value);
    first.groups = groups(value);
    second.severity = Severity::Recommended;
    second.status = Status::Warning;
    second.dismissal = Some(Dismissal {
        at: Timestamp("2026-01-02T08:00:00Z".to_owned()),
        note: value.to_owned(),
        by: Some(value.to_owned()),
    });
    third.status = Status::Confirm;
    third.confirmation = Some(Confirmation {
        at: Some(Timestamp("2026-01-01T12:05:00Z".to_owned())),
        note: Some(value.to_owned()),
        by: Some(value.to_owned()),
    });
    third.items = items(value);
    third.groups = groups(value);
    let moment = report.observed_at.clone();
    let mut report = Report::assemble(
        "0.1.0",
        report.mode,
        report.profile,
        moment,
        report.outcomes,
    );
    report.judged_at = Some(Timestamp("2026-02-01T12:00:00Z".to_owned()));
    report
}

fn items(value: &str) -> Vec<ItemFinding> {
    let states = ItemState::ALL.iter().cycle();
    let classes = ItemClass::ALL.iter().cycle();
    let found = DataItem::ALL.iter().zip(states).zip(classes).take(14);
    found
        .map(|((item, state), class)| ItemFinding {
            item: *item,
            class: *class,
            state: *state,
            field: Some(value.to_owned()).filter(|_| *state != ItemState::NotVisible),
        })
        .collect()
}

fn groups(value: &str) -> Vec<CountedGroup> {
    let group = |(group, count): (&RejectionGroup, u32)| CountedGroup {
        group: *group,
        count,
        percent: count * 10,
        details: vec![value.to_owned(), "cc_rejected_other_reason".to_owned()],
    };
    RejectionGroup::ALL.iter().zip(1..5).map(group).collect()
}

/// A report in which every text that could come from elsewhere is this one.
pub fn poisoned(value: &str) -> Report {
    let mut report = full_report(value);
    for outcome in &mut report.outcomes {
        outcome.details = Details::none()
            .with("missing", value)
            .with("site", value)
            .with("url", value)
            .with("nickname", value)
            .with("request_id", value)
            .with(
                "insecure_resources",
                vec![value.to_owned(), ["script: ", value].concat()],
            )
            .with(value, value);
    }
    let moment = || Timestamp(value.to_owned());
    let [first, second, third, ..] = &mut report.outcomes[..] else {
        panic!("there are more checks than that");
    };
    first.reason = "field_missing".to_owned();
    first.status = Status::Inconclusive;
    first.observed_at = Some(moment());
    if let Some(said) = &mut second.dismissal {
        said.at = moment();
    }
    if let Some(said) = &mut third.confirmation {
        said.at = Some(moment());
    }
    if let Some(last) = report.outcomes.last_mut() {
        last.check = value.to_owned();
        last.reason = value.to_owned();
    }
    report.engine = value.to_owned();
    report.observed_at = moment();
    report.judged_at = Some(moment());
    report.next = Some(value.to_owned());
    if let Some(step) = report.path.first_mut() {
        step.step = value.to_owned();
        step.waits_for = Some(value.to_owned());
    }
    report
}

/// The report in a format and a language.
pub fn written(report: &Report, language: Language, format: Format) -> String {
    render(report, native::catalog(language), format)
}

/// Compares with a file a person has read; `UPDATE_EXPECTED=1` writes it anew.
pub fn assert_file(path: &Path, text: &str) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(path, text).expect("the file can be written");
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        text == expected,
        "{} differs; read it, then set UPDATE_EXPECTED=1:\n{text}",
        path.display()
    );
}

/// A file of `tests/expected`.
pub fn assert_expected(name: &str, text: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected");
    assert_file(&folder.join(name), text);
}

/// Texts made of what Markdown, HTML, XML, JSON and terminals give a meaning to.
pub const HOSTILE: &[&str] = &[
    "`",
    "^",
    "``",
    "<img src=x onerror=alert(1)>",
    "|",
    "\\|",
    "\n",
    "\n\n# ",
    "\r",
    "\u{1b}[31m",
    "\u{202e}",
    "](",
    "![",
    "**",
    "_",
    "~~",
    "\\",
    "&lt;",
    "https://evil.example",
    "{name}",
    "{",
    "}",
    "- ",
    "1. ",
    "</script>",
    "</style><script>",
    "\"'><svg onload=x>",
    "<!--",
    "]]>",
    "<![CDATA[",
    "&#0;",
    "\u{fffe}",
    "\u{9f}",
    " ",
    "São",
    "\u{0}",
    "$x$",
    "[^1]",
];
