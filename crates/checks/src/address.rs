//! Addresses as they may be shown: without anything in them that could be a secret.

/// A web address without user, password, query and fragment. Text that is not a web address is not
/// shown at all: what stands where an address belongs may be a secret put in the wrong place.
#[must_use]
pub fn shown(address: &str) -> String {
    let address = address.trim();
    let Some((scheme, rest)) = address.split_once("://") else {
        return HIDDEN.to_owned();
    };
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return HIDDEN.to_owned();
    }
    // Browsers skip slashes too many before the host.
    let rest = rest.trim_start_matches(['/', '\\']);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = match rest.find(['/', '\\']) {
        Some(end) => rest.split_at(end),
        None => (rest, ""),
    };
    let host = authority.rsplit('@').next().unwrap_or_default();
    [&scheme.to_ascii_lowercase(), "://", host, path].concat()
}

const HIDDEN: &str = "…";

/// An address as it may be kept, to be judged again: scheme, host, path and `source_news` stay, and
/// every other character that could be of a secret becomes `…`. It is as long as it was, because a
/// length is judged too. Of text that is no address of the web only the length stays.
#[must_use]
pub fn blanked(address: &str) -> String {
    let is_web = url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "https" | "http"));
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (head, tail) = address.split_at(end);
    let head = if is_web {
        without_user(head)
    } else {
        blank(head)
    };
    let (query, fragment) = tail.split_at(tail.find('#').unwrap_or(tail.len()));
    let pairs: Vec<String> = query
        .strip_prefix('?')
        .unwrap_or_default()
        .split('&')
        .map(|pair| {
            if is_of_news(pair) {
                pair.to_owned()
            } else {
                blank(pair)
            }
        })
        .collect();
    let mark = if query.is_empty() { "" } else { "?" };
    let fragment = match fragment.strip_prefix('#') {
        Some(rest) => ["#", &blank(rest)].concat(),
        None => String::new(),
    };
    [&head, mark, &pairs.join("&"), &fragment].concat()
}

/// Whether a pair of a query says which notifications are asked for, in words that are known.
fn is_of_news(pair: &str) -> bool {
    pair.split_once('=').is_some_and(|(name, value)| {
        name.eq_ignore_ascii_case("source_news")
            && ["ipn", "webhooks"]
                .iter()
                .any(|known| value.eq_ignore_ascii_case(known))
    })
}

/// The same number of characters; white space stays, since nothing but white space is no address.
fn blank(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_whitespace() {
                character
            } else {
                '…'
            }
        })
        .collect()
}

/// Everything up to the path, without what stands before the host.
fn without_user(head: &str) -> String {
    let is_slash = |character| matches!(character, '/' | '\\');
    let scheme = head.find(':').map_or(0, |at| at + 1);
    let (scheme, rest) = head.split_at(scheme);
    let host = rest
        .find(|character| !is_slash(character))
        .unwrap_or(rest.len());
    let (slashes, rest) = rest.split_at(host);
    let (authority, path) = rest.split_at(rest.find(is_slash).unwrap_or(rest.len()));
    let authority = match authority.rsplit_once('@') {
        Some((user, host)) => [&blank(user), "@", host].concat(),
        None => authority.to_owned(),
    };
    [scheme, slashes, &authority, path].concat()
}

#[cfg(test)]
mod tests {
    use super::{blanked, shown};
    use proptest::prelude::*;

    #[test]
    fn user_password_query_and_fragment_are_not_shown() {
        for (address, expected) in [
            (
                "https://store.example/hook?key=1#x",
                "https://store.example/hook",
            ),
            (
                "https://user:secret@store.example:8443/hook",
                "https://store.example:8443/hook",
            ),
            ("HTTP://a@b@store.example", "http://store.example"),
            (
                "https://store.example\\@evil",
                "https://store.example\\@evil",
            ),
            (
                "https:///user:secret@store.example/x",
                "https://store.example/x",
            ),
            ("a-webhook-secret", "…"),
            ("ftp://user:secret@store.example/", "…"),
            ("", "…"),
        ] {
            assert_eq!(shown(address), expected, "{address}");
        }
    }

    #[test]
    fn what_is_kept_of_an_address_holds_no_secret() {
        for (address, expected) in [
            ("https://store.example/hook", "https://store.example/hook"),
            (
                "https://store.example/hook?key=1&source_news=ipn#x",
                "https://store.example/hook?…5&source_news=ipn#…1",
            ),
            (
                "https://u:hunter2@store.example:8443/hook?Source_News=hunter2",
                "https://…9@store.example:8443/hook?…19",
            ),
            ("https://store.example/#?key=1", "https://store.example/#…6"),
            ("hunter2?source_news=webhooks", "…7?source_news=webhooks"),
            ("ftp://hunter2@store.example", "…27"),
            (" ", " "),
            ("", ""),
        ] {
            let kept = blanked(address);
            let mut written = String::new();
            for (index, part) in expected.split('…').enumerate() {
                let end = part
                    .find(|it: char| !it.is_ascii_digit())
                    .unwrap_or(part.len());
                let (count, rest) = part.split_at(if index == 0 { 0 } else { end });
                written.push_str(&"…".repeat(count.parse().unwrap_or(0)));
                written.push_str(rest);
            }
            assert_eq!(kept, written);
            assert_eq!(kept.chars().count(), address.chars().count(), "{kept}");
            assert_eq!(shown(&kept), shown(address));
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_as_long_and_leads_to_the_same_place(address in "(https?:/{0,3})?[a-z@:/\\\\?#&=. …]{0,40}") {
            let kept = blanked(&address);
            prop_assert_eq!(kept.chars().count(), address.chars().count());
            let host = |text: &str| url::Url::parse(text).ok().filter(|url| matches!(url.scheme(), "https" | "http")).and_then(|url| url.host_str().map(str::to_owned));
            prop_assert_eq!(host(&kept), host(&address));
        }

        #[test]
        fn a_password_is_never_shown(user in "[a-z]{1,8}", path in "(/[a-z]{0,8}){0,3}") {
            let address = format!("https://{user}:hunter2@store.example{path}?hunter2#hunter2");
            prop_assert!(!shown(&address).contains("hunter2"));
        }
    }
}
