//! Every merchant of the sandbox's cast comes to what its part says.

use checkout_readiness_sandbox::merchants;
use serde_json::{Value, json};

use crate::support::{outcome, page_in_order, serve_within};

/// Everything that does not pass, by check; the events of the panel are always for a person.
type Part = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const PARTS: &[Part] = &[
    ("ready", "undecided", &[]),
    (
        "argentina",
        "undecided",
        &[
            ("page-has-no-mixed-content", "nothing_insecure_in_markup"),
            ("account-is-the-expected-one", "not_declared"),
        ],
    ),
    (
        "test-user",
        "not_ready",
        &[("access-token-is-production", "test_user")],
    ),
    (
        "test-credentials",
        "not_ready",
        &[
            ("access-token-is-production", "test_credential"),
            ("production-credentials-activated", "is_a_test_credential"),
            ("public-key-works", "test_key"),
        ],
    ),
    (
        "not-activated",
        "not_ready",
        &[("production-credentials-activated", "not_activated")],
    ),
    (
        "other-application",
        "not_ready",
        &[("public-key-matches-token", "other_application")],
    ),
    (
        "restricted",
        "not_ready",
        &[("account-can-receive-payments", "may_not_sell")],
    ),
    ("oauth-seller", "undecided", &[]),
    (
        "webhook-missing",
        "undecided",
        &[
            ("webhook-url-is-configured", "not_visible"),
            ("webhook-url-is-public-https", "no_address_known"),
        ],
    ),
    (
        "webhook-catcher",
        "undecided",
        &[("webhook-url-is-public-https", "test_catcher")],
    ),
    (
        "webhook-expired-certificate",
        "undecided",
        &[("webhook-url-is-public-https", "certificate_does_not_hold")],
    ),
    (
        "webhook-redirects",
        "undecided",
        &[("webhook-url-is-public-https", "redirects")],
    ),
    (
        "webhook-private",
        "undecided",
        &[("webhook-url-is-public-https", "private_address")],
    ),
    (
        "checkout-mixed",
        "not_ready",
        &[("page-has-no-mixed-content", "insecure_resources")],
    ),
    (
        "wrong-keys",
        "not_ready",
        &[
            ("access-token-works", "is_a_public_key"),
            ("access-token-is-production", "needs_working_token"),
            ("production-credentials-activated", "needs_working_token"),
            ("public-key-works", "is_an_access_token"),
            ("public-key-matches-token", "needs_working_key"),
            ("account-is-the-expected-one", "needs_working_token"),
            ("account-can-receive-payments", "needs_working_token"),
            ("site-is-the-expected-one", "needs_working_token"),
            ("card-payments-are-enabled", "needs_working_token"),
            ("webhook-url-is-configured", "needs_working_token"),
        ],
    ),
    (
        "wrong-country",
        "not_ready",
        &[("site-is-the-expected-one", "other_site")],
    ),
    (
        "minimal",
        "undecided",
        &[
            ("access-token-is-production", "field_missing"),
            ("account-can-receive-payments", "field_missing"),
        ],
    ),
    ("slow", "undecided", &[]),
    ("rate-limited", "undecided", UNSEEN),
    ("failing", "undecided", UNSEEN),
    ("garbled", "undecided", UNSEEN),
    (
        "revoked",
        "not_ready",
        &[
            ("access-token-works", "refused"),
            ("access-token-is-production", "needs_working_token"),
            ("production-credentials-activated", "needs_working_token"),
            ("public-key-works", "refused"),
            ("public-key-matches-token", "needs_working_key"),
            ("account-is-the-expected-one", "needs_working_token"),
            ("account-can-receive-payments", "needs_working_token"),
            ("site-is-the-expected-one", "needs_working_token"),
            ("card-payments-are-enabled", "needs_working_token"),
            ("webhook-url-is-configured", "needs_working_token"),
        ],
    ),
];

const UNSEEN: &[(&str, &str)] = &[
    ("access-token-works", "could_not_look"),
    ("access-token-is-production", "could_not_look"),
    ("production-credentials-activated", "could_not_look"),
    ("public-key-works", "could_not_look"),
    ("public-key-matches-token", "could_not_look"),
    ("account-is-the-expected-one", "could_not_look"),
    ("account-can-receive-payments", "could_not_look"),
    ("site-is-the-expected-one", "could_not_look"),
    ("card-payments-are-enabled", "could_not_look"),
    ("webhook-url-is-configured", "could_not_look"),
];

#[tokio::test]
async fn every_merchant_of_the_cast_comes_to_what_its_part_says() {
    let sandbox = [("READINESS_SANDBOX", "slow=30ms,slowest=30s")];
    let served = serve_within(&sandbox, |limits| {
        limits.run = std::time::Duration::from_secs(3)
    })
    .await;
    let named: Vec<&str> = PARTS.iter().map(|(id, ..)| *id).collect();
    let cast: Vec<&str> = merchants().iter().map(|merchant| merchant.id).collect();
    assert_eq!(named, cast);

    for (id, verdict, parts) in PARTS {
        let report = served
            .report(&json!({ "merchant": id, "page": page_in_order() }))
            .await;
        let open: Vec<(&str, &str)> = report["outcomes"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|outcome| outcome["status"] != "passed")
            .map(|outcome| {
                (
                    outcome["check"].as_str().unwrap(),
                    outcome["reason"].as_str().unwrap(),
                )
            })
            .collect();
        let mut expected = parts.to_vec();
        expected.push(("webhook-events-are-selected", "compare_with_panel"));
        assert_eq!(open, expected, "{id}");
        assert_eq!(report["verdict"], *verdict, "{id}");
        assert_eq!(report["mode"], "sandbox");
    }
}

#[tokio::test]
async fn the_ready_merchant_is_ready_once_a_person_confirmed_the_events() {
    let confirmed = [(
        "READINESS_CONFIRMED",
        "webhook-events-are-selected,access-token-works",
    )];
    let served = serve_within(&confirmed, |_| {}).await;
    let report = served
        .report(&json!({ "merchant": "ready", "page": page_in_order() }))
        .await;
    assert_eq!(report["verdict"], "ready");
    let confirmed: Vec<&str> = report["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|outcome| outcome.get("confirmation").is_some())
        .map(|outcome| outcome["check"].as_str().unwrap())
        .collect();
    assert_eq!(
        confirmed,
        ["webhook-events-are-selected"],
        "nothing else asks to be confirmed"
    );
    // The operator said it of the configured product, and said no time.
    let events = |report: &Value| outcome(report, "webhook-events-are-selected").clone();
    assert_eq!(events(&report)["confirmation"], json!({}));
    let other = json!({ "merchant": "ready", "product": "bricks", "page": page_in_order() });
    let report = served.report(&other).await;
    assert_eq!(report["verdict"], "undecided");
    assert_eq!(events(&report)["status"], "confirm");
    assert_eq!(events(&report).get("confirmation"), None);

    // What failed stays failed, whoever says otherwise.
    let report = served
        .report(&json!({ "merchant": "revoked", "page": page_in_order() }))
        .await;
    assert_eq!(report["verdict"], "not_ready");
}
