//! The program: exit codes, what goes to which stream, and the same outcomes as the interface.

use std::io::{BufRead, BufReader};
use std::process::{Command as Process, Stdio};

use assert_cmd::Command;
use serde_json::{Value, json};

use crate::support::{outcome, serve};

const BINARY: &str = env!("CARGO_BIN_EXE_checkout-readiness-proxy");

fn program(arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(BINARY);
    command
        .env_clear()
        .args(arguments)
        .envs(environment.iter().copied());
    command
}

fn run(arguments: &[&str], environment: &[(&str, &str)]) -> (i32, String, String) {
    let output = program(arguments, environment).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// In a shop that takes payments by QR code there is no page for a browser to look at.
const BY_QR: &[&str] = &["check", "--merchant", "ready", "--product", "qr"];
const CONFIRMED: &[&str] = &[
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

#[test]
fn the_exit_code_says_what_came_of_it() {
    let check = |merchant| ["check", "--merchant", merchant];
    let ready = &["check", "--merchant", "ready-qr"][..];
    assert_eq!(run(&[ready, CONFIRMED].concat(), &[]).0, 0);
    assert_eq!(run(&check("revoked"), &[]).0, 1);
    assert_eq!(run(&check("argentina"), &[]).0, 2);
    assert_eq!(run(&check("failing"), &[]).0, 2);
}

#[test]
fn what_was_looked_into_counts_for_the_product_it_was_looked_into_for() {
    // The sandbox's merchant integrates Checkout Pro.
    let configured = [("READINESS_CONFIRMED", "webhook-events-are-selected")];
    assert_eq!(run(BY_QR, &configured).0, 2);
    let confirmation = |arguments: &[&str], environment: &[(&str, &str)]| -> Value {
        let (_, output, errors) = run(&[arguments, &["--json"]].concat(), environment);
        let report: Value = serde_json::from_str(&output).unwrap_or_else(|_| panic!("{errors}"));
        outcome(&report, "webhook-events-are-selected")["confirmation"].clone()
    };
    // Nobody knows when.
    let by_operator = json!({});
    let usual = ["check", "--merchant", "ready"];
    assert_eq!(confirmation(&usual, &[]), Value::Null);
    assert_eq!(confirmation(&usual, &configured), by_operator);
    assert_eq!(
        confirmation(&[&usual[..], CONFIRMED].concat(), &[]),
        by_operator
    );
    assert_eq!(confirmation(BY_QR, &configured), Value::Null);
    assert_eq!(
        confirmation(&[BY_QR, CONFIRMED].concat(), &configured),
        by_operator
    );
}

#[test]
fn what_cannot_run_ends_with_3_and_says_why() {
    for (arguments, environment, expected) in [
        (&["check"][..], &[][..], "MP_ACCESS_TOKEN is not set"),
        (
            &["check"],
            &[("MP_ACCESS_TOKEN", "")],
            "MP_ACCESS_TOKEN is not set",
        ),
        (
            &["check", "--merchant", "nobody"],
            &[],
            "known here: ready, argentina",
        ),
        (
            &["check", "--product", "none"],
            &[],
            "is none of checkout-pro",
        ),
        (&["check", "--site", "BR"], &[], "is none of MLA"),
        (&["check", "--confirm", "none"], &[], "no check's id"),
        (
            &["check", "--confirm", "official-quality-score"],
            &[],
            "write official-quality-score:not_recorded or ",
        ),
        (
            &["check", "--confirm", "webhook-url-is-public-https"],
            &[],
            "depends on what a run finds: confirm it on the page",
        ),
        (
            &["check", "--confirm", "account-is-the-expected-one"],
            &[],
            "set READINESS_EXPECTED_USER_ID and READINESS_EXPECTED_APPLICATION_ID instead",
        ),
        (&["check", "--lang", "fr"], &[], "is none of pt, es, en"),
        (
            &["check", "--checkout-url", "store"],
            &[],
            "is not an absolute URL",
        ),
        (&["check", "--wrong"], &[], "--wrong"),
        (&["nonsense"], &[], "nonsense"),
        (
            &["check", "--merchant", "ready"],
            &[("READINESS_SITE", "BR")],
            "READINESS_SITE is none of",
        ),
        (
            &["serve"],
            &[("READINESS_LISTEN", "0.0.0.0:0")],
            "READINESS_TOKEN must be set",
        ),
        (
            &[],
            &[("READINESS_LISTEN", "nowhere")],
            "READINESS_LISTEN is not",
        ),
        (
            &[],
            &[("READINESS_TLS_KEY", "/k"), ("READINESS_TLS_CERT", "/c")],
            "READINESS_TLS_CERT names a file",
        ),
    ] {
        let (code, output, errors) = run(arguments, environment);
        assert_eq!(code, 3, "{arguments:?}: {errors}");
        assert!(errors.contains(expected), "{arguments:?}: {errors}");
        assert_eq!(output, "", "{arguments:?}");
    }
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, _, errors) = run(&[], &[("READINESS_LISTEN", &address)]);
    assert_eq!(code, 3);
    assert!(
        errors.contains("READINESS_LISTEN") && errors.contains("in use"),
        "{errors}"
    );
}

#[test]
fn help_and_version_are_no_errors() {
    for arguments in [&["--help"][..], &["--version"], &["check", "--help"]] {
        let (code, output, errors) = run(arguments, &[]);
        assert_eq!(code, 0);
        assert!(!output.is_empty() && errors.is_empty());
    }
    assert!(run(&["check", "--help"], &[]).1.contains("exit code"));
    let help = run(&["--help"], &[]).1;
    for variable in checkout_readiness_proxy::config::variable::ALL {
        assert!(
            help.contains(variable.name),
            "{} is not in\n{help}",
            variable.name
        );
    }
}

#[test]
fn the_text_is_in_the_language_asked_for_and_says_that_it_is_the_sandbox() {
    let text = |more: &[&str], environment: &[(&str, &str)]| {
        run(
            &[&["check", "--merchant", "revoked"], more].concat(),
            environment,
        )
        .1
        // Requests are numbered as they arrive, which differs from run to run.
        .lines()
        .filter(|line| !line.contains("00000000-0000-4000-8000-"))
        .collect::<Vec<_>>()
        .join("\n")
    };
    let english = text(&[], &[]);
    let portuguese = text(&["--lang", "pt"], &[("LANG", "es_AR.UTF-8")]);
    let spanish = text(&[], &[("LANG", "es_AR.UTF-8")]);
    assert_eq!(
        portuguese,
        text(&[], &[("LC_ALL", "pt_BR.UTF-8"), ("LANG", "es_AR")])
    );
    assert!(english != portuguese && portuguese != spanish && spanish != english);
    let (_, _, errors) = run(&["check", "--merchant", "revoked"], &[]);
    assert!(errors.contains("SANDBOX"), "{errors}");
    assert!(errors.contains("access-token-works: failed"), "{errors}");
}

#[tokio::test]
async fn the_program_and_the_interface_come_to_the_same_outcomes() {
    let served = serve(&[]).await;
    let strip = |mut report: Value| {
        report["observed_at"].take();
        for outcome in report["outcomes"].as_array_mut().unwrap() {
            let outcome = outcome.as_object_mut().unwrap();
            for key in ["observed_at", "elapsed_ms"] {
                outcome.remove(key);
            }
            if let Some(details) = outcome["details"].as_object_mut() {
                details.remove("request_id");
            }
        }
        report
    };
    for id in [
        "ready",
        "argentina",
        "wrong-keys",
        "webhook-private",
        "failing",
        "minimal",
    ] {
        let (_, output, errors) = run(&["check", "--json", "--merchant", id], &[]);
        let by_program: Value =
            serde_json::from_str(&output).unwrap_or_else(|_| panic!("{errors}"));
        let by_interface = served.report(&json!({ "merchant": id })).await;
        assert_eq!(strip(by_program), strip(by_interface), "{id}");
    }
}

#[cfg(unix)]
#[test]
fn the_server_says_where_it_is_and_that_it_is_the_sandbox_and_stops_when_told() {
    for signal in ["TERM", "INT"] {
        let mut server = Process::new(BINARY)
            .env_clear()
            .env("READINESS_LISTEN", "127.0.0.1:0")
            .env("READINESS_LOG", "off")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(server.stderr.take().unwrap());
        let mut line = String::new();
        log.read_line(&mut line).unwrap();
        assert!(line.contains("listening at http://127.0.0.1:"), "{line}");
        assert!(
            line.contains(
                "SANDBOX – answers come from the built-in stand-in, not from Mercado Pago"
            ),
            "{line}"
        );
        let id = server.id().to_string();
        assert!(
            Process::new("kill")
                .args(["-s", signal, &id])
                .status()
                .unwrap()
                .success()
        );
        assert!(server.wait().unwrap().success());
    }
}
