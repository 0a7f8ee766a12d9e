//! What a page, as the server sends it, shows of the integration.

use checkout_readiness_checks::evidence::{
    InsecureResource, Leftover, Markup, Place, SdkScript, Unread,
};
use checkout_readiness_checks::reading::{leftovers, policy, sdk, third_parties};
use scraper::{Html, Node};
use url::Url;

use super::document::{all, base, parse, policies};
use super::inline_scripts::part;
use super::known_secrets::KnownSecrets;
use super::markup::insecure_resources;

/// What was read of a page.
#[derive(Debug, Default)]
pub(super) struct PageReading {
    /// What it loads, embeds or sends to over plain `http`; absent where it was too much to parse.
    pub insecure_resources: Option<Vec<InsecureResource>>,
    pub markup: Markup,
    /// The script files of the same origin, each once, in order.
    pub script_files: Vec<Url>,
}

/// The most of Mercado Pago's scripts that are listed.
const MOST_SCRIPTS: usize = 50;
/// A page with fewer visible characters than this, white space aside, says next to nothing: a name,
/// and that it is loading.
const FEW_CHARACTERS: usize = 160;

/// Reads the page at this address; `is_whole` says whether its end was reached.
pub(super) fn read(
    text: &str,
    is_whole: bool,
    page: &Url,
    known_secrets: &KnownSecrets,
) -> PageReading {
    let (markup_text, scripts_text) = part(text);
    let mut secrets = known_secrets.find(&markup_text, Place::Markup, "");
    secrets.extend(known_secrets.find(&scripts_text, Place::InlineScript, ""));
    let Some(document) = parse(text) else {
        return PageReading {
            markup: Markup {
                secrets,
                unread: vec![Unread::Markup, Unread::ScriptFiles],
                ..Markup::default()
            },
            ..PageReading::default()
        };
    };
    let inline: Vec<String> = all(&document, "script:not([src])")
        .map(|script| script.text().collect())
        .collect();
    let addresses = script_addresses(&document, page);
    let mut unread = Vec::new();
    if !is_whole {
        unread.push(Unread::Markup);
    }
    if loads_files_out_of_sight(&document, &addresses, page) {
        unread.push(Unread::ScriptFiles);
    }
    PageReading {
        insecure_resources: Some(insecure_resources(&document, page)),
        markup: Markup {
            scripts: sdk_scripts(&addresses),
            globals: None,
            is_drawn_by_scripts: is_whole && is_drawn_by_scripts(&document),
            fraud_prevention_is_off: inline
                .iter()
                .any(|script| sdk::turns_fraud_prevention_off(script)),
            leftovers: leftovers_of(&document, &inline),
            secrets,
            unread,
            policies: Some(policies(&document).map(policy::cleaned).collect()),
        },
        script_files: files_of_the_page(addresses, page),
    }
}

/// Where the page's scripts come from, in order.
fn script_addresses(document: &Html, page: &Url) -> Vec<Url> {
    let base = base(document, page);
    all(document, "script[src]")
        .filter_map(|script| base.join(script.attr("src")?.trim()).ok())
        .collect()
}

/// Whether what the page runs lies in part on other origins, in files that may be the shop's own.
fn loads_files_out_of_sight(document: &Html, scripts: &[Url], page: &Url) -> bool {
    let base = base(document, page);
    let preloaded = all(document, "link[rel~='modulepreload' i][href]")
        .filter_map(|link| base.join(link.attr("href")?.trim()).ok());
    preloaded
        .chain(scripts.iter().cloned())
        .any(|file| third_parties::is_out_of_sight(file.as_str(), page.as_str()))
}

fn sdk_scripts(addresses: &[Url]) -> Vec<SdkScript> {
    addresses
        .iter()
        .filter_map(|address| sdk::script(address.as_str()))
        .take(MOST_SCRIPTS)
        .collect()
}

fn files_of_the_page(addresses: Vec<Url>, page: &Url) -> Vec<Url> {
    let mut files: Vec<Url> = Vec::new();
    for mut address in addresses {
        address.set_fragment(None);
        if address.origin() == page.origin() && !files.contains(&address) {
            files.push(address);
        }
    }
    files
}

/// What of testing stands in the values of attributes, in what people read, and in scripts; what is
/// commented out in the markup is in nobody's way.
fn leftovers_of(document: &Html, inline: &[String]) -> Vec<Leftover> {
    let mut found = Vec::new();
    for node in document.tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                leftovers::merge(&mut found, leftovers::in_attributes(element.attrs()));
            }
            Node::Text(shown) if !is_unseen(node.ancestors().map(|above| above.value())) => {
                leftovers::merge(&mut found, leftovers::in_prose(shown));
            }
            _ => {}
        }
    }
    for script in inline {
        leftovers::merge(&mut found, leftovers::in_text(script, Place::InlineScript));
    }
    found
}

/// Whether what stands below these elements belongs to a script or a style sheet, or is no part of
/// the page that people read.
fn is_unseen<'a>(mut ancestors: impl Iterator<Item = &'a Node>) -> bool {
    ancestors.any(|ancestor| {
        ancestor.as_element().is_some_and(|element| {
            matches!(
                element.name(),
                "script" | "style" | "noscript" | "template" | "title"
            )
        })
    })
}

/// Whether what buyers see is drawn by scripts: the page has some, and neither a form or a control
/// nor more to read than a name and a line that it is loading. A page that a server filled has
/// either; one that has neither is an empty frame, and its markup tells nothing about what buyers
/// get to see.
fn is_drawn_by_scripts(document: &Html) -> bool {
    let has_scripts = all(document, "script").next().is_some();
    let controls = "body form, body input, body select, body textarea, body button";
    let has_controls = all(document, controls).next().is_some();
    if !has_scripts || has_controls {
        return false;
    }
    let shown = document
        .tree
        .nodes()
        .filter(|node| !is_unseen(node.ancestors().map(|above| above.value())))
        .filter_map(|node| node.value().as_text())
        .flat_map(|text| text.chars())
        .filter(|character| !character.is_whitespace());
    shown.take(FEW_CHARACTERS).count() < FEW_CHARACTERS
}

#[cfg(test)]
mod tests {
    use checkout_readiness_checks::evidence::{SdkKind, SecretKind};

    use super::*;

    const TOKEN: &str =
        "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";

    fn reading(text: &str) -> PageReading {
        let page = Url::parse("https://store.example/shop/checkout").unwrap();
        read(text, true, &page, &KnownSecrets::default())
    }

    #[test]
    fn scripts_of_mercado_pago_are_listed_in_order_and_as_often_as_they_stand() {
        let v2 = (SdkKind::V2, true);
        for (text, expected) in [
            (
                "<script src=https://sdk.mercadopago.com/js/v2></script>",
                &[v2][..],
            ),
            (
                "<script src=//sdk.mercadopago.com/js/v2?x=1></script><p><script src=' https://sdk.mercadopago.com/js/v2 '></script>",
                &[v2, v2],
            ),
            (
                "<base href=https://sdk.mercadopago.com/js/><script src=v2></script>",
                &[v2],
            ),
            (
                "<script src=https://secure.mlstatic.com/sdk/javascript/v1/mercadopago.js></script>",
                &[(SdkKind::V1, true)],
            ),
            (
                "<form><script src=https://www.mercadopago.com.br/integrations/v1/web-payment-checkout.js></script></form>",
                &[(SdkKind::LegacyButton, true)],
            ),
            (
                "<script src=https://www.mercadopago.com/v2/security.js></script>",
                &[(SdkKind::Security, true)],
            ),
            (
                "<script src=/vendor/mercadopago-js-v2.js></script>",
                &[(SdkKind::V2, false)],
            ),
            (
                "<!-- <script src=https://sdk.mercadopago.com/js/v2></script> -->",
                &[],
            ),
            (
                "<template><script src=https://sdk.mercadopago.com/js/v2></script></template>",
                &[],
            ),
            (
                "<link rel=preload as=script href=https://sdk.mercadopago.com/js/v2>",
                &[],
            ),
            ("<script src=https://cdn.example/x.js></script>", &[]),
        ] {
            let found: Vec<_> = reading(text)
                .markup
                .scripts
                .iter()
                .map(|script| (script.kind, script.is_from_own_host))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn only_files_of_the_same_origin_are_read_and_each_once() {
        let files = reading(
            "<script src=/a.js></script><script src=b.js?v=1></script><script src=/a.js#x></script>\
             <script src=https://store.example:443/c.js></script>\
             <script src=http://store.example/d.js></script>\
             <script src=https://www.store.example/e.js></script>\
             <script src=https://store.example:8443/f.js></script>\
             <script src=data:text/javascript,x></script><script src='https://['></script>",
        )
        .script_files;
        let files: Vec<&str> = files.iter().map(Url::as_str).collect();
        assert_eq!(
            files,
            [
                "https://store.example/a.js",
                "https://store.example/shop/b.js?v=1",
                "https://store.example/c.js",
            ]
        );
    }

    #[test]
    fn files_of_other_origins_that_may_be_the_shop_s_are_said_to_be_unread() {
        for (text, expected) in [
            (
                "<script src=https://cdn.example/app.js></script>",
                &[Unread::ScriptFiles][..],
            ),
            (
                "<base href=https://cdn.example/><script src=app.js></script>",
                &[Unread::ScriptFiles],
            ),
            (
                "<link rel=modulepreload href=https://cdn.example/app.js>",
                &[Unread::ScriptFiles],
            ),
            ("<link rel=modulepreload href=/app.js>", &[]),
            ("<script src=/app.js></script>", &[]),
            (
                "<script src=https://sdk.mercadopago.com/js/v2></script>\
                 <script src=https://www.googletagmanager.com/gtag/js></script>",
                &[],
            ),
        ] {
            assert_eq!(reading(text).markup.unread, expected, "{text}");
        }
    }

    #[test]
    fn a_page_with_something_on_it_is_not_drawn_by_scripts() {
        let text = "word ".repeat(60);
        for (markup, expected) in [
            ("<div id=app></div><script src=/app.js></script>", true),
            (
                "<title>A long title that nobody sees on the page itself</title><div>Loading…</div><noscript><p>Switch scripts on, please, switch scripts on, please, switch scripts on, please, switch scripts on, please, switch scripts on, please.</noscript><script>boot()</script>",
                true,
            ),
            ("<style>p{color:red}</style><script>x</script>", true),
            ("<div id=app></div>", false),
            ("<form></form><script>boot()</script>", false),
            ("<button>Pay</button><script>boot()</script>", false),
            (&format!("<p>{text}</p><script>boot()</script>"), false),
            (&format!("<script>'{text}'</script>"), true),
            ("", false),
        ] {
            let found = reading(markup).markup.is_drawn_by_scripts;
            assert_eq!(found, expected, "{markup}");
        }
        let page = Url::parse("https://store.example/").unwrap();
        let half = read("<script>x", false, &page, &KnownSecrets::default());
        assert!(!half.markup.is_drawn_by_scripts);
    }

    #[test]
    fn leftovers_are_found_in_values_texts_and_scripts_and_not_in_comments() {
        let host = "sandbox.mercadopago.com.br";
        for (text, expected) in [
            (
                format!("<p>{host}<a href='https://{host}/x'>x</a>"),
                &[(host, Place::Markup, true)][..],
            ),
            (format!("<p>{host}</p>"), &[(host, Place::Markup, false)]),
            (
                "<script>go(made.sandbox_init_point)</script>".to_owned(),
                &[("sandbox_init_point", Place::InlineScript, false)],
            ),
            (format!("<!-- {host} -->"), &[]),
            (format!("<noscript>{host}</noscript>"), &[]),
        ] {
            let found = reading(&text).markup.leftovers;
            let found: Vec<_> = found
                .iter()
                .map(|one| (one.what.as_str(), one.place, one.is_in_use))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_secret_is_found_wherever_it_stands_with_its_line() {
        for (text, place, position) in [
            (format!("<p>\n<input value='{TOKEN}'>"), Place::Markup, "2"),
            (format!("<p>\n\n<!-- {TOKEN} -->"), Place::Markup, "3"),
            (
                format!("<p>\n<script>\nconst token = \"{TOKEN}\";\n</script>"),
                Place::InlineScript,
                "3",
            ),
            (
                format!("<script type='application/json'>{{\"token\":\"{TOKEN}\"}}</script>"),
                Place::InlineScript,
                "1",
            ),
            // Even where the page is too much to parse.
            (
                format!("{}{TOKEN}", "<br>".repeat(30_000)),
                Place::Markup,
                "1",
            ),
        ] {
            let secrets = reading(&text).markup.secrets;
            assert_eq!(secrets.len(), 1, "{}", secrets.len());
            let secret = &secrets[0];
            assert_eq!(
                (secret.kind, secret.place, secret.position.as_str()),
                (SecretKind::AccessToken, place, position)
            );
            assert!(!format!("{secret:?}").contains(TOKEN));
        }
    }

    #[test]
    fn fraud_prevention_counts_as_off_only_where_a_script_says_so() {
        for (text, expected) in [
            (
                "<script>new MercadoPago('x', { advancedFraudPrevention: false })</script>",
                true,
            ),
            (
                "<script>new MercadoPago('x', { advancedFraudPrevention: true })</script>",
                false,
            ),
            ("<p>advancedFraudPrevention: false</p>", false),
            ("<script>new MercadoPago('x')</script>", false),
        ] {
            let found = reading(text).markup.fraud_prevention_is_off;
            assert_eq!(found, expected, "{text}");
        }
    }
}
