//! The way to the first sale reads well in every language, and no text of it is left over.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::collections::BTreeSet;

use checkout_readiness_checks::contract::{ChangeKind, Mode, Rehearsal, Step};
use checkout_readiness_checks::examples::brazil;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_wording::{Language, Words, native, way};
use support::{report, texts, without_category, worst};

#[test]
fn every_text_of_the_way_is_there_and_none_is_left_over() {
    let mut expected = BTreeSet::from(["path.hours".to_owned(), "path.minutes".to_owned()]);
    for kind in ChangeKind::ALL {
        expected.insert(["path.change.", kind.name()].concat());
    }
    for rehearsal in Rehearsal::ALL {
        for key in ["name", "steps"] {
            expected.insert(["path", rehearsal.name(), key].join("."));
        }
    }
    for language in Language::ALL {
        let found: BTreeSet<String> = texts(language)
            .keys()
            .filter(|path| path.starts_with("path."))
            .map(|path| without_category(path))
            .map(|path| match path.rsplit_once('.') {
                Some((list, number)) if number.parse::<usize>().is_ok() => list.to_owned(),
                _ => path.to_owned(),
            })
            .collect();
        assert_eq!(found, expected, "{}/path.toml", language.code());
    }
}

#[test]
fn every_step_of_the_way_says_what_to_do_and_what_comes_first() {
    for language in Language::ALL {
        let catalog = native::catalog(language);
        for product in Product::ALL {
            let report = report(Mode::Live, brazil(*product), worst(*product));
            assert!(report.path.len() > Rehearsal::ALL.len());
            let mut titles = BTreeSet::new();
            for step in &report.path {
                let words = way::step(step, &report.outcomes, catalog);
                assert!(!words.steps.is_empty(), "{}", step.step);
                assert!(!words.title.contains(['{', '}']), "{}", words.title);
                assert_ne!(words.title, step.step);
                assert!(words.minutes.contains(&step.minutes.to_string()));
                assert_eq!(words.waits_for.is_some(), step.waits_for.is_some());
                if let Some(first) = words.waits_for {
                    assert_ne!(Some(first), step.waits_for, "an id is no title");
                }
                titles.insert(words.title);
            }
            assert_eq!(titles.len(), report.path.len(), "titles tell steps apart");
        }
    }
}

#[test]
fn a_step_has_the_words_of_its_outcome_and_waits_for_the_title_of_another() {
    let catalog = native::catalog(Language::En);
    let report = report(
        Mode::Live,
        brazil(Product::CheckoutPro),
        worst(Product::CheckoutPro),
    );
    let first = report.path.first().expect("a shop with everything wrong");
    let outcome = report
        .outcomes
        .iter()
        .find(|outcome| outcome.check == first.step)
        .expect("the step's outcome");
    let words = way::step(first, &report.outcomes, catalog);
    assert_eq!(words.title, Words::of(outcome, catalog).title());
    assert_eq!(words.steps, Words::of(outcome, catalog).steps());

    let pay = report
        .path
        .iter()
        .find(|step| step.step == Rehearsal::Pay.name())
        .expect("the dress rehearsal");
    let blocker = pay.waits_for.as_deref().expect("a blocker is open");
    let outcome = report
        .outcomes
        .iter()
        .find(|outcome| outcome.check == blocker)
        .expect("the blocker's outcome");
    assert_eq!(
        way::step(pay, &report.outcomes, catalog).waits_for,
        Some(Words::of(outcome, catalog).title())
    );
}

#[test]
fn minutes_follow_the_plural_rules() {
    for (language, one, five) in [
        (Language::En, "about 1 minute", "about 5 minutes"),
        (
            Language::Es,
            "alrededor de 1 minuto",
            "alrededor de 5 minutos",
        ),
        (Language::Pt, "cerca de 1 minuto", "cerca de 5 minutos"),
    ] {
        let catalog = native::catalog(language);
        assert_eq!(way::minutes(1, catalog), one);
        assert_eq!(way::minutes(5, catalog), five);
    }
}

#[test]
fn every_kind_of_change_has_a_word_of_its_own() {
    for language in Language::ALL {
        let words: BTreeSet<String> = ChangeKind::ALL
            .iter()
            .map(|kind| way::change(*kind, native::catalog(language)))
            .collect();
        assert_eq!(words.len(), ChangeKind::ALL.len());
        for kind in ChangeKind::ALL {
            assert!(!words.contains(kind.name()), "{}", kind.name());
        }
    }
}

#[test]
fn a_step_nobody_knows_still_has_a_title() {
    let step = Step {
        step: "a-check-of\u{1b}-tomorrow".to_owned(),
        minutes: 3,
        waits_for: None,
    };
    let words = way::step(&step, &[], native::catalog(Language::En));
    assert_eq!(words.title, "a-check-of -tomorrow");
    assert!(words.steps.is_empty());
}
