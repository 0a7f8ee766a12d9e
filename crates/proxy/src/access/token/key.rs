//! A key tokens are verified with, and the one algorithm it is for.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{
    AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse,
};

/// How a token is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// A secret both sides know.
    Hs256,
    /// An RSA key.
    Rs256,
    /// An Ed25519 key.
    EdDsa,
}

impl Algorithm {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Hs256, Self::Rs256, Self::EdDsa];

    /// The name in a token's head.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Rs256 => "RS256",
            Self::EdDsa => "EdDSA",
        }
    }

    /// The algorithm of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name() == name)
    }

    pub(super) const fn of_library(self) -> jsonwebtoken::Algorithm {
        match self {
            Self::Hs256 => jsonwebtoken::Algorithm::HS256,
            Self::Rs256 => jsonwebtoken::Algorithm::RS256,
            Self::EdDsa => jsonwebtoken::Algorithm::EdDSA,
        }
    }
}

/// A key and its algorithm; shown by nothing.
#[derive(Clone, Debug)]
pub struct VerifyingKey {
    pub(super) algorithm: Algorithm,
    pub(super) key: DecodingKey,
}

/// Why a file is no key. Nothing of it is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// A secret that can be guessed.
    #[error("names a file with less than {SHORTEST_SECRET} bytes, which is too little for HS256")]
    ShortSecret,
    /// A key of the other kind, which everybody may know.
    #[error(
        "names a file with a key in PEM form, which is no secret for HS256: choose RS256 or EdDSA"
    )]
    PemForSecret,
    /// A key that belongs to who signs.
    #[error("names a file with a private key: give this server the public one, it only verifies")]
    Private,
    /// Not a public key of that kind.
    #[error("names a file without a public key for {0} in PEM form")]
    NotPublic(&'static str),
    /// An RSA key that can be broken, or that takes too long.
    #[error("names a file with an RSA key of another size than {} to {} bits", SIZES.0, SIZES.1)]
    Size,
}

/// The shortest secret accepted, in bytes: as long as what HS256 makes of it (RFC 7518, 3.2).
const SHORTEST_SECRET: usize = 32;
/// The sizes of RSA keys accepted, in bits (RFC 7518, 3.3, and what can be computed in no time).
const SIZES: (usize, usize) = (2048, 4096);

impl VerifyingKey {
    /// Reads the file an operator named.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what the file holds instead.
    pub fn from_file(algorithm: Algorithm, content: &[u8]) -> Result<Self, KeyError> {
        let is_pem = content.trim_ascii_start().starts_with(b"-----BEGIN");
        let key = if algorithm == Algorithm::Hs256 {
            if is_pem {
                return Err(KeyError::PemForSecret);
            }
            let secret = without_line_end(content);
            if secret.len() < SHORTEST_SECRET {
                return Err(KeyError::ShortSecret);
            }
            DecodingKey::from_secret(secret).map_err(|_| KeyError::ShortSecret)?
        } else {
            if String::from_utf8_lossy(content).contains("PRIVATE KEY-----") {
                return Err(KeyError::Private);
            }
            let key = if algorithm == Algorithm::Rs256 {
                DecodingKey::from_rsa_pem(content)
            } else {
                DecodingKey::from_ed_pem(content)
            };
            let not_public = |_| KeyError::NotPublic(algorithm.name());
            let key = key.map_err(not_public)?;
            // Whether there is a usable key inside is only found out by taking it apart.
            let parts = Jwk::from_decoding_key(&key, None).map_err(not_public)?;
            if !is_of_fair_size(&parts) {
                return Err(KeyError::Size);
            }
            key
        };
        Ok(Self { algorithm, key })
    }

    /// Reads a key of a set, with its name. None where it is not for signatures, of another
    /// algorithm, or a secret, which has no place in a document anybody may fetch.
    pub(super) fn from_set(jwk: &Jwk, only: Option<Algorithm>) -> Option<(Option<String>, Self)> {
        let common = &jwk.common;
        let algorithm = match &jwk.algorithm {
            AlgorithmParameters::RSA(_) if is_of_fair_size(jwk) => Algorithm::Rs256,
            AlgorithmParameters::OctetKeyPair(pair) if pair.curve == EllipticCurve::Ed25519 => {
                Algorithm::EdDsa
            }
            _ => return None,
        };
        let named = match algorithm {
            Algorithm::Rs256 => KeyAlgorithm::RS256,
            _ => KeyAlgorithm::EdDSA,
        };
        let is_for_signatures = common
            .public_key_use
            .as_ref()
            .is_none_or(|purpose| *purpose == PublicKeyUse::Signature)
            && common
                .key_operations
                .as_ref()
                .is_none_or(|operations| operations.contains(&KeyOperations::Verify));
        let fits = common.key_algorithm.is_none_or(|it| it == named)
            && only.is_none_or(|only| only == algorithm);
        let key = DecodingKey::from_jwk(jwk).ok()?;
        // An Ed25519 key of another length than there is would only be found out when verifying.
        Jwk::from_decoding_key(&key, None).ok()?;
        (is_for_signatures && fits).then(|| (common.key_id.clone(), Self { algorithm, key }))
    }
}

/// A secret without the end of line an editor put there; what is no text is left as it is.
fn without_line_end(content: &[u8]) -> &[u8] {
    let text = content
        .strip_suffix(b"\r\n")
        .or_else(|| content.strip_suffix(b"\n"));
    text.filter(|text| text.iter().all(u8::is_ascii_graphic))
        .unwrap_or(content)
}

/// Whether an RSA key is neither too weak nor too large; other keys have one size.
fn is_of_fair_size(jwk: &Jwk) -> bool {
    let AlgorithmParameters::RSA(parts) = &jwk.algorithm else {
        return true;
    };
    URL_SAFE_NO_PAD.decode(&parts.n).is_ok_and(|modulus| {
        let first = modulus.iter().position(|byte| *byte != 0);
        let bits = first.map_or(0, |first| {
            (modulus.len() - first) * 8 - modulus[first].leading_zeros() as usize
        });
        (SIZES.0..=SIZES.1).contains(&bits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_enough_and_no_key_of_the_other_kind() {
        for (content, expected) in [
            (vec![b'0'; 31], Some(KeyError::ShortSecret)),
            (
                [vec![b'0'; 31], vec![b'\n']].concat(),
                Some(KeyError::ShortSecret),
            ),
            (vec![b'0'; 32], None),
            ([vec![b'0'; 32], vec![b'\n']].concat(), None),
            ([vec![0; 31], vec![b'\n']].concat(), None),
            (
                b"-----BEGIN PUBLIC KEY-----\n0000000000000000000000000000".to_vec(),
                Some(KeyError::PemForSecret),
            ),
        ] {
            let read = VerifyingKey::from_file(Algorithm::Hs256, &content);
            assert_eq!(read.as_ref().err(), expected.as_ref(), "{content:?}");
        }
    }

    #[test]
    fn a_public_key_is_taken_only_for_its_own_algorithm() {
        let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_ED25519).unwrap();
        let public = pair.public_key_pem();
        assert!(VerifyingKey::from_file(Algorithm::EdDsa, public.as_bytes()).is_ok());
        for (algorithm, content, expected) in [
            (
                Algorithm::Rs256,
                public.clone(),
                KeyError::NotPublic("RS256"),
            ),
            (Algorithm::EdDsa, pair.serialize_pem(), KeyError::Private),
            (
                Algorithm::EdDsa,
                String::new(),
                KeyError::NotPublic("EdDSA"),
            ),
            (
                Algorithm::EdDsa,
                "0".repeat(64),
                KeyError::NotPublic("EdDSA"),
            ),
        ] {
            let read = VerifyingKey::from_file(algorithm, content.as_bytes());
            assert_eq!(read.err(), Some(expected));
        }
        let elliptic = rcgen::KeyPair::generate().unwrap().public_key_pem();
        for algorithm in [Algorithm::Rs256, Algorithm::EdDsa] {
            assert!(VerifyingKey::from_file(algorithm, elliptic.as_bytes()).is_err());
        }
    }

    #[test]
    fn keys_of_a_set_that_are_no_public_signature_keys_of_ours_are_left_out() {
        let read = |text: &str, only| {
            let jwk: Jwk = serde_json::from_str(text).ok()?;
            VerifyingKey::from_set(&jwk, only).map(|(name, key)| (name, key.algorithm))
        };
        let rsa = |bytes: usize, more: &str| {
            let modulus = URL_SAFE_NO_PAD.encode(vec![0x81; bytes]);
            format!(r#"{{"kty":"RSA","n":"{modulus}","e":"AQAB"{more}}}"#)
        };
        let named = Some("a".to_owned());
        for (text, expected) in [
            (rsa(256, r#","kid":"a""#), Some((named, Algorithm::Rs256))),
            (rsa(256, r#","use":"sig","alg":"RS256""#), Some((None, Algorithm::Rs256))),
            (rsa(256, r#","use":"enc""#), None),
            (rsa(256, r#","alg":"PS256""#), None),
            (rsa(256, r#","alg":"HS256""#), None),
            (rsa(256, r#","key_ops":["encrypt"]"#), None),
            (rsa(128, ""), None),
            (rsa(1024, ""), None),
            (r#"{"kty":"oct","k":"MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA","alg":"HS256"}"#.to_owned(), None),
            (r#"{"kty":"oct","k":"MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA"}"#.to_owned(), None),
            (r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#.to_owned(), None),
            (r#"{"kty":"OKP","crv":"X25519","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#.to_owned(), None),
            (r#"{"kty":"OKP","crv":"Ed25519","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#.to_owned(), Some((None, Algorithm::EdDsa))),
            (r#"{"kty":"new","x":"AA"}"#.to_owned(), None),
        ] {
            assert_eq!(read(&text, None), expected, "{text}");
        }
        assert_eq!(read(&rsa(256, ""), Some(Algorithm::EdDsa)), None);
    }
}
