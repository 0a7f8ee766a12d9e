//! Which requirement matters to which product: the go-live guides of Mercado Pago as a table.
//!
//! A heading that a product's guide lists as a requirement is required here; one that the guide
//! only recommends, or that only the general guide for online sales names, is recommended; one
//! that does not concern the product is absent. Guides read: the general go-live requirements,
//! Checkout Pro, Checkout API (payments and orders), Bricks, Point, QR, WooCommerce and PrestaShop.
//! Subscriptions have no guide of their own and follow the general one.

use crate::contract::{Requirement, Severity};
use crate::profile::Product;

use Severity::{Recommended, Required};

/// How much a heading matters to a product.
#[must_use]
pub const fn severity(requirement: Requirement, product: Product) -> Option<Severity> {
    match requirement {
        Requirement::Credentials => Some(Required),
        // The guides of Point and QR do not speak of HTTPS: no form is served to the buyer.
        Requirement::Https => match product {
            Product::Point | Product::Qr => None,
            _ => Some(Required),
        },
        // Point's guide asks to verify URL and events; the others recommend.
        Requirement::Notifications => match product {
            Product::Point => Some(Required),
            _ => Some(Recommended),
        },
    }
}

/// HTTPS of the payment page.
#[must_use]
pub fn https(product: Product) -> Option<Severity> {
    severity(Requirement::Https, product)
}

/// Production credentials of the right account.
#[must_use]
pub fn credentials(product: Product) -> Option<Severity> {
    severity(Requirement::Credentials, product)
}

/// The Public Key, which only products with a web page use.
#[must_use]
pub fn public_key(product: Product) -> Option<Severity> {
    if product.is_online() {
        credentials(product)
    } else {
        None
    }
}

/// Notifications.
#[must_use]
pub fn notifications(product: Product) -> Option<Severity> {
    severity(Requirement::Notifications, product)
}
