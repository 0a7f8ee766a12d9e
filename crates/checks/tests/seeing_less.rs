//! Whoever sees less of a sale finds no more to blame: held by a property.

use checkout_readiness_checks::contract::ItemState;
use checkout_readiness_checks::evidence::{
    DataItem, Evidence, Observation, Party, Sent, Source, Unseen, Why,
};
use checkout_readiness_checks::examples::{change, ready, unreachable};
use checkout_readiness_checks::profile::Product;
use checkout_readiness_checks::sale::choice::Sale;
use checkout_readiness_checks::sale::table::LINES;
use checkout_readiness_checks::sale::view::findings;
use proptest::prelude::*;
use proptest::sample::select;

fn put(evidence: &mut Evidence, item: DataItem, sent: Sent) {
    change(&mut evidence.payment, |payment| {
        payment.told.put(item, sent)
    });
    change(&mut evidence.preference, |preference| {
        preference.told.put(item, sent);
    });
    change(&mut evidence.order, |order| order.told.put(item, sent));
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn seeing_less_never_makes_anything_missing(
        told in proptest::collection::vec(any::<bool>(), DataItem::ALL.len()),
        hidden in proptest::collection::vec(select(Source::ALL), 1..6),
        product in select(Product::ALL),
    ) {
        let mut evidence = ready();
        for (item, is_sent) in DataItem::ALL.iter().zip(told) {
            let sent = if is_sent { Sent::Present } else { Sent::Absent };
            put(&mut evidence, *item, sent);
        }
        let states = |evidence: &Evidence| {
            let sale = Sale {
                payment: evidence.payment.seen(),
                preference: evidence.preference.seen(),
                order: evidence.order.seen(),
            };
            let asked = LINES.iter().filter(|line| line.class(product).is_some());
            findings(asked, product, &sale, evidence)
        };
        let before = states(&evidence);
        for source in hidden {
            if let Observation::Unreachable(unreachable) =
                unreachable::<()>(Party::MercadoPago, Why::Timeout)
            {
                let unseen = Unseen::Unreachable(unreachable);
                evidence.leave_unseen(source, unseen);
            }
        }
        for (before, after) in before.iter().zip(states(&evidence)) {
            prop_assert!(
                after.state != ItemState::Missing || before.state == ItemState::Missing,
                "{} of {}", after.item.name(), product.name()
            );
        }
    }
}
