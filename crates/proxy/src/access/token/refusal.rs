//! Why a token opens nothing: which part of it is wrong and what to do, never what it holds.

use crate::problem::{Code, Problem};

/// Why a token was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has not the form of a token.
    Malformed(&'static str),
    /// It names another algorithm than its key has.
    Algorithm(&'static str),
    /// Its signature is not that of a key we know.
    Signature(&'static str),
    /// No key could be fetched so far; there is another attempt after so many seconds.
    NoKeys(u16),
    /// Somebody we trust signed it, and one of its claims does not hold.
    Claim(Claim),
}

/// A claim that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// `exp` lies in the past.
    Expired,
    /// `exp` is missing or no number.
    NoExpiry,
    /// `exp` lies too far ahead.
    ExpiresTooLate,
    /// `nbf` lies ahead.
    NotYetValid,
    /// `iat` lies ahead, or is no number.
    IssuedAhead,
    /// `aud` is missing, or names others.
    Audience,
    /// `iss` is missing, or names another.
    Issuer,
    /// `scope` is no text.
    Scope,
    /// `merchant` is no name of a merchant.
    Merchant,
    /// Something else that the claims as a whole are not.
    Whole,
}

impl Refusal {
    /// Whether it may have been tried to find out what opens. Who holds a rightly signed token of
    /// yesterday guesses nothing.
    #[must_use]
    pub const fn is_guess(&self) -> bool {
        !matches!(self, Self::NoKeys(_) | Self::Claim(_))
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Malformed(detail) => Self::new(Code::TokenMalformed).detail(detail),
            Refusal::Algorithm(expected) => Self::new(Code::TokenAlgorithm)
                .field("alg")
                .allowed([expected])
                .detail("Sign with the algorithm of the configured key; a token does not choose it."),
            Refusal::Signature(detail) => Self::new(Code::TokenSignature).detail(detail),
            Refusal::NoKeys(seconds) => Self::new(Code::TokenKeysUnavailable)
                .detail(format!(
                    "READINESS_JWT_JWKS_URL gave no keys, the log says why; the next attempt is in {seconds} seconds."
                ))
                .retry_after(seconds),
            Refusal::Claim(claim) => claim.problem(),
        }
    }
}

impl Claim {
    fn problem(self) -> Problem {
        let (code, field, detail) = match self {
            Self::Expired => (
                Code::TokenExpired,
                Some("exp"),
                "The claim `exp` lies in the past: have a new token signed. Is it new, compare the clocks of both machines.",
            ),
            Self::NoExpiry => (
                Code::TokenMalformed,
                Some("exp"),
                "The claim `exp` is missing or no number: set it to seconds since 1970, minutes ahead.",
            ),
            Self::ExpiresTooLate => (
                Code::TokenMalformed,
                Some("exp"),
                "The claim `exp` lies more than 24 hours ahead: sign tokens that live for minutes, in seconds and not milliseconds.",
            ),
            Self::NotYetValid => (
                Code::TokenNotYetValid,
                Some("nbf"),
                "The claim `nbf` lies ahead: compare the clocks of both machines.",
            ),
            Self::IssuedAhead => (
                Code::TokenNotYetValid,
                Some("iat"),
                "The claim `iat` lies ahead or is no number: compare the clocks of both machines; it counts in seconds.",
            ),
            Self::Audience => (
                Code::TokenAudience,
                Some("aud"),
                "The claim `aud` is missing or names others: sign what READINESS_JWT_AUDIENCE is set to.",
            ),
            Self::Issuer => (
                Code::TokenIssuer,
                Some("iss"),
                "The claim `iss` is missing or names another: sign what READINESS_JWT_ISSUER is set to.",
            ),
            Self::Scope => (
                Code::TokenMalformed,
                Some("scope"),
                "The claim `scope` must be one text: words separated by spaces.",
            ),
            Self::Merchant => (
                Code::TokenMalformed,
                Some("merchant"),
                "The claim `merchant` must be 1 to 64 letters, digits, dots, hyphens or underscores.",
            ),
            Self::Whole => (
                Code::TokenMalformed,
                None,
                "The claims must be one JSON object that names each claim once.",
            ),
        };
        let problem = Problem::new(code).detail(detail);
        match field {
            Some(field) => problem.field(field),
            None => problem,
        }
    }
}
