//! Which requirement matters to which product: the go-live guides of Mercado Pago as a table.
//!
//! A heading that a product's guide lists as a requirement is required here; one that the guide
//! only recommends, or that only the general guide for online sales names, is recommended; one
//! that does not concern the product is absent. Where guides of different years disagree, the
//! stricter one counts for what takes money safely, the newer one for the rest; the last column
//! names what was read. Countries narrow it further: a Pix key exists in Brazil alone, and Point
//! and QR are not sold everywhere.

use crate::contract::{Requirement, Severity};
use crate::profile::{Product, Site};

use Severity::{Recommended, Required};

/// One product's line of the table.
#[derive(Debug)]
pub struct Line {
    /// The product.
    pub product: Product,
    /// How much each requirement matters, in the order of [`Requirement::ALL`].
    pub marks: [Option<Severity>; Requirement::ALL.len()],
    /// Where the product exists; empty means everywhere.
    pub sites: &'static [Site],
    /// What was read.
    pub source: &'static str,
}

const R: Option<Severity> = Some(Required);
const O: Option<Severity> = Some(Recommended);
const N: Option<Severity> = None;

/// The table. Columns: HTTPS, credentials, Pix key, notifications, quality, approval, reports,
/// terminals.
pub static LINES: &[Line] = &[
    Line {
        product: Product::CheckoutPro,
        marks: [R, R, O, O, O, O, O, N],
        sites: &[],
        source: "Checkout Pro: go to production (quality optional; no word on Pix, approval, \
                 notifications); the general guide for online sales recommends the rest",
    },
    Line {
        product: Product::CheckoutApi,
        marks: [R, R, R, O, R, O, O, N],
        sites: &[],
        source: "Checkout API: go-live requirements",
    },
    Line {
        product: Product::Bricks,
        marks: [R, R, R, O, R, O, O, N],
        sites: &[],
        source: "Checkout Bricks: go-live requirements, the same text as Checkout API",
    },
    Line {
        product: Product::Orders,
        marks: [R, R, O, O, O, O, O, N],
        sites: &[],
        source: "Checkout API (Orders): go to production, and its page on integration quality; \
                 the general guide recommends the rest",
    },
    Line {
        product: Product::Point,
        marks: [N, R, R, R, R, N, O, R],
        sites: &[Site::Mla, Site::Mlb, Site::Mlm, Site::Mlc],
        source: "Mercado Pago Point: requirements for going to production; terminals: Point \
                 documentation",
    },
    Line {
        product: Product::Qr,
        marks: [N, R, O, O, R, N, O, O],
        sites: &[Site::Mla, Site::Mlb, Site::Mlc, Site::Mlu],
        source: "QR Code: go to production, and its page on integration quality",
    },
    Line {
        product: Product::Subscriptions,
        marks: [R, R, O, O, N, O, O, N],
        sites: &[],
        source: "Subscriptions have no guide of their own: prerequisites, and the general guide; \
                 the quality tool does not measure them",
    },
    Line {
        product: Product::Plugin,
        marks: [R, R, R, O, R, O, O, N],
        sites: &[],
        source: "WooCommerce: requirements for going to production; PrestaShop: go to production",
    },
];

/// A product's line.
#[must_use]
pub fn line(product: Product) -> Option<&'static Line> {
    LINES.iter().find(|line| line.product == product)
}

/// How much a heading matters to a product.
#[must_use]
pub fn severity(requirement: Requirement, product: Product) -> Option<Severity> {
    let column = Requirement::ALL
        .iter()
        .position(|known| *known == requirement)?;
    line(product)?.marks.get(column).copied().flatten()
}

/// What is good practice under a heading: never more than recommended.
#[must_use]
pub fn at_most_recommended(requirement: Requirement, product: Product) -> Option<Severity> {
    severity(requirement, product).map(|_| Recommended)
}

/// Whether the product is sold in that country.
#[must_use]
pub fn is_sold_in(product: Product, site: Site) -> bool {
    line(product).is_none_or(|line| line.sites.is_empty() || line.sites.contains(&site))
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

/// The comparison of the credentials with those of development, which Point's guide alone asks for:
/// elsewhere development has test credentials, and they should differ.
#[must_use]
pub fn same_keys(product: Product) -> Option<Severity> {
    severity(Requirement::Credentials, product).filter(|_| product == Product::Point)
}

/// Whether the product is sold in the country, for products that are not sold everywhere.
#[must_use]
pub fn country(product: Product) -> Option<Severity> {
    let is_limited = line(product).is_some_and(|line| !line.sites.is_empty());
    credentials(product).filter(|_| is_limited)
}

/// Good practice with credentials.
#[must_use]
pub fn careful_credentials(product: Product) -> Option<Severity> {
    at_most_recommended(Requirement::Credentials, product)
}

/// Good practice with notifications.
#[must_use]
pub fn careful_notifications(product: Product) -> Option<Severity> {
    at_most_recommended(Requirement::Notifications, product)
}

/// A Pix key, in Brazil.
#[must_use]
pub fn pix_key(product: Product) -> Option<Severity> {
    severity(Requirement::PixKey, product)
}

/// Notifications.
#[must_use]
pub fn notifications(product: Product) -> Option<Severity> {
    severity(Requirement::Notifications, product)
}

/// Whether notifications are believed only with a right signature. No guide lists it, and whoever
/// takes money by notifications that anybody can write gives goods away. Old QR notifications carry
/// no signature that could be verified.
#[must_use]
pub fn signatures(product: Product) -> Option<Severity> {
    let severity = if product == Product::Qr {
        Recommended
    } else {
        Required
    };
    notifications(product).map(|_| severity)
}

/// Integration quality.
#[must_use]
pub fn quality(product: Product) -> Option<Severity> {
    severity(Requirement::Quality, product)
}

/// Payment approval.
#[must_use]
pub fn approval(product: Product) -> Option<Severity> {
    severity(Requirement::Approval, product)
}

/// Reports.
#[must_use]
pub fn reports(product: Product) -> Option<Severity> {
    severity(Requirement::Reports, product)
}

/// Terminals, stores and points of sale.
#[must_use]
pub fn terminals(product: Product) -> Option<Severity> {
    severity(Requirement::Terminals, product)
}

/// Integrated terminals, which only Point has.
#[must_use]
pub fn point_terminals(product: Product) -> Option<Severity> {
    terminals(product).filter(|_| product == Product::Point)
}

/// Stores and points of sale, which no guide asks for by name.
#[must_use]
pub fn venues(product: Product) -> Option<Severity> {
    at_most_recommended(Requirement::Terminals, product)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_has_one_line() {
        let products: Vec<_> = LINES.iter().map(|line| line.product).collect();
        assert_eq!(products, Product::ALL);
    }
}
