//! What policies keep out of what Mercado Pago's scripts need.

use std::fmt::Write as _;

use super::NONCES;
use crate::reading::text::without;

/// What policies keep from Mercado Pago, each as `directive host`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MissingSources {
    /// Without these no card form appears and no payment is made.
    pub fatal: Vec<String>,
    /// Without these payments go on: metrics, pictures, 3DS of some banks, other languages.
    pub minor: Vec<String>,
}

/// Something Mercado Pago's scripts load or ask.
struct Need {
    directive: Directive,
    /// With `*.` in front where any host below counts.
    host: &'static str,
    /// Where the path is known.
    path: Option<&'static str>,
    is_fatal: bool,
}

/// A directive, and those that stand in for it where it is missing, in their order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Directive {
    Script,
    Connect,
    Frame,
    Image,
    Style,
}

impl Directive {
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Script => &["script-src-elem", "script-src", "default-src"],
            Self::Connect => &["connect-src", "default-src"],
            Self::Frame => &["frame-src", "child-src", "default-src"],
            Self::Image => &["img-src", "default-src"],
            Self::Style => &["style-src-elem", "style-src", "default-src"],
        }
    }

    /// Under which name what is missing belongs.
    const fn name(self) -> &'static str {
        match self {
            Self::Script => "script-src",
            Self::Connect => "connect-src",
            Self::Frame => "frame-src",
            Self::Image => "img-src",
            Self::Style => "style-src",
        }
    }
}

const fn fatal(directive: Directive, host: &'static str) -> Need {
    Need {
        directive,
        host,
        path: None,
        is_fatal: true,
    }
}

const fn minor(directive: Directive, host: &'static str) -> Need {
    Need {
        is_fatal: false,
        ..fatal(directive, host)
    }
}

/// Measured on `MercadoPago.js` V2; Mercado Pago publishes no list.
static NEEDS: [Need; 15] = [
    Need {
        path: Some("/js/v2"),
        ..fatal(Directive::Script, "sdk.mercadopago.com")
    },
    fatal(Directive::Script, "http2.mlstatic.com"),
    fatal(Directive::Connect, "api.mercadopago.com"),
    fatal(Directive::Connect, "secure-fields.mercadopago.com"),
    fatal(Directive::Connect, "api-static.mercadopago.com"),
    fatal(Directive::Frame, "secure-fields.mercadopago.com"),
    Need {
        path: Some("/v2/security.js"),
        ..minor(Directive::Script, "www.mercadopago.com")
    },
    minor(Directive::Connect, "api.mercadolibre.com"),
    minor(Directive::Connect, "http2.mlstatic.com"),
    minor(Directive::Connect, "events.mercadopago.com"),
    minor(Directive::Connect, "www.mercadolibre.com"),
    minor(Directive::Frame, "*.mercadopago.com"),
    minor(Directive::Frame, "www.mercadolibre.com"),
    minor(Directive::Image, "http2.mlstatic.com"),
    minor(Directive::Style, "http2.mlstatic.com"),
];

/// What these policies, all in force at once, keep from Mercado Pago. Policies that only report
/// (`Content-Security-Policy-Report-Only`) do not belong here.
#[must_use]
pub fn missing(policies: &[String]) -> MissingSources {
    // One header may carry several policies, between commas.
    let policies = || policies.iter().flat_map(|policies| policies.split(','));
    let mut missing = MissingSources::default();
    for need in &NEEDS {
        if policies().all(|policy| allows(policy, need)) {
            continue;
        }
        let list = if need.is_fatal {
            &mut missing.fatal
        } else {
            &mut missing.minor
        };
        let mut line = String::new();
        // Writing to a text cannot fail.
        let _ = write!(line, "{} https://{}", need.directive.name(), need.host);
        list.push(line);
    }
    missing
}

fn allows(policy: &str, need: &Need) -> bool {
    let Some(sources) = (need.directive.names().iter()).find_map(|name| sources(policy, name))
    else {
        return true;
    };
    let has = |keyword: &str| {
        let mut sources = sources.split_ascii_whitespace();
        sources.any(|source| source.eq_ignore_ascii_case(keyword))
    };
    let has_nonce = || {
        let mut sources = sources.split_ascii_whitespace();
        sources.any(|source| NONCES.iter().any(|nonce| without(source, nonce).is_some()))
    };
    if need.directive == Directive::Script {
        // Then hosts do not count: a script that was let in by its nonce lets in others.
        if has("'strict-dynamic'") {
            return has_nonce();
        }
        // The page's own script tags may carry the nonce, which nobody sees from here; what the
        // library loads by itself does not.
        if need.path.is_some() && has_nonce() {
            return true;
        }
    }
    sources
        .split_ascii_whitespace()
        .any(|source| matches(source, need))
}

/// The sources of a directive; of one that stands twice the first counts.
fn sources<'a>(policy: &'a str, name: &str) -> Option<&'a str> {
    policy.split(';').find_map(|directive| {
        let directive = directive.trim();
        let (known, sources) = directive
            .split_once(|character: char| character.is_ascii_whitespace())
            .unwrap_or((directive, ""));
        known.eq_ignore_ascii_case(name).then_some(sources)
    })
}

/// Whether one source of a directive lets this in.
fn matches(source: &str, need: &Need) -> bool {
    if source == "*"
        || ["https:", "http:"]
            .iter()
            .any(|scheme| source.eq_ignore_ascii_case(scheme))
    {
        return true;
    }
    if source.starts_with('\'') {
        return false;
    }
    let rest = match source.split_once("://") {
        // A policy that names http lets https in too.
        Some((scheme, rest))
            if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") =>
        {
            rest
        }
        Some(_) => return false,
        None => source,
    };
    let (authority, path) = match rest.find('/') {
        Some(end) => rest.split_at(end),
        None => (rest, ""),
    };
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    matches!(port, None | Some("443" | "*" | "80"))
        && is_host_of(host, need.host)
        && is_path_of(path, need.path)
}

fn is_host_of(host: &str, needed: &str) -> bool {
    if host == "*" || host.eq_ignore_ascii_case(needed) {
        return true;
    }
    // `*.mercadopago.com` is every host below, and not that host itself.
    let Some(domain) = host.strip_prefix('*').filter(|rest| rest.starts_with('.')) else {
        return false;
    };
    let start = needed.len().checked_sub(domain.len());
    start
        .filter(|start| *start > 0)
        .and_then(|start| needed.get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(domain))
}

/// Whether a path lets the needed one in. Where that is not known, it may.
fn is_path_of(path: &str, needed: Option<&str>) -> bool {
    let Some(needed) = needed else { return true };
    match path {
        "" | "/" => true,
        _ if path.ends_with('/') => needed.starts_with(path),
        _ => path == needed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_matched_as_browsers_do() {
        for (source, expected) in [
            ("*", true),
            ("https:", true),
            ("http:", true),
            ("wss:", false),
            ("data:", false),
            ("'self'", false),
            ("'none'", false),
            ("sdk.mercadopago.com", true),
            ("SDK.MercadoPago.com", true),
            ("http://sdk.mercadopago.com", true),
            ("https://sdk.mercadopago.com:443", true),
            ("https://sdk.mercadopago.com:*", true),
            ("https://sdk.mercadopago.com:8443", false),
            ("https://sdk.mercadopago.com/", true),
            ("https://sdk.mercadopago.com/js/", true),
            ("https://sdk.mercadopago.com/js/v2", true),
            ("https://sdk.mercadopago.com/js/v1", false),
            ("https://sdk.mercadopago.com/js", false),
            ("*.mercadopago.com", true),
            ("https://*.mercadopago.com", true),
            ("https://mercadopago.com", false),
            ("*.mercadopago.com.br", false),
            ("ws://sdk.mercadopago.com", false),
        ] {
            let lets_in = allows(&format!("script-src {source}"), &NEEDS[0]);
            assert_eq!(lets_in, expected, "{source}");
        }
        let apex = minor(Directive::Connect, "mercadopago.com");
        assert!(!allows("connect-src *.mercadopago.com", &apex));
    }
}
