//! Which sources of a run wait for one another: what no run can be faster than.

use std::collections::BTreeSet;
use std::sync::Arc;

use checkout_readiness_checks::evidence::Source;
use checkout_readiness_checks::judge::plan;

use super::dependencies::{Means, way};
use super::{Request, checkout_url, means, profile};
use crate::engine::Engine;
use crate::merchant::Merchant;

/// Every chain of sources such a run may have to ask one after the other, each chain from the
/// source that waits for nothing to one that none waits for.
#[must_use]
pub fn chains(
    engine: &Arc<Engine>,
    merchant: &Arc<Merchant>,
    request: &Request,
) -> Vec<Vec<Source>> {
    let means = means(engine, merchant, request, checkout_url(merchant, request));
    let profile = profile(merchant, request);
    let wanted: BTreeSet<Source> = plan(&profile)
        .filter(|(check, _)| request.wants(check))
        .flat_map(|(check, _)| check.reads())
        .collect();
    let mut chains: Vec<Vec<Source>> = wanted
        .into_iter()
        .flat_map(|source| chains_to(source, &means))
        .collect();
    let is_waited_for: BTreeSet<Source> = chains
        .iter()
        .flat_map(|chain| chain.iter().rev().skip(1).copied())
        .collect();
    chains.retain(|chain| {
        chain
            .last()
            .is_some_and(|last| !is_waited_for.contains(last))
    });
    chains
}

/// Every chain that ends with this source.
fn chains_to(source: Source, means: &Means) -> Vec<Vec<Source>> {
    let needs = way(source, means).needs;
    if needs.is_empty() {
        return vec![vec![source]];
    }
    let mut chains = Vec::new();
    for needed in needs {
        for mut chain in chains_to(*needed, means) {
            chain.push(source);
            chains.push(chain);
        }
    }
    chains
}

#[cfg(test)]
mod tests {
    use checkout_readiness_mercado_pago::SaleId;

    use super::*;
    use crate::config::{Given, Settings};

    #[tokio::test]
    async fn a_chain_begins_where_nothing_is_waited_for_and_ends_where_nobody_waits() {
        let given = Given::from_pairs([]).unwrap();
        let settings = Settings::read(&given).unwrap();
        let engine = Arc::new(Engine::start(&settings).await.unwrap());
        let merchant = engine.merchants.find(Some("ready")).unwrap();
        let chains = chains(&engine, merchant, &Request::default());
        let sale = [
            Source::RecentPayments,
            Source::Payment,
            Source::MerchantOrder,
            Source::Preference,
            Source::ReturnUrls,
        ];
        assert!(chains.contains(&sale.to_vec()), "{chains:?}");
        assert!(chains.contains(&vec![Source::PaymentHistory]), "{chains:?}");
        assert!(
            !chains.iter().any(|chain| chain.ends_with(&sale[..2])),
            "{chains:?}"
        );

        // A sale that was named is waited for by nobody.
        let request = Request {
            sale: SaleId::parse("1300000000001").ok(),
            ..Request::default()
        };
        let chains = super::chains(&engine, merchant, &request);
        assert!(chains.contains(&sale[1..].to_vec()), "{chains:?}");
        assert!(!chains.contains(&sale.to_vec()), "{chains:?}");
    }
}
