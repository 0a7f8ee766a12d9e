//! Every language says everything, and nothing that nobody asks for.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::collections::BTreeSet;

use checkout_readiness_checks::check::shared;
use checkout_readiness_checks::checks::webhook_events_are_selected::{every_topic, peculiarities};
use checkout_readiness_checks::contract::{
    ItemClass, ItemState, Link, Mode, RejectionGroup, Requirement, Severity, Status, Verdict,
};
use checkout_readiness_checks::evidence::{
    AnsweredPage, CertificateProblem, DataItem, Part, Party, Place, ResourceKind, ReturnKind,
    SdkKind, SecretKind, Source, TrialKind, Unread, Why,
};
use checkout_readiness_checks::notified::Seat;
use checkout_readiness_checks::profile::{Product, Site};
use checkout_readiness_checks::reading::leftovers::TEST_PUBLIC_KEY;
use checkout_readiness_checks::registry;
use checkout_readiness_checks::sale::table::Aspect;
use checkout_readiness_wording::{Language, names, native};
use support::{outcome, placeholders, texts, without_category};

/// Texts of a language below a path, without plural categories and without numbers of steps.
fn keys(language: Language, below: &str) -> BTreeSet<String> {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    texts(language)
        .keys()
        .filter_map(|path| path.strip_prefix(below)?.strip_prefix('.'))
        .map(without_category)
        .map(|path| match path.rsplit_once('.') {
            Some((list, number)) if is_number(number) => list.to_owned(),
            _ => path.to_owned(),
        })
        .collect()
}

fn asks_for_an_act(status: Status) -> bool {
    !matches!(status, Status::Passed | Status::NotApplicable)
}

#[test]
fn every_file_of_every_language_can_be_read() {
    for language in Language::ALL {
        if let Err(broken) = native::texts(language) {
            panic!("{}: {}", broken.file, broken.error);
        }
    }
}

#[test]
fn every_check_has_its_texts_in_every_language_and_none_is_left_over() {
    for language in Language::ALL {
        for requirement in Requirement::ALL {
            let mut expected = BTreeSet::new();
            for check in registry::ALL
                .iter()
                .filter(|check| check.requirement == *requirement)
            {
                let mut expect =
                    |key: &[&str]| expected.insert([&[check.id], key].concat().join("."));
                expect(&["name"]);
                expect(&["why"]);
                for reason in check.reasons {
                    expect(&[reason.code, "title"]);
                    if reason.status == Status::Confirm {
                        expect(&[reason.code, "confirmed"]);
                    }
                    if asks_for_an_act(reason.status) {
                        expect(&[reason.code, "steps"]);
                    }
                }
            }
            let found = keys(language, requirement.name());
            assert_eq!(
                found,
                expected,
                "{}/{}.toml",
                language.code(),
                requirement.name()
            );
        }
    }
}

#[test]
fn every_shared_name_has_its_text_in_every_language_and_none_is_left_over() {
    let mut expected = BTreeSet::new();
    let mut expect = |table: &str, keys: &[&str]| {
        expected.extend(keys.iter().map(|key| [table, key].join(".")));
    };
    macro_rules! every {
        ($table:literal, $type:ty) => {
            expect(
                $table,
                &<$type>::ALL
                    .iter()
                    .map(|value| value.name())
                    .collect::<Vec<_>>(),
            )
        };
    }
    every!("verdict", Verdict);
    every!("verdict_sentence", Verdict);
    every!("status", Status);
    expect("status", &["confirmed"]);
    every!("severity", Severity);
    every!("requirement", Requirement);
    every!("product", Product);
    every!("site", Site);
    every!("mode", Mode);
    every!("link", Link);
    let groups = names::GROUPS.map(names::group_key);
    expect("group", &groups);
    expect("count", &groups);
    expect("mode_notice", &[Mode::Sandbox.name()]);
    expect(
        "report",
        &[
            "title",
            "counts",
            "product",
            "site",
            "site_unknown",
            "mode",
            "observed_at",
            "engine",
            "confirmed_at",
            "confirmed_by_operator",
        ],
    );
    for reason in shared::ALL {
        expect(reason.code, &["title", "steps"]);
    }
    expect("could_not_look", &["failure"]);
    for party in Party::ALL {
        let side = ["could_not_look", party.name()].join(".");
        expect(&side, &["failure", "steps"]);
    }
    for language in Language::ALL {
        let found: BTreeSet<String> = keys(language, "shared")
            .into_iter()
            .filter(|key| !is_of_a_known_cause(key))
            .collect();
        assert_eq!(found, expected, "{}/shared.toml", language.code());
    }
}

#[test]
fn every_datum_and_rejection_has_its_words_in_every_language_and_none_is_left_over() {
    let mut expected = BTreeSet::new();
    macro_rules! expect_every {
        ($table:literal, $type:ty) => {
            expected.extend(
                <$type>::ALL
                    .iter()
                    .map(|value| [$table, value.name()].join(".")),
            )
        };
    }
    expect_every!("item", DataItem);
    expect_every!("class", ItemClass);
    expect_every!("state", ItemState);
    expect_every!("aspect", Aspect);
    for group in RejectionGroup::ALL {
        for key in ["name", "advice"] {
            expected.insert(["rejection", group.name(), key].join("."));
        }
    }
    for language in Language::ALL {
        let found = keys(language, "sale");
        assert_eq!(found, expected, "{}/sale.toml", language.code());
    }
}

#[test]
fn every_datum_and_rejection_is_found_by_its_name() {
    for language in Language::ALL {
        let catalog = native::catalog(language);
        let mut labels = BTreeSet::new();
        for item in DataItem::ALL {
            let label = names::item(*item, catalog);
            assert!(labels.insert(label.clone()), "two items are called {label}");
        }
        let text = |path: &str| texts(language).remove(path).expect("the text exists");
        let (state, class) = (ItemState::TooLong, ItemClass::BestPractice);
        let group = RejectionGroup::ThreeDs;
        for (found, path) in [
            (names::item(DataItem::Email, catalog), "sale.item.email"),
            (names::item_state(state, catalog), "sale.state.too_long"),
            (
                names::item_class(class, catalog),
                "sale.class.best_practice",
            ),
            (
                names::aspect(Aspect::Security, catalog),
                "sale.aspect.security",
            ),
            (
                names::rejection(group, catalog),
                "sale.rejection.three_ds.name",
            ),
            (
                names::rejection_advice(group, catalog),
                "sale.rejection.three_ds.advice",
            ),
        ] {
            assert_eq!(found, text(path));
        }
    }
}

/// `could_not_look.<party>.<why>.failure` or `.steps`, which may be there or not.
fn is_of_a_known_cause(key: &str) -> bool {
    match key.split('.').collect::<Vec<_>>()[..] {
        ["could_not_look", party, why, "failure" | "steps"] => {
            Party::from_name(party).is_some() && Why::from_name(why).is_some()
        }
        _ => false,
    }
}

#[test]
fn every_vocabulary_is_complete() {
    for language in Language::ALL {
        let words = |vocabulary: &str| keys(language, &["facts.value", vocabulary].join("."));
        macro_rules! assert_words {
            ($vocabulary:literal, $type:ty $(, $more:literal)*) => {
                let mut expected: BTreeSet<String> =
                    <$type>::ALL.iter().map(|value| value.name().to_owned()).collect();
                expected.extend([$($more.to_owned()),*] as [String; _]);
                assert_eq!(words($vocabulary), expected, "{}", language.code());
            };
        }
        assert_words!("certificate", CertificateProblem);
        assert_words!("party", Party);
        // The widget says it of a run that its reader stopped.
        assert_words!("why", Why, "cancelled");
        assert_words!("source", Source);
        assert_words!("resource", ResourceKind);
        assert_words!("place", Place);
        assert_words!("return_kind", ReturnKind);
        assert_words!("sdk_scripts", SdkKind);
        assert_words!("secrets", SecretKind);
        assert_words!("unseen_parts", Unread, "drawn-by-scripts");
        assert_eq!(
            words("leftovers"),
            BTreeSet::from([TEST_PUBLIC_KEY.to_owned()])
        );
        let all: BTreeSet<String> = every_topic().into_iter().map(str::to_owned).collect();
        assert_eq!(words("topic"), all, "{}", language.code());
        let all: BTreeSet<String> = Product::ALL
            .iter()
            .flat_map(|product| peculiarities(*product))
            .map(|word| (*word).to_owned())
            .collect();
        assert_eq!(words("peculiarities"), all, "{}", language.code());
        assert_words!("seat", Seat);
        assert_words!("trial", TrialKind);
        for (vocabulary, all) in [
            ("timestamp_unit", ["seconds", "milliseconds", "either"]),
            ("id_case", ["verbatim", "lower", "either"]),
            ("id_from", ["query", "body", "either"]),
        ] {
            let all = BTreeSet::from(all.map(str::to_owned));
            assert_eq!(words(vocabulary), all, "{}", language.code());
        }
    }
}

#[test]
fn every_part_of_a_probe_and_every_page_that_answers_has_its_name() {
    for language in Language::ALL {
        let parts = Part::ALL.iter().map(|part| part.name().to_owned());
        assert_eq!(keys(language, "probe.part"), parts.collect());
        let pages = AnsweredPage::ALL.iter().map(|page| page.name().to_owned());
        assert_eq!(keys(language, "probe.page"), pages.collect());
    }
}

#[test]
fn every_fact_of_an_example_has_a_label_in_every_language() {
    for language in Language::ALL {
        let labels = keys(language, "facts.label");
        for check in registry::ALL {
            for example in (check.examples)() {
                for (name, _) in outcome(check, &example).details.0 {
                    // Which check it waits for is not shown as a fact.
                    let is_told = name == "waits_for" || labels.contains(&name);
                    assert!(is_told, "{}: {name}", language.code());
                }
            }
        }
    }
}

#[test]
fn every_label_is_of_a_fact_that_some_check_tells() {
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/../checks/src");
    let mut code = std::fs::read_to_string([sources, "/judge.rs"].concat()).unwrap();
    for file in ["/check.rs", "/dialects.rs"] {
        code.push_str(&std::fs::read_to_string([sources, file].concat()).unwrap());
    }
    // What a page's own check answered.
    code.push_str(r#""said""#);
    for folder in ["/checks", "/sale"] {
        for file in std::fs::read_dir([sources, folder].concat()).unwrap() {
            code.push_str(&std::fs::read_to_string(file.unwrap().path()).unwrap());
        }
    }
    for label in keys(Language::En, "facts.label") {
        assert!(
            code.contains(&format!("\"{label}\"")),
            "nothing tells {label}"
        );
    }
}

#[test]
fn all_languages_have_the_same_texts_with_the_same_placeholders() {
    let shape = |language: Language| {
        let mut shape = BTreeSet::new();
        for (path, text) in texts(language) {
            shape.insert((without_category(&path).to_owned(), placeholders(&text)));
        }
        shape
    };
    let english = shape(Language::En);
    for language in [Language::Pt, Language::Es] {
        let found = shape(language);
        let differences: Vec<_> = found.symmetric_difference(&english).collect();
        assert!(
            differences.is_empty(),
            "{}: {differences:#?}",
            language.code()
        );
    }
}

#[test]
fn no_text_mixes_up_activation_with_the_measuring_of_quality() {
    for language in Language::ALL {
        for (path, text) in texts(language) {
            assert!(
                !text.to_lowercase().contains("homolog"),
                "{}: {path}",
                language.code()
            );
        }
    }
}

#[test]
fn every_setting_that_is_named_exists() {
    const SETTINGS: &[&str] = &[
        "MP_ACCESS_TOKEN",
        "MP_BASE_URL",
        "MP_PUBLIC_KEY",
        "MP_WEBHOOK_SECRET",
        "MP_WEBHOOK_URL",
        "READINESS_CHECKOUT_URL",
        "READINESS_DEVELOPMENT_APPLICATION_ID",
        "READINESS_DEVELOPMENT_PUBLIC_KEY",
        "READINESS_EXPECTED_APPLICATION_ID",
        "READINESS_EXPECTED_USER_ID",
        "READINESS_ORIGINS",
        "READINESS_PROBE_ALLOW",
        "READINESS_PRODUCT",
        "READINESS_SITE",
        "READINESS_TOKEN",
        "READINESS_TOKEN_ISSUED_ON",
        "READINESS_WEBHOOK_READS_AGAIN",
    ];
    for language in Language::ALL {
        for (path, text) in texts(language) {
            for word in
                text.split(|character: char| !character.is_alphanumeric() && character != '_')
            {
                if word.starts_with("MP_") || word.starts_with("READINESS_") {
                    assert!(
                        SETTINGS.contains(&word),
                        "{}: {path}: {word}",
                        language.code()
                    );
                }
            }
        }
    }
}
