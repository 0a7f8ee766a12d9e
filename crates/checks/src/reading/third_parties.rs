//! Tells a script file that may be the shop's own, on another host, from one that is a well-known
//! third party's.

use url::Url;

use super::sdk;

/// Hosts whose files are theirs and the same for every shop; with a full stop in front, every host
/// below it. A host that serves whatever its customers put there does not belong here.
const HOSTS: &[&str] = &[
    // Mercado Pago and Mercado Libre: their scripts, and what these load.
    ".mercadopago.com",
    ".mercadopago.com.ar",
    ".mercadopago.com.br",
    ".mercadopago.com.mx",
    ".mercadopago.com.co",
    ".mercadopago.com.pe",
    ".mercadopago.com.uy",
    ".mercadopago.cl",
    ".mercadolibre.com",
    ".mercadolivre.com.br",
    ".mlstatic.com",
    // Other ways to pay, to log in and to tell people from machines.
    "js.stripe.com",
    "www.paypal.com",
    "www.paypalobjects.com",
    "pay.google.com",
    "accounts.google.com",
    "www.google.com",
    "www.gstatic.com",
    "www.recaptcha.net",
    "js.hcaptcha.com",
    "hcaptcha.com",
    "challenges.cloudflare.com",
    // Measuring, advertising, maps and fonts.
    "www.googletagmanager.com",
    "www.google-analytics.com",
    "ssl.google-analytics.com",
    "www.googleadservices.com",
    "pagead2.googlesyndication.com",
    ".doubleclick.net",
    "maps.googleapis.com",
    "ajax.googleapis.com",
    "fonts.googleapis.com",
    "connect.facebook.net",
    "static.cloudflareinsights.com",
    "static.hotjar.com",
    "script.hotjar.com",
    "www.clarity.ms",
    "bat.bing.com",
    "analytics.tiktok.com",
    "snap.licdn.com",
    "kit.fontawesome.com",
    "use.fontawesome.com",
    // Libraries that anybody may load.
    "cdnjs.cloudflare.com",
    "code.jquery.com",
    "stackpath.bootstrapcdn.com",
    "maxcdn.bootstrapcdn.com",
    "cdn.tailwindcss.com",
    "unpkg.com",
    "esm.sh",
];

/// Libraries on a host that also serves anybody's repository: host, and what the path begins with.
const PATHS: &[(&str, &str)] = &[("cdn.jsdelivr.net", "/npm/")];

/// What the file that brings this checklist to a page is called.
const OUR_OWN: &str = "checkout-readiness";

/// Whether a page's script of this address may be the shop's own and lies on another origin, where
/// nobody reads it. Both addresses are whole.
#[must_use]
pub fn is_out_of_sight(address: &str, page: &str) -> bool {
    let (Ok(address), Ok(page)) = (Url::parse(address.trim()), Url::parse(page)) else {
        return false;
    };
    matches!(address.scheme(), "http" | "https")
        && address.origin() != page.origin()
        && sdk::script(address.as_str()).is_none()
        && !is_of_a_third_party(&address)
        && !is_our_own(&address)
}

fn is_of_a_third_party(address: &Url) -> bool {
    let Some(host) = address.host_str() else {
        return false;
    };
    let host = host.trim_end_matches('.');
    let is = |known: &&str| match known.strip_prefix('.') {
        Some(domain) => host
            .strip_suffix(domain)
            .is_some_and(|before| before.is_empty() || before.ends_with('.')),
        None => host == *known,
    };
    HOSTS.iter().any(is)
        || PATHS
            .iter()
            .any(|(known, start)| host == *known && address.path().starts_with(start))
}

fn is_our_own(address: &Url) -> bool {
    let file = address.path().rsplit('/').next().unwrap_or_default();
    file.starts_with(OUR_OWN) && file.ends_with(".js")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_host_is_the_shops_unless_somebody_else_is_known_for_it() {
        for (address, expected) in [
            ("https://cdn.store.example/app.js", true),
            ("https://store.example:8443/app.js", true),
            ("http://store.example/app.js", true),
            ("https://cdn.jsdelivr.net/gh/store/shop/app.js", true),
            ("https://storage.googleapis.com/store/app.js", true),
            ("https://notmlstatic.com/app.js", true),
            ("https://www.google.com.store.example/app.js", true),
            ("https://store.example/app.js", false),
            ("https://store.example:443/app.js", false),
            ("https://sdk.mercadopago.com/js/v2", false),
            ("https://http2.mlstatic.com/x.js", false),
            ("https://cdn.example/vendor/mercadopago-js-v2.js", false),
            (
                "https://www.googletagmanager.com/gtag/js?id=G-0000000000",
                false,
            ),
            ("https://cdn.jsdelivr.net/npm/vue@3", false),
            ("https://JS.STRIPE.com/v3/", false),
            (
                "https://readiness.store.example/checkout-readiness.js",
                false,
            ),
            ("data:text/javascript,x", false),
            ("blob:https://store.example/0", false),
            ("https://[", false),
            ("", false),
        ] {
            let found = is_out_of_sight(address, "https://store.example/checkout");
            assert_eq!(found, expected, "{address}");
        }
    }
}
