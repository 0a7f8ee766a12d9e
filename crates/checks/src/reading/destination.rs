//! Where an address leads, as far as its text tells.

use url::{Host, Url};

use crate::evidence::Page;
use crate::services::{self, TEST_CATCHERS, TUNNELS};

/// Where an address leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To a page on HTTPS, on a host that may be public.
    Web,
    /// Into an app: it has a scheme of its own.
    App,
    /// To a page by plain `http`.
    PlainHttp,
    /// To this machine or a private network.
    PrivateNetwork,
    /// To a service for development: a tunnel, or one that shows what was sent to it.
    TestService(&'static str),
    /// It is not an address a browser goes to.
    Nowhere,
}

impl Destination {
    /// Where this address leads.
    #[must_use]
    pub fn of(address: &str) -> Self {
        let address = address.trim();
        if is_of_an_app(address) {
            return Self::App;
        }
        let Ok(url) = Url::parse(address) else {
            return Self::Nowhere;
        };
        let Some(host) = url
            .host()
            .filter(|_| matches!(url.scheme(), "http" | "https"))
        else {
            return Self::Nowhere;
        };
        let page = Page {
            host: host.to_string(),
            ..Page::default()
        };
        if page.is_local() {
            return Self::PrivateNetwork;
        }
        if let Host::Domain(domain) = host {
            let domain = domain.trim_end_matches('.');
            let service =
                services::of(domain, TEST_CATCHERS).or_else(|| services::of(domain, TUNNELS));
            if let Some(service) = service {
                return Self::TestService(service);
            }
        }
        if url.scheme() == "http" {
            Self::PlainHttp
        } else {
            Self::Web
        }
    }
}

/// Whether an address opens an app: it has a scheme that is neither the web's nor one that shows or
/// runs what stands behind it.
fn is_of_an_app(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once("://") else {
        return false;
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let others = [
        "http",
        "https",
        "file",
        "ftp",
        "ws",
        "wss",
        "data",
        "javascript",
        "about",
        "blob",
    ];
    is_scheme
        && !others
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_text_of_an_address_tells_what_it_can() {
        for (address, expected) in [
            ("https://store.example/thanks", Destination::Web),
            ("example-store://thanks", Destination::App),
            ("HTTP://store.example/thanks", Destination::PlainHttp),
            ("https://127.0.0.1/thanks", Destination::PrivateNetwork),
            ("http://[::1]:3000/", Destination::PrivateNetwork),
            ("https://shop.local/thanks", Destination::PrivateNetwork),
            (
                "https://Webhook.site/x",
                Destination::TestService("webhook.site"),
            ),
            (
                "http://a-b.ngrok.io./x",
                Destination::TestService("ngrok.io"),
            ),
            ("https://store.example/ngrok.io", Destination::Web),
            ("www.store.example/thanks", Destination::Nowhere),
            ("javascript://alert", Destination::Nowhere),
            ("file:///thanks", Destination::Nowhere),
            ("", Destination::Nowhere),
        ] {
            assert_eq!(Destination::of(address), expected, "{address}");
        }
    }

    proptest! {
        #[test]
        fn only_https_leads_to_a_page(address in "\\PC{0,40}") {
            let is_web = Destination::of(&address) == Destination::Web;
            prop_assert!(!is_web || address.trim().to_ascii_lowercase().starts_with("https:"));
        }
    }
}
