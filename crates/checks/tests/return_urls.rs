//! Return URLs: whose they are, what was seen of them, and which answer comes first.
#![cfg(feature = "examples")]

use checkout_readiness_checks::check::Finding;
use checkout_readiness_checks::checks::return_urls_are_https::CHECK;
use checkout_readiness_checks::contract::Status;
use checkout_readiness_checks::evidence::{
    Endpoint, EndpointProblem, Evidence, Observation, Order, Party, Preference, ReturnKind,
    ReturnUrl, Why,
};
use checkout_readiness_checks::examples::{brazil, change, ready, seen, unreachable};

use checkout_readiness_checks::profile::{Product, Profile};

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    (CHECK.judge)(profile, evidence)
}

fn of(address: &str) -> ReturnUrl {
    ReturnUrl {
        kind: ReturnKind::Success,
        url: address.to_owned(),
    }
}

#[test]
fn a_failure_comes_before_what_was_not_seen_and_that_before_a_question() {
    let mut evidence = ready();
    change(&mut evidence.preference, |preference| {
        preference.return_urls = vec![
            of("https://gone.example/"),
            of("example-store://thanks"),
            of("https://store.example/thanks"),
        ];
    });
    let reason = |evidence: &Evidence| judge(&brazil(Product::CheckoutPro), evidence).reason.code;
    assert_eq!(reason(&evidence), "not_all_seen");
    change(&mut evidence.return_urls, |endpoints| {
        for endpoint in endpoints {
            endpoint.problem = Some(EndpointProblem::UnknownHost);
        }
    });
    assert_eq!(reason(&evidence), "host_unknown");
}

#[test]
fn addresses_nobody_visited_are_no_pass_and_no_failure() {
    for unseen in [
        Observation::Absent,
        Observation::NotAsked,
        unreachable(Party::Merchant, Why::Timeout),
        seen(Vec::new()),
        seen(vec![Endpoint::default()]),
    ] {
        let mut evidence = ready();
        evidence.return_urls = unseen;
        let finding = judge(&brazil(Product::Orders), &evidence);
        let reason = finding.reason;
        assert_eq!(reason.status, Status::Inconclusive, "{}", reason.code);
    }
}

#[test]
fn what_was_seen_of_a_host_counts_for_the_port_that_was_visited() {
    for (address, expected) in [
        ("https://store.example:443/thanks", "all_are_reached"),
        ("https://STORE.example/other", "all_are_reached"),
        ("https://store.example:8443/thanks", "not_all_seen"),
        ("https://www.store.example/thanks", "not_all_seen"),
    ] {
        let mut evidence = ready();
        change(&mut evidence.preference, |preference| {
            preference.return_urls = vec![of(address)];
        });
        change(&mut evidence.order, |order| order.return_urls.clear());
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.reason.code, expected, "{address}");
    }
}

#[test]
fn a_document_that_was_not_read_does_not_show_that_there_are_none() {
    let mut evidence = ready();
    evidence.preference = seen(Preference::default());
    evidence.order = seen(Order {
        user_id: evidence.account.seen().map(|it| it.user_id.clone()),
        ..Order::default()
    });
    let finding = judge(&brazil(Product::CheckoutPro), &evidence);
    assert_eq!(finding.reason.code, "field_missing");
}

#[test]
fn the_sale_of_another_account_neither_passes_nor_fails() {
    let somebody_else = || Some("200000002".to_owned());
    for address in [
        "https://store.example/thanks",
        "http://store.example/thanks",
    ] {
        let mut evidence = ready();
        change(&mut evidence.preference, |preference| {
            preference.return_urls = vec![of(address)];
        });
        change(&mut evidence.payment, |it| {
            it.collector_id = somebody_else()
        });
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.reason.code, "no_sale_inspected", "{address}");
        // One whose payment is of this account, and its preference is not.
        let mut evidence = ready();
        evidence.order = Observation::Absent;
        change(&mut evidence.preference, |preference| {
            preference.return_urls = vec![of(address)];
            preference.collector_id = somebody_else();
        });
        for product in [Product::CheckoutPro, Product::Plugin] {
            let finding = judge(&brazil(product), &evidence);
            assert_eq!(finding.reason.code, "no_sale_inspected", "{address}");
        }
    }
}

#[test]
fn a_plugin_may_take_payments_that_nobody_returns_from() {
    let mut evidence = ready();
    evidence.preference = Observation::Absent;
    evidence.order = Observation::Absent;
    let reason = |product| judge(&brazil(product), &evidence).reason.code;
    assert_eq!(reason(Product::Plugin), "no_return_urls");
    assert_eq!(reason(Product::CheckoutPro), "no_sale_inspected");
}
