//! Finds secrets where anybody can read them, and says of each no more than its owner needs.

mod forms;

use super::text::{after, begins_here};
use crate::address::shown;
use crate::evidence::{ExposedSecret, Place, SecretKind};
use forms::{access_token, named, refresh_token};

/// The most that is listed of one text: a page with more is in no better order.
const MOST: usize = 20;

/// What looks like a secret of Mercado Pago's in this text, each once, in order of appearance.
///
/// `name` is the file's address or the storage's key, and empty for the page itself. The position
/// is a line's number, `12` or `app.js:12`; in the storage it is the key alone.
///
/// Access Tokens, refresh tokens and authorization codes are known by their form. A client secret
/// and the secret of notifications have none of their own: they count only in quotation marks
/// behind such a name. A Public Key is meant to be seen and is never reported.
#[must_use]
pub fn in_text(text: &str, place: Place, name: &str) -> Vec<ExposedSecret> {
    let mut values: Vec<(SecretKind, &str, usize)> = Vec::new();
    let mut at = 0;
    while let Some((kind, start, end)) = next(text, at, place) {
        let value = text.get(start..end).unwrap_or_default();
        if !values.iter().any(|(_, known, _)| *known == value) {
            values.push((kind, value, start));
        }
        if values.len() == MOST {
            break;
        }
        at = end.max(at + 1);
    }
    values
        .into_iter()
        .map(|(kind, value, start)| exposed(text, value, start, kind, place, name))
        .collect()
}

/// A secret that is known, if it stands in this text. For whoever holds the secret anyway: the
/// proxy. One too short to be a secret is not looked for.
#[must_use]
pub fn exact(
    text: &str,
    secret: &str,
    kind: SecretKind,
    place: Place,
    name: &str,
) -> Option<ExposedSecret> {
    /// The fewest characters that cannot stand in a page by chance.
    const SHORTEST: usize = 12;
    let secret = secret.trim();
    if secret.len() < SHORTEST {
        return None;
    }
    let start = text.find(secret)?;
    Some(exposed(text, secret, start, kind, place, name))
}

fn exposed(
    text: &str,
    value: &str,
    start: usize,
    kind: SecretKind,
    place: Place,
    name: &str,
) -> ExposedSecret {
    let before = text.as_bytes().get(..start).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let name = shown_name(name, value);
    let position = match (place, name.is_empty()) {
        (Place::Storage, false) => name,
        (_, true) => line.to_string(),
        (_, false) => [&name, ":", &line.to_string()].concat(),
    };
    ExposedSecret {
        kind,
        place,
        position,
        tail: tail(value),
    }
}

/// A file's or key's name as it may be shown.
fn shown_name(name: &str, secret: &str) -> String {
    /// The most characters of it.
    const LONGEST: usize = 200;
    if name.contains(secret) {
        return "…".to_owned();
    }
    if name.contains("://") {
        return shown(name);
    }
    let name = name.split(['?', '#']).next().unwrap_or_default();
    name.chars().take(LONGEST).collect()
}

/// The last four characters.
fn tail(value: &str) -> String {
    let skip = value.chars().count().saturating_sub(4);
    value.chars().skip(skip).collect()
}

/// The next secret from here on: what it is, where it begins and ends.
fn next(text: &str, from: usize, place: Place) -> Option<(SecretKind, usize, usize)> {
    let bytes = text.as_bytes();
    (from..bytes.len())
        .filter(|at| matches!(bytes.get(*at), Some(b'A' | b'T' | b's' | b'S')))
        .find_map(|at| {
            let rest = after(text, at);
            if begins_here(text, at) {
                let found = access_token(rest).map(|length| (SecretKind::AccessToken, length));
                let found = found.or_else(|| {
                    refresh_token(rest).map(|length| (SecretKind::RefreshToken, length))
                });
                if let Some((kind, length)) = found {
                    return Some((kind, at, at + length));
                }
            }
            named(text, at, place)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOKEN: &str =
        "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";
    const SECRET: &str = "0000000000000000000000000000000a";

    fn found(text: &str) -> Vec<(SecretKind, String, String)> {
        in_text(text, Place::InlineScript, "")
            .into_iter()
            .map(|secret| (secret.kind, secret.position, secret.tail))
            .collect()
    }

    #[test]
    fn every_form_of_access_token_is_found() {
        for token in [
            TOKEN,
            "TEST-1000000000000001-010112-00000000000000000000000000000001__LA_LD__-100000001",
            "APP_USR-1000000000000001-010112-00000000000000000000000000000001-U100000001",
        ] {
            let text = format!("first line\nconst token = '{token}';");
            assert_eq!(
                found(&text),
                [(SecretKind::AccessToken, "2".to_owned(), "0001".to_owned())],
                "{token}"
            );
        }
    }

    #[test]
    fn a_refresh_token_is_found_and_an_article_number_is_not() {
        let text = "{'refresh_token':'TG-00000000000000000000000000000000-100000005'}";
        assert_eq!(
            found(text),
            [(SecretKind::RefreshToken, "1".to_owned(), "0005".to_owned())]
        );
        assert!(found("Article TG-2000-100000005").is_empty());
    }

    #[test]
    fn a_secret_without_form_is_found_behind_its_name() {
        for (text, kind) in [
            (
                format!("client_secret: '{SECRET}'"),
                SecretKind::ClientSecret,
            ),
            (
                format!("\"clientSecret\" : \"{SECRET}\""),
                SecretKind::ClientSecret,
            ),
            (
                format!("{{\\\"client_secret\\\":\\\"{SECRET}\\\"}}"),
                SecretKind::ClientSecret,
            ),
            (
                format!("<input name=\"client-secret\" value=\"{SECRET}\">"),
                SecretKind::ClientSecret,
            ),
            (
                format!("MP_WEBHOOK_SECRET=\"{SECRET}\""),
                SecretKind::WebhookSecret,
            ),
            (
                format!("webhookSecretKey = `{SECRET}`"),
                SecretKind::WebhookSecret,
            ),
        ] {
            assert_eq!(
                found(&text),
                [(kind, "1".to_owned(), "000a".to_owned())],
                "{text}"
            );
        }
    }

    #[test]
    fn in_an_address_a_value_needs_no_quotation_marks() {
        let text = format!("https://store.example/?client_secret={SECRET}&x=1");
        let secrets = in_text(&text, Place::Address, "");
        assert_eq!(
            secrets.first().map(|secret| secret.kind),
            Some(SecretKind::ClientSecret)
        );
        assert!(found(&text).is_empty());
    }

    #[test]
    fn what_may_be_seen_is_not_reported() {
        for text in [
            "APP_USR-00000000-0000-4000-8000-000000000001".to_owned(),
            "TEST-00000000-0000-4000-8000-000000000001".to_owned(),
            format!("X{TOKEN}"),
            format!("{TOKEN}0000000000000000000000"),
            "APP_USR-your-access-token".to_owned(),
            "APP_USR-1000000000000001-010112-00000000000000000000000000000000-100000001".to_owned(),
            format!("TEST-1000000000000001-010112-{}-100000001", "a".repeat(32)),
            format!("secret: '{SECRET}'"),
            format!("client_secret_hint: '{SECRET}'"),
            "client_secret: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'".to_owned(),
            "client_secret: 'pi_000000000000000000000000_secret_0000000000000001'".to_owned(),
            "client_secret: process.env.CLIENT_SECRET".to_owned(),
            String::new(),
        ] {
            assert!(found(&text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_secret_that_stands_twice_is_reported_once_and_the_list_has_an_end() {
        assert_eq!(found(&format!("{TOKEN}\n{TOKEN}")).len(), 1);
        let many: String = (100..200).map(|user| format!("'{TOKEN}{user}' ")).collect();
        assert_eq!(found(&many).len(), MOST);
    }

    #[test]
    fn the_place_is_told_so_that_its_owner_finds_it() {
        let position = |place, name| {
            let secrets = in_text(&format!("\n\n{TOKEN}"), place, name);
            secrets.into_iter().next().unwrap().position
        };
        assert_eq!(
            position(
                Place::ScriptFile,
                "https://a:b@store.example/app.js?v=hunter2"
            ),
            "https://store.example/app.js:3"
        );
        assert_eq!(position(Place::ScriptFile, "/app.js?v=2"), "/app.js:3");
        assert_eq!(position(Place::Storage, "settings"), "settings");
        assert_eq!(position(Place::Storage, TOKEN), "…");
    }

    #[test]
    fn a_known_secret_is_found_whatever_it_looks_like() {
        let look = |text: &str, secret: &str| {
            exact(text, secret, SecretKind::WebhookSecret, Place::Markup, "")
        };
        let secret = look("<p>\nnothing-like-a-secret</p>", " nothing-like-a-secret\n").unwrap();
        assert_eq!(
            (secret.position.as_str(), secret.tail.as_str()),
            ("2", "cret")
        );
        assert_eq!(look("<p></p>", "nothing-like-a-secret"), None);
        for too_short in ["", " ", "p", "abc"] {
            assert_eq!(look("<p>abc</p>", too_short), None);
        }
    }

    #[test]
    fn a_long_text_of_near_misses_takes_no_longer_than_any_other() {
        for part in [
            "APP_USR-1000000000000001-010112-0000000000000000000000000000000 ",
            "TG-00000000000000000000000000000000",
            "client_secret=\"0000000000000000",
            "secretsecret",
            "client_secret                                        ",
        ] {
            assert!(found(&part.repeat(20_000)).is_empty(), "{part}");
        }
    }

    fn hostile() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            Just(TOKEN.to_owned()),
            Just("APP_USR-".to_owned()),
            Just("TEST-1000000000000001-010112-".to_owned()),
            Just("TG-".to_owned()),
            Just(SECRET.to_owned()),
            Just("client_secret".to_owned()),
            Just("\"".to_owned()),
            Just(":".to_owned()),
            Just("__LA_LD__-".to_owned()),
            "\\PC{0,6}",
        ];
        proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn nothing_a_page_may_hold_stops_the_reader_or_is_repeated(
            text in hostile(), name in "\\PC{0,9}", place in proptest::sample::select(Place::ALL),
        ) {
            for secret in in_text(&text, place, &name) {
                prop_assert!(secret.tail.chars().count() <= 4);
                let told = serde_json::to_string(&secret).unwrap();
                prop_assert!(!told.contains(TOKEN) && !told.contains(SECRET), "{told}");
            }
            let _ = exact(&text, SECRET, SecretKind::ClientSecret, place, &name);
        }

        #[test]
        fn a_token_is_found_wherever_it_stands(before in "[ a-z\"'=:\n]{0,30}[ \"'=:\n]", after in "[ \"'<&;,]\\PC{0,20}") {
            let text = format!("{before}{TOKEN}{after}");
            let kinds: Vec<_> = found(&text).into_iter().map(|(kind, ..)| kind).collect();
            prop_assert!(kinds.contains(&SecretKind::AccessToken), "{text}");
        }
    }
}
