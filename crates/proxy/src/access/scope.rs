//! What a caller may do, and which of it each address asks for.

use axum::http::Method;

use crate::routes;

/// One thing a caller may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Ask: profile, checks, runs, reports, history.
    Read,
    /// Have test notifications sent to the webhook.
    Probe,
    /// Write down decisions.
    Confirm,
}

impl Scope {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Read, Self::Probe, Self::Confirm];

    /// The name tokens carry.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Probe => "probe",
            Self::Confirm => "confirm",
        }
    }
}

/// Everything a caller may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    read: bool,
    probe: bool,
    confirm: bool,
}

impl Scopes {
    /// All there is.
    pub const ALL: Self = Self {
        read: true,
        probe: true,
        confirm: true,
    };

    /// Reads names separated by spaces. A name of somebody else's is nothing here: the same token may
    /// open other doors.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut scopes = Self::default();
        for word in text.split_ascii_whitespace() {
            match word {
                "read" => scopes.read = true,
                "probe" => scopes.probe = true,
                "confirm" => scopes.confirm = true,
                _ => {}
            }
        }
        scopes
    }

    /// Whether this is among them.
    #[must_use]
    pub const fn hold(self, scope: Scope) -> bool {
        match scope {
            Scope::Read => self.read,
            Scope::Probe => self.probe,
            Scope::Confirm => self.confirm,
        }
    }
}

/// What a caller must hold to be answered at this route; none where nothing is told.
#[must_use]
pub fn scope_of(method: &Method, route: &str) -> Option<Scope> {
    if !tells_something(route) {
        return None;
    }
    Some(match route {
        routes::WEBHOOK_PROBES => Scope::Probe,
        routes::DECISIONS if *method != Method::GET && *method != Method::HEAD => Scope::Confirm,
        _ => Scope::Read,
    })
}

/// The page and its files are the same for everybody; the rest is about a merchant or about us.
#[must_use]
pub fn tells_something(path: &str) -> bool {
    path.starts_with("/api/") || path == "/api" || path == "/metrics"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_route_asks_for_what_it_does() {
        for (method, route, expected) in [
            (Method::GET, "/api/v1/profile", Some(Scope::Read)),
            (Method::POST, "/api/v1/runs", Some(Scope::Read)),
            (Method::POST, "/api/v1/reports", Some(Scope::Read)),
            (Method::GET, "/api/v1/decisions", Some(Scope::Read)),
            (Method::HEAD, "/api/v1/decisions", Some(Scope::Read)),
            (Method::POST, "/api/v1/decisions", Some(Scope::Confirm)),
            (Method::GET, "/api/v1/webhook-probes", Some(Scope::Probe)),
            (Method::POST, "/api/v1/webhook-probes", Some(Scope::Probe)),
            (Method::GET, "/metrics", Some(Scope::Read)),
            (Method::GET, "/openapi.json", None),
            (Method::GET, "/healthz", None),
            (Method::POST, "/hooks/mercado-pago", None),
            (Method::GET, "/", None),
        ] {
            assert_eq!(scope_of(&method, route), expected, "{method} {route}");
        }
    }

    proptest! {
        #[test]
        fn only_whole_words_open_anything(
            words in proptest::collection::vec("[a-z:]{0,9}|read|probe|confirm", 0..6),
            gap in "[ \t\n]{1,3}",
        ) {
            let scopes = Scopes::parse(&words.join(&gap));
            for scope in Scope::ALL {
                prop_assert_eq!(scopes.hold(*scope), words.iter().any(|word| word == scope.name()));
            }
        }
    }
}
