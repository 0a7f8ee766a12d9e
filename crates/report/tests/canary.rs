//! No secret leaves in any format, not even one a person pasted where it does not belong.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use checkout_readiness_checks::contract::{Confirmation, Details};
use checkout_readiness_report::Format;
use checkout_readiness_wording::Language;
use support::{poisoned, ready_report, written};

const TOKEN: &str = "APP_USR-1000000000000001-010112-0ca1a4e50000000000000000ca1a4e51-100000001";
const TEST_TOKEN: &str = "TEST-1000000000000001-010112-0ca1a4e50000000000000000ca1a4e51-100000001";
const SIGNING_SECRET: &str = "0ca1a4e500000000000000000000000000000000000000000000000000ca1a4e";

#[test]
fn a_secret_pasted_anywhere_leaves_in_no_format() {
    for secret in [TOKEN, TEST_TOKEN, SIGNING_SECRET] {
        for value in [
            secret.to_owned(),
            format!("the key is \"{secret}\"."),
            format!("https://store.example/hook?key={secret}"),
            format!("{secret},{secret}"),
        ] {
            let mut report = poisoned(&value);
            // The one fact that may hold such a thing: Mercado Pago made it, and it opens nothing.
            for outcome in &mut report.outcomes {
                outcome.details.0.retain(|(name, _)| name != "request_id");
            }
            for language in Language::ALL {
                for format in Format::ALL.into_iter().chain([Format::Terminal]) {
                    let text = written(&report, language, format);
                    for canary in ["0ca1a4e5000", "1000000000000001-0101"] {
                        assert!(!text.contains(canary), "{canary} in {format:?}:\n{text}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_ticket_tells_no_whole_number_no_query_and_nobody_s_name() {
    let mut report = ready_report();
    for outcome in &mut report.outcomes {
        outcome.confirmation = None;
    }
    let outcome = &mut report.outcomes[2];
    outcome.status = checkout_readiness_checks::contract::Status::Confirm;
    outcome.details = Details::none()
        .with(
            "url",
            "https://user:word@store.example/hook?opaque=12345#top",
        )
        .with("user_id", "100000001")
        .with("nickname", "SOMEBODYSSTORE")
        .with("request_id", "00000000-0000-4000-8000-000000000042");
    let outcome = &mut report.outcomes[3];
    outcome.status = checkout_readiness_checks::contract::Status::Confirm;
    outcome.confirmation = Some(Confirmation {
        at: None,
        note: Some("asked ana@store.example about 1300000000001".to_owned()),
        by: Some("Ana Somebody".to_owned()),
    });
    for language in Language::ALL {
        let text = written(&report, language, Format::Ticket);
        for hidden in [
            "user:word",
            "opaque",
            "12345",
            "#top",
            "100000001",
            "SOMEBODY",
            "ana@",
            "Somebody",
        ] {
            assert!(!text.contains(hidden), "{hidden}:\n{text}");
        }
        for shown in [
            "https://store.example/hook",
            "…0001",
            "…@store.example",
            "00000000-0000-4000-8000-000000000042",
        ] {
            assert!(text.contains(shown), "{shown}:\n{text}");
        }
    }
}
