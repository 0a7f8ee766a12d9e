//! A secret two sides share: compared, and shown by nothing.

use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

/// A secret callers must carry; shown by nothing.
#[derive(Clone, Debug)]
pub struct SharedToken(SecretString);

/// Why a text is no shared token. The text is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Shorter than anything that cannot be guessed.
    #[error("is shorter than {MIN_LENGTH} characters")]
    Short,
    /// Not what a header can carry as one word.
    #[error("holds a space or a character that is not ASCII")]
    Characters,
}

/// The shortest token accepted, in characters.
const MIN_LENGTH: usize = 16;

impl SharedToken {
    /// Reads the token an operator configured.
    ///
    /// # Errors
    ///
    /// [`TokenError`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Err(TokenError::Characters)
        } else if text.len() < MIN_LENGTH {
            Err(TokenError::Short)
        } else {
            Ok(Self(SecretString::from(text)))
        }
    }

    /// Whether this is the token. How long that takes tells nothing but the token's length.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "compared in place")]
    pub fn is(&self, text: &str) -> bool {
        let token = self.0.expose_secret().as_bytes();
        token.ct_eq(text.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_itself_is_the_token() {
        let token = SharedToken::parse("0123456789abcdef").unwrap();
        assert!(token.is("0123456789abcdef"));
        for other in [
            "",
            "0123456789abcdeF",
            "0123456789abcde",
            "0123456789abcdef0",
        ] {
            assert!(!token.is(other), "{other}");
        }
        assert!(!format!("{token:?}").contains("0123"));
    }

    #[test]
    fn a_token_that_can_be_guessed_or_not_be_sent_is_none() {
        assert_eq!(SharedToken::parse("short").err(), Some(TokenError::Short));
        for text in [
            "0123456789 abcdef",
            "0123456789abcdeñ",
            "0123456789abcdef\n",
        ] {
            assert_eq!(SharedToken::parse(text).err(), Some(TokenError::Characters));
        }
    }
}
