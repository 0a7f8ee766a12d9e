//! Credentials as a person configures them: slips taken off, form recognised, secrets kept in.

mod access_token;
mod placeholder;
mod public_key;
mod recogniser;
mod slips;

pub use access_token::AccessToken;
pub use public_key::PublicKey;

/// Whether every character may stand in a bearer credential: visible ASCII, no white space.
///
/// RFC 6750 allows fewer characters still, but Mercado Pago documents no format, so anything an
/// HTTP header can carry as one word is left for it to judge.
fn is_one_header_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}
