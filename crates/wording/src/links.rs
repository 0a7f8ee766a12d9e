//! Where a reader goes to act: addresses of the panel and the documentation, by country.

use checkout_readiness_checks::contract::{Fact, Link, Report};
use checkout_readiness_checks::profile::{Product, Site};

use crate::Language;

/// Host where the country is not known; it sends a reader on to their own.
const ANY_COUNTRY: &str = "www.mercadopago.com";

/// Where Pix keys are registered, as Mercado Pago's own plugins link to it.
const PIX_KEYS: &str = "https://www.mercadopago.com.br/stop/pix?url=https://www.mercadopago.com.br/admin-pix-keys/my-keys?authentication_mode=required";

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
        Link::Activities => address.push_str("/activities"),
        Link::Stores => address.push_str("/stores"),
        // Brazil alone has Pix, whatever country was declared.
        Link::PixKeys => return PIX_KEYS.to_owned(),
        Link::QualityGuide => push_guide(&mut address, language, quality_guide(product)),
        Link::ApprovalGuide => push_guide(&mut address, language, approval_guide(product)),
        Link::WebhooksGuide => push_guide(
            &mut address,
            language,
            "your-integrations/notifications/webhooks",
        ),
        Link::ReportsGuide => push_guide(&mut address, language, "reports/introduction"),
        Link::Support => {
            push_developers(&mut address, language);
            address.push_str("/support/center/contact");
        }
        Link::GoLiveGuide => {
            push_guide(&mut address, language, guide(product));
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

fn push_guide(address: &mut String, language: Language, guide: &str) {
    push_developers(address, language);
    address.push_str("/docs/");
    address.push_str(guide);
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

/// The page on integration quality. Products without one of their own share the general one.
const fn quality_guide(product: Product) -> &'static str {
    match product {
        Product::CheckoutPro => "checkout-pro/how-tos/integration-quality",
        Product::CheckoutApi | Product::Plugin | Product::Subscriptions => {
            "checkout-api/how-tos/integration-quality"
        }
        Product::Bricks => "checkout-bricks/how-tos/integration-quality",
        Product::Orders => "checkout-api-orders/integration-quality",
        Product::Point => "mp-point/how-tos/integration-quality",
        Product::Qr => "qr-code/integration-quality",
    }
}

/// The page on what raises the share of approved payments.
const fn approval_guide(product: Product) -> &'static str {
    match product {
        Product::CheckoutPro | Product::Plugin => {
            "checkout-pro/how-tos/improve-payment-approval/recommendations"
        }
        _ => "checkout-api/how-tos/improve-payment-approval/recommendations",
    }
}
