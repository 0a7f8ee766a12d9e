//! What secrets look like, and the names they go by.

use crate::evidence::{Place, SecretKind};
use crate::reading::text::{after, is_of_a_name, run, without};

/// The length of the Access Token that stands here.
pub(super) fn access_token(text: &str) -> Option<usize> {
    let start = ["APP_USR-", "TEST-"]
        .into_iter()
        .find_map(|prefix| text.strip_prefix(prefix))?;
    let rest = digits(start, 6, 20)?.strip_prefix('-')?;
    let rest = digits(rest, 6, 6)?.strip_prefix('-')?;
    // One character over and over is documentation's.
    if run(rest, 32, |byte| byte.is_ascii_hexdigit()) != 32 || is_placeholder(rest, 32) {
        return None;
    }
    let rest = after(rest, 32);
    let rest = legacy_mark(rest).unwrap_or(rest).strip_prefix('-')?;
    let rest = digits(rest.strip_prefix('U').unwrap_or(rest), 1, 20)?;
    ends(rest, text)
}

/// The text behind `__LA_LD__` and the like.
fn legacy_mark(text: &str) -> Option<&str> {
    let (mark, rest) = text.split_at_checked(9)?;
    let bytes = mark.as_bytes();
    let fits = bytes.iter().enumerate().all(|(index, byte)| match index {
        2 | 3 | 5 | 6 => byte.is_ascii_uppercase(),
        _ => *byte == b'_',
    });
    fits.then_some(rest)
}

/// The length of the refresh token or authorization code that stands here. Much shorter ones are
/// article numbers.
pub(super) fn refresh_token(text: &str) -> Option<usize> {
    let start = text.strip_prefix("TG-")?;
    let length = run(start, 64, |byte| byte.is_ascii_alphanumeric());
    if !(20..=64).contains(&length) {
        return None;
    }
    let rest = after(start, length).strip_prefix('-')?;
    ends(digits(rest, 5, 20)?, text)
}

/// The text behind so many digits.
fn digits(text: &str, fewest: usize, most: usize) -> Option<&str> {
    let length = run(text, most, |byte| byte.is_ascii_digit());
    (fewest..=most)
        .contains(&length)
        .then(|| after(text, length))
}

/// How much of the text came before what is left, if nothing of a name follows.
fn ends(rest: &str, text: &str) -> Option<usize> {
    let goes_on = rest.bytes().next().is_some_and(is_of_a_name);
    (!goes_on).then(|| text.len() - rest.len())
}

/// A secret that only its name gives away: `client_secret: "…"`, `"webhookSecret": "…"`,
/// `name="client_secret" value="…"`. `at` is where the word `secret` may begin.
pub(super) fn named(text: &str, at: usize, place: Place) -> Option<(SecretKind, usize, usize)> {
    let rest = without(after(text, at), "secret")?;
    let kind = kind_of_name(text, at)?;
    let rest = without(rest, "_key")
        .or_else(|| without(rest, "key"))
        .unwrap_or(rest);
    if rest.bytes().next().is_some_and(is_of_a_name) {
        return None;
    }
    let value = match place {
        Place::Address => rest.strip_prefix('=')?,
        _ => quoted(rest)?,
    };
    let length = run(value, LONGEST_NAMED, |byte| byte.is_ascii_alphanumeric());
    let is_whole = match (after(value, length).bytes().next(), place) {
        (Some(b'&' | b'#' | b';') | None, Place::Address) => true,
        (_, Place::Address) => false,
        (next, _) => matches!(next, Some(b'"' | b'\'' | b'`' | b'\\')),
    };
    if !is_whole || !(32..=LONGEST_NAMED).contains(&length) || is_placeholder(value, length) {
        return None;
    }
    let start = text.len() - value.len();
    Some((kind, start, start + length))
}

/// The most characters of a secret that is known by its name.
const LONGEST_NAMED: usize = 128;

/// What kind of secret a name that goes on with `secret` at this place is of.
fn kind_of_name(text: &str, at: usize) -> Option<SecretKind> {
    /// The longest of the words, and one sign between.
    const NEAR: usize = 14;
    let before = text.as_bytes().get(at.saturating_sub(NEAR)..at)?;
    let before = before
        .strip_suffix(b"_")
        .or(before.strip_suffix(b"-"))
        .unwrap_or(before);
    let ends_in = |word: &[u8]| {
        let end = before
            .len()
            .checked_sub(word.len())
            .and_then(|at| before.get(at..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    if ends_in(b"client") {
        Some(SecretKind::ClientSecret)
    } else if ends_in(b"webhook") || ends_in(b"webhooks") || ends_in(b"notification") {
        Some(SecretKind::WebhookSecret)
    } else {
        None
    }
}

/// What stands in quotation marks behind a name and a colon, an equals sign or `value=`.
fn quoted(text: &str) -> Option<&str> {
    const QUOTES: [char; 3] = ['"', '\'', '`'];
    /// More white space than that is no way to write it.
    const NEAR: usize = 40;
    let skip = |text: &'_ str| run(text, NEAR, |byte| byte.is_ascii_whitespace());
    let unescaped = text.strip_prefix('\\').unwrap_or(text);
    let text = unescaped.strip_prefix(QUOTES).unwrap_or(unescaped);
    let text = after(text, skip(text));
    let text = without(text, "value").unwrap_or(text);
    let text = after(text, skip(text));
    let text = text
        .strip_prefix("=>")
        .or_else(|| text.strip_prefix([':', '=']))?;
    let text = after(text, skip(text));
    let text = text.strip_prefix('\\').unwrap_or(text);
    text.strip_prefix(QUOTES)
}

/// Whether a value is one character over and over, as in examples.
fn is_placeholder(value: &str, length: usize) -> bool {
    let mut bytes = value.bytes().take(length);
    let first = bytes.next();
    bytes.all(|byte| Some(byte) == first)
}
