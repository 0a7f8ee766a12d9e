//! Where buyers return to, as a preference and an order both tell it.

use checkout_readiness_checks::address::shown;
use checkout_readiness_checks::evidence::{ReturnKind, ReturnUrl};

/// The addresses that were given, without queries, which may hold a buyer's data.
pub(super) fn return_urls(given: [(ReturnKind, Option<&str>); 3]) -> Vec<ReturnUrl> {
    given
        .into_iter()
        .filter_map(|(kind, address)| {
            Some(ReturnUrl {
                kind,
                url: shown(address?),
            })
        })
        .collect()
}
