//! The formats of Mercado Pago's credentials, as its own plugins, mocks and hooks show them.
//!
//! None of them is documented, so a value of no known format is unusual, never invalid.

use checkout_readiness_checks::evidence::Environment;

/// The parts of an Access Token: `PREFIX-<application>-<6 digits>-<32 hex>-<user>`.
pub(super) struct TokenParts<'a> {
    pub application_id: &'a str,
    pub user_id: &'a str,
    /// Whether the hash is followed by letters such as `__LA_LD__`.
    pub has_suffix: bool,
}

/// The environment a prefix claims, and what follows it.
pub(super) fn prefix(text: &str) -> Option<(Environment, &str)> {
    let production = text
        .strip_prefix("APP_USR-")
        .map(|rest| (Environment::Production, rest));
    production.or_else(|| {
        text.strip_prefix("TEST-")
            .map(|rest| (Environment::Test, rest))
    })
}

/// Reads an Access Token of today's or the older form.
pub(super) fn access_token(text: &str) -> Option<TokenParts<'_>> {
    let (_, rest) = prefix(text)?;
    let mut parts = rest.split('-');
    let (application_id, stamp, hash, user) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let user_id = user.strip_prefix('U').unwrap_or(user);
    let (hash, suffix) = hash.split_at_checked(32)?;
    let fits = parts.next().is_none()
        && digits(application_id, 6, 20)
        && digits(stamp, 6, 6)
        && lower_hex(hash)
        && (suffix.is_empty() || is_legacy_suffix(suffix))
        && digits(user_id, 1, 20);
    fits.then_some(TokenParts {
        application_id,
        user_id,
        has_suffix: !suffix.is_empty(),
    })
}

/// Reads a Public Key: `PREFIX-<uuid>`.
pub(super) fn public_key(text: &str) -> Option<Environment> {
    let (environment, uuid) = prefix(text)?;
    let mut groups = uuid.split('-');
    let fits = [8, 4, 4, 4, 12].into_iter().all(|length| {
        groups
            .next()
            .is_some_and(|group| group.len() == length && lower_hex(group))
    });
    (fits && groups.next().is_none()).then_some(environment)
}

/// Reads a refresh token or an authorization code, `TG-<letters and digits>-<user>`, and yields
/// the user.
pub(super) fn refresh_token(text: &str) -> Option<&str> {
    let (code, user_id) = text.strip_prefix("TG-")?.split_once('-')?;
    let fits = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (fits && digits(user_id, 1, 20)).then_some(user_id)
}

/// `__XX_XX__`, as in `__LA_LD__`.
fn is_legacy_suffix(text: &str) -> bool {
    let letters = text
        .strip_prefix("__")
        .and_then(|rest| rest.strip_suffix("__"))
        .and_then(|rest| rest.split_once('_'));
    letters.is_some_and(|(first, second)| {
        [first, second]
            .iter()
            .all(|pair| pair.len() == 2 && pair.bytes().all(|byte| byte.is_ascii_uppercase()))
    })
}

fn digits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn lower_hex(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
