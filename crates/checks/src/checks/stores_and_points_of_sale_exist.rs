//! Are there a store and a point of sale?
//!
//! Every terminal and every QR code belongs to a point of sale, and that to a store. Without them
//! no terminal can be linked and no sale in person be told from another.
//!
//! Source: Point documentation: store, then point of sale, then the terminal;
//! `GET /users/{id}/stores/search`, `GET /pos`.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "stores-and-points-of-sale-exist",
    requirement: Requirement::Terminals,
    matters: matrix::venues,
    sites: &[],
    needs: Needs::All(&[Source::Stores, Source::PointsOfSale]),
    also_reads: &[],
    reasons: REASONS,
    source: "Point documentation: store, point of sale, terminal",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    BOTH_EXIST = "both_exist" Passed;
    NO_STORE = "no_store" Failed, Stores;
    NO_POINT_OF_SALE = "no_point_of_sale" Failed, Stores;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let count = |source| match source {
        Source::Stores => evidence.stores.seen()?.count,
        _ => evidence.points_of_sale.seen()?.count,
    };
    let (stores, points) = (count(Source::Stores), count(Source::PointsOfSale));
    let details = Details::none()
        .with_some("stores", stores)
        .with_some("points_of_sale", points);
    if stores == Some(0) {
        return NO_STORE.with(details);
    }
    if points == Some(0) {
        return NO_POINT_OF_SALE.with(details);
    }
    let blind = [Source::Stores, Source::PointsOfSale]
        .into_iter()
        .find_map(|source| {
            unseen(evidence, source).or_else(|| {
                count(source)
                    .is_none()
                    .then(|| field_missing(source.name()))
            })
        });
    blind.unwrap_or_else(|| BOTH_EXIST.with(details))
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::Venues;
    use crate::examples::{brazil, example, seen};
    use crate::profile::Product;

    let with = |reason, stores: u32, points: u32| {
        example(reason, move |evidence| {
            evidence.stores = seen(Venues {
                count: Some(stores),
            });
            evidence.points_of_sale = seen(Venues {
                count: Some(points),
            });
        })
        .asked_for(brazil(Product::Point))
    };
    vec![
        with("both_exist", 1, 2),
        with("no_store", 0, 0),
        with("no_point_of_sale", 1, 0),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Party, Venues, Why};
    use crate::examples::{brazil, ready, seen, unreachable};
    use crate::profile::Product;

    #[test]
    fn a_count_that_is_missing_is_not_zero() {
        let mut evidence = ready();
        evidence.points_of_sale = seen(Venues::default());
        let reason = |evidence: &Evidence| judge(&brazil(Product::Qr), evidence).reason.code;
        assert_eq!(reason(&evidence), "field_missing");
        evidence.points_of_sale = unreachable(Party::MercadoPago, Why::Forbidden);
        assert_eq!(reason(&evidence), "could_not_look");
    }
}
