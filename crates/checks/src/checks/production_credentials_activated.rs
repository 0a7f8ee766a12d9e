//! Were the production credentials activated?
//!
//! Until the owner has filled in industry, website and terms in the panel, production credentials
//! exist but refuse to sell. The official plugins read this from the credentials wrapper's
//! `homologated`, which is not documented; where it does not answer, only the panel can tell.
//! (`homologated` means activated. It has nothing to do with measuring the integration's quality.)
//!
//! Source: go-live requirements, activate production credentials; the official plugins' rule.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::Requirement;
use crate::evidence::{Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "production-credentials-activated",
    requirement: Requirement::Credentials,
    matters: matrix::credentials,
    sites: &[],
    needs: Needs::All(&[Source::TokenCredential]),
    also_reads: &[],
    reasons: REASONS,
    source: "Go-live requirements: activate production credentials",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ACTIVATED = "activated" Passed;
    NOT_ACTIVATED = "not_activated" Failed, Application;
    IS_A_TEST_CREDENTIAL = "is_a_test_credential" Skipped;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    if let Some(blind) = unseen(evidence, Source::TokenCredential) {
        return blind;
    }
    let credential = evidence.token_credential.seen();
    match credential.map(|credential| (credential.activated, credential.is_test)) {
        Some((Some(false), _)) => NOT_ACTIVATED.found(),
        // A test credential's own state says nothing about the production pair.
        Some((_, Some(true))) => IS_A_TEST_CREDENTIAL.found(),
        Some((None, _)) | None => field_missing("homologated"),
        Some((_, None)) => field_missing("is_test"),
        Some((Some(true), Some(false))) => ACTIVATED.found(),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, example};

    vec![
        example("activated", |_| {}),
        example("not_activated", |evidence| {
            change(&mut evidence.token_credential, |credential| {
                credential.activated = Some(false)
            });
        }),
        example("is_a_test_credential", |evidence| {
            change(&mut evidence.token_credential, |credential| {
                credential.is_test = Some(true)
            });
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    #[test]
    fn activation_means_nothing_without_knowing_whether_the_credential_is_a_test_one() {
        let mut evidence = ready();
        change(&mut evidence.token_credential, |credential| {
            credential.is_test = None
        });
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding, field_missing("is_test"));
    }

    #[test]
    fn a_wrapper_that_does_not_say_leaves_the_question_open() {
        let mut evidence = ready();
        change(&mut evidence.token_credential, |credential| {
            credential.activated = None
        });
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding, field_missing("homologated"));
    }
}
