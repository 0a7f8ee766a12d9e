//! What a page may set on the element, parsed once.

use checkout_readiness_browser::contract;
use checkout_readiness_checks::contract::{Planned, Requirement};
use checkout_readiness_checks::profile::{Product, Site};
use wasm_bindgen::JsValue;

use crate::checklist::Selection;
use crate::json::Json;

/// The element's attributes as the loader hands them over: text, or absent.
#[derive(Clone, Debug, Default)]
struct Attributes {
    proxy: Option<String>,
    product: Option<String>,
    site: Option<String>,
    checkout_url: Option<String>,
    language: String,
    only: Vec<String>,
    hide: Vec<String>,
    hidden: Vec<String>,
    demoted: Vec<String>,
    panel: Vec<Planned>,
    actions: Vec<Action>,
    gives_tokens: bool,
}

/// What a page lets a reader do about a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The check.
    pub check: String,
    /// What the button or link says.
    pub label: String,
    /// Where the link leads; a button where absent.
    pub href: Option<String>,
}

/// What the page set, in types that cannot be wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Where the proxy answers, without a final slash. Default: where the page itself is.
    pub proxy: String,
    /// The product, if the page decides it.
    pub product: Option<Product>,
    /// The country, if the page decides it.
    pub site: Option<Site>,
    /// The address of the shop's checkout, if the page names one.
    pub checkout_url: Option<String>,
    /// The language the loader settled on: `pt`, `es` or `en`.
    pub language: String,
    /// Which rows are drawn.
    pub selection: Selection,
    /// The page's own checks.
    pub panel: Vec<Planned>,
    /// The page's own actions, in its order.
    pub actions: Vec<Action>,
    /// Whether the page itself gives tokens for the proxy.
    pub gives_tokens: bool,
    /// Attributes that could not be understood: name, value, and the values it may have.
    pub problems: Vec<Problem>,
}

/// An attribute whose value means nothing to us. It is named on the page and otherwise ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The attribute.
    pub attribute: &'static str,
    /// What it was set to.
    pub value: String,
    /// What it may be set to.
    pub allowed: String,
}

impl Options {
    /// Reads what the loader hands over; what is not text there counts as absent.
    #[must_use]
    pub fn from_js(value: JsValue) -> Self {
        let json = Json::of(value);
        let texts = |name: &str| json.all(name, Json::as_text).unwrap_or_default();
        Self::parse(Attributes {
            proxy: json.text("proxy"),
            product: json.text("product"),
            site: json.text("site"),
            checkout_url: json.text("checkoutUrl"),
            language: json.text("language").unwrap_or_default(),
            only: texts("only"),
            hide: texts("hide"),
            hidden: texts("hidden"),
            demoted: texts("demoted"),
            panel: json.all("panel", contract::planned).unwrap_or_default(),
            actions: json.all("actions", action).unwrap_or_default(),
            gives_tokens: json.get("givesTokens").is_some(),
        })
    }

    fn parse(attributes: Attributes) -> Self {
        let mut problems = Vec::new();
        let product = known(
            "product",
            attributes.product,
            Product::from_name,
            || names(Product::ALL, |product| product.name()),
            &mut problems,
        );
        let site = known(
            "site",
            attributes.site.map(|site| site.to_ascii_uppercase()),
            Site::from_name,
            || names(Site::ALL, |site| site.name()),
            &mut problems,
        );
        let selection = Selection {
            only: headings("only", attributes.only, &mut problems),
            hide: headings("hide", attributes.hide, &mut problems),
            hidden: attributes.hidden,
            demoted: attributes.demoted,
        };
        let proxy = attributes.proxy.unwrap_or_default();
        Self {
            proxy: proxy.trim().trim_end_matches('/').to_owned(),
            product,
            site,
            checkout_url: attributes.checkout_url.filter(|url| !url.trim().is_empty()),
            language: attributes.language,
            selection,
            panel: attributes.panel,
            actions: attributes.actions,
            gives_tokens: attributes.gives_tokens,
            problems,
        }
    }
}

fn action(json: &Json) -> Option<Action> {
    Some(Action {
        check: json.text("check")?,
        label: json.text("label")?,
        href: json.text("href"),
    })
}

/// The headings an attribute names.
fn headings(
    attribute: &'static str,
    value: Vec<String>,
    problems: &mut Vec<Problem>,
) -> Vec<Requirement> {
    let named = value.into_iter().filter_map(|name| {
        known(
            attribute,
            Some(name),
            Requirement::from_name,
            || names(Requirement::ALL, |requirement| requirement.name()),
            problems,
        )
    });
    named.collect()
}

fn known<T>(
    attribute: &'static str,
    value: Option<String>,
    from_name: fn(&str) -> Option<T>,
    allowed: impl FnOnce() -> String,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let value = value.filter(|value| !value.trim().is_empty())?;
    let parsed = from_name(value.trim());
    if parsed.is_none() {
        problems.push(Problem {
            attribute,
            value,
            allowed: allowed(),
        });
    }
    parsed
}

fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> String {
    all.iter()
        .map(|value| name(*value))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_product_is_named_with_the_known_ones_and_otherwise_ignored() {
        let options = Options::parse(Attributes {
            product: Some("chekout-pro".to_owned()),
            site: Some("mlb".to_owned()),
            ..Attributes::default()
        });
        assert_eq!(options.product, None);
        assert_eq!(options.site, Some(Site::Mlb));
        assert_eq!(options.problems.len(), 1);
        assert_eq!(options.problems[0].value, "chekout-pro");
        assert!(
            options.problems[0]
                .allowed
                .starts_with("checkout-pro, checkout-api")
        );
    }

    #[test]
    fn an_empty_attribute_is_an_absent_one() {
        let options = Options::parse(Attributes {
            product: Some(" ".to_owned()),
            proxy: Some("/readiness/".to_owned()),
            checkout_url: Some(String::new()),
            ..Attributes::default()
        });
        assert_eq!((options.product, options.problems.len()), (None, 0));
        assert_eq!(options.proxy, "/readiness");
        assert_eq!(options.checkout_url, None);
    }
}
