//! The stand-in DNS: names of the stand-in shops, where they lead and how they answer.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Where a name of the stand-in shops leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// What the name resolves to; for most names an address reserved for documentation.
    pub address: IpAddr,
    /// Where the stand-in really listens for `https`: connect here in place of port 443 of
    /// `address`.
    pub connect_to: SocketAddr,
    /// The same for plain `http`, in place of port 80. Nothing listens there for some names.
    pub connect_plainly_to: SocketAddr,
}

/// In what state a host's certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Certification {
    /// In order, with this many days left.
    Valid { days_left: u16 },
    /// Expired ten days ago.
    Expired,
    /// Valid from ten days ahead.
    NotYetValid,
    /// In order, for another name.
    WrongName,
    /// Signed by itself.
    SelfSigned,
    /// Signed by an authority nobody trusts.
    UntrustedIssuer,
    /// Signed by an intermediate authority whose own certificate is not sent.
    Incomplete,
}

/// Which versions of TLS a host speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speech {
    /// Those in use.
    Current,
    /// Those in use, and TLS 1.0 and 1.1 besides.
    Lenient,
    /// TLS 1.0 and nothing newer.
    OnlyOld,
    /// Those in use; an offer of an older one is answered with something that is no TLS at all.
    Unclear,
}

/// What a host answers over plain `http`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// It sends on to the same address over `https`.
    Redirects,
    /// It sends on, and not to `https`.
    RedirectsElsewhere,
    /// It serves the shop itself.
    Serves,
    /// It finds no page.
    NotFound,
    /// It fails.
    Fails,
    /// Nothing listens.
    Closed,
}

/// A host of the stand-in shops.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Host {
    pub name: &'static str,
    pub address: Ipv4Addr,
    pub certification: Certification,
    pub speech: Speech,
    pub plain: Plain,
    /// `Strict-Transport-Security`, if it is sent.
    pub strict_transport: Option<&'static str>,
}

/// A host in order but for its certificate.
const fn host(name: &'static str, last: u8, certification: Certification) -> Host {
    Host {
        name,
        address: Ipv4Addr::new(203, 0, 113, last),
        certification,
        speech: Speech::Current,
        plain: Plain::Redirects,
        strict_transport: Some("max-age=31536000"),
    }
}

const HEALTHY: Certification = Certification::Valid { days_left: 90 };

/// The host without a page at `/`.
pub(crate) const NO_HOME: &str = "no-home.example";
/// The host whose `/` sends on to plain `http`.
pub(crate) const HOME_BY_HTTP: &str = "home-by-http.example";

/// Every host; any other name is unknown.
pub(crate) static HOSTS: &[Host] = &[
    host("store.example", 10, HEALTHY),
    host("loja.example", 11, HEALTHY),
    host("tienda.example", 12, HEALTHY),
    host(
        "expiring.example",
        20,
        Certification::Valid { days_left: 5 },
    ),
    host(
        "last-days.example",
        27,
        Certification::Valid { days_left: 2 },
    ),
    host("ending.example", 28, Certification::Valid { days_left: 20 }),
    host("expired.example", 21, Certification::Expired),
    host("not-yet-valid.example", 22, Certification::NotYetValid),
    host("wrong-name.example", 23, Certification::WrongName),
    host("self-signed.example", 24, Certification::SelfSigned),
    host("untrusted.example", 25, Certification::UntrustedIssuer),
    host("incomplete.example", 26, Certification::Incomplete),
    Host {
        speech: Speech::OnlyOld,
        ..host("old-protocol.example", 30, HEALTHY)
    },
    Host {
        speech: Speech::Lenient,
        ..host("lenient.example", 31, HEALTHY)
    },
    Host {
        speech: Speech::Unclear,
        plain: Plain::Fails,
        ..host("unclear.example", 32, HEALTHY)
    },
    Host {
        plain: Plain::NotFound,
        strict_transport: Some("max-age=0"),
        ..host("no-plain-page.example", 43, HEALTHY)
    },
    Host {
        plain: Plain::Serves,
        strict_transport: None,
        ..host("plain.example", 40, HEALTHY)
    },
    Host {
        plain: Plain::Closed,
        strict_transport: None,
        ..host("closed.example", 41, HEALTHY)
    },
    Host {
        plain: Plain::RedirectsElsewhere,
        strict_transport: Some("max-age=300"),
        ..host("elsewhere.example", 42, HEALTHY)
    },
    host(NO_HOME, 44, HEALTHY),
    host(HOME_BY_HTTP, 45, HEALTHY),
    Host {
        address: Ipv4Addr::new(10, 20, 30, 40),
        ..host("private.example", 0, HEALTHY)
    },
    Host {
        address: Ipv4Addr::new(169, 254, 169, 254),
        ..host("metadata.example", 0, HEALTHY)
    },
];

/// The host of that name, in any letter case and with or without the root's dot.
pub(crate) fn find_host(name: &str) -> Option<&'static Host> {
    let name = name.strip_suffix('.').unwrap_or(name);
    HOSTS
        .iter()
        .find(|host| host.name.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_host_is_under_the_reserved_domain() {
        assert!(HOSTS.iter().all(|host| host.name.ends_with(".example")));
    }

    #[test]
    fn names_are_found_in_any_letter_case_and_with_the_dot_of_the_root() {
        assert!(find_host("Store.Example.").is_some());
        assert!(find_host("unknown.example").is_none());
        assert!(find_host("webhook.site").is_none());
        assert!(find_host("").is_none());
    }
}
