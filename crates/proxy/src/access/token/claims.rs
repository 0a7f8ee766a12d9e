//! The claims of a token: who it is for, how long it holds, and what its holder may do.

use std::collections::HashSet;
use std::time::Duration;

use jiff::Timestamp;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Validation, decode};
use serde::Deserialize;
use serde_json::Value;

use super::{Claim, Expected, Refusal, VerifyingKey};
use crate::access::Scopes;

/// The farthest a token may reach ahead: who loses one loses it for a day.
const LONGEST_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// What a token says, all of it verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// What its holder may do.
    pub scopes: Scopes,
    /// The merchant it is about, if it names one.
    pub merchant: Option<MerchantName>,
}

/// The name of a merchant, as tokens carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MerchantName(String);

impl MerchantName {
    /// Reads a name: 1 to 64 letters, digits, dots, hyphens or underscores.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
        fits.then(|| Self(text.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The claims that are read here; the library looks at the others by itself.
#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    exp: Value,
    #[serde(default)]
    iat: Option<Value>,
    #[serde(default)]
    scope: Option<Value>,
    #[serde(default)]
    merchant: Option<Value>,
}

impl Claims {
    /// Verifies a token with its key, whose algorithm it must have.
    pub(super) fn read(
        text: &str,
        key: &VerifyingKey,
        expected: &Expected,
    ) -> Result<Self, Refusal> {
        let decoded = decode::<Given>(text, &key.key, &validation(key, expected));
        let given = decoded.map_err(|error| refusal(error.kind(), key))?.claims;
        given.accept(expected).map_err(Refusal::Claim)
    }
}

fn validation(key: &VerifyingKey, expected: &Expected) -> Validation {
    let mut validation = Validation::new(key.algorithm.of_library());
    validation.leeway = expected.leeway.as_secs();
    validation.validate_nbf = true;
    validation.set_audience(&[&expected.audience]);
    let mut required = HashSet::from(["exp".to_owned(), "aud".to_owned()]);
    if let Some(issuer) = &expected.issuer {
        validation.set_issuer(&[issuer]);
        required.insert("iss".to_owned());
    }
    validation.required_spec_claims = required;
    validation
}

impl Given {
    fn accept(self, expected: &Expected) -> Result<Claims, Claim> {
        let now = Timestamp::now().as_second() as f64;
        let leeway = expected.leeway.as_secs_f64();
        let expiry = self.exp.as_f64().ok_or(Claim::NoExpiry)?;
        if expiry > now + leeway + LONGEST_LIFE.as_secs_f64() {
            return Err(Claim::ExpiresTooLate);
        }
        if let Some(issued) = self.iat {
            let issued = issued.as_f64().ok_or(Claim::IssuedAhead)?;
            if issued > now + leeway {
                return Err(Claim::IssuedAhead);
            }
        }
        let scopes = match self.scope {
            None => Scopes::default(),
            Some(Value::String(text)) => Scopes::parse(&text),
            Some(_) => return Err(Claim::Scope),
        };
        let merchant = match self.merchant {
            None => None,
            Some(Value::String(text)) => Some(MerchantName::parse(&text).ok_or(Claim::Merchant)?),
            Some(_) => return Err(Claim::Merchant),
        };
        Ok(Claims { scopes, merchant })
    }
}

/// What the library says, in our words. It looks at the signature before it looks at any claim.
fn refusal(kind: &ErrorKind, key: &VerifyingKey) -> Refusal {
    Refusal::Claim(match kind {
        ErrorKind::ExpiredSignature => Claim::Expired,
        ErrorKind::ImmatureSignature => Claim::NotYetValid,
        ErrorKind::InvalidAudience => Claim::Audience,
        ErrorKind::InvalidIssuer => Claim::Issuer,
        ErrorKind::MissingRequiredClaim(name) | ErrorKind::InvalidClaimFormat(name) => {
            match name.as_str() {
                "exp" => Claim::NoExpiry,
                "aud" => Claim::Audience,
                "iss" => Claim::Issuer,
                "nbf" => Claim::NotYetValid,
                _ => Claim::Whole,
            }
        }
        ErrorKind::Json(_) | ErrorKind::Utf8(_) => Claim::Whole,
        ErrorKind::InvalidAlgorithm => return Refusal::Algorithm(key.algorithm.name()),
        ErrorKind::Base64(_) | ErrorKind::InvalidToken => {
            return Refusal::Malformed("Its parts must be base64url without padding.");
        }
        _ => {
            return Refusal::Signature(
                "It is not signed with the key this server verifies with: compare READINESS_JWT_KEY or READINESS_JWT_JWKS_URL with what signs.",
            );
        }
    })
}
