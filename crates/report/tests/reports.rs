//! Whole reports, compared with files a person has read. `UPDATE_EXPECTED=1` writes them anew.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use checkout_readiness_checks::contract::{Mode, Report, Verdict};
use checkout_readiness_checks::profile::{Product, Profile};
use checkout_readiness_report::Format;
use checkout_readiness_wording::Language::{self, En, Es, Pt};
use checkout_readiness_wording::{names, native};
use support::{assert_expected, full_report, ready_report, report, worst_report, written};

/// Every format a person reads.
const READ: [Format; 4] = [Format::Markdown, Format::Html, Format::Text, Format::Ticket];

fn empty_report() -> Report {
    let profile = Profile {
        product: Product::Qr,
        site: None,
    };
    report(Mode::Live, profile, Vec::new())
}

#[test]
fn a_shop_that_is_ready_reads_as_expected() {
    let report = ready_report();
    assert_eq!(report.verdict, Verdict::Ready);
    assert_expected("ready.pt.md", &written(&report, Pt, Format::Markdown));
    assert_expected("ready.en.txt", &written(&report, En, Format::Text));
    assert_expected("ready.en.junit.xml", &written(&report, En, Format::JUnit));
}

#[test]
fn a_shop_with_everything_wrong_reads_as_expected() {
    let report = worst_report();
    assert_eq!(report.verdict, Verdict::NotReady);
    assert_expected("worst.en.md", &written(&report, En, Format::Markdown));
    assert_expected("worst.es.txt", &written(&report, Es, Format::Text));
}

#[test]
fn a_report_with_everything_in_it_reads_as_expected_in_every_format() {
    let report = full_report("payer.email");
    assert_expected("full.en.md", &written(&report, En, Format::Markdown));
    assert_expected("full.en.html", &written(&report, En, Format::Html));
    assert_expected("full.es.ticket.txt", &written(&report, Es, Format::Ticket));
    assert_expected("full.pt.junit.xml", &written(&report, Pt, Format::JUnit));
    assert_expected("full.en.sarif", &written(&report, En, Format::Sarif));
}

#[test]
fn a_report_of_the_sandbox_says_so_in_every_language_and_a_real_one_does_not() {
    for language in Language::ALL {
        for format in READ {
            let text = written(&worst_report(), language, format);
            assert!(text.contains("Sandbox:"), "{text}");
            let text = written(&ready_report(), language, format);
            assert!(!text.contains("Sandbox"), "{text}");
        }
        for format in [Format::Json, Format::JUnit, Format::Sarif] {
            // As a value of its own: rules speak of Mercado Pago's sandbox hosts too.
            assert!(written(&worst_report(), language, format).contains("\"sandbox\""));
            assert!(!written(&ready_report(), language, format).contains("\"sandbox\""));
        }
    }
}

#[test]
fn the_verdict_is_the_last_line_of_plain_text() {
    for (report, verdict) in [
        (ready_report(), "Ready to go live"),
        (worst_report(), "Not ready to go live"),
    ] {
        let text = written(&report, En, Format::Text);
        let last = text.lines().last().unwrap_or_default();
        assert!(last.starts_with(verdict), "{last}");
        assert!(text.ends_with('\n'));
    }
}

#[test]
fn a_report_of_nothing_is_not_a_report_of_readiness() {
    let empty = empty_report();
    for language in Language::ALL {
        let ready = names::verdict(Verdict::Ready, native::catalog(language));
        for format in Format::ALL {
            assert!(!written(&empty, language, format).contains(&ready));
        }
    }
    let text = written(&empty, En, Format::Text);
    assert_eq!(text.lines().last(), Some("Nothing checked"));
}

#[test]
fn colours_are_all_that_a_terminal_gets_beside_the_text() {
    for report in [ready_report(), full_report("x"), empty_report()] {
        let text = written(&report, Pt, Format::Text);
        let coloured = written(&report, Pt, Format::Terminal);
        assert!(!text.contains('\u{1b}'));
        assert!(coloured.contains('\u{1b}'));
        let mut stripped = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            stripped.push_str(before);
            rest = after.split_once('m').map_or("", |(_, after)| after);
        }
        stripped.push_str(rest);
        assert_eq!(stripped, text);
    }
}

#[test]
fn a_report_judged_again_says_so_wherever_a_person_reads_it() {
    for language in Language::ALL {
        let label = native_label(language);
        for format in READ {
            let text = written(&full_report("x"), language, format);
            assert!(text.contains(&label), "{format:?}: {text}");
            assert!(!written(&ready_report(), language, format).contains(&label));
        }
    }
}

fn native_label(language: Language) -> String {
    let texts = native::catalog(language).texts();
    let label = texts["document"]["judged_at"].as_str();
    label.expect("the label").to_owned()
}

#[test]
fn who_decided_when_and_why_is_told_wherever_a_person_reads_it() {
    let report = full_report("for our sister shop");
    for format in [Format::Markdown, Format::Html, Format::Text] {
        let text = written(&report, En, format);
        for told in [
            "2026-01-02T08:00:00Z",
            "for our sister shop",
            "Set aside at",
        ] {
            assert!(text.contains(told), "{format:?} lacks {told}: {text}");
        }
    }
}

#[test]
fn every_file_name_is_of_its_own() {
    let report = ready_report();
    let mut names: Vec<String> = Format::ALL
        .iter()
        .map(|format| format.file_name(&report))
        .collect();
    assert_eq!(names[0], "checkout-readiness-checkout-pro.json");
    names.sort();
    names.dedup();
    assert_eq!(names.len(), Format::ALL.len());
}
