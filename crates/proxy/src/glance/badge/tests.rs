//! Badges of every verdict, age, theme and language, by a fixed clock.

use checkout_readiness_checks::contract::Timestamp;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_wording::{Language, native};
use jiff::SignedDuration;

use super::*;
use crate::glance::GlanceCounts;

fn glance(verdict: Verdict, hours: Option<i64>, mode: Mode) -> Glance {
    let moment = hours.map(|_| Timestamp("2026-01-01T00:00:00.000Z".to_owned()));
    Glance {
        mode,
        product: Product::CheckoutPro,
        site: None,
        verdict,
        observed_at: moment.clone(),
        fresh_until: moment.clone(),
        expires_at: moment,
        counts: GlanceCounts::default(),
        age: hours.map(SignedDuration::from_hours),
    }
}

/// The texts of a badge: its title, the verdict, what stands after it.
fn texts(badge: &Badge) -> [String; 3] {
    let document = scraper::Html::parse_fragment(&badge.svg);
    ["title", "text.w", "text.m"].map(|selector| {
        let selector = scraper::Selector::parse(selector).unwrap();
        let found: Vec<_> = document.select(&selector).collect();
        assert_eq!(found.len(), 1, "{}", badge.svg);
        found[0].text().collect()
    })
}

fn drawn(glance: &Glance, theme: Theme, language: Language) -> Badge {
    draw(glance, theme, native::catalog(language))
}

#[test]
fn a_badge_says_the_verdict_its_age_and_that_it_is_old() {
    for (verdict, hours, language, expected) in [
        (Verdict::Ready, Some(3), Language::En, ["Ready", "3 h ago"]),
        (
            Verdict::Ready,
            Some(24),
            Language::En,
            ["Ready", "1 day ago · old"],
        ),
        (
            Verdict::NotReady,
            Some(50),
            Language::Pt,
            ["Não está pronto", "há 2 dias · antigo"],
        ),
        (
            Verdict::Undecided,
            Some(0),
            Language::Es,
            ["Sin definir", "ahora"],
        ),
        (
            Verdict::NotRun,
            None,
            Language::En,
            ["Not checked", "no full check in 7 days"],
        ),
    ] {
        let badge = drawn(&glance(verdict, hours, Mode::Live), Theme::Auto, language);
        let [title, words, remarks] = texts(&badge);
        assert_eq!([words.as_str(), remarks.as_str()], expected);
        let whole = names::verdict(verdict, native::catalog(language));
        assert_eq!(title, format!("Checkout Pro: {whole} · {remarks}"));
    }
}

#[test]
fn the_sandbox_is_named_in_every_language_and_state() {
    for language in Language::ALL {
        for (verdict, hours) in [
            (Verdict::Ready, Some(0)),
            (Verdict::NotReady, Some(30)),
            (Verdict::NotRun, None),
        ] {
            let of = |mode| {
                texts(&drawn(
                    &glance(verdict, hours, mode),
                    Theme::Light,
                    language,
                ))
            };
            let [title, _, remarks] = of(Mode::Sandbox);
            assert!(
                title.contains("sandbox:") && remarks.contains("sandbox:"),
                "{title}"
            );
            let [title, ..] = of(Mode::Live);
            assert!(!title.to_lowercase().contains("sandbox"), "{title}");
        }
    }
}

#[test]
fn what_is_not_fresh_is_grey_and_every_verdict_has_a_shape_and_colour_of_its_own() {
    let svg = |verdict, hours| {
        drawn(
            &glance(verdict, hours, Mode::Live),
            Theme::Light,
            Language::En,
        )
        .svg
    };
    let colour = |svg: &str| svg.split(".c{fill:").nth(1).unwrap()[..7].to_owned();
    let outline = |svg: &str| {
        let paths = svg.split("<path").skip(1).take(2);
        paths
            .filter_map(|path| path.split('>').next().map(str::to_owned))
            .collect::<String>()
    };
    let (mut colours, mut shapes) = (Vec::new(), Vec::new());
    for verdict in [Verdict::Ready, Verdict::NotReady, Verdict::Undecided] {
        let (fresh, old) = (svg(verdict, Some(23)), svg(verdict, Some(24)));
        assert_eq!(colour(&old), colour(&svg(Verdict::NotRun, None)));
        assert_eq!(outline(&old), outline(&fresh));
        colours.push(colour(&fresh));
        shapes.push(outline(&fresh));
    }
    colours.push(colour(&svg(Verdict::NotRun, None)));
    shapes.push(outline(&svg(Verdict::NotRun, None)));
    for all in [&mut colours, &mut shapes] {
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 4, "{all:?}");
    }
}

#[test]
fn a_badge_is_small_well_formed_without_script_and_styled_by_what_its_policy_names() {
    for theme in Theme::ALL {
        for language in Language::ALL {
            for verdict in Verdict::ALL {
                let asked = glance(*verdict, Some(100), Mode::Sandbox);
                let Badge { svg, policy } = drawn(&asked, theme, language);
                assert!(svg.len() < 2048, "{} bytes", svg.len());
                assert!(!svg.contains("script") && !svg.contains("style="), "{svg}");
                assert!(svg.contains(r#"role="img""#) && svg.contains(r#"aria-labelledby="t""#));
                roxmltree::Document::parse(&svg).unwrap();
                let style = svg.split("<style>").nth(1).unwrap();
                let style = style.split("</style>").next().unwrap();
                let digest = STANDARD.encode(Sha256::digest(style));
                assert!(
                    policy.contains(&format!("style-src 'sha256-{digest}'")),
                    "{policy}"
                );
                assert_eq!(style.contains("prefers-color-scheme"), theme == Theme::Auto);
            }
        }
    }
}
