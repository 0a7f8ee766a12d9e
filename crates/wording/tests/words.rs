//! One outcome in words: every example reads well in every language.

#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at the first surprise"
)]

mod support;

use checkout_readiness_checks::check::shared;
use checkout_readiness_checks::contract::{Details, Fact, Outcome, Requirement, Severity, Status};
use checkout_readiness_checks::evidence::{Party, Source, Why};
use checkout_readiness_checks::registry;
use checkout_readiness_wording::{Catalog, Language, Words, counted, fill, native};
use support::{confirmed, outcome, placeholders};

fn of_reason(reason: &str, status: Status, details: Details) -> Outcome {
    Outcome {
        check: "access-token-works".to_owned(),
        requirement: Requirement::Credentials,
        severity: Severity::Required,
        status,
        reason: reason.to_owned(),
        details,
        link: None,
        observed_at: None,
        elapsed_ms: None,
        confirmation: None,
        dismissal: None,
        items: Vec::new(),
        groups: Vec::new(),
    }
}

#[test]
fn every_placeholder_of_a_text_is_a_fact_of_every_example() {
    for language in Language::ALL {
        let catalog = native::catalog(language);
        for check in registry::ALL {
            for example in (check.examples)() {
                let outcome = outcome(check, &example);
                let path = [check.requirement.name(), check.id, &outcome.reason].join(".");
                let mut texts = catalog.list(&[&path, ".steps"].concat());
                for key in [".title", ".confirmed"] {
                    texts.extend(counted(catalog, &[&path, key].concat(), Some(2)));
                }
                for name in texts.iter().flat_map(|text| placeholders(text)) {
                    assert!(
                        outcome.details.get(&name).is_some(),
                        "{} {path}: {{{name}}} is not among its facts",
                        language.code()
                    );
                }
            }
        }
    }
}

#[test]
fn every_example_has_a_title_of_its_own_and_steps_where_something_is_open() {
    for language in Language::ALL {
        let catalog = native::catalog(language);
        for check in registry::ALL {
            for example in (check.examples)() {
                let outcome = outcome(check, &example);
                let words = Words::of(&outcome, catalog);
                let title = words.title();
                assert_ne!(title, words.name(), "{} {}", check.id, outcome.reason);
                assert!(!title.contains(['{', '}']), "{title}");
                assert!(!words.why().is_empty());
                let is_open = !matches!(outcome.status, Status::Passed | Status::NotApplicable);
                assert_eq!(
                    !words.steps().is_empty(),
                    is_open,
                    "{} {}",
                    check.id,
                    outcome.reason
                );
                for fact in words.facts() {
                    assert!(
                        !fact.label.is_empty() && !fact.value().is_empty(),
                        "{fact:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_a_person_confirmed_says_so_and_asks_for_nothing_more() {
    for language in Language::ALL {
        for check in registry::ALL {
            for example in (check.examples)() {
                let before = outcome(check, &example);
                if before.status == Status::Confirm {
                    let after = confirmed(before.clone());
                    let catalog = native::catalog(language);
                    let words = Words::of(&after, catalog);
                    assert_ne!(words.title(), Words::of(&before, catalog).title());
                    assert_ne!(words.title(), words.name());
                    assert!(words.steps().is_empty());
                }
            }
        }
    }
}

#[test]
fn what_could_not_be_looked_at_says_on_which_side_and_what_to_do() {
    for language in Language::ALL {
        let catalog = native::catalog(language);
        for party in Party::ALL {
            for why in Why::ALL {
                let outcome = of_reason(
                    shared::COULD_NOT_LOOK.code,
                    Status::Inconclusive,
                    Details::none()
                        .with("source", Source::Account.name())
                        .with("party", party.name())
                        .with("why", why.name()),
                );
                let words = Words::of(&outcome, catalog);
                let side = match (language, party) {
                    (Language::En, Party::Browser) => "browser",
                    (Language::En, Party::Proxy) => "readiness proxy",
                    (Language::En, Party::Merchant) => "our server",
                    (Language::Es, Party::Browser) => "navegador",
                    (Language::Es, Party::Proxy) => "proxy de verificación",
                    (Language::Es, Party::Merchant) => "u servidor",
                    (Language::Pt, Party::Browser) => "navegador",
                    (Language::Pt, Party::Proxy) => "proxy de verificação",
                    (Language::Pt, Party::Merchant) => "seu servidor",
                    (_, Party::MercadoPago) => "Mercado Pago",
                };
                let title = words.title();
                assert!(title.contains(side), "{title}");
                assert!(title.contains(&words.name()), "{title}");
                assert!(!title.contains('…') && !title.contains('{'), "{title}");
                assert!(!words.steps().is_empty());
                assert_eq!(words.facts().len(), 3);
            }
        }
    }
}

#[test]
fn shared_reasons_are_worded_for_every_check() {
    for language in Language::ALL {
        let catalog = native::catalog(language);
        for reason in shared::ALL {
            let details = Details::none().with("missing", "status.sell");
            let outcome = of_reason(reason.code, reason.status, details);
            let words = Words::of(&outcome, catalog);
            assert!(words.title().contains(&words.name()), "{}", words.title());
            assert!(!words.steps().is_empty(), "{}", reason.code);
            assert!(words.steps().iter().all(|step| !step.contains(['{', '…'])));
        }
    }
}

#[test]
fn a_title_that_counts_follows_the_plural_rules() {
    let title = |language, count: i64| {
        let mut outcome = of_reason(
            "insecure_resources",
            Status::Failed,
            Details::none().with("count", count),
        );
        outcome.check = "page-has-no-mixed-content".to_owned();
        outcome.requirement = Requirement::Https;
        Words::of(&outcome, native::catalog(language)).title()
    };
    assert_eq!(
        title(Language::En, 1),
        "The page uses 1 address without HTTPS"
    );
    assert_eq!(
        title(Language::En, 2),
        "The page uses 2 addresses without HTTPS"
    );
    assert_eq!(
        title(Language::Es, 1),
        "La página usa 1 dirección sin HTTPS"
    );
    assert_eq!(
        title(Language::Es, 5),
        "La página usa 5 direcciones sin HTTPS"
    );
    assert_eq!(title(Language::Pt, 1), "A página usa 1 endereço sem HTTPS");
    assert_eq!(
        title(Language::Pt, 21),
        "A página usa 21 endereços sem HTTPS"
    );
}

#[test]
fn zero_is_singular_in_portuguese_only() {
    assert_eq!(native::catalog(Language::Pt).plural(0), "one");
    assert_eq!(native::catalog(Language::Es).plural(0), "other");
    assert_eq!(native::catalog(Language::En).plural(0), "other");
    assert_eq!(native::catalog(Language::En).plural(-1), "one");
}

#[test]
fn a_text_of_one_form_needs_no_number_and_a_counted_one_falls_back_to_other() {
    let catalog = native::catalog(Language::En);
    assert_eq!(
        counted(catalog, "shared.status.passed", Some(3)).as_deref(),
        Some("Passed")
    );
    assert_eq!(
        counted(catalog, "shared.count.blocker", None).as_deref(),
        Some("{count} blockers")
    );
    assert_eq!(counted(catalog, "shared.nothing", Some(1)), None);
}

#[test]
fn a_line_made_of_our_words_and_a_value_is_worded_part_by_part() {
    let lines = |name: &str, line: &str| {
        let details = Details::none().with(name, vec![line.to_owned()]);
        let outcome = of_reason("accepted", Status::Passed, details);
        let facts = Words::of(&outcome, native::catalog(Language::En)).facts();
        facts.iter().map(|fact| fact.value()).collect::<String>()
    };
    assert_eq!(
        lines("secrets", "access-token: inline-script: 12 …0001"),
        "Access Token: script on the page: 12 …0001"
    );
    assert_eq!(
        lines("leftovers", "storage: sandbox.mercadopago.com.br"),
        "browser storage: sandbox.mercadopago.com.br"
    );
    assert_eq!(
        lines("nickname", "markup: script"),
        "markup: script",
        "a name is left alone"
    );
}

#[test]
fn values_of_our_vocabularies_are_words_and_others_are_left_alone() {
    let outcome = of_reason(
        "accepted",
        Status::Passed,
        Details::none()
            .with("site", "MLB")
            .with("certificate", "wrong-name")
            .with("network", "a-new-one")
            .with("works_once_cleaned", true)
            .with(
                "insecure_resources",
                vec!["form: http://a.example/pay".to_owned()],
            )
            .with("topics", vec!["payment".to_owned(), "order".to_owned()])
            .with("nickname", "MLB")
            .with("something_new", 7_i64),
    );
    let facts = Words::of(&outcome, native::catalog(Language::Pt)).facts();
    let shown: Vec<(&str, String)> = facts
        .iter()
        .map(|fact| (fact.label.as_str(), fact.value()))
        .collect();
    assert_eq!(
        shown,
        [
            ("País da conta", "Brasil".to_owned()),
            (
                "Problema do certificado",
                "foi emitido para outro nome".to_owned()
            ),
            ("Tipo de rede", "a-new-one".to_owned()),
            ("Funciona depois de limpo", "sim".to_owned()),
            (
                "Carregado sem HTTPS",
                "destino de formulário: http://a.example/pay".to_owned()
            ),
            (
                "Eventos a selecionar",
                "Pagamentos (payment), Order (order)".to_owned()
            ),
            ("Nome da conta", "MLB".to_owned()),
            ("something_new", "7".to_owned()),
        ]
    );
}

#[test]
fn an_outcome_nobody_knows_still_has_a_title() {
    let mut outcome = of_reason("unheard_of", Status::Failed, Details::none());
    assert_eq!(
        Words::of(&outcome, native::catalog(Language::En)).title(),
        "Access Token"
    );
    outcome.check = "a-check-of-tomorrow".to_owned();
    let words = Words::of(&outcome, native::catalog(Language::En));
    assert_eq!(words.title(), "a-check-of-tomorrow");
    assert!(words.steps().is_empty() && words.why().is_empty());
}

#[test]
fn a_value_is_never_read_as_a_text() {
    let details = Details::none().with("missing", "{name} {missing} {why}");
    let outcome = of_reason(shared::FIELD_MISSING.code, Status::Inconclusive, details);
    let title = Words::of(&outcome, native::catalog(Language::En)).title();
    assert!(title.contains("{name} {missing} {why}"), "{title}");
    assert_eq!(fill("{a}", &mut |_| Some("{a}".to_owned())), "{a}");
    assert_eq!(
        outcome.details.get("missing"),
        Some(&Fact::Text("{name} {missing} {why}".into()))
    );
}
