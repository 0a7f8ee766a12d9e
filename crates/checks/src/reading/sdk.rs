//! Recognises Mercado Pago's scripts by their addresses, and one setting by its text.

use super::text::{after, begins_here, is_of_a_name, without};
use crate::address::shown;
use crate::evidence::{SdkKind, SdkScript};

/// The script an address leads to, if it is one of Mercado Pago's or plainly a copy of one. The
/// address may be whole, without scheme (`//host/path`) or a path of the page's own host.
#[must_use]
pub fn script(url: &str) -> Option<SdkScript> {
    let url = url.trim();
    let address = url.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = match host_and_path(address) {
        Some((host, path)) => (Some(host), path),
        None if address.contains(':') => return None,
        None => (None, address),
    };
    let host = host.map(str::to_ascii_lowercase);
    let path = path.to_ascii_lowercase();
    let served = host.as_deref().and_then(|host| served(host, &path));
    let (kind, is_from_own_host) = match served {
        Some(kind) => (kind, true),
        None => (copied(&path)?, false),
    };
    Some(SdkScript {
        kind,
        url: without_query(address),
        is_from_own_host,
    })
}

/// Host, in the writer's letter case, and path of an address that names a host.
fn host_and_path(address: &str) -> Option<(&str, &str)> {
    let rest = ["https:", "http:", ""]
        .into_iter()
        .find_map(|scheme| without(address, scheme)?.strip_prefix("//"))?;
    let (authority, path) = match rest.find('/') {
        Some(end) => rest.split_at(end),
        None => (rest, ""),
    };
    let host = authority.rsplit('@').next().unwrap_or_default();
    Some((host.split(':').next().unwrap_or_default(), path))
}

/// The address as it may be kept.
fn without_query(address: &str) -> String {
    if address.starts_with("//") {
        return shown(&["https:", address].concat());
    }
    if address.contains("://") {
        return shown(address);
    }
    address.chars().take(LONGEST).collect()
}

/// The most characters that are kept of a path without host.
const LONGEST: usize = 300;

/// What Mercado Pago serves at this place. Host and path are in lower case.
fn served(host: &str, path: &str) -> Option<SdkKind> {
    let is_v2 = |path: &str| {
        without(path, "/js/v2").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    match host {
        "sdk.mercadopago.com" if is_v2(path) => Some(SdkKind::V2),
        "sdk.mercadopago.com" => {
            let channel = path.get(1..).and_then(|path| path.find('/'));
            let rest = after(path, channel? + 1);
            is_v2(rest).then_some(SdkKind::V2Preview)
        }
        "beta-sdk.mercadopago.com" | "beta.sdk.mercadopago.com" if is_v2(path) => {
            Some(SdkKind::V2Preview)
        }
        _ if belongs(host, "mlstatic.com") => path.ends_with(V1).then_some(SdkKind::V1),
        _ if is_mercado_pago(host) => match path {
            "/v2/security.js" => Some(SdkKind::Security),
            _ => BUTTONS.contains(&path).then_some(SdkKind::LegacyButton),
        },
        _ => None,
    }
}

const V1: &str = "/sdk/javascript/v1/mercadopago.js";
const BUTTONS: [&str; 2] = [
    "/integrations/v1/web-payment-checkout.js",
    "/integrations/v1/web-tokenize-checkout.js",
];

fn belongs(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Whether a host is one of Mercado Pago's, in any country.
fn is_mercado_pago(host: &str) -> bool {
    super::leftovers::DOMAINS
        .iter()
        .any(|domain| belongs(host, domain))
}

/// Which script a file of another host is plainly a copy of, by its path in lower case. A shop's
/// own code may be called `mercadopago.js`, so that name alone tells nothing.
fn copied(path: &str) -> Option<SdkKind> {
    if path.ends_with("/sdk.mercadopago.com/js/v2") {
        return Some(SdkKind::V2);
    }
    if path.ends_with(V1) {
        return Some(SdkKind::V1);
    }
    if BUTTONS.iter().any(|button| path.ends_with(button)) {
        return Some(SdkKind::LegacyButton);
    }
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.strip_suffix(".js")?;
    let stem = stem.strip_suffix(".min").unwrap_or(stem);
    let letters = || stem.bytes().filter(u8::is_ascii_alphanumeric);
    let is = |name: &str| letters().eq(name.bytes());
    let is_one_of = |names: [&str; 4]| names.into_iter().any(is);
    if is_one_of([
        "mercadopagov2",
        "mercadopagojsv2",
        "mercadopagosdkv2",
        "sdkmercadopagov2",
    ]) {
        Some(SdkKind::V2)
    } else if is_one_of([
        "mercadopagov1",
        "mercadopagojsv1",
        "mercadopagosdkv1",
        "sdkmercadopagov1",
    ]) {
        Some(SdkKind::V1)
    } else {
        None
    }
}

/// Whether a script tells `MercadoPago.js` to leave fraud prevention, and with it the identifier of
/// the buyer's device, switched off: `advancedFraudPrevention: false`.
#[must_use]
pub fn turns_fraud_prevention_off(script: &str) -> bool {
    const NAME: &str = "advancedFraudPrevention";
    script.match_indices(NAME).any(|(at, _)| {
        let rest = after(script, at + NAME.len());
        let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start();
        let Some(value) = rest.strip_prefix([':', '=']).map(str::trim_start) else {
            return false;
        };
        let is_false = ["false", "!1"].into_iter().any(|word| {
            let behind = value.strip_prefix(word).map(str::as_bytes);
            behind.is_some_and(|rest| !rest.first().is_some_and(|byte| is_of_a_name(*byte)))
        });
        is_false && begins_here(script, at) && !is_remark(script, at)
    })
}

/// Whether what stands here is behind `//` at the start of its line.
fn is_remark(script: &str, at: usize) -> bool {
    /// How far back the start of the line is looked for: one line may be the whole script.
    const NEAR: usize = 200;
    let before = script.as_bytes().get(at.saturating_sub(NEAR)..at);
    let line = before.unwrap_or_default().rsplit(|byte| *byte == b'\n');
    let line = line.map(<[u8]>::trim_ascii_start).next();
    line.is_some_and(|line| line.starts_with(b"//") || line.starts_with(b"*"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kind(url: &str) -> Option<(SdkKind, bool)> {
        script(url).map(|script| (script.kind, script.is_from_own_host))
    }

    #[test]
    fn every_script_of_mercado_pago_is_recognised_by_its_address() {
        for (url, expected) in [
            ("https://sdk.mercadopago.com/js/v2", SdkKind::V2),
            ("http://sdk.mercadopago.com/js/v2", SdkKind::V2),
            ("//sdk.mercadopago.com/js/v2?locale=pt", SdkKind::V2),
            (" HTTPS://SDK.MercadoPago.com/js/v2\n", SdkKind::V2),
            ("https://beta-sdk.mercadopago.com/js/v2", SdkKind::V2Preview),
            ("https://sdk.mercadopago.com/gama/js/v2", SdkKind::V2Preview),
            (
                "https://secure.mlstatic.com/sdk/javascript/v1/mercadopago.js",
                SdkKind::V1,
            ),
            (
                "https://www.mercadopago.com.ar/integrations/v1/web-payment-checkout.js",
                SdkKind::LegacyButton,
            ),
            (
                "https://www.mercadopago.cl/integrations/v1/web-tokenize-checkout.js",
                SdkKind::LegacyButton,
            ),
            (
                "https://www.mercadopago.com/v2/security.js",
                SdkKind::Security,
            ),
        ] {
            assert_eq!(kind(url), Some((expected, true)), "{url}");
        }
    }

    #[test]
    fn a_copy_is_recognised_where_its_name_leaves_no_doubt() {
        for (url, expected) in [
            ("/assets/mercadopago-v2.js", SdkKind::V2),
            ("assets/MercadoPago.v2.min.js?ver=3", SdkKind::V2),
            (
                "https://cdn.example/mirror/sdk.mercadopago.com/js/v2",
                SdkKind::V2,
            ),
            (
                "https://cdn.example/sdk/javascript/v1/mercadopago.js",
                SdkKind::V1,
            ),
            (
                "https://cdn.example/integrations/v1/web-payment-checkout.js",
                SdkKind::LegacyButton,
            ),
        ] {
            assert_eq!(kind(url), Some((expected, false)), "{url}");
        }
    }

    #[test]
    fn what_only_sounds_like_it_is_not_taken_for_it() {
        for url in [
            "",
            "/assets/mercadopago.js",
            "/assets/my-mercadopago-v2-form.js",
            "https://sdk.mercadopago.com.evil.example/js/v2",
            "https://sdk.mercadopago.com/js/v20",
            "https://evilmercadopago.com/v2/security.js",
            "https://store.example/v2/security.js",
            "https://store.example/?next=https://sdk.mercadopago.com/js/v2",
            "data:text/javascript,mercadopago-v2.js",
        ] {
            assert_eq!(kind(url), None, "{url}");
        }
    }

    #[test]
    fn query_user_and_password_are_not_kept() {
        for (url, expected) in [
            (
                "https://a:hunter2@sdk.mercadopago.com/js/v2?hunter2#hunter2",
                "https://sdk.mercadopago.com/js/v2",
            ),
            (
                "//sdk.mercadopago.com/js/v2?hunter2",
                "https://sdk.mercadopago.com/js/v2",
            ),
            ("/mercadopago-v2.js?hunter2", "/mercadopago-v2.js"),
        ] {
            assert_eq!(script(url).unwrap().url, expected, "{url}");
        }
    }

    #[test]
    fn fraud_prevention_is_off_only_where_a_script_says_so() {
        for (text, expected) in [
            ("new MercadoPago(k, {advancedFraudPrevention: false})", true),
            ("{\"advancedFraudPrevention\" :\n false}", true),
            ("{advancedFraudPrevention:!1}", true),
            ("{advancedFraudPrevention: true}", false),
            ("{advancedFraudPrevention: falsehood}", false),
            ("{noadvancedFraudPrevention: false}", false),
            ("  // advancedFraudPrevention: false", false),
            ("advancedFraudPrevention", false),
            ("", false),
        ] {
            assert_eq!(turns_fraud_prevention_off(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_a_page_may_hold_stops_the_reader(text in "\\PC{0,120}") {
            let _ = script(&text);
            let _ = script(&format!("https://sdk.mercadopago.com{text}"));
            let _ = turns_fraud_prevention_off(&format!("advancedFraudPrevention{text}"));
        }

        #[test]
        fn a_query_is_never_kept(path in "[a-z/]{0,20}") {
            let found = script(&format!("/files{path}/mercadopago-v2.js?key=hunter2")).unwrap();
            prop_assert!(!found.url.contains("hunter2"));
        }
    }
}
