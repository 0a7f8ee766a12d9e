//! Finds what a page's markup loads, embeds or sends to over plain `http`.

use checkout_readiness_checks::evidence::{InsecureResource, ResourceKind};
use scraper::Html;
use url::Url;

use super::document::{all, base, policies};
use crate::guard::{is_upgrading_policy, without_query};

/// The most that is listed; a page with more is in no better order.
const MOST: usize = 100;

/// Where addresses stand that a browser loads by itself, or sends a form to; what can change the page
/// comes first, because the list has an end. Links a person has to
/// follow do not count, nor does what stands in comments, templates or `noscript`.
const PLACES: &[(&str, &str, ResourceKind)] = &[
    ("script[src]", "src", ResourceKind::Script),
    (
        "link[rel~='stylesheet' i][href]",
        "href",
        ResourceKind::Style,
    ),
    ("iframe[src], frame[src]", "src", ResourceKind::Frame),
    ("form[action]", "action", ResourceKind::Form),
    (
        "button[formaction], input[formaction]",
        "formaction",
        ResourceKind::Form,
    ),
    ("object[data]", "data", ResourceKind::Object),
    ("embed[src]", "src", ResourceKind::Object),
    (
        "img[src], input[type='image' i][src]",
        "src",
        ResourceKind::Image,
    ),
    (
        "img[srcset], picture > source[srcset]",
        "srcset",
        ResourceKind::Image,
    ),
    ("video[poster]", "poster", ResourceKind::Image),
    (
        "audio[src], video[src], audio > source[src], video > source[src], track[src]",
        "src",
        ResourceKind::Media,
    ),
];

/// What the page at this address uses over plain `http`, each address once, in the order of
/// [`ResourceKind`]'s places.
pub(super) fn insecure_resources(document: &Html, page: &Url) -> Vec<InsecureResource> {
    if upgrades(document) {
        return Vec::new();
    }
    let base = base(document, page);
    let mut found: Vec<InsecureResource> = Vec::new();
    for (selector, attribute, kind) in PLACES {
        for element in all(document, selector) {
            let text = element.attr(attribute).unwrap_or_default();
            for address in addresses(text, attribute) {
                let Some(url) = insecure(&base, address) else {
                    continue;
                };
                let resource = InsecureResource { kind: *kind, url };
                if found.len() < MOST && !found.contains(&resource) {
                    found.push(resource);
                }
            }
        }
    }
    found
}

/// The addresses an attribute holds: one, or for `srcset` one before each size.
fn addresses<'a>(text: &'a str, attribute: &str) -> Vec<&'a str> {
    if attribute == "srcset" {
        text.split(',')
            .filter_map(|candidate| candidate.split_ascii_whitespace().next())
            .collect()
    } else {
        vec![text.trim()]
    }
}

fn insecure(base: &Url, address: &str) -> Option<String> {
    let url = base.join(address).ok()?;
    (url.scheme() == "http").then(|| without_query(&url))
}

/// Whether a policy in the markup has browsers write `https` for `http`.
fn upgrades(document: &Html) -> bool {
    policies(document).any(is_upgrading_policy)
}

#[cfg(test)]
mod tests {
    use super::super::document::parse;
    use super::*;

    fn found(markup: &str) -> Vec<(ResourceKind, String)> {
        let page = Url::parse("https://store.example/checkout").unwrap();
        insecure_resources(&parse(markup).unwrap(), &page)
            .into_iter()
            .map(|resource| (resource.kind, resource.url))
            .collect()
    }

    #[test]
    fn every_kind_of_insecure_address_is_found() {
        for (markup, kind) in [
            (
                "<script src=http://a.example/x></script>",
                ResourceKind::Script,
            ),
            (
                "<link rel='preload STYLESHEET' href=http://a.example/x>",
                ResourceKind::Style,
            ),
            (
                "<iframe src=http://a.example/x></iframe>",
                ResourceKind::Frame,
            ),
            (
                "<form action=http://a.example/x></form>",
                ResourceKind::Form,
            ),
            ("<button formaction=http://a.example/x>", ResourceKind::Form),
            ("<img src=http://a.example/x>", ResourceKind::Image),
            (
                "<img srcset='/y 1x, http://a.example/x 2x'>",
                ResourceKind::Image,
            ),
            (
                "<video poster=http://a.example/x></video>",
                ResourceKind::Image,
            ),
            (
                "<video><source src=http://a.example/x></video>",
                ResourceKind::Media,
            ),
            (
                "<object data=http://a.example/x></object>",
                ResourceKind::Object,
            ),
            ("<embed src=http://a.example/x>", ResourceKind::Object),
            (
                "<script src=' HTTP://a.example/x '></script>",
                ResourceKind::Script,
            ),
            (
                "<base href=http://a.example/><script src=x></script>",
                ResourceKind::Script,
            ),
        ] {
            let expected = vec![(kind, "http://a.example/x".to_owned())];
            assert_eq!(found(markup), expected, "{markup}");
        }
    }

    #[test]
    fn what_a_browser_does_not_load_by_itself_is_not_found() {
        for markup in [
            "<a href=http://a.example/x>x</a>",
            "<!-- <script src=http://a.example/x></script> -->",
            "<script>const x = '<img src=http://a.example/x>'</script>",
            "<noscript><img src=http://a.example/x></noscript>",
            "<template><img src=http://a.example/x></template>",
            "<script src=//a.example/x></script>",
            "<img src=https://a.example/?from=http://a.example>",
            "<link rel=canonical href=http://a.example/x>",
            "<meta http-equiv=Content-Security-Policy content='upgrade-insecure-requests'><img src=http://a.example/x>",
        ] {
            assert_eq!(found(markup), Vec::new(), "{markup}");
        }
    }

    #[test]
    fn query_and_user_are_taken_off_and_repetitions_listed_once() {
        let markup = "<img src=http://u:p@a.example/x?token=1#y><img src=http://a.example/x>";
        assert_eq!(
            found(markup),
            [(ResourceKind::Image, "http://a.example/x".to_owned())]
        );
    }
}
