//! Finds what belongs to testing and was left on a page.

use super::text::{after, begins_here, is_of_a_name, starts_with_uuid, without};
use crate::evidence::{Leftover, Place};

/// The domains of Mercado Pago by country, the longer of two that begin alike first.
pub(super) const DOMAINS: [&str; 8] = [
    "mercadopago.com.ar",
    "mercadopago.com.br",
    "mercadopago.com.mx",
    "mercadopago.com.co",
    "mercadopago.com.pe",
    "mercadopago.com.uy",
    "mercadopago.com",
    "mercadopago.cl",
];

/// The field of a preference's answer that leads to a checkout without real money. A page may hold
/// the answer without ever going there, so that the name alone is less than the address in use.
pub const SANDBOX_INIT_POINT: &str = "sandbox_init_point";

/// A Public Key for tests; never the key.
pub const TEST_PUBLIC_KEY: &str = "test-public-key";

/// What attributes hold that tell people something and do nothing.
const TOLD: [&str; 4] = ["placeholder", "title", "alt", "aria-label"];

/// Adds what is not known yet; of what is, whether it is in use somewhere.
pub fn merge(known: &mut Vec<Leftover>, new: Vec<Leftover>) {
    for one in new {
        let same = known
            .iter_mut()
            .find(|other| other.what == one.what && other.place == one.place);
        match same {
            Some(other) => other.is_in_use |= one.is_in_use,
            None => known.push(one),
        }
    }
}

/// What of testing stands in the attributes, names and values, of one element.
#[must_use]
pub fn in_attributes<'a>(attributes: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Leftover> {
    let (mut used, mut told) = (String::new(), String::new());
    for (name, value) in attributes {
        let is_told = TOLD.iter().any(|known| name.eq_ignore_ascii_case(known));
        let text = if is_told { &mut told } else { &mut used };
        text.push_str(value);
        text.push('\n');
    }
    let mut found = in_text(&used, Place::Markup);
    merge(&mut found, in_prose(&told));
    found
}

/// What of testing stands in a text of the markup that people read and nothing uses.
#[must_use]
pub fn in_prose(text: &str) -> Vec<Leftover> {
    let mut found = in_text(text, Place::Markup);
    for leftover in &mut found {
        leftover.is_in_use = false;
    }
    found
}

/// What of testing stands in this text, each thing once, in order of appearance.
///
/// It counts as in use in the markup and in a script written into it. A file may be made for tests
/// and production alike and choose between them, and so may a script with both keys; the name of
/// the sandbox's field may be that of an answer nobody follows.
#[must_use]
pub fn in_text(text: &str, place: Place) -> Vec<Leftover> {
    let mut found: Vec<Leftover> = Vec::new();
    let is_of_this_page = matches!(place, Place::InlineScript | Place::Markup);
    let mut at = 0;
    while let Some((what, end)) = next(text, at) {
        if !found.iter().any(|known| known.what == what) {
            found.push(Leftover {
                what: what.to_owned(),
                place,
                is_in_use: is_of_this_page
                    && match what {
                        SANDBOX_INIT_POINT => false,
                        TEST_PUBLIC_KEY => !has_production_key(text),
                        _ => true,
                    },
            });
        }
        at = end;
    }
    found
}

/// The next thing from here on, and where it ends.
fn next(text: &str, from: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    (from..bytes.len())
        .filter(|at| matches!(bytes.get(*at), Some(b's' | b'S' | b'T')))
        .find_map(|at| {
            let rest = after(text, at);
            let found = init_point(rest)
                .or_else(|| host(rest))
                .or_else(|| public_key(rest));
            let (what, length) = found.filter(|_| begins_here(text, at))?;
            Some((what, at + length))
        })
}

fn init_point(text: &str) -> Option<(&str, usize)> {
    let name = [SANDBOX_INIT_POINT, "sandboxInitPoint"]
        .into_iter()
        .find(|name| text.starts_with(*name))?;
    let rest = after(text, name.len());
    if rest.bytes().next().is_some_and(is_of_a_name) {
        return None;
    }
    Some((SANDBOX_INIT_POINT, text.len() - without_value(rest).len()))
}

/// The text behind the value that follows a name, `": "…"`: the address in it is data of an answer,
/// and nobody need go there.
fn without_value(text: &str) -> &str {
    let value = || {
        let rest = text.trim_start_matches(['\\', '"', '\'']).trim_start();
        let rest = rest.strip_prefix(':')?.trim_start();
        let rest = rest.trim_start_matches('\\');
        let rest = rest.strip_prefix(['"', '\''])?;
        without(rest, "http")?;
        let end = rest.find(['"', '\'', '\n', ' ', '<'])?;
        Some(after(rest, end))
    };
    value().unwrap_or(text)
}

fn host(text: &str) -> Option<(&str, usize)> {
    const PREFIX: &str = "sandbox.";
    let domain_on = without(text, PREFIX)?;
    let domain = DOMAINS
        .into_iter()
        .find(|domain| without(domain_on, domain).is_some())?;
    let length = PREFIX.len() + domain.len();
    // `sandbox.mercadopago.community` is somebody else's, and so is `….com.evil.example`; a full
    // stop at the end of a sentence is not part of the name.
    let mut behind = after(text, length).bytes();
    let is_longer = match (behind.next(), behind.next()) {
        (Some(b'.'), Some(next)) => is_of_a_name(next),
        (Some(next), _) => is_of_a_name(next) || next == b'-',
        (None, _) => false,
    };
    (!is_longer).then(|| (name_of(domain), length))
}

/// The sandbox's host of a country. Written out, so that what is kept is no text of the page.
fn name_of(domain: &'static str) -> &'static str {
    const HOSTS: [&str; 8] = [
        "sandbox.mercadopago.com.ar",
        "sandbox.mercadopago.com.br",
        "sandbox.mercadopago.com.mx",
        "sandbox.mercadopago.com.co",
        "sandbox.mercadopago.com.pe",
        "sandbox.mercadopago.com.uy",
        "sandbox.mercadopago.com",
        "sandbox.mercadopago.cl",
    ];
    let is_of = |host: &&str| host.strip_prefix("sandbox.") == Some(domain);
    HOSTS.into_iter().find(is_of).unwrap_or(domain)
}

/// Whether a Public Key of production stands in this text.
fn has_production_key(text: &str) -> bool {
    const PREFIX: &str = "APP_USR-";
    text.match_indices(PREFIX)
        .any(|(at, _)| begins_here(text, at) && starts_with_uuid(after(text, at + PREFIX.len())))
}

fn public_key(text: &str) -> Option<(&str, usize)> {
    const PREFIX: &str = "TEST-";
    let is_key = text.strip_prefix(PREFIX).is_some_and(starts_with_uuid);
    is_key.then_some((TEST_PUBLIC_KEY, PREFIX.len() + 36))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn what(text: &str) -> Vec<String> {
        in_text(text, Place::InlineScript)
            .into_iter()
            .map(|leftover| leftover.what)
            .collect()
    }

    const KEY: &str = "TEST-00000000-0000-4000-8000-000000000001";

    #[test]
    fn each_thing_is_found_once_and_named_without_its_value() {
        let text = format!(
            "new MercadoPago('{KEY}'); again('{KEY}'); \
             location = pref.sandbox_init_point; \
             open('https://sandbox.mercadopago.com.br/checkout/v1'); \
             open('https://SANDBOX.mercadopago.com.br/other')"
        );
        assert_eq!(
            what(&text),
            [
                "test-public-key",
                "sandbox_init_point",
                "sandbox.mercadopago.com.br"
            ]
        );
    }

    #[test]
    fn the_sandbox_of_every_country_is_recognised() {
        for domain in DOMAINS {
            let host = format!("sandbox.{domain}");
            assert_eq!(what(&format!("<a href=https://{host}/x>")), [host.as_str()]);
            assert_eq!(what(&format!("See {host}.")), [host.as_str()]);
        }
    }

    #[test]
    fn the_address_inside_an_answer_that_a_page_holds_is_not_one_it_uses() {
        for text in [
            r#"{"sandbox_init_point":"https://sandbox.mercadopago.com.br/x","id":1}"#,
            r#"{\"sandbox_init_point\":\"https://sandbox.mercadopago.com.br/x\",\"id\":1}"#,
            "sandbox_init_point : 'https://sandbox.mercadopago.com/x'",
        ] {
            assert_eq!(what(text), ["sandbox_init_point"], "{text}");
        }
    }

    const PRODUCTION: &str = "APP_USR-00000000-0000-4000-8000-000000000001";

    #[test]
    fn a_thing_is_in_use_where_the_page_uses_it_and_has_no_other() {
        let both = format!("const key = isTest ? '{KEY}' : '{PRODUCTION}'");
        let one = format!("new MercadoPago('{KEY}')");
        let token = format!("{one}; // not {PRODUCTION}0");
        for (text, place, expected) in [
            (one.as_str(), Place::InlineScript, true),
            (&token, Place::InlineScript, true),
            (&one, Place::Markup, true),
            (&both, Place::InlineScript, false),
            (&one, Place::ScriptFile, false),
            (&one, Place::Storage, false),
            ("sandbox.mercadopago.com", Place::InlineScript, true),
            ("sandbox.mercadopago.com", Place::ScriptFile, false),
            ("made.sandbox_init_point", Place::InlineScript, false),
        ] {
            let found = in_text(text, place);
            let found: Vec<_> = found.iter().map(|one| one.is_in_use).collect();
            assert_eq!(found, [expected], "{text} {place:?}");
        }
    }

    #[test]
    fn what_an_element_only_tells_people_is_not_in_use() {
        for (attributes, expected) in [
            (vec![("data-public-key", KEY)], true),
            (vec![("placeholder", KEY)], false),
            (vec![("Title", KEY), ("class", "key")], false),
            (vec![("placeholder", KEY), ("value", KEY)], true),
            (
                vec![("data-test-key", KEY), ("data-key", PRODUCTION)],
                false,
            ),
        ] {
            let found = in_attributes(attributes.iter().copied());
            let found: Vec<_> = found.iter().map(|one| one.is_in_use).collect();
            assert_eq!(found, [expected], "{attributes:?}");
        }
        assert!(!in_prose(KEY)[0].is_in_use);
    }

    #[test]
    fn what_is_in_use_somewhere_is_in_use() {
        let mut known = in_prose(KEY);
        merge(&mut known, in_text(KEY, Place::Markup));
        merge(&mut known, in_prose(KEY));
        merge(&mut known, in_text(KEY, Place::ScriptFile));
        let found: Vec<_> = known.iter().map(|one| (one.place, one.is_in_use)).collect();
        assert_eq!(found, [(Place::Markup, true), (Place::ScriptFile, false)]);
    }

    #[test]
    fn what_is_not_for_tests_is_left_alone() {
        for text in [
            "APP_USR-00000000-0000-4000-8000-000000000001",
            "TEST-00000000-0000-4000-8000-00000000000",
            "TEST-00000000-0000-4000-8000-0000000000011",
            "LATEST-00000000-0000-4000-8000-000000000001",
            "my_sandbox_init_point_2",
            "init_point",
            "sandbox.mercadopago.community",
            "sandbox.mercadopago.com.evil.example",
            "TEST-your-public-key",
            "",
        ] {
            assert!(what(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_long_text_of_near_misses_takes_no_longer_than_any_other() {
        let text = "sandbox_init_point:'http".repeat(40_000);
        assert_eq!(what(&text), ["sandbox_init_point"]);
    }

    proptest! {
        #[test]
        fn nothing_a_page_may_hold_stops_the_reader(
            parts in proptest::collection::vec(
                prop_oneof![
                    Just("sandbox_init_point".to_owned()), Just("sandbox.mercadopago.".to_owned()),
                    Just("TEST-".to_owned()), Just("00000000-0000".to_owned()), "\\PC{0,6}",
                ], 0..12)
        ) {
            let text = parts.concat();
            prop_assert!(in_text(&text, Place::Markup).len() <= DOMAINS.len() + 2);
        }

        #[test]
        fn a_key_is_never_repeated(before in "[a-z ]{0,9} ", after in " [a-z ]{0,9}") {
            let text = format!("{before}{KEY}{after}");
            prop_assert_eq!(what(&text), vec![TEST_PUBLIC_KEY.to_owned()]);
        }
    }
}
