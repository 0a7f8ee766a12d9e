//! The observers against the sandbox's shops, each of which differs in one thing.

use std::sync::Arc;
use std::time::Duration;

use checkout_readiness_checks::evidence::{
    Endpoint, Leftover, Markup, Observation, Party, Place, SdkKind, SecretKind, Unread, Why,
};
use checkout_readiness_mercado_pago::AccessToken;
use checkout_readiness_sandbox::{Config, Sandbox};
use secrecy::SecretString;
use url::Url;

use super::{KnownSecrets, checkout, return_urls, webhook};
use crate::guard::{Guard, SandboxResolver, Trust};

async fn guard() -> (Guard, Arc<Sandbox>) {
    let sandbox = Arc::new(Sandbox::start(Config::default()).await.unwrap());
    let trust = Trust::only(sandbox.certificate_authority_pem()).unwrap();
    let resolver = Arc::new(SandboxResolver::new(Arc::clone(&sandbox)));
    let guard = Guard::new(resolver, trust, Duration::from_secs(5));
    (guard, sandbox)
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn seen<T>(observation: Observation<T>) -> T {
    match observation {
        Observation::Seen(seen) => seen.value,
        _ => panic!("not seen"),
    }
}

async fn markup(guard: &Guard, path: &str) -> Markup {
    let address = url(&format!("https://store.example{path}"));
    let endpoint = seen(checkout::observe(guard, &address, &KnownSecrets::default()).await);
    assert_eq!(endpoint.status, Some(200), "{path}");
    endpoint.markup.unwrap()
}

#[tokio::test]
async fn every_page_of_the_shop_shows_its_one_thing_and_nothing_else() {
    let (guard, _sandbox) = guard().await;
    let v2 = || vec![(SdkKind::V2, true)];
    for (path, scripts) in [
        ("/checkout", v2()),
        ("/checkout-mixed", v2()),
        ("/checkout-twice", [v2(), v2()].concat()),
        ("/checkout-v1", vec![(SdkKind::V1, true)]),
        (
            "/checkout-legacy-button",
            vec![(SdkKind::LegacyButton, true)],
        ),
        ("/checkout-self-hosted", vec![(SdkKind::V2, false)]),
        ("/checkout-drawn", vec![]),
        ("/checkout-leaked", v2()),
        ("/checkout-leaked-file", v2()),
        ("/checkout-sandbox", v2()),
        ("/checkout-blocked", v2()),
        ("/checkout-allowed", v2()),
        ("/checkout-policy-meta", v2()),
        ("/checkout-no-prevention", v2()),
        ("/checkout-security-only", vec![(SdkKind::Security, true)]),
    ] {
        let markup = markup(&guard, path).await;
        let found: Vec<_> = markup
            .scripts
            .iter()
            .map(|script| (script.kind, script.is_from_own_host))
            .collect();
        assert_eq!(found, scripts, "{path}");
        assert_eq!(markup.globals, None);
        // It loads a script from another host of the shop's.
        let unread: &[_] = match path {
            "/checkout-mixed" => &[Unread::ScriptFiles],
            _ => &[],
        };
        assert_eq!(markup.unread, unread, "{path}");
        assert_eq!(
            markup.is_drawn_by_scripts,
            path == "/checkout-drawn",
            "{path}"
        );
        assert_eq!(
            markup.fraud_prevention_is_off,
            path == "/checkout-no-prevention",
            "{path}"
        );
        let leftovers: &[_] = match path {
            "/checkout-sandbox" => &[Leftover {
                what: "sandbox_init_point".to_owned(),
                place: Place::InlineScript,
                is_in_use: false,
            }],
            _ => &[],
        };
        assert_eq!(markup.leftovers, leftovers, "{path}");
        let secrets: Vec<_> = markup
            .secrets
            .iter()
            .map(|secret| (secret.kind, secret.place, secret.position.as_str()))
            .collect();
        let expected: &[_] = match path {
            "/checkout-leaked" => &[(SecretKind::AccessToken, Place::InlineScript, "17")],
            "/checkout-leaked-file" => {
                &[(SecretKind::AccessToken, Place::ScriptFile, "/leaked.js:2")]
            }
            _ => &[],
        };
        assert_eq!(secrets, expected, "{path}");
        let policies = markup.policies.unwrap();
        let allows = policies
            .iter()
            .all(|policy| policy.contains("https://sdk.mercadopago.com"));
        let (number, allowed) = match path {
            "/checkout-blocked" | "/checkout-policy-meta" => (1, false),
            "/checkout-allowed" => (1, true),
            _ => (0, true),
        };
        assert_eq!((policies.len(), allows), (number, allowed), "{path}");
    }
}

#[tokio::test]
async fn the_configured_secrets_are_searched_for_and_appear_nowhere() {
    let (guard, _sandbox) = guard().await;
    // Both stand on the clean page, and neither looks like a secret.
    let known = KnownSecrets {
        access_token: AccessToken::parse("href=\"/shop.css\">").0,
        webhook_secret: Some(SecretString::from("addEventListener")),
    };
    let address = url("https://store.example/checkout?order=1");
    let endpoint = seen(checkout::observe(&guard, &address, &known).await);
    assert_eq!(endpoint.url, "https://store.example/checkout");
    let told: Vec<_> = endpoint.markup.as_ref().unwrap().secrets.iter().collect();
    let told: Vec<_> = told
        .iter()
        .map(|secret| (secret.kind, secret.place, secret.tail.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (SecretKind::AccessToken, Place::Markup, "ss\">"),
            (SecretKind::WebhookSecret, Place::ScriptFile, "ener"),
        ]
    );
    let written = serde_json::to_string(&endpoint).unwrap();
    assert!(!written.contains("shop.css"), "{written}");
    assert!(!written.contains("addEventListener"), "{written}");
}

#[tokio::test]
async fn what_is_no_page_is_said_to_be_none_and_an_error_shows_nothing() {
    let (guard, _sandbox) = guard().await;
    let none = markup(&guard, "/shop.js").await;
    assert_eq!(none.unread, [Unread::NoPage]);
    assert_eq!(none.policies, Some(Vec::new()));
    for (path, status) in [("/nothing-here", 404), ("/moved", 301)] {
        let address = url(&format!("https://store.example{path}"));
        let endpoint = seen(checkout::observe(&guard, &address, &KnownSecrets::default()).await);
        assert_eq!(
            (endpoint.status, endpoint.markup),
            (Some(status), None),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_webhook_is_asked_for_its_protocols_and_not_over_plain_http() {
    let (guard, sandbox) = guard().await;
    let address = url("https://lenient.example/mp/webhook");
    let endpoint = seen(webhook::observe(&guard, &address).await);
    let outdated = endpoint.outdated_protocols.unwrap();
    assert_eq!(
        (outdated.tls_1_0, outdated.tls_1_1),
        (Some(true), Some(true))
    );
    assert_eq!(endpoint.status, Some(405));
    assert_eq!((endpoint.plain_http, endpoint.markup), (None, None));
    assert_eq!(sandbox.received().total(), 1);
}

#[tokio::test]
async fn return_addresses_are_visited_once_a_host_and_three_hosts_at_most() {
    let (guard, sandbox) = guard().await;
    let observe = async |texts: &[&str]| {
        let urls: Vec<Url> = texts.iter().map(|text| url(text)).collect();
        return_urls::observe(&guard, &urls).await
    };
    let brief = |endpoints: Vec<Endpoint>| -> Vec<(String, Option<u16>, bool)> {
        endpoints
            .into_iter()
            .map(|endpoint| (endpoint.url, endpoint.status, endpoint.problem.is_some()))
            .collect()
    };
    let told = |url: &str, status, has_problem| (url.to_owned(), status, has_problem);

    let found = seen(
        observe(&[
            "https://store.example/checkout?order=1",
            "https://store.example/moved",
            "https://expired.example/checkout",
            "http://loja.example/checkout",
            "https://tienda.example/checkout",
        ])
        .await,
    );
    assert_eq!(
        brief(found),
        [
            told("https://store.example/", Some(200), false),
            told("https://expired.example/", None, true),
            // Plain http is not gone to, and the fourth is one too many.
            told("http://loja.example/", None, false),
            told("https://tienda.example/", None, false),
        ]
    );
    assert_eq!(sandbox.received().total(), 1);

    for nothing in [&[][..], &["example-store://thanks"]] {
        assert!(matches!(observe(nothing).await, Observation::Absent));
    }
    let blind = observe(&["http://loja.example/", "https://store.example:8443/"]).await;
    let Observation::Unreachable(unreachable) = blind else {
        panic!("seen");
    };
    assert_eq!(
        (unreachable.party, unreachable.why),
        (Party::Proxy, Why::Guarded)
    );
}
