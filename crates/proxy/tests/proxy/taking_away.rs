//! Reports that leave by the program: formats and files, and evidence saved and judged again.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use checkout_readiness_report::Format;
use serde_json::{Value, json};

use crate::support::{beginning, outcome};

const BINARY: &str = env!("CARGO_BIN_EXE_checkout-readiness-proxy");

fn run_with(arguments: &[&str], environment: &[(&str, &str)]) -> (i32, String, String) {
    let output = Command::new(BINARY)
        .env_clear()
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    run_with(arguments, &[])
}

fn check<'a>(merchant: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["check", "--merchant", merchant], more].concat()
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn every_format_goes_to_standard_output_or_whole_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for format in Format::ALL {
        let name = format.name();
        let (code, said, errors) = run(&check("revoked", &["--format", name]));
        assert_eq!(code, 1, "{errors}");
        assert!(said.starts_with(beginning(format)), "{name}: {said}");
        let file = path(folder.path(), name);
        let (code, silent, _) = run(&check("revoked", &["--format", name, "--output", &file]));
        assert_eq!((code, silent.as_str()), (1, ""));
        let written = fs::read_to_string(&file).unwrap();
        assert!(written.starts_with(beginning(format)), "{name}: {written}");
        assert!(!written.contains('\u{1b}'));
    }
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        Format::ALL.len()
    );
}

#[test]
fn colours_are_for_terminals_or_for_who_insists() {
    let text = |environment: &[(&str, &str)]| run_with(&check("revoked", &[]), environment).1;
    assert!(!text(&[]).contains('\u{1b}'), "a pipe is no terminal");
    assert!(text(&[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
    let refused = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
    assert!(!text(&refused).contains('\u{1b}'));
    let json = run_with(&check("revoked", &["--json"]), &[("CLICOLOR_FORCE", "1")]).1;
    assert!(!json.contains('\u{1b}'));
}

#[test]
fn what_fails_a_pipeline_is_its_own_choice() {
    let code = |merchant, more: &[&str]| run(&check(merchant, more)).0;
    for (merchant, required, undecided, recommended) in [
        ("revoked", 1, 1, 1),
        ("argentina", 0, 2, 2),
        ("failing", 0, 2, 2),
    ] {
        assert_eq!(
            code(merchant, &["--fail-on", "required"]),
            required,
            "{merchant}"
        );
        assert_eq!(
            code(merchant, &["--fail-on", "undecided"]),
            undecided,
            "{merchant}"
        );
        assert_eq!(code(merchant, &[]), undecided, "{merchant}");
        let strict = code(merchant, &["--fail-on", "recommended"]);
        assert!(strict == recommended || strict == 1, "{merchant}: {strict}");
    }
}

#[test]
fn a_part_of_the_requirements_never_comes_out_ready() {
    let report = |scope: &str| -> Value {
        let (_, said, errors) = run(&check("ready", &["--json", "--scope", scope]));
        serde_json::from_str(&said).unwrap_or_else(|_| panic!("{errors}"))
    };
    let requirements = |report: &Value| -> Vec<String> {
        let outcomes = report["outcomes"].as_array().unwrap().iter();
        let mut found: Vec<_> = outcomes
            .map(|outcome| outcome["requirement"].as_str().unwrap().to_owned())
            .collect();
        found.dedup();
        found
    };
    let credentials = report("credentials");
    assert_eq!(requirements(&credentials), ["credentials"]);
    assert_eq!(credentials["verdict"], "undecided");
    let two = report("notifications,credentials");
    assert_eq!(requirements(&two), ["credentials", "notifications"]);
    let confirmed = [
        "--confirm",
        "webhook-events-are-selected",
        "--product",
        "qr",
    ];
    let everything = "https,credentials,pix-key,notifications,quality,approval,reports,terminals";
    let more = [&confirmed[..], &["--json", "--scope", everything]].concat();
    let (_, said, _) = run(&check("ready", &more));
    let report: Value = serde_json::from_str(&said).unwrap();
    assert_ne!(report["verdict"], "ready");
    let (code, _, errors) = run(&check("ready", &["--scope", "terminals"]));
    assert_eq!(code, 3);
    assert!(
        errors.contains("no check of terminals matters to checkout-pro"),
        "{errors}"
    );
    let (code, _, errors) = run(&check("ready", &["--scope", "luck"]));
    assert_eq!(code, 3);
    assert!(errors.contains("is none of https, credentials"), "{errors}");
}

#[test]
fn evidence_is_saved_for_its_owner_and_judged_again_to_the_same_answers() {
    let folder = tempfile::tempdir().unwrap();
    for merchant in ["ready", "revoked", "argentina", "failing"] {
        let file = path(folder.path(), merchant);
        let (code, first, _) = run(&check(merchant, &["--json", "--evidence", &file]));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let (again_code, again, said) = run(&["judge", &file, "--json"]);
        assert_eq!(again_code, code, "{said}");
        assert!(
            said.contains("SANDBOX") && said.contains("nothing is looked at anew"),
            "{said}"
        );
        let first: Value = serde_json::from_str(&first).unwrap();
        let mut again: Value = serde_json::from_str(&again).unwrap();
        assert!(again["judged_at"].is_string());
        assert_eq!(again["observed_at"], first["observed_at"]);
        again.as_object_mut().unwrap().remove("judged_at");
        assert_eq!(again, first, "{merchant}");
        let (_, text, _) = run(&["judge", &file, "--lang", "en"]);
        assert!(
            text.contains("Judged again") && text.contains("Sandbox:"),
            "{text}"
        );
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
}

#[test]
fn a_person_s_yes_is_said_again_when_judging_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = path(folder.path(), "evidence.json");
    run(&check("ready", &["--evidence", &file]));
    let confirmation = |more: &[&str]| {
        let (_, said, errors) = run(&[&["judge", &file, "--json"], more].concat());
        let report: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{errors}"));
        outcome(&report, "webhook-events-are-selected")["confirmation"].clone()
    };
    assert_eq!(confirmation(&[]), Value::Null);
    let confirmed = ["--confirm", "webhook-events-are-selected"];
    assert_eq!(confirmation(&confirmed), json!({}));
}

#[test]
fn only_fresh_evidence_of_a_shop_says_ready() {
    let folder = tempfile::tempdir().unwrap();
    let file = path(folder.path(), "evidence.json");
    let confirmed = [
        "--confirm",
        "webhook-events-are-selected",
        "--confirm",
        "ipn-is-not-in-use:not_visible",
        "--confirm",
        "webhook-answers-notifications:not_probed",
        "--confirm",
        "webhook-takes-notifications:not_probed",
        "--confirm",
        "webhook-verifies-signatures:not_probed",
    ];
    let words = [&["--evidence", &file], &confirmed[..]].concat();
    assert_eq!(run(&check("ready-qr", &words)).0, 0);
    let saved: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let hours_ago = |hours: i64| {
        let now = jiff::Timestamp::now();
        json!((now - jiff::SignedDuration::from_hours(hours)).to_string())
    };
    for (mode, hours, as_of_then, code, why) in [
        ("live", 0, false, 0, ""),
        ("live", 23, false, 0, ""),
        ("live", 25, false, 2, "more than 24 hours ago"),
        ("live", 25, true, 0, ""),
        ("live", -1, false, 2, "in the future"),
        ("live", -1, true, 2, "in the future"),
        ("sandbox", 0, false, 2, "the sandbox answered"),
        ("sandbox", 25, true, 2, "the sandbox answered"),
    ] {
        let mut other = saved.clone();
        other["mode"] = json!(mode);
        other["observed_at"] = hours_ago(hours);
        fs::write(&file, other.to_string()).unwrap();
        let flag: &[&str] = if as_of_then { &["--as-of-then"] } else { &[] };
        let words = [&["judge", &file, "--json"], &confirmed[..], flag].concat();
        let (ended, said, errors) = run(&words);
        assert_eq!(ended, code, "{mode} {hours} {as_of_then}: {errors}");
        assert!(errors.contains(why), "{errors}");
        assert_eq!(errors.contains("not ready"), code == 2, "{errors}");
        let report: Value = serde_json::from_str(&said).unwrap();
        let verdict = if code == 0 { "ready" } else { "undecided" };
        assert_eq!(report["verdict"], verdict);
    }
}

#[test]
fn a_sale_and_a_measurement_can_be_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = path(folder.path(), "evidence.json");
    // Of two measurements the later counts, so nobody may have recorded one.
    let quality = |text: &str| -> Value {
        let asked = ["--quality", text, "--evidence", &file];
        let (_, _, errors) = run(&check("quality-not-recorded", &asked));
        let saved = fs::read_to_string(&file).unwrap_or_else(|_| panic!("{errors}"));
        let saved: Value = serde_json::from_str(&saved).unwrap();
        saved["evidence"]["declared"]["quality"].clone()
    };
    // The later of two measurements counts, and the merchant has one of its own.
    let today = jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    for text in [
        format!("87,{today},1300000000001"),
        format!("score=87,on={today},payment=1300000000001"),
    ] {
        let quality = quality(&text);
        assert_eq!(quality["score"], 87);
        assert_eq!(quality["measured_on"], today.to_string());
        assert_eq!(quality["payment_id"], "1300000000001");
    }
    assert_eq!(quality(&format!("73,{today}"))["payment_id"], Value::Null);
    for (arguments, expected) in [
        (["--quality", "87"], "lacks the day"),
        (["--quality", "101,2026-01-31"], "holds a score that"),
        (
            ["--quality", "87,2026-01-31,1,1"],
            "more than a score, a day and a payment",
        ),
        (["--payment-id", "12x"], "is neither a payment's number"),
    ] {
        let (code, _, errors) = run(&check("ready", &arguments));
        assert_eq!(code, 3, "{errors}");
        assert!(errors.contains(expected), "{arguments:?}: {errors}");
    }
}

#[test]
fn files_that_cannot_be_read_or_written_end_with_3_and_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = path(folder.path(), name);
        fs::write(&path, text).unwrap();
        path
    };
    let report = run(&check("ready", &["--json"])).1;
    let nowhere = path(folder.path(), "nowhere/report.html");
    let here = folder.path().to_str().unwrap();
    for (arguments, expected) in [
        (vec!["judge"], "FILE"),
        (vec!["judge", &nowhere], "could not be read"),
        (vec!["judge", here], "could not be read"),
        (
            vec!["judge", &file("cut", "{\"saved_evidence\": 1,")],
            "it is not JSON",
        ),
        (
            vec!["judge", &file("other", "{}")],
            "it is not saved evidence",
        ),
        (
            vec!["judge", &file("report", &report)],
            "it is a report, not saved evidence",
        ),
        (
            vec!["judge", &file("newer", "{\"saved_evidence\": 99}")],
            "version 99, and this program reads version 1",
        ),
        (
            vec!["judge", &file("empty", "{\"saved_evidence\": 1}")],
            "cannot be read; check again",
        ),
        (
            check("ready", &["--output", &nowhere]),
            "there is no folder of that name",
        ),
        (
            check("ready", &["--evidence", &nowhere]),
            "there is no folder of that name",
        ),
        (
            check("ready", &["--format", "pdf"]),
            "is none of json, markdown",
        ),
        (
            check("ready", &["--format", "terminal"]),
            "is none of json, markdown",
        ),
        (
            check("ready", &["--json", "--format", "html"]),
            "cannot be used with",
        ),
        (
            check("ready", &["--fail-on", "anything"]),
            "possible values",
        ),
    ] {
        let (code, said, errors) = run(&arguments);
        assert_eq!(code, 3, "{arguments:?}: {errors}");
        assert!(errors.contains(expected), "{arguments:?}: {errors}");
        assert_eq!(said, "", "{arguments:?}");
        assert!(
            !errors.contains("SANDBOX"),
            "nothing was asked of anybody: {errors}"
        );
    }
}

#[test]
fn help_says_what_every_exit_code_means() {
    for command in ["check", "judge"] {
        let (_, help, _) = run(&[command, "--help"]);
        for line in [
            "Exit codes:",
            "  0  ",
            "  1  ",
            "  2  ",
            "  3  ",
            "--fail-on",
            "--format",
        ] {
            assert!(help.contains(line), "{command}: {line}\n{help}");
        }
    }
}
