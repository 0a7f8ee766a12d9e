//! Whatever a value contains, it stays a value: in words, on a terminal and in Markdown.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use checkout_readiness_checks::contract::{Details, Mode, Outcome, Report, Timestamp};
use checkout_readiness_checks::examples::{brazil, ready};
use checkout_readiness_checks::judge::judge;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_wording::{Language, Words, clean, fill, markdown, native, plain};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use support::report;

/// Texts made of what Markdown, HTML and terminals give a meaning to, and anything else.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("`"),
        Just("^"),
        Just("``"),
        Just("<img src=x onerror=alert(1)>"),
        Just("|"),
        Just("\n"),
        Just("\n\n# "),
        Just("\r"),
        Just("\u{1b}[31m"),
        Just("\u{202e}"),
        Just("]("),
        Just("!["),
        Just("**"),
        Just("_"),
        Just("~~"),
        Just("\\"),
        Just("&lt;"),
        Just("https://evil.example"),
        Just("{name}"),
        Just("{"),
        Just("}"),
        Just("- "),
        Just("1. "),
        Just("</script>"),
        Just("<!--"),
        Just(" "),
        Just("São"),
        Just("\u{0}"),
        Just("$x$"),
        Just("[^1]"),
    ];
    prop_oneof![
        prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

/// A report in which every text that could come from elsewhere is this one.
fn poisoned(value: &str) -> Report {
    let profile = brazil(Product::CheckoutPro);
    let mut outcomes: Vec<Outcome> = judge(&profile, &ready());
    for outcome in &mut outcomes {
        outcome.details = Details::none()
            .with("missing", value)
            .with("site", value)
            .with("url", value)
            .with("nickname", value)
            .with(
                "insecure_resources",
                vec![value.to_owned(), ["script: ", value].concat()],
            )
            .with(value, value);
    }
    outcomes[0].reason = "field_missing".to_owned();
    outcomes[0].status = checkout_readiness_checks::contract::Status::Inconclusive;
    outcomes[1].check = value.to_owned();
    outcomes[1].reason = value.to_owned();
    let mut report = report(Mode::Live, profile, outcomes);
    report.engine = value.to_owned();
    report.observed_at = Timestamp(value.to_owned());
    report
}

/// What a reader of Markdown makes of it: the skeleton, without any text.
fn skeleton(text: &str) -> Vec<String> {
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
                | Tag::Table(_)
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_is_put_into_a_text_as_it_is(value in hostile()) {
        let filled = fill("before {value} after", &mut |_| Some(value.clone()));
        prop_assert_eq!(filled, ["before ", &value, " after"].concat());
    }

    #[test]
    fn any_text_can_be_filled(text in hostile()) {
        let _ = fill(&text, &mut |_| Some(String::new()));
    }

    #[test]
    fn markdown_keeps_its_shape_whatever_the_values_are(value in hostile()) {
        for language in Language::ALL {
            let catalog = native::catalog(language);
            let harmless = skeleton(&markdown(&poisoned("x"), catalog));
            let text = markdown(&poisoned(&value), catalog);
            prop_assert_eq!(skeleton(&text), harmless, "{}", text);
        }
    }

    #[test]
    fn markdown_shows_the_value(value in "[a-z`*_<>|&]{1,20}") {
        let text = markdown(&poisoned(&value), native::catalog(Language::En));
        let codes: Vec<String> = Parser::new(&text)
            .filter_map(|event| match event {
                Event::Code(code) => Some(code.into_string()),
                _ => None,
            })
            .collect();
        prop_assert!(codes.contains(&value), "{} is not among {:?}", value, codes);
    }

    #[test]
    fn a_terminal_gets_one_line_a_fact_and_nothing_that_moves_its_cursor(value in hostile()) {
        let catalog = native::catalog(Language::En);
        let harmless = plain(&poisoned("x"), catalog);
        let text = plain(&poisoned(&value), catalog);
        prop_assert_eq!(text.lines().count(), harmless.lines().count());
        prop_assert!(!text.chars().any(|character| character.is_control() && character != '\n'));
    }

    #[test]
    fn words_hold_the_value_on_one_visible_line(value in hostile()) {
        let report = poisoned(&value);
        let words = Words::of(&report.outcomes[0], native::catalog(Language::Es));
        prop_assert!(words.title().contains(&clean(&value)));
        prop_assert!(words.facts().iter().all(|fact| !fact.value().contains('\n')));
    }
}
