//! The page as a browser and a screen reader find it: alone in its file, in one language, in order.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use checkout_readiness_report::Format;
use checkout_readiness_wording::Language;
use scraper::{ElementRef, Html, Selector};
use support::{full_report, ready_report, worst_report, written};

fn every_page() -> Vec<(Language, Html)> {
    let mut pages = Vec::new();
    for language in Language::ALL {
        for report in [ready_report(), worst_report(), full_report("payer.email")] {
            let text = written(&report, language, Format::Html);
            assert!(text.starts_with("<!DOCTYPE html>"), "{text}");
            let page = Html::parse_document(&text);
            assert!(page.errors.is_empty(), "{:?}\n{text}", page.errors);
            pages.push((language, page));
        }
    }
    pages
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect()
}

#[test]
fn nothing_is_run_and_nothing_is_loaded() {
    for (_, page) in every_page() {
        let forbidden = "script, link, img, iframe, object, embed, base, form, audio, video, use";
        assert!(all(&page, forbidden).is_empty());
        for element in all(&page, "*") {
            for (name, value) in element.value().attrs() {
                let is_link = element.value().name() == "a" && name == "href";
                assert!(!name.starts_with("on") && name != "style" && name != "src");
                assert!(is_link || !value.contains("://"), "{name}={value}");
                assert!(!is_link || value.starts_with("https://www.mercadopago.com"));
            }
        }
        for style in all(&page, "style") {
            let style = text(&style);
            assert!(!style.contains("url(") && !style.contains("@import"));
        }
        let policy = all(&page, "meta[http-equiv=Content-Security-Policy]");
        let policy = policy[0].value().attr("content").unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"));
    }
}

#[test]
fn it_prints_and_follows_the_reader_s_light_and_dark() {
    let page = &every_page()[0].1;
    let style = text(&all(page, "style")[0]);
    for rule in [
        "@media print",
        "break-inside: avoid",
        "break-before: page",
        "prefers-color-scheme: dark",
    ] {
        assert!(style.contains(rule), "{rule}");
    }
}

#[test]
fn it_says_its_language_and_its_headings_leave_out_no_level() {
    for (language, page) in every_page() {
        let root = page.root_element().value();
        assert_eq!(root.attr("lang"), Some(language.tag()));
        assert!(!text(&all(&page, "title")[0]).is_empty());
        assert_eq!(all(&page, "h1").len(), 1);
        let mut before = 0;
        for heading in all(&page, "h1, h2, h3, h4, h5, h6") {
            let level: u32 = heading.value().name()[1..].parse().expect("a level");
            assert!(level <= before + 1, "h{level} after h{before}");
            assert!(!text(&heading).trim().is_empty());
            before = level;
        }
        let ids: Vec<_> = all(&page, "[id]")
            .iter()
            .filter_map(|found| found.value().id())
            .collect();
        for section in all(&page, "[aria-labelledby]") {
            let label = section.value().attr("aria-labelledby").unwrap_or_default();
            assert_eq!(ids.iter().filter(|id| **id == label).count(), 1, "{label}");
        }
    }
}

#[test]
fn every_table_has_a_caption_and_headings_for_columns_and_rows() {
    let mut tables = 0;
    for (_, page) in every_page() {
        for table in all(&page, "table") {
            tables += 1;
            let in_table = |selector: &str| {
                let selector = Selector::parse(selector).expect("a selector");
                table.select(&selector).count()
            };
            assert_eq!(in_table("caption"), 1);
            let columns = in_table("thead th[scope=col]");
            assert!(columns >= 3);
            assert_eq!(in_table("tbody tr"), in_table("tbody th[scope=row]"));
            assert_eq!(
                in_table("tbody td") + in_table("tbody th"),
                in_table("tbody tr") * columns
            );
        }
    }
    assert!(tables > 10, "{tables}");
}

#[test]
fn the_chart_tells_in_words_and_in_a_table_what_it_draws() {
    for language in Language::ALL {
        let page = Html::parse_document(&written(&full_report("x"), language, Format::Html));
        let charts = all(&page, "figure");
        assert_eq!(charts.len(), 2);
        for chart in charts {
            let find = |selector: &str| {
                let selector = Selector::parse(selector).expect("a selector");
                chart.select(&selector).collect::<Vec<_>>()
            };
            let drawing = find("svg[role=img]")[0].value().attr("aria-label");
            let drawing = drawing.unwrap_or_default();
            let rows = find("tbody tr");
            assert_eq!(find("rect").len(), rows.len());
            assert_eq!(rows.len(), 4);
            for name in find("tbody th") {
                assert!(drawing.contains(&text(&name)), "{drawing}");
            }
            // The longest bar is the largest group, and comes first.
            let widths: Vec<u32> = find("rect")
                .iter()
                .map(|bar| {
                    bar.value()
                        .attr("width")
                        .and_then(|width| width.parse().ok())
                })
                .map(|width| width.expect("a width"))
                .collect();
            assert_eq!(widths, [320, 240, 160, 80]);
        }
    }
}
