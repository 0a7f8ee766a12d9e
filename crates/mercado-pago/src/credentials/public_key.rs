//! The Public Key: public, unless somebody pasted a secret in its place.

use std::fmt;

use checkout_readiness_checks::evidence::{PublicKeyForm, PublicKeyShape};
use secrecy::{ExposeSecret, SecretString};

use super::{is_one_header_word, placeholder::is_placeholder, recogniser, slips};

/// A Public Key that may be sent in a query.
///
/// Only a value the recogniser knows as a Public Key is shown by `Debug` and `Display`; any other
/// may be a secret.
#[derive(Clone)]
pub struct PublicKey {
    value: SecretString,
    is_usual: bool,
}

impl PublicKey {
    /// Reads the text an operator configured: takes off what was copied along with the key and
    /// tells its form.
    ///
    /// The key is absent where nothing usable is left (see
    /// [`AccessToken::parse`](super::AccessToken::parse)) and where the value is plainly a secret,
    /// an Access Token or a refresh token: a query is no place for those.
    #[must_use]
    pub fn parse(raw: &str) -> (Option<Self>, PublicKeyForm) {
        let (text, slips) = slips::take_off(raw);
        let shape = if recogniser::public_key(text).is_some() {
            PublicKeyShape::Usual
        } else if recogniser::access_token(text).is_some() {
            PublicKeyShape::AccessToken
        } else if recogniser::refresh_token(text).is_none() && is_placeholder(text) {
            PublicKeyShape::Placeholder
        } else {
            PublicKeyShape::Unusual
        };
        let environment = recogniser::prefix(text).map(|(environment, _)| environment);
        let usable = matches!(shape, PublicKeyShape::Usual | PublicKeyShape::Unusual)
            && recogniser::refresh_token(text).is_none()
            && is_one_header_word(text);
        let is_usual = shape == PublicKeyShape::Usual;
        let key = usable.then(|| Self {
            value: SecretString::from(text),
            is_usual,
        });
        (
            key,
            PublicKeyForm {
                shape,
                slips,
                environment,
            },
        )
    }

    /// Whether the value has the form of a Public Key, and may be shown.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.is_usual
    }

    /// The key itself, for the query that carries it.
    pub(crate) fn expose(&self) -> &str {
        self.value.expose_secret()
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for PublicKey {}

impl fmt::Display for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.is_usual { self.expose() } else { "…" })
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PublicKey({self})")
    }
}
