//! The Access Token: a secret that cannot be printed, saved or sent by accident.

use std::fmt;

use checkout_readiness_checks::evidence::{TokenForm, TokenShape};
use secrecy::{ExposeSecret, SecretString};

use super::{is_one_header_word, placeholder::is_placeholder, recogniser, slips};

/// An Access Token that may be sent as a bearer credential.
///
/// `Debug` and `Display` show a tail its owner recognises, `APP_USR-…-100000001`, and nothing of a
/// value whose form is not known. There is no `Serialize`, on purpose.
#[derive(Clone)]
pub struct AccessToken {
    secret: SecretString,
    mask: Box<str>,
}

impl AccessToken {
    /// Reads the text an operator configured: takes off what was copied along with the token and
    /// tells its form.
    ///
    /// The token is absent where nothing is left that a header could carry: nothing at all, a
    /// placeholder, or text with spaces or characters outside visible ASCII. A value of a form we
    /// do not know is [`TokenShape::Unusual`] and still a token, because Mercado Pago documents no
    /// format; one call to `/users/me` decides. Nothing at all counts as a placeholder.
    #[must_use]
    pub fn parse(raw: &str) -> (Option<Self>, TokenForm) {
        let (text, slips) = slips::take_off(raw);
        let mut form = TokenForm {
            shape: TokenShape::Unusual,
            slips,
            environment: recogniser::prefix(text).map(|(environment, _)| environment),
            application_id: None,
            user_id: None,
        };
        if let Some(parts) = recogniser::access_token(text) {
            form.shape = if parts.has_suffix {
                TokenShape::Legacy
            } else {
                TokenShape::Usual
            };
            form.application_id = Some(parts.application_id.to_owned());
            form.user_id = Some(parts.user_id.to_owned());
        } else if recogniser::public_key(text).is_some() {
            form.shape = TokenShape::PublicKey;
        } else if let Some(user_id) = recogniser::refresh_token(text) {
            form.shape = TokenShape::RefreshToken;
            form.user_id = Some(user_id.to_owned());
        } else if is_placeholder(text) {
            form.shape = TokenShape::Placeholder;
        }
        let usable = form.shape != TokenShape::Placeholder && is_one_header_word(text);
        let token = usable.then(|| Self {
            secret: SecretString::from(text),
            mask: mask(text, &form),
        });
        (token, form)
    }

    /// Has this search look for the token, where nobody should find it. The search must keep
    /// nothing of it.
    pub fn seek<Found>(&self, search: impl FnOnce(&str) -> Found) -> Found {
        search(self.expose())
    }

    /// The number of the user whose token this is, where its form tells.
    pub(crate) fn user_id(&self) -> Option<&str> {
        recogniser::access_token(self.expose()).map(|parts| parts.user_id)
    }

    /// The token itself, for the header that carries it.
    pub(crate) fn expose(&self) -> &str {
        self.secret.expose_secret()
    }
}

/// What of a token may be shown.
fn mask(text: &str, form: &TokenForm) -> Box<str> {
    let recognised = matches!(form.shape, TokenShape::Usual | TokenShape::Legacy);
    match (recognised, text.split_once('-'), &form.user_id) {
        (true, Some((prefix, _)), Some(user_id)) => format!("{prefix}-…-{user_id}").into(),
        _ => "…".into(),
    }
}

impl fmt::Display for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.mask)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "AccessToken({})", self.mask)
    }
}
