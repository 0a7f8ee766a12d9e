//! Where buyers return to, as a preference and an order both tell it.

use checkout_readiness_checks::address::shown;
use checkout_readiness_checks::evidence::{ReturnKind, ReturnUrl};
use checkout_readiness_checks::reading::destination::Destination;

/// The longest scheme of an app that is kept.
const LONGEST_SCHEME: usize = 60;

/// The addresses that were given, without queries, which may hold a buyer's data. Of one that opens
/// an app only the scheme is kept: what follows it is between the shop and its app.
pub(super) fn return_urls(given: [(ReturnKind, Option<&str>); 3]) -> Vec<ReturnUrl> {
    given
        .into_iter()
        .filter_map(|(kind, address)| {
            Some(ReturnUrl {
                kind,
                url: kept(address?),
            })
        })
        .collect()
}

fn kept(address: &str) -> String {
    match (Destination::of(address), address.trim().split_once("://")) {
        (Destination::App, Some((scheme, _))) if scheme.len() <= LONGEST_SCHEME => {
            [scheme, "://"].concat()
        }
        _ => shown(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_without_what_may_be_a_buyer_s() {
        for (address, expected) in [
            (
                "https://store.example/thanks?buyer=1",
                "https://store.example/thanks",
            ),
            ("example-store://thanks/ana?token=1", "example-store://"),
            ("store.example/thanks", "…"),
            ("javascript://alert", "…"),
        ] {
            let urls = return_urls([
                (ReturnKind::Success, Some(address)),
                (ReturnKind::Pending, None),
                (ReturnKind::Failure, None),
            ]);
            assert_eq!(urls.len(), 1);
            assert_eq!(urls[0].url, expected, "{address}");
        }
    }
}
