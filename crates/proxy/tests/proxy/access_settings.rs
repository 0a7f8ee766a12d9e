//! Settings of who may ask: which combinations hold, and how the others are refused by name.

use checkout_readiness_proxy::config::{Given, KeySource, Settings};

use crate::access_signing::{Publisher, Signer, borrowed};

fn read(pairs: &[(&str, &str)]) -> Result<Settings, String> {
    Given::from_pairs(pairs.iter().copied())
        .and_then(|given| Settings::read(&given))
        .map_err(|errors| errors.to_string())
}

/// Files of keys, right ones and others.
struct Files(tempfile::TempDir);

impl Files {
    fn make() -> Self {
        let files = Self(tempfile::tempdir().unwrap());
        let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_ED25519).unwrap();
        for (name, content) in [
            ("secret", Signer::by_secret().file),
            ("short", "0".repeat(31)),
            ("public", pair.public_key_pem()),
            ("private", pair.serialize_pem()),
            ("empty", String::new()),
        ] {
            std::fs::write(files.0.path().join(name), content).unwrap();
        }
        files
    }

    /// The same pairs, with paths in place of the names of files.
    fn placed(&self, pairs: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let place = |(name, text): &(&'static str, &str)| {
            let path = self.0.path().join(text);
            let text = if *name == "READINESS_JWT_KEY" {
                path.to_str().unwrap()
            } else {
                *text
            };
            (*name, text.to_owned())
        };
        pairs.iter().map(place).collect()
    }
}

const KEY: &str = "READINESS_JWT_KEY";
const ALGORITHM: &str = "READINESS_JWT_ALGORITHM";
const ADDRESS: &str = "READINESS_JWT_JWKS_URL";
const AUDIENCE: (&str, &str) = ("READINESS_JWT_AUDIENCE", "checkout-readiness");
const PROXIES: &str = "READINESS_TRUSTED_PROXIES";
const SECRET: (&str, &str) = ("READINESS_TRUSTED_SECRET", "visibly-fake-secret-0000");
const PUBLISHED: (&str, &str) = (ADDRESS, "https://login.store.example/keys");

#[test]
fn every_mistake_is_named_with_what_is_wrong_and_an_example() {
    let files = Files::make();
    let ed25519 = (ALGORITHM, "EdDSA");
    for (pairs, expected) in [
        (
            &[(KEY, "public"), AUDIENCE][..],
            "READINESS_JWT_ALGORITHM must be set together with READINESS_JWT_KEY",
        ),
        (
            &[(KEY, "public"), ed25519],
            "READINESS_JWT_AUDIENCE must be set",
        ),
        (&[PUBLISHED], "READINESS_JWT_AUDIENCE must be set"),
        (
            &[(KEY, "public"), ed25519, AUDIENCE, PUBLISHED],
            "READINESS_JWT_JWKS_URL must not be set together",
        ),
        (
            &[AUDIENCE],
            "READINESS_JWT_KEY must be set, or READINESS_JWT_JWKS_URL, because READINESS_JWT_AUDIENCE is",
        ),
        (
            &[("READINESS_JWT_LEEWAY", "5")],
            "READINESS_JWT_KEY must be set, or",
        ),
        (
            &[(KEY, "public"), (ALGORITHM, "none"), AUDIENCE],
            "READINESS_JWT_ALGORITHM is none of HS256, RS256, EdDSA",
        ),
        (
            &[(KEY, "public"), (ALGORITHM, "ES256"), AUDIENCE],
            "READINESS_JWT_ALGORITHM is none of",
        ),
        (
            &[(KEY, "public"), (ALGORITHM, "RS256"), AUDIENCE],
            "READINESS_JWT_KEY names a file without a public key for RS256",
        ),
        (
            &[(KEY, "public"), (ALGORITHM, "HS256"), AUDIENCE],
            "READINESS_JWT_KEY names a file with a key in PEM form",
        ),
        (
            &[(KEY, "private"), ed25519, AUDIENCE],
            "READINESS_JWT_KEY names a file with a private key",
        ),
        (
            &[(KEY, "empty"), ed25519, AUDIENCE],
            "READINESS_JWT_KEY names a file without a public key",
        ),
        (
            &[(KEY, "missing"), ed25519, AUDIENCE],
            "READINESS_JWT_KEY names a file that cannot be read",
        ),
        (
            &[(KEY, "short"), (ALGORITHM, "HS256"), AUDIENCE],
            "READINESS_JWT_KEY names a file with less than 32 bytes",
        ),
        (
            &[
                (KEY, "public"),
                ed25519,
                AUDIENCE,
                ("READINESS_JWT_LEEWAY", "301"),
            ],
            "READINESS_JWT_LEEWAY is not a number of seconds from 0 to 300",
        ),
        (
            &[
                (KEY, "public"),
                ed25519,
                AUDIENCE,
                ("READINESS_JWT_LEEWAY", "-1"),
            ],
            "READINESS_JWT_LEEWAY is not",
        ),
        (
            &[PUBLISHED, AUDIENCE, (ALGORITHM, "HS256")],
            "READINESS_JWT_ALGORITHM must not be HS256",
        ),
        (
            &[(ADDRESS, "http://login.store.example/keys"), AUDIENCE],
            "READINESS_JWT_JWKS_URL must begin with https://",
        ),
        (
            &[(ADDRESS, "http://127.0.0.1:80/keys"), AUDIENCE],
            "READINESS_JWT_JWKS_URL must begin with https://",
        ),
        (
            &[
                (ADDRESS, "http://10.0.0.1/keys"),
                AUDIENCE,
                ("READINESS_PROBE_ALLOW", "10.0.0.1:80"),
            ],
            "READINESS_JWT_JWKS_URL must begin with https://",
        ),
        (
            &[
                (ADDRESS, "http://127.0.0.1:81/keys"),
                AUDIENCE,
                ("READINESS_PROBE_ALLOW", "127.0.0.1:80"),
            ],
            "READINESS_JWT_JWKS_URL must begin with https://",
        ),
        (
            &[(ADDRESS, "file:///etc/keys"), AUDIENCE],
            "READINESS_JWT_JWKS_URL must begin with https://",
        ),
        (
            &[(ADDRESS, "https://ca1a4e5@login.store.example/"), AUDIENCE],
            "READINESS_JWT_JWKS_URL must not hold a user name",
        ),
        (
            &[(ADDRESS, "/keys"), AUDIENCE],
            "READINESS_JWT_JWKS_URL is not an absolute URL",
        ),
        (
            &[(PROXIES, "127.0.0.1")],
            "READINESS_TRUSTED_SECRET must be set together",
        ),
        (&[SECRET], "READINESS_TRUSTED_PROXIES must be set together"),
        (
            &[(PROXIES, "ca1a4e5"), SECRET],
            "READINESS_TRUSTED_PROXIES holds something that is neither",
        ),
        (
            &[(PROXIES, "10.0.0.0/33"), SECRET],
            "READINESS_TRUSTED_PROXIES holds something that is neither",
        ),
        (
            &[(PROXIES, "0.0.0.0/0"), SECRET],
            "READINESS_TRUSTED_PROXIES must not hold every address",
        ),
        (
            &[(PROXIES, "::/0"), SECRET],
            "READINESS_TRUSTED_PROXIES must not hold every address",
        ),
        (
            &[(PROXIES, ","), SECRET],
            "READINESS_TRUSTED_PROXIES must name an address",
        ),
        (
            &[
                (PROXIES, "127.0.0.1"),
                ("READINESS_TRUSTED_SECRET", "ca1a4e5"),
            ],
            "READINESS_TRUSTED_SECRET is shorter than 16",
        ),
    ] {
        let placed = files.placed(pairs);
        let error = read(&borrowed(&placed)).unwrap_err();
        assert!(error.starts_with(expected), "{pairs:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{pairs:?}: {error}");
        assert!(error.contains("Example: READINESS_"), "{error}");
        assert!(!error.contains("ca1a4e5"), "{error}");
    }
}

#[test]
fn any_way_to_prove_who_asks_lets_the_server_be_reached_from_elsewhere() {
    let files = Files::make();
    let open = [
        ("READINESS_LISTEN", "0.0.0.0:80"),
        ("READINESS_HOSTS", "readiness.store.example"),
    ];
    let folder = files.0.path().to_str().unwrap();
    let public = [
        ("READINESS_PUBLIC_URL", "https://readiness.store.example"),
        ("READINESS_DATA", folder),
    ];
    for reached in [open, public] {
        let refused = read(&reached).unwrap_err();
        assert!(
            refused.starts_with("READINESS_TOKEN must be set"),
            "{refused}"
        );
        for way in [
            "READINESS_JWT_KEY",
            "READINESS_JWT_JWKS_URL",
            "READINESS_TRUSTED_PROXIES",
        ] {
            assert!(refused.contains(way), "{refused}");
        }
        for proof in [
            &[("READINESS_TOKEN", "0123456789abcdef")][..],
            &[(KEY, "secret"), (ALGORITHM, "HS256"), AUDIENCE],
            &[(KEY, "public"), (ALGORITHM, "EdDSA"), AUDIENCE],
            &[PUBLISHED, AUDIENCE],
            &[(PROXIES, "10.0.0.0/8, 2001:db8::1,127.0.0.1"), SECRET],
        ] {
            let placed = files.placed(proof);
            let pairs: Vec<_> = reached.into_iter().chain(borrowed(&placed)).collect();
            assert!(read(&pairs).is_ok(), "{proof:?}: {:?}", read(&pairs).err());
        }
    }
}

#[tokio::test]
async fn what_was_set_is_what_counts_and_no_secret_is_shown() {
    let files = Files::make();
    let placed = files.placed(&[
        (KEY, "secret"),
        (ALGORITHM, "HS256"),
        AUDIENCE,
        ("READINESS_JWT_ISSUER", "https://panel.store.example"),
        ("READINESS_JWT_LEEWAY", "5"),
        (PROXIES, "127.0.0.1"),
        SECRET,
    ]);
    let settings = read(&borrowed(&placed)).unwrap();
    let tokens = settings.listening.tokens.as_ref().unwrap();
    assert_eq!(tokens.audience, "checkout-readiness");
    assert_eq!(
        tokens.issuer.as_deref(),
        Some("https://panel.store.example")
    );
    assert_eq!(tokens.leeway.as_secs(), 5);
    let shown = format!("{settings:?}");
    for secret in [SECRET.1, crate::access_signing::SECRET, "118, 105, 115"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let publisher = Publisher::start(&[]).await;
    let settings = read(&borrowed(&publisher.settings())).unwrap();
    // The exception is for the keys, which the sandbox does not bring along.
    assert_eq!(settings.notices, Vec::<String>::new());
    let keys = &settings.listening.tokens.unwrap().keys;
    assert!(
        matches!(keys, KeySource::Address { url, only: None } if url.as_str() == publisher.url)
    );
}
