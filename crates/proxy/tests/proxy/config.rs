//! What cannot be followed is refused at once, by name, with an example and without its value.

use checkout_readiness_checks::contract::Mode;
use checkout_readiness_checks::evidence::Likeness;
use checkout_readiness_checks::profile::{Product, Site};
use checkout_readiness_proxy::config::{Given, Settings, Upstream, variable};

const TOKEN: &str = "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";

fn read(pairs: &[(&str, &str)]) -> Result<Settings, String> {
    Given::from_pairs(pairs.iter().copied())
        .and_then(|given| Settings::read(&given))
        .map_err(|errors| errors.to_string())
}

#[test]
fn every_mistake_is_named_with_what_is_wrong_and_an_example() {
    for (pairs, expected) in [
        (
            &[("READINESS_LISTEN", "8787")][..],
            "READINESS_LISTEN is not an IP address with a port",
        ),
        (
            &[("READINESS_LISTEN", "store.example:80")],
            "READINESS_LISTEN is not an IP address",
        ),
        (
            &[("READINESS_LISTEN", "0.0.0.0:80")],
            "READINESS_TOKEN must be set, because READINESS_LISTEN is not",
        ),
        (
            &[
                ("READINESS_LISTEN", "0.0.0.0:80"),
                ("READINESS_TOKEN", "0123456789abcdef"),
            ],
            "READINESS_HOSTS must be set, because READINESS_LISTEN is not",
        ),
        (
            &[
                ("READINESS_LISTEN", "[::]:80"),
                ("READINESS_HOSTS", "a.example"),
            ],
            "READINESS_TOKEN must be set",
        ),
        (
            &[("READINESS_TOKEN", "short")],
            "READINESS_TOKEN is shorter than 16 characters",
        ),
        (
            &[("READINESS_TOKEN", "0123456789 abcdef")],
            "READINESS_TOKEN holds a space",
        ),
        (
            &[("READINESS_ORIGINS", "*")],
            "READINESS_ORIGINS must list exact origins",
        ),
        (
            &[("READINESS_ORIGINS", "https://a.example/path")],
            "READINESS_ORIGINS holds something that is no origin",
        ),
        (
            &[("READINESS_ORIGINS", "https://a.example,null")],
            "(entry 2)",
        ),
        (
            &[("READINESS_ORIGINS", "https://*.a.example")],
            "READINESS_ORIGINS must list exact origins",
        ),
        (
            &[("READINESS_HOSTS", "https://a.example")],
            "READINESS_HOSTS holds something that is no host name",
        ),
        (
            &[("READINESS_HOSTS", "*.a.example")],
            "READINESS_HOSTS holds something that is no host name",
        ),
        (
            &[("READINESS_TLS_CERT", "/chain.pem")],
            "READINESS_TLS_KEY must be set together with",
        ),
        (
            &[("READINESS_TLS_KEY", "/key.pem")],
            "READINESS_TLS_CERT must be set together with",
        ),
        (
            &[("READINESS_PRODUCT", "checkout")],
            "READINESS_PRODUCT is none of checkout-pro, checkout-api",
        ),
        (
            &[("READINESS_SITE", "BR")],
            "READINESS_SITE is none of MLA, MLB",
        ),
        (
            &[("READINESS_CHECKOUT_URL", "store.example")],
            "READINESS_CHECKOUT_URL is not an absolute URL",
        ),
        (
            &[("READINESS_CHECKOUT_URL", "ftp://store.example")],
            "READINESS_CHECKOUT_URL is not an address of the web",
        ),
        (
            &[("READINESS_CHECKOUT_URL", "https://u:p@store.example")],
            "READINESS_CHECKOUT_URL must not hold a user name",
        ),
        (
            &[("READINESS_EXPECTED_USER_ID", "me")],
            "READINESS_EXPECTED_USER_ID is not a number",
        ),
        (
            &[("READINESS_EXPECTED_APPLICATION_ID", "-1")],
            "READINESS_EXPECTED_APPLICATION_ID is not a number",
        ),
        (
            &[("READINESS_DEVELOPMENT_PUBLIC_KEY", "YOUR_PUBLIC_KEY")],
            "READINESS_DEVELOPMENT_PUBLIC_KEY does not have the form of a Public Key",
        ),
        (
            &[("READINESS_DEVELOPMENT_PUBLIC_KEY", TOKEN)],
            "READINESS_DEVELOPMENT_PUBLIC_KEY does not have the form of a Public Key",
        ),
        (
            &[("READINESS_DEVELOPMENT_APPLICATION_ID", "app")],
            "READINESS_DEVELOPMENT_APPLICATION_ID is not a number",
        ),
        (
            &[("READINESS_TOKEN_ISSUED_ON", "01/11/2026")],
            "READINESS_TOKEN_ISSUED_ON is not a day of the calendar written YYYY-MM-DD",
        ),
        (
            &[("READINESS_TOKEN_ISSUED_ON", "2999-01-01")],
            "READINESS_TOKEN_ISSUED_ON is a day in the future",
        ),
        (
            &[("READINESS_PAYMENT_ID", "#1001")],
            "READINESS_PAYMENT_ID is neither a payment's number",
        ),
        (
            &[("READINESS_PAYMENT_ID", "PAY01JQ4S4KY8HWQ6NA5PXB65B3D4")],
            "READINESS_PAYMENT_ID is the id of a payment inside an order",
        ),
        (
            &[("READINESS_QUALITY", "85")],
            "READINESS_QUALITY holds a part without an equals sign",
        ),
        (
            &[("READINESS_QUALITY", "score=85")],
            "READINESS_QUALITY lacks the day it was measured on",
        ),
        (
            &[("READINESS_CONFIRMED", "webhook-events-are-selected,nope")],
            "READINESS_CONFIRMED holds something that is no check's id",
        ),
        (
            &[("READINESS_CONFIRMED", "payment-can-be-measured")],
            "READINESS_CONFIRMED holds a check that asks different things: write \
             payment-can-be-measured:plugins_are_not_measured (entry 1)",
        ),
        (
            &[(
                "READINESS_CONFIRMED",
                "payment-can-be-measured:looks_like_another_product",
            )],
            "READINESS_CONFIRMED holds a reason that cannot be confirmed ahead of a run: write \
             payment-can-be-measured:plugins_are_not_measured (entry 1)",
        ),
        (
            &[("READINESS_CONFIRMED", "access-token-works")],
            "READINESS_CONFIRMED must not hold access-token-works, which depends on what a run finds: \
             confirm it on the page",
        ),
        (
            &[(
                "READINESS_CONFIRMED",
                "webhook-events-are-selected,account-is-the-expected-one",
            )],
            "READINESS_CONFIRMED must not hold account-is-the-expected-one, which is compared and \
             not confirmed: set READINESS_EXPECTED_USER_ID and READINESS_EXPECTED_APPLICATION_ID \
             instead, for example READINESS_EXPECTED_USER_ID=100000001 and \
             READINESS_EXPECTED_APPLICATION_ID=1000000000000001 (entry 2)",
        ),
        (
            &[("READINESS_PROBE_ALLOW", "localhost")],
            "READINESS_PROBE_ALLOW holds something that is not an exact host",
        ),
        (
            &[("READINESS_PROBE_ALLOW", "*.example:443")],
            "READINESS_PROBE_ALLOW holds something that is not an exact host",
        ),
        (
            &[("READINESS_PROBE_ALLOW", "a.example:443/path")],
            "READINESS_PROBE_ALLOW holds something that is not an exact host",
        ),
        (
            &[("READINESS_PROBE_CA", "/nowhere.pem")],
            "READINESS_PROBE_CA names a file that cannot be read",
        ),
        (
            &[("MP_BASE_URL", "http://api.mercadopago.com")],
            "MP_BASE_URL cannot be used",
        ),
        (
            &[("MP_BASE_URL", "http://10.0.0.1")],
            "MP_BASE_URL cannot be used",
        ),
        (
            &[("READINESS_SANDBOX", "speed=9")],
            "READINESS_SANDBOX cannot be followed",
        ),
        (
            &[("READINESS_LOG", "info,=,")],
            "READINESS_LOG is not a filter of tracing",
        ),
        (
            &[("READINESS_LOG_FORMAT", "xml")],
            "READINESS_LOG_FORMAT is neither text nor json",
        ),
        (
            &[("READINESS_CONFIG", "/nowhere.toml")],
            "READINESS_CONFIG names a file that cannot be read",
        ),
    ] {
        let error = read(pairs)
            .err()
            .unwrap_or_else(|| panic!("{pairs:?} was accepted"));
        assert!(error.contains(expected), "{pairs:?}: {error}");
        assert!(error.contains(". Example: "), "{error}");
    }
}

#[test]
fn everything_wrong_is_said_at_once_and_no_value_with_it() {
    let secret = "visibly-fake secret";
    let pairs: Vec<(&str, &str)> = variable::ALL
        .iter()
        .filter(|variable| **variable != variable::READINESS_CONFIG)
        .map(|variable| (variable.name, secret))
        .collect();
    let error = read(&pairs).err().unwrap();
    assert!(error.lines().count() > 10, "{error}");
    // The sandbox's own settings are no secrets, and its errors quote them.
    let others: Vec<&str> = error
        .lines()
        .filter(|line| !line.starts_with("READINESS_SANDBOX"))
        .collect();
    assert!(!others.join("\n").contains("visibly-fake"), "{error}");
}

#[test]
fn a_file_of_the_same_names_is_read_and_the_environment_outranks_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("readiness.toml");
    let text = format!(
        "MP_ACCESS_TOKEN = \"{TOKEN}\"\nREADINESS_PRODUCT = \"qr\"\nREADINESS_SITE = \"MLA\"\n\
         READINESS_EXPECTED_USER_ID = 100000001\nREADINESS_ORIGINS = [\"https://a.example\", \"https://b.example\"]\n"
    );
    std::fs::write(&path, text).unwrap();
    let settings = read(&[
        ("READINESS_CONFIG", path.to_str().unwrap()),
        ("READINESS_SITE", "MLB"),
    ])
    .unwrap();
    assert_eq!(
        settings.listening.origins,
        ["https://a.example", "https://b.example"]
    );
    let Upstream::Live { merchant, .. } = settings.upstream else {
        panic!("the token of the file was not read");
    };
    assert_eq!(merchant.product, Some(Product::Qr));
    assert_eq!(merchant.site, Some(Site::Mlb));
    assert_eq!(merchant.expected_user_id.as_deref(), Some("100000001"));
    assert!(merchant.token().is_some());
}

#[test]
fn a_file_that_cannot_be_followed_is_refused_without_quoting_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("readiness.toml");
    for (text, expected) in [
        (
            "\n\nMP_ACCESS_TOKEN = visibly-fake\n",
            "is not TOML, near line 3",
        ),
        (
            "MP_ACESS_TOKEN = \"visibly-fake\"",
            "unknown setting \"MP_ACESS_TOKEN\"",
        ),
        ("READINESS_CONFIG = \"visibly-fake\"", "unknown setting"),
        (
            "[MP_ACCESS_TOKEN]\na = \"visibly-fake\"",
            "MP_ACCESS_TOKEN is neither text",
        ),
    ] {
        std::fs::write(&path, text).unwrap();
        let error = read(&[("READINESS_CONFIG", path.to_str().unwrap())])
            .err()
            .unwrap();
        assert!(error.contains(expected), "{error}");
        assert!(!error.contains("visibly-fake"), "{error}");
    }
}

#[test]
fn without_a_token_the_sandbox_answers_and_with_one_never() {
    for empty in ["", "  ", "\n"] {
        let settings = read(&[("MP_ACCESS_TOKEN", empty)]).unwrap();
        assert_eq!(settings.upstream.mode(), Mode::Sandbox);
    }
    for token in [TOKEN, "nonsense", "YOUR_ACCESS_TOKEN"] {
        let settings = read(&[("MP_ACCESS_TOKEN", token)]).unwrap();
        assert_eq!(settings.upstream.mode(), Mode::Live, "{token}");
    }
}

#[test]
fn what_has_no_effect_is_said_at_the_start() {
    let notices = |pairs| read(pairs).unwrap().notices.join("\n");
    assert_eq!(notices(&[]), "");
    let ignored = notices(&[
        ("MP_WEBHOOK_URL", "https://a.example"),
        ("READINESS_SITE", "MLB"),
        ("READINESS_TOKE", "x"),
    ]);
    assert!(
        ignored.contains("MP_WEBHOOK_URL, READINESS_SITE without effect: the sandbox answers"),
        "{ignored}"
    );
    assert!(
        ignored.contains("READINESS_TOKE is not a setting"),
        "{ignored}"
    );
    let ignored = notices(&[
        ("MP_ACCESS_TOKEN", TOKEN),
        ("READINESS_SANDBOX", "latency=1s"),
    ]);
    assert!(
        ignored.contains("READINESS_SANDBOX without effect"),
        "{ignored}"
    );
    let open = notices(&[
        ("READINESS_LISTEN", "0.0.0.0:80"),
        ("READINESS_TOKEN", "0123456789abcdef"),
        ("READINESS_HOSTS", "a.example"),
    ]);
    assert!(open.contains("READINESS_TLS_CERT is not set"), "{open}");
}

#[test]
fn what_no_machine_can_look_up_is_declared_and_of_development_only_a_likeness_is_kept() {
    let development = "APP_USR-00000000-0000-4000-8000-00000000de00";
    let settings = read(&[
        ("MP_ACCESS_TOKEN", TOKEN),
        (
            "MP_PUBLIC_KEY",
            "APP_USR-00000000-0000-4000-8000-000000000001",
        ),
        ("READINESS_DEVELOPMENT_PUBLIC_KEY", development),
        ("READINESS_DEVELOPMENT_APPLICATION_ID", "1000000000000001"),
        ("READINESS_TOKEN_ISSUED_ON", "2026-02-01"),
        ("READINESS_PAYMENT_ID", " 1300000000001 "),
        ("READINESS_QUALITY", "score=85,on=2026-02-01"),
    ])
    .unwrap();
    let Upstream::Live { merchant, .. } = settings.upstream else {
        panic!("the sandbox answers");
    };
    assert_eq!(merchant.development.public_key, Some(Likeness::Different));
    assert_eq!(merchant.development.application_id, Some(Likeness::Same));
    assert_eq!(merchant.sale.as_ref().unwrap().as_str(), "1300000000001");
    assert_eq!(merchant.quality.as_ref().unwrap().score, 85);
    let declared = merchant.declared(None);
    assert!(declared.days_since_token_issued.unwrap() > 0);
    let saved = format!("{declared:?} {merchant:?}");
    assert!(!saved.contains("de00"), "{saved}");
}
