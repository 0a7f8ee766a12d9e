//! Whole reports, compared with files a person has read. `UPDATE_EXPECTED=1` writes them anew.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::path::Path;

use checkout_readiness_checks::contract::{Mode, Report, Verdict};
use checkout_readiness_checks::examples::{brazil, ready};
use checkout_readiness_checks::judge::judge;
use checkout_readiness_checks::profile::{Product, Profile};
use checkout_readiness_wording::{Language, markdown, native, plain};
use support::{confirmed, report, worst};

fn ready_report() -> Report {
    let profile = brazil(Product::CheckoutPro);
    let outcomes = judge(&profile, &ready())
        .into_iter()
        .map(confirmed)
        .collect();
    report(Mode::Live, profile, outcomes)
}

fn worst_report() -> Report {
    let product = Product::Point;
    report(Mode::Sandbox, brazil(product), worst(product))
}

fn assert_expected(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/expected")
        .join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, text).expect("tests/expected can be written");
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        text == expected,
        "{name} differs; read it, then set UPDATE_EXPECTED=1:\n{text}"
    );
}

#[test]
fn a_shop_that_is_ready_reads_as_expected() {
    let report = ready_report();
    assert_eq!(report.verdict, Verdict::Ready);
    assert_expected(
        "ready.pt.md",
        &markdown(&report, native::catalog(Language::Pt)),
    );
    assert_expected(
        "ready.en.txt",
        &plain(&report, native::catalog(Language::En)),
    );
}

#[test]
fn a_shop_with_everything_wrong_reads_as_expected() {
    let report = worst_report();
    assert_eq!(report.verdict, Verdict::NotReady);
    assert_expected(
        "worst.en.md",
        &markdown(&report, native::catalog(Language::En)),
    );
    assert_expected(
        "worst.es.txt",
        &plain(&report, native::catalog(Language::Es)),
    );
}

#[test]
fn a_report_of_the_sandbox_says_so_in_every_language_and_a_real_one_does_not() {
    for language in Language::ALL {
        let catalog = native::catalog(language);
        for text in [
            markdown(&worst_report(), catalog),
            plain(&worst_report(), catalog),
        ] {
            assert!(text.contains("Sandbox:"), "{text}");
        }
        for text in [
            markdown(&ready_report(), catalog),
            plain(&ready_report(), catalog),
        ] {
            assert!(!text.contains("Sandbox"), "{text}");
        }
    }
}

#[test]
fn the_verdict_is_the_last_line_of_plain_text() {
    for (report, verdict) in [
        (ready_report(), "Ready to go live"),
        (worst_report(), "Not ready to go live"),
    ] {
        let text = plain(&report, native::catalog(Language::En));
        let last = text.lines().last().unwrap_or_default();
        assert!(last.starts_with(verdict), "{last}");
        assert!(text.ends_with('\n'));
    }
}

#[test]
fn a_report_of_nothing_is_not_a_report_of_readiness() {
    let empty = report(
        Mode::Live,
        Profile {
            product: Product::Qr,
            site: None,
        },
        Vec::new(),
    );
    for language in Language::ALL {
        let catalog = native::catalog(language);
        let ready = checkout_readiness_wording::names::verdict(Verdict::Ready, catalog);
        assert!(!markdown(&empty, catalog).contains(&ready));
        assert!(!plain(&empty, catalog).contains(&ready));
    }
    assert_eq!(
        plain(&empty, native::catalog(Language::En)),
        "Nothing checked\n"
    );
}
