//! Every product's report in every country and language, as a person has read it: of the shop that
//! is ready and of one with everything wrong. The first country is written out, the others are the
//! lines in which they differ from it, apart from the host of their links. `UPDATE_EXPECTED=1` writes them anew.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use checkout_readiness_checks::contract::{Mode, Report};
use checkout_readiness_checks::evidence::Evidence;
use checkout_readiness_checks::examples::{change, ready};
use checkout_readiness_checks::judge::judge;
use checkout_readiness_checks::matrix::is_sold_in;
use checkout_readiness_checks::profile::{Product, Profile, Site};
use checkout_readiness_report::Format;
use checkout_readiness_wording::Language;
use similar::{ChangeTag, TextDiff};
use support::{assert_expected, confirmed, report, worst, written};

/// Country and currency of an account.
const fn places(site: Site) -> (&'static str, &'static str) {
    match site {
        Site::Mla => ("AR", "ARS"),
        Site::Mlb => ("BR", "BRL"),
        Site::Mlm => ("MX", "MXN"),
        Site::Mlc => ("CL", "CLP"),
        Site::Mco => ("CO", "COP"),
        Site::Mpe => ("PE", "PEN"),
        Site::Mlu => ("UY", "UYU"),
    }
}

/// The shop that is ready, in another country.
fn ready_in(site: Site) -> Evidence {
    let (country, currency) = places(site);
    let (name, currency) = (Some(site.name().to_owned()), Some(currency.to_owned()));
    let mut evidence = ready();
    change(&mut evidence.account, |account| {
        account.site.clone_from(&name);
        account.country = Some(country.to_owned());
    });
    change(&mut evidence.application, |application| {
        application.site.clone_from(&name);
    });
    change(&mut evidence.recent_payments, |recent| {
        for payment in &mut recent.payments {
            payment.currency.clone_from(&currency);
        }
    });
    change(&mut evidence.payment, |payment| payment.currency = currency);
    if site != Site::Mlb {
        change(&mut evidence.payment_methods, |methods| {
            methods.retain(|method| method.id != "pix");
        });
        change(&mut evidence.payment_history, |history| {
            history.approved_by_pix = 0;
        });
    }
    evidence
}

fn ready_report(profile: Profile, site: Site) -> Report {
    let outcomes = judge(&profile, &ready_in(site));
    report(
        Mode::Live,
        profile,
        outcomes.into_iter().map(confirmed).collect(),
    )
}

fn worst_report(profile: Profile, _: Site) -> Report {
    report(Mode::Live, profile, worst(&profile))
}

/// Brazil first, because there alone every check matters.
fn sites(product: Product) -> Vec<Site> {
    let mut sites: Vec<Site> = Site::ALL
        .iter()
        .copied()
        .filter(|site| is_sold_in(product, *site))
        .collect();
    sites.sort_by_key(|site| *site != Site::Mlb);
    sites
}

/// The first country whole, then what differs in each other one.
fn told(product: Product, language: Language, of: fn(Profile, Site) -> Report) -> String {
    let in_country = |site: Site| {
        let profile = Profile {
            product,
            site: Some(site),
        };
        written(&of(profile, site), language, Format::Markdown)
    };
    let sites = sites(product);
    let [first, others @ ..] = &sites[..] else {
        panic!("{} is sold nowhere", product.name());
    };
    let whole = in_country(*first);
    let mut text = format!("<!-- {} -->\n\n{whole}", first.name());
    for site in others {
        // Links lead to the country's own host: said once, and taken as read below.
        let (host, own) = (first.panel_host(), site.panel_host());
        let other = in_country(*site);
        let strays = other.lines().filter(|line| line.contains(host));
        // Brazil alone has Pix, whatever country was declared.
        let strays: Vec<&str> = strays.filter(|line| !line.contains("/stop/pix")).collect();
        assert!(strays.is_empty(), "{}: {strays:#?}", site.name());
        let other = other.replace(own, host);
        write!(text, "\n<!-- {}, {own} -->\n\n", site.name()).expect("memory");
        for change in TextDiff::from_lines(&whole, &other).iter_all_changes() {
            let sign = match change.tag() {
                ChangeTag::Equal => continue,
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            write!(text, "{sign} {}", change.value()).expect("memory");
        }
    }
    text
}

fn name(product: Product, language: Language, kind: &str) -> String {
    format!("{}.{}.{kind}.md", product.name(), language.code())
}

#[test]
fn every_product_reads_as_expected_in_every_country_and_language() {
    for product in Product::ALL {
        for language in Language::ALL {
            for (kind, of) in [
                ("ready", ready_report as fn(Profile, Site) -> Report),
                ("worst", worst_report),
            ] {
                let text = told(*product, language, of);
                assert_expected(&name(*product, language, kind), &text);
            }
        }
    }
}

#[test]
fn no_expected_report_is_left_over() {
    let known: BTreeSet<String> = Product::ALL
        .iter()
        .flat_map(|product| Language::ALL.map(|language| (product, language)))
        .flat_map(|(product, language)| {
            ["ready", "worst"].map(|kind| name(*product, language, kind))
        })
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected");
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let found = entry.expect("a file").file_name().into_string();
        let found = found.expect("a plain name");
        // Reports of single formats have names of three parts at most, or end otherwise.
        if found.ends_with(".md") && found.matches('.').count() == 3 {
            assert!(known.contains(&found), "{found} is of nothing");
        }
    }
}
