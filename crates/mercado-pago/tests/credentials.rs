//! Credentials as people paste them: what is recognised, what is usable, what may be shown.
#![allow(clippy::unwrap_used)]

use checkout_readiness_checks::evidence::{Environment, PublicKeyShape, Slip, TokenShape};
use checkout_readiness_mercado_pago::{AccessToken, PublicKey};
use proptest::prelude::*;
use serde::Deserialize;

const TOKEN: &str = "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";
const PUBLIC_KEY: &str = "APP_USR-00000000-0000-4000-8000-000000000001";

#[derive(Deserialize)]
struct Samples {
    access_tokens: Vec<Sample>,
    public_keys: Vec<Sample>,
}

#[derive(Deserialize)]
struct Sample {
    value: String,
    kind: Option<String>,
    client_id: Option<String>,
    user_id: Option<String>,
    valid_format: bool,
}

fn samples() -> Samples {
    serde_json::from_str(include_str!("fixtures/credential_strings.json")).unwrap()
}

fn environment(kind: &str) -> Environment {
    if kind == "TEST" {
        Environment::Test
    } else {
        Environment::Production
    }
}

#[test]
fn recorded_tokens_are_recognised() {
    for sample in samples().access_tokens {
        let (token, form) = AccessToken::parse(&sample.value);
        let recognised = matches!(form.shape, TokenShape::Usual | TokenShape::Legacy);
        assert_eq!(recognised, sample.valid_format, "{form:?}");
        assert_eq!(token.is_some(), !sample.value.is_empty(), "{form:?}");
        if let Some(kind) = sample.kind {
            assert_eq!(form.environment, Some(environment(&kind)));
            assert_eq!(
                (form.application_id, form.user_id),
                (sample.client_id, sample.user_id)
            );
        }
    }
}

#[test]
fn recorded_public_keys_are_recognised() {
    for sample in samples().public_keys {
        let (key, form) = PublicKey::parse(&sample.value);
        assert_eq!(form.shape == PublicKeyShape::Usual, sample.valid_format);
        assert_eq!(key.is_some(), sample.valid_format);
        assert_eq!(
            form.environment,
            Some(environment(sample.kind.as_deref().unwrap_or("APP_USR")))
        );
    }
}

#[test]
fn every_shape_a_person_pastes_is_told_apart() {
    let hash = "00000000000000000000000000000001";
    let cases: &[(&str, TokenShape, bool)] = &[
        (TOKEN, TokenShape::Usual, true),
        (
            &format!("TEST-1000000000000001-010112-{hash}__LA_LD__-100000001"),
            TokenShape::Legacy,
            true,
        ),
        (
            &format!("APP_USR-1000000000000001-010112-{hash}__LC_LD__-100000001"),
            TokenShape::Legacy,
            true,
        ),
        (PUBLIC_KEY, TokenShape::PublicKey, true),
        (
            "TEST-00000000-0000-4000-8000-000000000001",
            TokenShape::PublicKey,
            true,
        ),
        (
            "TG-00000000000000000000000000000000-100000005",
            TokenShape::RefreshToken,
            true,
        ),
        ("", TokenShape::Placeholder, false),
        ("  \n", TokenShape::Placeholder, false),
        ("Bearer ", TokenShape::Placeholder, false),
        ("YOUR_ACCESS_TOKEN", TokenShape::Placeholder, false),
        ("Bearer <token>", TokenShape::Placeholder, false),
        ("xxxx", TokenShape::Placeholder, false),
        ("changeme", TokenShape::Placeholder, false),
        ("APP_USR-xxxxx", TokenShape::Placeholder, false),
        ("APP_USR-…-100000001", TokenShape::Placeholder, false),
        ("0123456789abcdef", TokenShape::Unusual, true),
        (
            &format!("APP_USR-1000000000000001-010112-{hash}"),
            TokenShape::Unusual,
            true,
        ),
        (
            &format!(
                "APP_USR-1000000000000001-010112-{}-100000001",
                "A".repeat(32)
            ),
            TokenShape::Unusual,
            true,
        ),
        (&format!("{TOKEN}-1"), TokenShape::Unusual, true),
        (
            &format!("app_usr{}", &TOKEN[7..]),
            TokenShape::Unusual,
            true,
        ),
        ("two words", TokenShape::Unusual, false),
        ("APP_USR-1000\n0001", TokenShape::Unusual, false),
        ("clé-secrète", TokenShape::Unusual, false),
        ("zero\0byte\u{7f}", TokenShape::Unusual, false),
    ];
    for (raw, shape, usable) in cases {
        let (token, form) = AccessToken::parse(raw);
        assert_eq!((form.shape, token.is_some()), (*shape, *usable), "{raw:?}");
    }
}

#[test]
fn a_prefix_tells_the_environment_even_of_an_unusual_token() {
    assert_eq!(
        AccessToken::parse("APP_USR-1").1.environment,
        Some(Environment::Production)
    );
    assert_eq!(
        AccessToken::parse("TEST-1").1.environment,
        Some(Environment::Test)
    );
    assert_eq!(AccessToken::parse("0001").1.environment, None);
}

#[test]
fn slips_are_named_and_taken_off() {
    let (token, form) = AccessToken::parse(&format!(" “Bearer {TOKEN}”\r\n"));
    assert_eq!(form.shape, TokenShape::Usual);
    assert_eq!(
        form.slips,
        [Slip::WhiteSpace, Slip::Quotes, Slip::BearerPrefix]
    );
    assert_eq!(token.unwrap().to_string(), "APP_USR-…-100000001");
    let (key, form) = PublicKey::parse(&format!("'{PUBLIC_KEY}'\n"));
    assert_eq!(
        (form.shape, form.slips),
        (PublicKeyShape::Usual, vec![Slip::WhiteSpace, Slip::Quotes])
    );
    assert_eq!(key.unwrap().to_string(), PUBLIC_KEY);
}

#[test]
fn a_token_shows_only_a_tail_its_owner_knows() {
    let show = |raw: &str| {
        AccessToken::parse(raw)
            .0
            .map(|token| format!("{token} {token:?}"))
            .unwrap()
    };
    assert_eq!(
        show(TOKEN),
        "APP_USR-…-100000001 AccessToken(APP_USR-…-100000001)"
    );
    for raw in [
        "0123456789abcdef",
        "TG-00000000000000000000000000000000-100000005",
        PUBLIC_KEY,
        "APP_USR-1-2-3-4",
    ] {
        assert_eq!(show(raw), "… AccessToken(…)");
    }
}

#[test]
fn a_secret_in_the_place_of_a_public_key_is_neither_kept_nor_shown() {
    for (raw, shape) in [
        (TOKEN, PublicKeyShape::AccessToken),
        (
            "TG-00000000000000000000000000000000-100000005",
            PublicKeyShape::Unusual,
        ),
        ("YOUR_PUBLIC_KEY", PublicKeyShape::Placeholder),
        ("", PublicKeyShape::Placeholder),
    ] {
        let (key, form) = PublicKey::parse(raw);
        assert_eq!((form.shape, key.is_some()), (shape, false), "{form:?}");
    }
    let (key, form) = PublicKey::parse("0000000000000000000000000000SECRETseCrEt");
    let key = key.unwrap();
    assert_eq!(
        (form.shape, format!("{key} {key:?}").as_str()),
        (PublicKeyShape::Unusual, "… PublicKey(…)")
    );
}

/// Everything that can be printed of a text taken as either credential.
fn printed(raw: &str) -> String {
    format!("{:?} {:?}", AccessToken::parse(raw), PublicKey::parse(raw))
}

proptest! {
    #[test]
    fn parsing_never_panics_and_yields_only_what_a_header_can_carry(raw in any::<String>()) {
        let (token, form) = AccessToken::parse(&raw);
        let (key, _) = PublicKey::parse(&raw);
        prop_assert!(form.shape != TokenShape::Usual || token.is_some());
        prop_assert!(key.is_none() || !raw.trim().is_empty());
    }

    #[test]
    fn slips_never_change_what_is_recognised(
        before in "[ \t\"'“«\u{feff}]{0,4}", bearer in "(Bearer |bearer  )?", inner in "[\"'‘ ]{0,2}", after in "[ \r\n\"'”»]{0,4}",
    ) {
        let (token, form) = AccessToken::parse(&format!("{before}{bearer}{inner}{TOKEN}{after}"));
        prop_assert!(token.is_some());
        prop_assert_eq!(form.shape, TokenShape::Usual);
        prop_assert_eq!(form.user_id.as_deref(), Some("100000001"));
    }

    #[test]
    fn nothing_printed_holds_the_secret_part(
        prefix in "(APP_USR|TEST)",
        hash in "0000[0-9a-f]{28}",
        suffix in "(__LA_LD__)?",
        before in "[ \"'“]{0,3}",
        garbage in "[ -~]{0,12}",
    ) {
        let token = format!("{prefix}-1000000000000001-010112-{hash}{suffix}-100000001");
        for raw in [format!("{before}{token}"), format!("{token}{garbage}"), format!("{garbage}{token}"), hash.clone(), format!("TG-{hash}-1")] {
            prop_assert!(!printed(&raw).contains(&hash), "{}", printed(&raw));
        }
    }

    #[test]
    fn nothing_printed_holds_a_text_of_no_known_form(raw in "[a-zA-Z0-9_]{24,48}") {
        prop_assert!(!printed(&raw).contains(&raw));
    }
}
