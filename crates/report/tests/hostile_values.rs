//! Whatever a value contains, it stays a value, in every format.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use checkout_readiness_report::Format;
use checkout_readiness_wording::Language::{self, En};
use checkout_readiness_wording::clean;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use scraper::{Html, Node};
use support::{HOSTILE, poisoned, written};

fn anything() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(HOSTILE);
    prop_oneof![
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

/// Anything in which there is something to see: a blank note is left out like no note.
fn hostile() -> impl Strategy<Value = String> {
    anything().prop_filter("blank", |value| !clean(value).trim().is_empty())
}

/// What a reader of Markdown makes of it: the skeleton, without any text.
fn markdown_skeleton(text: &str) -> Vec<String> {
    let mut skeleton = Vec::new();
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}\n{text}"),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("image: {dest_url}\n{text}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(
                    dest_url.starts_with("https://www.mercadopago.com"),
                    "link: {dest_url}"
                );
            }
            Event::Start(
                tag @ (Tag::Emphasis
                | Tag::Strikethrough
                | Tag::CodeBlock(_)
                | Tag::FootnoteDefinition(_)),
            ) => panic!("{tag:?}\n{text}"),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) => {
                panic!("{event:?}\n{text}")
            }
            Event::Start(tag) => skeleton.push(format!("{tag:?}")),
            _ => {}
        }
    }
    skeleton
}

/// Every element of a page with its attributes' names, in order, and the text that holds `value`.
fn html_skeleton(text: &str) -> Vec<String> {
    let page = Html::parse_document(text);
    let elements = page.tree.nodes().filter_map(|node| match node.value() {
        Node::Element(element) => {
            let mut names: Vec<_> = element.attrs().map(|(name, _)| name).collect();
            names.sort_unstable();
            Some(format!("{} {names:?}", element.name()))
        }
        Node::Comment(comment) => panic!("a comment: {}\n{text}", &**comment),
        _ => None,
    });
    elements.collect()
}

/// Elements and attributes of an XML document.
fn xml_skeleton(text: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(text);
    let document = document.unwrap_or_else(|error| panic!("{error}\n{text}"));
    let elements = document.descendants().filter(|node| node.is_element());
    elements
        .map(|node| {
            let names: Vec<_> = node
                .attributes()
                .map(|attribute| attribute.name())
                .collect();
            format!("{} {names:?}", node.tag_name().name())
        })
        .collect()
}

fn lines(text: &str) -> usize {
    text.lines().count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_keeps_its_shape_whatever_the_values_are(value in hostile()) {
        for language in Language::ALL {
            let harmless = markdown_skeleton(&written(&poisoned("x"), language, Format::Markdown));
            let text = written(&poisoned(&value), language, Format::Markdown);
            prop_assert_eq!(markdown_skeleton(&text), harmless, "{}", text);
        }
    }

    #[test]
    fn markdown_shows_the_value(value in "[a-z`*_<>|&]{1,20}") {
        let text = written(&poisoned(&value), En, Format::Markdown);
        let codes: Vec<String> = Parser::new(&text)
            .filter_map(|event| match event {
                Event::Code(code) => Some(code.into_string()),
                _ => None,
            })
            .collect();
        prop_assert!(codes.contains(&value), "{} is not among {:?}", value, codes);
    }

    #[test]
    fn a_page_keeps_its_shape_whatever_the_values_are(value in hostile()) {
        let harmless = html_skeleton(&written(&poisoned("x"), En, Format::Html));
        let text = written(&poisoned(&value), En, Format::Html);
        prop_assert_eq!(html_skeleton(&text), harmless, "{}", text);
    }

    #[test]
    fn a_page_shows_the_value(value in "[a-z\"'*_<>|&;]{1,20}") {
        let page = Html::parse_document(&written(&poisoned(&value), En, Format::Html));
        let fact = scraper::Selector::parse("dd").expect("a selector");
        let mut shown = page.select(&fact).map(|fact| fact.text().collect::<String>());
        prop_assert!(shown.any(|text| text == value), "{} is not shown", value);
    }

    #[test]
    fn test_results_stay_test_results(value in hostile()) {
        let harmless = xml_skeleton(&written(&poisoned("x"), En, Format::JUnit));
        let text = written(&poisoned(&value), En, Format::JUnit);
        prop_assert_eq!(xml_skeleton(&text), harmless, "{}", text);
    }

    #[test]
    fn findings_stay_json(value in anything()) {
        for format in [Format::Sarif, Format::Json] {
            let text = written(&poisoned(&value), En, format);
            let read: Result<serde_json::Value, _> = serde_json::from_str(&text);
            prop_assert!(read.is_ok(), "{}", text);
        }
    }

    #[test]
    fn text_gets_one_line_a_fact_and_nothing_that_moves_a_cursor(value in hostile()) {
        for format in [Format::Text, Format::Ticket] {
            let harmless = written(&poisoned("x"), En, format);
            let text = written(&poisoned(&value), En, format);
            prop_assert_eq!(lines(&text), lines(&harmless), "{}", text);
            prop_assert!(!text.chars().any(|character| character.is_control() && character != '\n'));
        }
    }
}
