//! Where to act, in every country and language.

use checkout_readiness_checks::contract::Link;
use checkout_readiness_checks::profile::{Product, Site};
use checkout_readiness_wording::Language;
use checkout_readiness_wording::links::address;

const HOSTS: [(Option<Site>, &str); 8] = [
    (Some(Site::Mla), "www.mercadopago.com.ar"),
    (Some(Site::Mlb), "www.mercadopago.com.br"),
    (Some(Site::Mlm), "www.mercadopago.com.mx"),
    (Some(Site::Mlc), "www.mercadopago.cl"),
    (Some(Site::Mco), "www.mercadopago.com.co"),
    (Some(Site::Mpe), "www.mercadopago.com.pe"),
    (Some(Site::Mlu), "www.mercadopago.com.uy"),
    (None, "www.mercadopago.com"),
];

#[test]
fn every_link_leads_to_the_country_and_the_language() {
    for (site, host) in HOSTS {
        for language in Language::ALL {
            let code = language.code();
            let to = |link| address(link, site, language, Product::CheckoutPro, Some("1234"));
            assert_eq!(
                to(Link::Applications),
                format!("https://{host}/developers/panel/app")
            );
            assert_eq!(
                to(Link::Application),
                format!("https://{host}/developers/panel/app/1234")
            );
            assert_eq!(
                to(Link::Credentials),
                format!("https://{host}/settings/account/credentials")
            );
            assert_eq!(to(Link::Home), format!("https://{host}/home"));
            assert_eq!(
                to(Link::Support),
                format!("https://{host}/developers/{code}/support/center/contact")
            );
            assert_eq!(
                to(Link::GoLiveGuide),
                format!("https://{host}/developers/{code}/docs/checkout-pro/go-to-production")
            );
        }
    }
}

#[test]
fn every_product_has_its_guide() {
    for (product, page) in [
        (Product::CheckoutPro, "checkout-pro/go-to-production"),
        (
            Product::CheckoutApi,
            "checkout-api/integration-test/go-to-production-requirements",
        ),
        (
            Product::Bricks,
            "checkout-bricks/integration-test/go-to-production-requirements",
        ),
        (Product::Orders, "checkout-api-orders/go-to-production"),
        (Product::Point, "mp-point/integration-test/go-to-production"),
        (Product::Qr, "qr-code/go-to-production"),
        (Product::Subscriptions, "subscriptions/requirements"),
        (
            Product::Plugin,
            "woocommerce/additional-content/goto-production",
        ),
    ] {
        assert_eq!(
            address(
                Link::GoLiveGuide,
                Some(Site::Mlb),
                Language::Pt,
                product,
                None
            ),
            format!("https://www.mercadopago.com.br/developers/pt/docs/{page}")
        );
    }
}

#[test]
fn an_application_without_a_usable_number_leads_to_the_list() {
    for id in [
        None,
        Some(""),
        Some("…0001"),
        Some("12/../34"),
        Some("12?x=1"),
    ] {
        assert_eq!(
            address(
                Link::Application,
                Some(Site::Mlc),
                Language::Es,
                Product::Qr,
                id
            ),
            "https://www.mercadopago.cl/developers/panel/app"
        );
    }
}
