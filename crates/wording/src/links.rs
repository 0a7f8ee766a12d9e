//! Where a reader goes to act: addresses of the panel and the documentation, by country.

use checkout_readiness_checks::contract::{Fact, Link, Report};
use checkout_readiness_checks::profile::{Product, Site};

use crate::Language;

/// Host where the country is not known; it sends a reader on to their own.
const ANY_COUNTRY: &str = "www.mercadopago.com";

/// The address of a link. An application's page needs its number; without it, or with something
/// that is no number, the link leads to the list of applications.
#[must_use]
pub fn address(
    link: Link,
    site: Option<Site>,
    language: Language,
    product: Product,
    application_id: Option<&str>,
) -> String {
    let mut address = String::from("https://");
    address.push_str(site.map_or(ANY_COUNTRY, Site::panel_host));
    match link {
        Link::Applications => address.push_str("/developers/panel/app"),
        Link::Application => {
            address.push_str("/developers/panel/app");
            if let Some(id) = application_id.filter(|id| is_number(id)) {
                address.push('/');
                address.push_str(id);
            }
        }
        Link::Credentials => address.push_str("/settings/account/credentials"),
        Link::Home => address.push_str("/home"),
        Link::Support => {
            push_developers(&mut address, language);
            address.push_str("/support/center/contact");
        }
        Link::GoLiveGuide => {
            push_developers(&mut address, language);
            address.push_str("/docs/");
            address.push_str(guide(product));
        }
    }
    address
}

/// The country to link to: the one that was declared, else the one the account was seen to be of.
#[must_use]
pub fn site(report: &Report) -> Option<Site> {
    report.profile.site.or_else(|| {
        report
            .outcomes
            .iter()
            .find_map(|outcome| match outcome.details.get("site")? {
                Fact::Text(site) => Site::from_name(site),
                _ => None,
            })
    })
}

fn push_developers(address: &mut String, language: Language) {
    address.push_str("/developers/");
    address.push_str(language.code());
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The page that tells how to go live with a product. Subscriptions have none, so theirs is the
/// page of prerequisites; plugins share the one WooCommerce's is the model of.
const fn guide(product: Product) -> &'static str {
    match product {
        Product::CheckoutPro => "checkout-pro/go-to-production",
        Product::CheckoutApi => "checkout-api/integration-test/go-to-production-requirements",
        Product::Bricks => "checkout-bricks/integration-test/go-to-production-requirements",
        Product::Orders => "checkout-api-orders/go-to-production",
        Product::Point => "mp-point/integration-test/go-to-production",
        Product::Qr => "qr-code/go-to-production",
        Product::Subscriptions => "subscriptions/requirements",
        Product::Plugin => "woocommerce/additional-content/goto-production",
    }
}
