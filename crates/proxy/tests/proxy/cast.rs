//! Every merchant of the sandbox's cast comes to what a person has read in `expected/cast.toml`.

use checkout_readiness_checks::contract::{Confirmation, Mode, Outcome, Report, Status, verdict};
use checkout_readiness_sandbox::merchants;

use crate::support::cast::reports;
use crate::support::expected;

const HEAD: &str = "\
# What is open for each merchant of the sandbox's cast: everything neither passed nor not applicable,
# as \"check: reason\" under its status. `verdict` is what the first run says, `once_confirmed` what it
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
        let lines: Vec<String> = of_status
            .map(|outcome| format!("    \"{}: {}\",\n", outcome.check, outcome.reason))
            .collect();
        if !lines.is_empty() {
            text.push_str(&format!("{} = [\n{}]\n", status.name(), lines.concat()));
        }
    }
    text
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
