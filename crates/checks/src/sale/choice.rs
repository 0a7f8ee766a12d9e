//! Which sale is looked into, and whether it may be.
//!
//! A sale counts only where it was seen to belong to the account that is checked: somebody else's
//! payment says nothing about this shop.

use crate::check::{Finding, field_missing, shared};
use crate::contract::Details;
use crate::evidence::{
    Evidence, Look, Order, Party, Payment, PaymentHistory, Preference, Source, Why,
};
use crate::judge::unseen;
use crate::profile::Product;

/// The documents of one sale, as far as they were seen and are of this account.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sale<'a> {
    /// The payment.
    pub payment: Option<&'a Payment>,
    /// What the shop asked Checkout Pro for.
    pub preference: Option<&'a Preference>,
    /// The order.
    pub order: Option<&'a Order>,
}

impl Sale<'_> {
    /// Its number: the payment's, else the order's.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        let payment = self.payment.map(|payment| payment.id.as_str());
        let order = self.order.map(|order| order.id.as_str());
        payment.or(order).filter(|id| !id.is_empty())
    }

    /// Whether Checkout Pro made it.
    #[must_use]
    pub fn is_of_checkout_pro(&self) -> bool {
        self.preference.is_some()
            || self.payment.is_some_and(|payment| {
                payment.merchant_order_id.is_some()
                    || payment.interaction.as_deref() == Some("CHECKOUT")
            })
    }

    /// What it was probably made with. No document says so outright, so this is a guess.
    #[must_use]
    pub fn guess(&self) -> Option<Product> {
        if let Some(kind) = self.order.and_then(|order| order.kind.as_deref()) {
            return match kind {
                "online" => Some(Product::Orders),
                "point" => Some(Product::Point),
                "qr" => Some(Product::Qr),
                _ => None,
            };
        }
        let payment = self.payment?;
        let operation = payment.operation_type.as_deref();
        match (payment.interaction.as_deref(), operation) {
            (Some("SUBSCRIPTIONS"), _) | (_, Some("recurring_payment")) => {
                Some(Product::Subscriptions)
            }
            (Some("POINT"), _) | (_, Some("pos_payment")) => Some(Product::Point),
            (Some("INSTORE"), _) => Some(Product::Qr),
            _ if self.is_of_checkout_pro() => Some(Product::CheckoutPro),
            (None, None) => None,
            _ => Some(Product::CheckoutApi),
        }
    }
}

/// What came of choosing.
#[derive(Clone, Debug)]
pub enum Choice<'a> {
    /// This one.
    Sale(Sale<'a>),
    /// The account has no approved payment yet, and nobody named one.
    None,
    /// Mercado Pago does not find the one that was named. A payment of another account and one
    /// asked for with the wrong token look the same.
    NotInThisAccount,
    /// It was paid to somebody else.
    OfAnotherAccount,
    /// We could not look.
    Blind(Finding),
}

/// Chooses the sale.
#[must_use]
pub fn choose(evidence: &Evidence) -> Choice<'_> {
    let payment = evidence.payment.seen();
    let order = evidence.order.seen();
    if payment.is_none() && order.is_none() {
        return nothing_seen(evidence);
    }
    if let Some(blind) = unseen(evidence, Source::Account) {
        return Choice::Blind(blind);
    }
    let user = evidence
        .account
        .seen()
        .map(|account| account.user_id.as_str())
        .filter(|user| !user.is_empty());
    let Some(user) = user else {
        return Choice::Blind(field_missing("user_id"));
    };
    let owners = [
        payment.map(|payment| ("collector_id", payment.collector_id.as_deref())),
        order.map(|order| ("user_id", order.user_id.as_deref())),
    ];
    for (field, owner) in owners.into_iter().flatten() {
        match owner {
            None => return Choice::Blind(field_missing(field)),
            Some(owner) if owner != user => return Choice::OfAnotherAccount,
            Some(_) => {}
        }
    }
    // The chain from payment to preference began with a payment of this account, so only a
    // preference that says it is of another one is left out.
    let preference = evidence.preference.seen().filter(|preference| {
        let owner = preference.collector_id.as_deref();
        owner.is_none_or(|owner| owner == user)
    });
    Choice::Sale(Sale {
        payment,
        preference,
        order,
    })
}

fn nothing_seen(evidence: &Evidence) -> Choice<'_> {
    for source in [Source::Payment, Source::Order] {
        if let Look::Unreachable(unreachable) = evidence.look(source) {
            let is_missing =
                unreachable.party == Party::MercadoPago && unreachable.why == Why::NotFound;
            return match unseen(evidence, source) {
                _ if is_missing => Choice::NotInThisAccount,
                Some(blind) => Choice::Blind(blind),
                None => Choice::None,
            };
        }
    }
    match unseen(evidence, Source::Payment) {
        Some(blind) => Choice::Blind(blind),
        None => Choice::None,
    }
}

/// The document the product's sales are created with, where it was not seen: why, or that there
/// was none to look at.
#[derive(Clone, Debug)]
pub enum Origin {
    /// It was seen.
    Seen,
    /// Nothing leads to it.
    Unknown,
    /// We could not look.
    Blind(Finding),
}

/// How looking at the document the sale was created with went. What only it could show, or what
/// another document lacks, proves nothing without it.
#[must_use]
pub fn origin(product: Product, sale: &Sale<'_>, evidence: &Evidence) -> Origin {
    let through_pro = product == Product::CheckoutPro
        || (product == Product::Plugin && sale.is_of_checkout_pro());
    let (is_seen, sources): (bool, &[Source]) = match product {
        _ if through_pro => (
            sale.preference.is_some() || sale.order.is_some(),
            &[Source::MerchantOrder, Source::Preference],
        ),
        Product::Orders | Product::Point | Product::Qr => (sale.order.is_some(), &[Source::Order]),
        Product::CheckoutApi
        | Product::Bricks
        | Product::Plugin
        | Product::CheckoutPro
        | Product::Subscriptions => (sale.payment.is_some(), &[Source::Payment]),
    };
    if is_seen {
        return Origin::Seen;
    }
    let blind = sources.iter().find_map(|source| unseen(evidence, *source));
    blind.map_or(Origin::Unknown, Origin::Blind)
}

/// What every answer says that waits for a sale to look into.
#[must_use]
pub fn waiting() -> Details {
    Details::none().with("waits_for", "payment-can-be-measured")
}

/// Nobody looked at that source, although something should be there.
#[must_use]
pub fn nothing_there(source: Source) -> Finding {
    shared::NOT_OBSERVED.with(Details::none().with("source", source.name()))
}

/// How many payments are enough where there are more: the thousand that are read at most, less one
/// page, because each payment made meanwhile makes another be met twice.
const ENOUGH_READ: u32 = 950;

/// That too few of the payments were read to say that nothing is wrong with them.
#[must_use]
pub fn partly_read(history: &PaymentHistory, details: Details) -> Option<Finding> {
    let is_enough = history.is_whole || history.read >= ENOUGH_READ;
    let source = Source::PaymentHistory.name();
    (!is_enough).then(|| shared::NOT_OBSERVED.with(details.with("source", source)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Observation;
    use crate::examples::{change, ready, unreachable};

    fn only_payment() -> Evidence {
        let mut evidence = ready();
        evidence.order = Observation::Absent;
        evidence
    }

    fn guessed(change_payment: impl FnOnce(&mut Payment)) -> Option<Product> {
        let mut evidence = only_payment();
        evidence.preference = Observation::Absent;
        change(&mut evidence.payment, |payment| {
            payment.merchant_order_id = None;
            payment.interaction = None;
            payment.operation_type = None;
            change_payment(payment);
        });
        match choose(&evidence) {
            Choice::Sale(sale) => sale.guess(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_payment_is_guessed_by_how_it_was_made() {
        let interaction = |text: &'static str| {
            guessed(move |payment| payment.interaction = Some(text.to_owned()))
        };
        let operation = |text: &'static str| {
            guessed(move |payment| payment.operation_type = Some(text.to_owned()))
        };
        assert_eq!(interaction("SUBSCRIPTIONS"), Some(Product::Subscriptions));
        assert_eq!(interaction("POINT"), Some(Product::Point));
        assert_eq!(interaction("INSTORE"), Some(Product::Qr));
        assert_eq!(interaction("CHECKOUT"), Some(Product::CheckoutPro));
        assert_eq!(interaction("UNSPECIFIED"), Some(Product::CheckoutApi));
        assert_eq!(operation("pos_payment"), Some(Product::Point));
        assert_eq!(operation("recurring_payment"), Some(Product::Subscriptions));
        assert_eq!(operation("regular_payment"), Some(Product::CheckoutApi));
        assert_eq!(guessed(|_| {}), None);
        assert_eq!(
            guessed(|payment| payment.merchant_order_id = Some("20000000001".to_owned())),
            Some(Product::CheckoutPro)
        );
    }

    #[test]
    fn a_payment_of_unknown_owner_is_not_looked_into() {
        let mut evidence = only_payment();
        change(&mut evidence.payment, |payment| payment.collector_id = None);
        assert!(matches!(choose(&evidence), Choice::Blind(_)));
        let mut evidence = only_payment();
        evidence.account = unreachable(Party::MercadoPago, Why::ServerError);
        assert!(matches!(choose(&evidence), Choice::Blind(_)));
    }

    #[test]
    fn a_preference_of_another_account_is_left_out() {
        let mut evidence = only_payment();
        change(&mut evidence.preference, |preference| {
            preference.collector_id = Some("200000002".to_owned());
        });
        match choose(&evidence) {
            Choice::Sale(sale) => assert!(sale.preference.is_none()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_server_that_fails_is_not_taken_for_a_payment_that_does_not_exist() {
        let mut evidence = only_payment();
        evidence.payment = unreachable(Party::MercadoPago, Why::ServerError);
        assert!(matches!(choose(&evidence), Choice::Blind(_)));
        evidence.payment = unreachable(Party::MercadoPago, Why::NotFound);
        assert!(matches!(choose(&evidence), Choice::NotInThisAccount));
        evidence.payment = Observation::Absent;
        assert!(matches!(choose(&evidence), Choice::None));
        evidence.payment = Observation::NotAsked;
        assert!(matches!(choose(&evidence), Choice::Blind(_)));
    }
}
