//! Every line of the two go-live pages is answered, as firmly as it is worded; and no product in no
//! country has a plan that contradicts itself.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use checkout_readiness_checks::contract::{Requirement, Severity};
use checkout_readiness_checks::judge::plan;
use checkout_readiness_checks::matrix;
use checkout_readiness_checks::profile::{Product, Profile, Site};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guide {
    product: Product,
    line: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    heading: String,
    asks: String,
    requirement: Requirement,
    severity: Severity,
    #[serde(default)]
    sites: Vec<Site>,
    checks: Vec<String>,
}

fn guides() -> [Guide; 2] {
    [
        include_str!("guides/online.toml"),
        include_str!("guides/point.toml"),
    ]
    .map(|text| toml::from_str(text).expect("a table of lines"))
}

/// Where the product is sold.
fn sites(product: Product) -> impl Iterator<Item = Site> {
    let sold = move |site: &Site| matrix::is_sold_in(product, *site);
    Site::ALL.iter().copied().filter(sold)
}

fn planned(product: Product, site: Option<Site>) -> Vec<(&'static str, Requirement, Severity)> {
    plan(&Profile { product, site })
        .map(|(check, severity)| (check.id, check.requirement, severity))
        .collect()
}

#[test]
fn every_line_of_the_two_pages_is_answered_as_firmly_as_it_is_worded() {
    for guide in guides() {
        for line in &guide.line {
            let applies = |site: &Site| line.sites.is_empty() || line.sites.contains(site);
            for site in sites(guide.product).filter(applies) {
                let plan = planned(guide.product, Some(site));
                let of = |id: &str| plan.iter().find(|(check, ..)| *check == id);
                for id in &line.checks {
                    let (_, requirement, severity) = of(id).unwrap_or_else(|| {
                        panic!("{} in {}: {id} is not asked", line.asks, site.name())
                    });
                    assert_eq!(*requirement, line.requirement, "{id}");
                    assert!(
                        *severity == line.severity || line.severity == Severity::Required,
                        "{id} is firmer than the page"
                    );
                }
                assert!(
                    line.checks
                        .iter()
                        .filter_map(|id| of(id))
                        .any(|(.., severity)| *severity == line.severity),
                    "{}: {} in {}",
                    line.heading,
                    line.asks,
                    site.name()
                );
            }
        }
    }
}

#[test]
fn a_line_for_some_countries_is_asked_nowhere_else() {
    for guide in guides() {
        for line in guide.line.iter().filter(|line| !line.sites.is_empty()) {
            for site in sites(guide.product).filter(|site| !line.sites.contains(site)) {
                let plan = planned(guide.product, Some(site));
                assert!(
                    !plan
                        .iter()
                        .any(|(id, ..)| line.checks.iter().any(|check| check == id)),
                    "{} in {}",
                    line.heading,
                    site.name()
                );
            }
        }
    }
}

#[test]
fn every_heading_of_a_page_is_as_firm_in_the_matrix() {
    for guide in guides() {
        for line in &guide.line {
            let severity = matrix::severity(line.requirement, guide.product);
            assert_eq!(severity, Some(line.severity), "{}", line.heading);
        }
    }
}

#[test]
fn no_plan_contradicts_itself_or_the_matrix() {
    for product in Product::ALL {
        for site in Site::ALL.iter().copied().map(Some).chain([None]) {
            let plan = planned(*product, site);
            let place = site.map_or("any country", Site::name);
            let place = [product.name(), " in ", place].concat();
            let has = |requirement| plan.iter().any(|(_, of, _)| *of == requirement);
            let asks = |id: &str| plan.iter().any(|(check, ..)| *check == id);

            let mut ids: Vec<&str> = plan.iter().map(|(id, ..)| *id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), plan.len(), "{place} asks something twice");

            for (id, requirement, severity) in &plan {
                let heading = matrix::severity(*requirement, *product);
                assert!(heading.is_some(), "{place}: {id} is under no heading");
                // Who believes forged notifications gives goods away, whatever a page recommends.
                let is_about_theft = *id == "webhook-verifies-signatures";
                assert!(
                    heading == Some(*severity)
                        || *severity == Severity::Recommended
                        || is_about_theft,
                    "{place}: {id} is firmer than its heading"
                );
            }
            for requirement in Requirement::ALL {
                let is_of_country = *requirement != Requirement::PixKey
                    || site.is_none_or(|site| site == Site::Mlb);
                let matters = matrix::severity(*requirement, *product).is_some();
                assert_eq!(
                    has(*requirement),
                    matters && is_of_country,
                    "{place}: {}",
                    requirement.name()
                );
            }
            let in_person = matches!(product, Product::Point | Product::Qr);
            assert_eq!(has(Requirement::Https), !in_person, "{place}");
            assert_eq!(asks("public-key-works"), !in_person, "{place}");
            assert_eq!(has(Requirement::Terminals), in_person, "{place}");
            assert_eq!(asks("product-is-offered-in-country"), in_person, "{place}");
            let is_point = *product == Product::Point;
            assert_eq!(asks("terminals-are-integrated"), is_point, "{place}");
            assert_eq!(asks("same-keys-as-in-development"), is_point, "{place}");
        }
    }
}

/// What a page says of the columns HTTPS, credentials, Pix key, notifications, quality, approval,
/// reports: `R` a requirement, `o` recommended or optional, `-` not on the page, `?` not known.
/// The pages of a product stand newest first.
const PAGES: &[(Product, &[&str])] = &[
    // Go to production today; that of 2022.
    (Product::CheckoutPro, &["RR--o--", "RR----o"]),
    // Go-live requirements of the Payments API, seen in part; their older text.
    (Product::CheckoutApi, &["RR?????", "RRRoRoo"]),
    (Product::Bricks, &["RRRoRoo"]),
    // Go to production; integration test.
    (Product::Orders, &["RR--?--", "RR-o-o-"]),
    (Product::Point, &["-RRRR-o"]),
    // Orders; attended and dynamic models of old.
    (Product::Qr, &["-R??R--", "-R-oR-o"]),
    // Prerequisites only.
    (Product::Subscriptions, &["?R?????"]),
    // WooCommerce; PrestaShop.
    (Product::Plugin, &["RRRoRoo", "-R-----"]),
];

const COLUMNS: [Requirement; 7] = [
    Requirement::Https,
    Requirement::Credentials,
    Requirement::PixKey,
    Requirement::Notifications,
    Requirement::Quality,
    Requirement::Approval,
    Requirement::Reports,
];

/// What the rules of the matrix make of the pages: of pages that differ the stricter counts for
/// what takes money safely, the newest with a word on it for the rest; where none has a word, the
/// general guide for online sales does, as a recommendation, if the heading concerns the product.
fn expected(product: Product, pages: &[&str], column: usize) -> Option<Severity> {
    let requirement = COLUMNS[column];
    let marks: Vec<char> = pages
        .iter()
        .filter_map(|page| page.chars().nth(column))
        .filter(|mark| matches!(mark, 'R' | 'o'))
        .collect();
    let is_about_money = matches!(
        requirement,
        Requirement::Https | Requirement::Credentials | Requirement::PixKey
    );
    let said = if is_about_money && marks.contains(&'R') {
        Some('R')
    } else {
        marks.first().copied()
    };
    let concerns = match requirement {
        Requirement::Https | Requirement::Approval => product.is_online(),
        // The tool does not measure subscriptions.
        Requirement::Quality => product != Product::Subscriptions,
        _ => true,
    };
    match said {
        Some('R') => Some(Severity::Required),
        Some(_) => Some(Severity::Recommended),
        // The one thing the general guide asks of every page that takes payments.
        None if requirement == Requirement::Https && concerns => Some(Severity::Required),
        None => concerns.then_some(Severity::Recommended),
    }
}

#[test]
fn the_matrix_follows_from_what_the_pages_say() {
    let products: Vec<Product> = PAGES.iter().map(|(product, _)| *product).collect();
    assert_eq!(products, Product::ALL);
    for (product, pages) in PAGES {
        assert!(pages.iter().all(|page| page.len() == COLUMNS.len()));
        for (column, requirement) in COLUMNS.iter().enumerate() {
            assert_eq!(
                matrix::severity(*requirement, *product),
                expected(*product, pages, column),
                "{}: {}",
                product.name(),
                requirement.name()
            );
        }
        let terminals = match product {
            Product::Point => Some(Severity::Required),
            Product::Qr => Some(Severity::Recommended),
            _ => None,
        };
        let found = matrix::severity(Requirement::Terminals, *product);
        assert_eq!(found, terminals, "{}", product.name());
    }
}

#[test]
fn point_and_qr_are_sold_in_four_countries_each_and_the_rest_everywhere() {
    for product in Product::ALL {
        let names: Vec<&str> = sites(*product).map(Site::name).collect();
        let expected: Vec<&str> = match product {
            Product::Point => vec!["MLA", "MLB", "MLM", "MLC"],
            Product::Qr => vec!["MLA", "MLB", "MLC", "MLU"],
            _ => Site::ALL.iter().map(|site| site.name()).collect(),
        };
        assert_eq!(names, expected, "{}", product.name());
    }
}
