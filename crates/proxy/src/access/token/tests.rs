//! Which tokens open something, and what the others are told.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jsonwebtoken::{EncodingKey, Header, encode};
use proptest::prelude::*;
use rcgen::{KeyPair, PKCS_ED25519};
use serde_json::{Value, json};

use super::*;
use crate::access::{Scope, Scopes};
use crate::problem::Problem;

const SECRET: &[u8] = b"visibly-fake-secret-0000000000000000";
const DAY: i64 = 24 * 60 * 60;

fn now() -> i64 {
    Timestamp::now().as_second()
}

fn verifier(key: VerifyingKey) -> Verifier {
    Verifier {
        keys: Keys::One(key),
        expected: Expected {
            audience: "checkout-readiness".to_owned(),
            issuer: Some("https://panel.example".to_owned()),
            leeway: Duration::from_secs(60),
        },
    }
}

fn by_secret() -> Verifier {
    verifier(VerifyingKey::from_file(Algorithm::Hs256, SECRET).unwrap())
}

/// Claims that open everything, with these in their place; null takes one out.
fn claims(other: &Value) -> Value {
    let mut claims = json!({
        "aud": "checkout-readiness", "iss": "https://panel.example",
        "exp": now() + 300, "scope": "read probe confirm",
    });
    let object = claims.as_object_mut().unwrap();
    for (name, value) in other.as_object().unwrap() {
        if value.is_null() {
            object.remove(name);
        } else {
            object.insert(name.clone(), value.clone());
        }
    }
    claims
}

fn sign(claims: &Value) -> String {
    let key = EncodingKey::from_secret(SECRET).unwrap();
    encode(&Header::default(), claims, &key).unwrap()
}

async fn judge(other: Value) -> Result<Claims, Refusal> {
    by_secret().verify(&sign(&claims(&other))).await
}

#[tokio::test]
async fn each_claim_is_judged_by_itself() {
    for (other, expected) in [
        (json!({}), None),
        (json!({ "aud": ["others", "checkout-readiness"] }), None),
        (json!({ "exp": now() - 50 }), None),
        (json!({ "exp": now() + DAY }), None),
        (json!({ "nbf": now() + 50 }), None),
        (json!({ "iat": now() + 50 }), None),
        (
            json!({ "nbf": now() - 10, "iat": now() - 10, "sub": "ana" }),
            None,
        ),
        (json!({ "merchant": "store-1.example_2" }), None),
        (json!({ "exp": now() - 70 }), Some(Claim::Expired)),
        (json!({ "exp": 0 }), Some(Claim::Expired)),
        (json!({ "exp": null }), Some(Claim::NoExpiry)),
        (json!({ "exp": "2999-01-01" }), Some(Claim::NoExpiry)),
        (json!({ "exp": -1 }), Some(Claim::NoExpiry)),
        (json!({ "exp": [now() + 300] }), Some(Claim::Whole)),
        (
            json!({ "exp": now() + DAY + 70 }),
            Some(Claim::ExpiresTooLate),
        ),
        (
            json!({ "exp": (now() + 300) * 1000 }),
            Some(Claim::ExpiresTooLate),
        ),
        (json!({ "exp": 1e18 }), Some(Claim::ExpiresTooLate)),
        (json!({ "nbf": now() + 70 }), Some(Claim::NotYetValid)),
        (json!({ "nbf": "now" }), Some(Claim::NotYetValid)),
        (json!({ "iat": now() + 70 }), Some(Claim::IssuedAhead)),
        (json!({ "iat": "now" }), Some(Claim::IssuedAhead)),
        (json!({ "aud": null }), Some(Claim::Audience)),
        (json!({ "aud": [] }), Some(Claim::Audience)),
        (json!({ "aud": "" }), Some(Claim::Audience)),
        (
            json!({ "aud": "Checkout-Readiness" }),
            Some(Claim::Audience),
        ),
        (
            json!({ "aud": "checkout-readiness " }),
            Some(Claim::Audience),
        ),
        (json!({ "aud": 1 }), Some(Claim::Audience)),
        (
            json!({ "aud": { "checkout-readiness": true } }),
            Some(Claim::Audience),
        ),
        (json!({ "iss": null }), Some(Claim::Issuer)),
        (
            json!({ "iss": "https://panel.example/" }),
            Some(Claim::Issuer),
        ),
        (json!({ "iss": 1 }), Some(Claim::Issuer)),
        (json!({ "scope": ["read"] }), Some(Claim::Scope)),
        (json!({ "scope": 1 }), Some(Claim::Scope)),
        (json!({ "merchant": "" }), Some(Claim::Merchant)),
        (json!({ "merchant": "../store" }), Some(Claim::Merchant)),
        (json!({ "merchant": "a".repeat(65) }), Some(Claim::Merchant)),
        (json!({ "merchant": 1 }), Some(Claim::Merchant)),
    ] {
        let judged = judge(other.clone()).await;
        assert_eq!(judged.err(), expected.map(Refusal::Claim), "{other}");
    }
}

#[tokio::test]
async fn a_token_opens_what_its_scope_says_and_without_one_nothing() {
    let read = judge(json!({ "scope": "openid read" })).await.unwrap();
    assert!(read.scopes.hold(Scope::Read) && !read.scopes.hold(Scope::Probe));
    let nothing = judge(json!({ "scope": null })).await.unwrap();
    assert_eq!(nothing.scopes, Scopes::default());
    let store = judge(json!({ "merchant": "store-1" })).await.unwrap();
    assert_eq!(store.merchant.unwrap().as_str(), "store-1");
}

#[tokio::test]
async fn a_token_never_chooses_how_it_is_verified() {
    let pair = KeyPair::generate_for(&PKCS_ED25519).unwrap();
    let public = pair.public_key_pem();
    let key = VerifyingKey::from_file(Algorithm::EdDsa, public.as_bytes()).unwrap();
    let by_public_key = verifier(key);
    let everything = claims(&json!({}));
    // The public key is no secret: as one, it must open nothing.
    for secret in [public.as_bytes(), pair.public_key_raw(), SECRET] {
        let forged = encode(
            &Header::default(),
            &everything,
            &EncodingKey::from_secret(secret).unwrap(),
        );
        let judged = by_public_key.verify(&forged.unwrap()).await;
        assert_eq!(judged, Err(Refusal::Algorithm("EdDSA")));
    }
    let signed = sign(&everything);
    let (_, rest) = signed.split_once('.').unwrap();
    let payload = rest.split('.').next().unwrap();
    for (head, is_algorithm) in [
        (r#"{"alg":"none"}"#, true),
        (r#"{"alg":"None","typ":"JWT"}"#, true),
        (r#"{"alg":""}"#, true),
        (r#"{"alg":"hs256"}"#, true),
        (r#"{"alg":"HS512"}"#, true),
        (r#"{"alg":"RS256"}"#, true),
        (r#"{"alg":null}"#, false),
        (r#"{"alg":["HS256"]}"#, false),
        (r#"{"alg":"HS256","alg":"none"}"#, false),
        ("{}", false),
        ("", false),
    ] {
        for signature in ["", rest.split('.').nth(1).unwrap()] {
            let head = URL_SAFE_NO_PAD.encode(head);
            let judged = by_secret()
                .verify(&format!("{head}.{payload}.{signature}"))
                .await;
            match judged {
                Err(Refusal::Algorithm("HS256")) => assert!(is_algorithm, "{head}"),
                Err(Refusal::Malformed(_)) => assert!(!is_algorithm, "{head}"),
                other => panic!("{head}: {other:?}"),
            }
        }
    }
    // Rightly signed, and yet with a part that must be understood and is not.
    let head = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","crit":["exp"],"exp":1}"#);
    assert!(by_secret().verify(&format!("{head}.{rest}")).await.is_err());
}

#[tokio::test]
async fn claims_that_are_said_twice_or_are_no_object_open_nothing() {
    let sign_text = |text: &str| {
        let message = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#),
            URL_SAFE_NO_PAD.encode(text)
        );
        let key = EncodingKey::from_secret(SECRET).unwrap();
        let signature =
            jsonwebtoken::crypto::sign(message.as_bytes(), &key, jsonwebtoken::Algorithm::HS256);
        format!("{message}.{}", signature.unwrap())
    };
    let fine = claims(&json!({})).to_string();
    assert!(by_secret().verify(&sign_text(&fine)).await.is_ok());
    let twice = |name: &str| fine.replacen('{', &format!("{{\"{name}\":1,"), 1);
    for text in [
        twice("exp"),
        twice("aud"),
        twice("scope"),
        "[]".to_owned(),
        "null".to_owned(),
        "\"\"".to_owned(),
        String::new(),
        fine[..fine.len() - 1].to_owned(),
    ] {
        let judged = by_secret().verify(&sign_text(&text)).await;
        assert!(judged.is_err(), "{text}");
    }
}

#[test]
fn no_refusal_repeats_anything_of_a_token() {
    let given = "ca1a4e5";
    let other = json!({ "aud": given, "iss": given, "scope": [given], "merchant": given });
    let token = sign(&claims(&other));
    let told = in_runtime(by_secret().verify(&token)).unwrap_err();
    let problem = serde_json::to_string(&Problem::from(told)).unwrap();
    assert!(!problem.contains(given), "{problem}");
    for part in token.split('.') {
        assert!(!problem.contains(&part[..8]), "{problem}");
    }
}

fn in_runtime<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(future)
}

proptest! {
    #[test]
    fn a_token_with_any_character_changed_opens_nothing(place in any::<prop::sample::Index>(), by in "[A-Za-z0-9_.-]") {
        let token = sign(&claims(&json!({})));
        let place = place.index(token.len());
        let mut changed = token.clone();
        changed.replace_range(place..=place, &by);
        prop_assume!(changed != token);
        prop_assert!(in_runtime(by_secret().verify(&changed)).is_err(), "{}", changed);
    }

    #[test]
    fn no_other_text_opens_anything_or_stops_the_server(text in "(\\PC{0,40}\\.){0,3}\\PC{0,40}") {
        prop_assert!(in_runtime(by_secret().verify(&text)).is_err());
    }

    #[test]
    fn no_other_secret_signs_for_us(secret in proptest::collection::vec(any::<u8>(), 1..64)) {
        prop_assume!(secret != SECRET);
        let key = EncodingKey::from_secret(&secret).unwrap();
        let token = encode(&Header::default(), &claims(&json!({})), &key).unwrap();
        let told = in_runtime(by_secret().verify(&token)).unwrap_err();
        prop_assert!(told.is_guess());
        prop_assert!(matches!(told, Refusal::Signature(_)), "{:?}", told);
    }

    #[test]
    fn a_token_holds_exactly_from_its_beginning_to_its_end(begins in -100_000i64..100_000, ends in -100_000i64..100_000) {
        // Not on the very second of a border, which may pass meanwhile.
        let is_near = |moment: i64, border: i64| (moment - border).abs() <= 2;
        prop_assume!(!is_near(begins, 60) && !is_near(ends, -60) && !is_near(ends, DAY + 60));
        let judged = in_runtime(judge(json!({ "nbf": now() + begins, "exp": now() + ends })));
        let holds = begins < 60 && ends > -60 && ends < DAY + 60;
        prop_assert_eq!(judged.is_ok(), holds, "{:?}", judged);
    }
}
