//! What every rule owes to the registry, to its readers and to the first promise.

use checkout_readiness_checks::check::{Needs, shared};
use checkout_readiness_checks::contract::{Status, Verdict, verdict};
use checkout_readiness_checks::evidence::Evidence;
use checkout_readiness_checks::examples::{brazil, change, ready};
use checkout_readiness_checks::judge::{judge, judge_one, plan};
use checkout_readiness_checks::profile::{Product, Profile};
use checkout_readiness_checks::registry;
use checkout_readiness_checks::sites::{COUNTRIES, Country};

#[test]
fn every_id_is_the_name_of_its_file() {
    let mut files: Vec<String> =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/checks"))
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
            .filter(|name| name != "mod.rs")
            .map(|name| name.trim_end_matches(".rs").replace('_', "-"))
            .collect();
    let mut ids: Vec<String> = registry::ALL
        .iter()
        .map(|check| check.id.to_owned())
        .collect();
    files.sort();
    ids.sort();
    assert_eq!(files, ids);
}

#[test]
fn every_declared_reason_has_an_example_that_leads_to_it() {
    for check in registry::ALL {
        let examples = (check.examples)();
        for reason in check.reasons {
            assert!(
                examples.iter().any(|example| example.reason == reason.code),
                "{} declares {} and has no example of it",
                check.id,
                reason.code
            );
        }
        for example in examples {
            let severity = (check.matters)(example.profile.product).expect("examples apply");
            let outcome = judge_one(check, severity, &example.profile, &example.evidence);
            assert_eq!(outcome.reason, example.reason, "example of {}", check.id);
            let declared = check
                .reasons
                .iter()
                .find(|reason| reason.code == outcome.reason);
            assert_eq!(
                declared.map(|reason| reason.status),
                Some(outcome.status),
                "{}",
                check.id
            );
        }
    }
}

#[test]
fn reasons_are_distinct_and_never_hide_a_shared_one() {
    for check in registry::ALL {
        let mut codes: Vec<&str> = check.reasons.iter().map(|reason| reason.code).collect();
        codes.extend(shared::ALL.iter().map(|reason| reason.code));
        codes.sort_unstable();
        let count = codes.len();
        codes.dedup();
        assert_eq!(count, codes.len(), "{} repeats a reason", check.id);
    }
}

#[test]
fn a_failing_reason_is_judged_as_declared_for_every_product_it_matters_to() {
    for product in Product::ALL {
        for (check, severity) in plan(&brazil(*product)) {
            let outcome = judge_one(check, severity, &brazil(*product), &ready());
            assert!(
                !matches!(
                    outcome.status,
                    Status::Failed | Status::Skipped | Status::Inconclusive
                ),
                "{} for {} of the ready shop: {}",
                check.id,
                product.name(),
                outcome.reason
            );
        }
    }
}

/// The ready shop, moved to another country with everything that belongs to it.
fn ready_in(country: &Country) -> Evidence {
    let site = country.site;
    let mut evidence = ready();
    change(&mut evidence.account, |account| {
        account.site = Some(site.name().to_owned());
        account.country = Some(country.code.to_owned());
    });
    change(&mut evidence.application, |application| {
        application.site = Some(site.name().to_owned());
    });
    change(&mut evidence.recent_payments, |recent| {
        for payment in &mut recent.payments {
            payment.currency = Some(country.currency.to_owned());
        }
    });
    change(&mut evidence.payment_methods, |methods| {
        methods.retain(|method| method.id != "pix" || country.has_pix);
    });
    evidence
}

#[test]
fn the_ready_shop_waits_for_a_person_and_for_nothing_else() {
    for country in COUNTRIES {
        let evidence = ready_in(country);
        let profile = Profile {
            product: Product::CheckoutPro,
            site: Some(country.site),
        };
        let outcomes = judge(&profile, &evidence);
        let open: Vec<&str> = outcomes
            .iter()
            .filter(|outcome| !matches!(outcome.status, Status::Passed | Status::NotApplicable))
            .map(|outcome| outcome.check.as_str())
            .collect();
        assert_eq!(
            open,
            ["page-has-no-mixed-content", "webhook-events-are-selected"]
        );
        assert_eq!(verdict(&outcomes), Verdict::Undecided);
    }
}

#[test]
fn a_check_reads_at_least_what_it_says_it_needs() {
    for check in registry::ALL {
        if let Needs::Any(sources) = check.needs {
            assert!(sources.len() > 1, "{}: any of one is all", check.id);
        }
    }
}
