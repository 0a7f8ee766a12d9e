//! Every merchant of the sandbox's cast comes to what a person has read in `expected/cast.toml`.

use checkout_readiness_checks::contract::{Confirmation, Mode, Outcome, Report, Status, verdict};
use checkout_readiness_sandbox::merchants;
use serde_json::{Value, json};

use crate::memory::{decide, remembering, with, word};
use crate::support::cast::{of, reports};
use crate::support::{expected, outcome, serve};

/// Those in good order, one a country and one a product.
const READY: &[&str] = &[
    "ready",
    "argentina",
    "ready-mexico",
    "ready-api",
    "ready-bricks",
    "ready-orders",
    "ready-subscriptions",
    "ready-plugin",
    "ready-point",
    "ready-qr",
];

const HEAD: &str = "\
# What is open for each merchant of the sandbox's cast: everything neither passed nor not applicable,
# as \"reason: checks\" under its status. `verdict` is what the first run says, `once_confirmed` what it
# says after a person confirmed all that is left to a person.
#
# UPDATE_EXPECTED=1 cargo test -p checkout-readiness-proxy --test proxy cast
# writes it anew; read what changed.
";

/// What a reader acts on, the most urgent first.
const OPEN: &[Status] = &[
    Status::Failed,
    Status::Warning,
    Status::Confirm,
    Status::Inconclusive,
    Status::Skipped,
];

#[tokio::test]
async fn every_merchant_of_the_cast_comes_to_what_a_person_has_read() {
    let reports = reports().await;
    let mut text = HEAD.to_owned();
    for merchant in merchants() {
        let report = &reports[merchant.id];
        assert_eq!(report.mode, Mode::Sandbox);
        text.push_str(&entry(merchant.id, report));
    }
    expected::compare("tests/expected/cast.toml", &text, "cast");
}

fn entry(id: &str, report: &Report) -> String {
    let mut text = format!(
        "\n[{id}]\nproduct = \"{}\"\nverdict = \"{}\"\nonce_confirmed = \"{}\"\n",
        report.profile.product.name(),
        report.verdict.name(),
        verdict(&confirmed(&report.outcomes)).name(),
    );
    for status in OPEN {
        let of_status = report.outcomes.iter().filter(|it| it.status == *status);
        // Reasons many checks share would drown the others, so each stands in one line.
        let mut by_reason: Vec<(&str, Vec<&str>)> = Vec::new();
        for outcome in of_status {
            let known = by_reason
                .iter_mut()
                .find(|(reason, _)| *reason == outcome.reason);
            match known {
                Some((_, checks)) => checks.push(&outcome.check),
                None => by_reason.push((&outcome.reason, vec![&outcome.check])),
            }
        }
        if !by_reason.is_empty() {
            let lines: Vec<String> = by_reason
                .iter()
                .map(|(reason, checks)| format!("    \"{reason}: {}\",\n", checks.join(", ")))
                .collect();
            text.push_str(&format!("{} = [\n{}]\n", status.name(), lines.concat()));
        }
    }
    text
}

#[tokio::test]
async fn a_ready_merchant_is_ready_once_a_person_said_what_only_a_person_can_tell() {
    let folder = tempfile::tempdir().unwrap();
    let served = remembering(&folder).await;
    for id in READY {
        let before = served.report(&of(id)).await;
        assert_eq!(before["verdict"], "undecided", "{id}");
        for outcome in before["outcomes"].as_array().unwrap() {
            if outcome["status"] == "confirm" {
                let check = outcome["check"].as_str().unwrap();
                let said = word(&before, check, "confirm");
                decide(&served, &with(said, json!({ "merchant": id }))).await;
            }
        }
        let after = served.report(&of(id)).await;
        assert_eq!(after["verdict"], "ready", "{id}");
        assert!(after["next"].is_null(), "{id}: {}", after["next"]);
    }
}

#[tokio::test]
async fn an_operator_s_word_counts_for_the_configured_product_and_never_against_a_failure() {
    let confirmed = [(
        "READINESS_CONFIRMED",
        "webhook-events-are-selected,page-has-no-mixed-content:nothing_insecure_in_markup,\
         webhook-answers-notifications:not_probed,webhook-takes-notifications:not_probed,\
         webhook-verifies-signatures:not_probed",
    )];
    let served = serve(&confirmed).await;
    let ready = served.report(&of("ready")).await;
    assert_eq!(ready["verdict"], "ready");
    // The operator said no time.
    let events = |report: &Value| outcome(report, "webhook-events-are-selected").clone();
    assert_eq!(events(&ready)["confirmation"], json!({}));
    let mut other = of("ready");
    other["product"] = json!("bricks");
    let report = served.report(&other).await;
    assert_eq!(report["verdict"], "undecided");
    assert_eq!(events(&report).get("confirmation"), None);
    let report = served.report(&of("revoked")).await;
    assert_eq!(report["verdict"], "not_ready");
}

/// The same, had a person confirmed everything that asks for a person.
fn confirmed(outcomes: &[Outcome]) -> Vec<Outcome> {
    let mut outcomes = outcomes.to_vec();
    for outcome in &mut outcomes {
        if outcome.status == Status::Confirm {
            outcome.confirmation = Some(Confirmation {
                at: None,
                note: None,
                by: None,
            });
        }
    }
    outcomes
}
