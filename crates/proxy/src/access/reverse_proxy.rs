//! Cookie mode: a reverse proxy of the operator's says whose session a request belongs to.

use std::net::IpAddr;

use axum::http::HeaderMap;
use ipnet::IpNet;

use super::{Scopes, SharedToken};

/// The secret of the reverse proxy.
const SECRET: &str = "x-readiness-secret";
/// Whose session it is.
const USER: &str = "x-readiness-user";
/// What they may do, as names separated by spaces.
const SCOPE: &str = "x-readiness-scope";
/// The longest name of a user, in bytes.
const LONGEST_USER: usize = 200;

/// The reverse proxies that are believed, and how they prove it.
#[derive(Clone, Debug)]
pub struct TrustedProxies {
    /// Where they come from.
    pub networks: Vec<IpNet>,
    /// What they carry.
    pub secret: SharedToken,
}

/// What a reverse proxy said of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Forwarded {
    /// Nothing that counts: it is none of ours, or it says of nobody whose session it is.
    Nothing,
    /// Something that is not believed, and why; and whether its secret was a wrong one.
    Refused(&'static str, bool),
    /// This person, who may do this.
    User(String, Scopes),
}

impl TrustedProxies {
    /// Whether somebody at this address may be one of them.
    pub(super) fn include(&self, peer: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&peer))
    }

    /// What the headers of a request say, where they come from one of them.
    pub(super) fn read(&self, peer: IpAddr, headers: &HeaderMap) -> Forwarded {
        if !self.include(peer) {
            return Forwarded::Nothing;
        }
        // Two of one kind are one of the reverse proxy's and one of the browser's.
        let [secret, user, scope] = match [SECRET, USER, SCOPE].map(|name| only(headers, name)) {
            [Ok(secret), Ok(user), Ok(scope)] => [secret, user, scope],
            _ => {
                return Forwarded::Refused(
                    "An x-readiness header came twice or is no text: have the reverse proxy set it in place of what browsers send.",
                    false,
                );
            }
        };
        let Some(user) = user.filter(|user| !user.is_empty()) else {
            return Forwarded::Nothing;
        };
        match secret {
            None => {
                return Forwarded::Refused(
                    "The reverse proxy sent x-readiness-user without x-readiness-secret, so it was not believed.",
                    false,
                );
            }
            Some(secret) if !self.secret.is(secret) => {
                return Forwarded::Refused(
                    "What the reverse proxy sent in x-readiness-secret is not READINESS_TRUSTED_SECRET, so x-readiness-user was not believed.",
                    true,
                );
            }
            Some(_) => {}
        }
        if user.len() > LONGEST_USER || user.chars().any(char::is_control) {
            return Forwarded::Refused(
                "x-readiness-user must be a name of at most 200 bytes.",
                false,
            );
        }
        let scopes = Scopes::parse(scope.unwrap_or("read"));
        Forwarded::User(user.to_owned(), scopes)
    }
}

/// The one value of a header, if there is one.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, ()> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    let text = std::str::from_utf8(value.as_bytes()).map_err(|_| ())?;
    if values.next().is_some() {
        return Err(());
    }
    Ok(Some(text.trim()))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};
    use proptest::prelude::*;

    use super::*;

    const RIGHT: &str = "visibly-fake-secret-0000";

    fn proxies() -> TrustedProxies {
        TrustedProxies {
            networks: vec![
                "10.0.0.0/8".parse().unwrap(),
                "2001:db8::1/128".parse().unwrap(),
            ],
            secret: SharedToken::parse(RIGHT).unwrap(),
        }
    }

    fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            let name: HeaderName = name.parse().unwrap();
            headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        headers
    }

    #[test]
    fn a_user_is_believed_only_from_a_named_address_with_the_right_secret() {
        let (secret, user) = (("x-readiness-secret", RIGHT), ("x-readiness-user", "ana"));
        let ana = |scopes| Forwarded::User("ana".to_owned(), scopes);
        let read = Scopes::parse("read");
        for (peer, pairs, expected) in [
            ("10.1.2.3", vec![secret, user], Some(ana(read))),
            ("2001:db8::1", vec![secret, user], Some(ana(read))),
            (
                "10.1.2.3",
                vec![secret, user, ("x-readiness-scope", "read probe confirm")],
                Some(ana(Scopes::ALL)),
            ),
            (
                "10.1.2.3",
                vec![secret, user, ("x-readiness-scope", "")],
                Some(ana(Scopes::default())),
            ),
            ("11.0.0.1", vec![secret, user], Some(Forwarded::Nothing)),
            ("2001:db8::2", vec![secret, user], Some(Forwarded::Nothing)),
            ("127.0.0.1", vec![secret, user], Some(Forwarded::Nothing)),
            ("10.1.2.3", vec![secret], Some(Forwarded::Nothing)),
            (
                "10.1.2.3",
                vec![secret, ("x-readiness-user", "")],
                Some(Forwarded::Nothing),
            ),
            ("10.1.2.3", vec![user], None),
            (
                "10.1.2.3",
                vec![("x-readiness-secret", "wrong"), user],
                None,
            ),
            ("10.1.2.3", vec![secret, secret, user], None),
            (
                "10.1.2.3",
                vec![secret, user, ("x-readiness-user", "eve")],
                None,
            ),
            (
                "10.1.2.3",
                vec![
                    secret,
                    user,
                    ("x-readiness-scope", "read"),
                    ("x-readiness-scope", "probe"),
                ],
                None,
            ),
        ] {
            let said = proxies().read(peer.parse().unwrap(), &headers(&pairs));
            match expected {
                Some(expected) => assert_eq!(said, expected, "{peer} {pairs:?}"),
                None => assert!(matches!(said, Forwarded::Refused(..)), "{peer} {pairs:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn no_other_secret_and_no_other_address_is_ever_believed(
            secret in "[!-~]{0,40}",
            address in any::<u32>(),
        ) {
            let peer = IpAddr::V4(address.into());
            let said = proxies().read(
                peer,
                &headers(&[("x-readiness-secret", &secret), ("x-readiness-user", "ana")]),
            );
            let is_right = secret == RIGHT && address >> 24 == 10;
            prop_assert_eq!(matches!(said, Forwarded::User(..)), is_right);
        }
    }
}
