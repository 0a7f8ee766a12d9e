//! What a page, as the server sends it, shows of the integration.

use checkout_readiness_checks::evidence::{
    InsecureResource, Leftover, Markup, Place, SdkScript, Unread,
};
use checkout_readiness_checks::reading::{leftovers, policy, sdk};
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
            unread: if is_whole {
                Vec::new()
            } else {
                vec![Unread::Markup]
            },
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
    let mut text = String::new();
    for node in document.tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                for (_, value) in element.attrs() {
                    text.push_str(value);
                    text.push('\n');
                }
            }
            Node::Text(shown) if !is_of_a_script(&node) => {
                text.push_str(shown);
                text.push('\n');
            }
            _ => {}
        }
    }
    let mut found = leftovers::in_text(&text, Place::Markup);
    found.extend(leftovers::in_text(&inline.join("\n"), Place::InlineScript));
    found
}

/// Whether a text belongs to a script or a style sheet, or is shown only without scripts.
fn is_of_a_script(node: &ego_tree::NodeRef<'_, Node>) -> bool {
    node.ancestors().any(|ancestor| {
        ancestor.value().as_element().is_some_and(|element| {
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
        .filter(|node| !is_of_a_script(node))
        .filter_map(|node| node.value().as_text())
        .flat_map(|text| text.chars())
        .filter(|character| !character.is_whitespace());
    shown.take(FEW_CHARACTERS).count() < FEW_CHARACTERS
}
