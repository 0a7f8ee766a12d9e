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

#[cfg(test)]
mod tests {
    use super::shown;
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

    proptest! {
        #[test]
        fn a_password_is_never_shown(user in "[a-z]{1,8}", path in "(/[a-z]{0,8}){0,3}") {
            let address = format!("https://{user}:hunter2@store.example{path}?hunter2#hunter2");
            prop_assert!(!shown(&address).contains("hunter2"));
        }
    }
}
