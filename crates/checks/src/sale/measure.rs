//! Whether a sale may be measured: what the quality tool would refuse proves nothing here either.

use super::choice::{Choice, Sale, choose, waiting};
use crate::check::{Finding, Reason};
use crate::evidence::Evidence;
use crate::profile::{Product, Profile};

/// What still counts as recent.
pub const RECENT_DAYS: i64 = 30;

/// Why the tool would refuse a sale of this account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal<'a> {
    /// The account is a test user's.
    TestUser,
    /// The order is a test. For QR the tool takes one.
    TestOrder,
    /// It was not paid; this is its status.
    NotApproved(&'a str),
    /// It is this many days old.
    TooOld(i64),
    /// It does not tell this, so nobody knows.
    Untold(&'static str),
}

/// Why the tool would refuse this sale, whatever it was made with.
#[must_use]
pub fn refusal<'a>(
    profile: &Profile,
    sale: &Sale<'a>,
    evidence: &'a Evidence,
) -> Option<Refusal<'a>> {
    let account = evidence.account.seen();
    let Some(tags) = account.and_then(|account| account.tags.as_ref()) else {
        return Some(Refusal::Untold("tags"));
    };
    if tags.iter().any(|tag| tag == "test_user") {
        return Some(Refusal::TestUser);
    }
    if profile.product != Product::Qr && sale.order.is_some_and(|order| order.is_test) {
        return Some(Refusal::TestOrder);
    }
    unfinished(sale).or_else(|| too_old(sale))
}

/// A sale that was not paid, or of which that cannot be told.
fn unfinished<'a>(sale: &Sale<'a>) -> Option<Refusal<'a>> {
    let payment = sale
        .payment
        .map(|payment| (payment.status.as_deref(), "approved"));
    let order = sale
        .order
        .map(|order| (order.status.as_deref(), "processed"));
    [payment, order]
        .into_iter()
        .flatten()
        .find_map(|(status, wanted)| match status {
            None => Some(Refusal::Untold("status")),
            Some(status) if status != wanted => Some(Refusal::NotApproved(status)),
            Some(_) => None,
        })
}

fn too_old<'a>(sale: &Sale<'a>) -> Option<Refusal<'a>> {
    let ages = [
        sale.payment.map(|payment| payment.days_old),
        sale.order.map(|order| order.days_old),
    ];
    ages.into_iter().flatten().find_map(|age| match age {
        None => Some(Refusal::Untold("date_created")),
        Some(days) => (days > RECENT_DAYS).then_some(Refusal::TooOld(days)),
    })
}

/// Whether a sale may have been made with the product that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It looks like that product, or like one that ends in sales of the same look.
    Fits,
    /// It looks like this one.
    Other(Product),
    /// It does not tell this, so it may be of any.
    Untold(&'static str),
}

/// What a sale looks like, beside the product that was asked for.
#[must_use]
pub fn kind(asked: Product, sale: &Sale<'_>) -> Kind {
    match sale.guess() {
        Some(guess) if fits(asked, guess) => Kind::Fits,
        Some(guess) => Kind::Other(guess),
        None if sale.order.is_some() => Kind::Untold("type"),
        None => Kind::Untold("point_of_interaction"),
    }
}

/// Checkout API, Bricks and online orders end in payments of one look.
fn fits(asked: Product, guess: Product) -> bool {
    match asked {
        Product::CheckoutApi | Product::Bricks => guess == Product::CheckoutApi,
        Product::Orders => matches!(guess, Product::Orders | Product::CheckoutApi),
        // Checkout Pro can be opened by an order, too.
        Product::CheckoutPro => matches!(guess, Product::CheckoutPro | Product::Orders),
        // A plugin makes online sales of any look.
        Product::Plugin => matches!(
            guess,
            Product::CheckoutPro | Product::CheckoutApi | Product::Orders
        ),
        other => other == guess,
    }
}

/// The sale to look into, or what to answer instead: to wait for one that may be measured, or,
/// where only a person can tell whether it is of the product asked for, to ask.
pub(crate) fn to_measure<'a>(
    profile: &Profile,
    evidence: &'a Evidence,
    wait: &'static Reason,
    ask: &'static Reason,
) -> Result<Sale<'a>, Finding> {
    let sale = match choose(evidence) {
        Choice::Sale(sale) => sale,
        Choice::Blind(blind) => return Err(blind),
        Choice::None | Choice::NotInThisAccount | Choice::OfAnotherAccount => {
            return Err(wait.with(waiting()));
        }
    };
    if refusal(profile, &sale, evidence).is_some() {
        return Err(wait.with(waiting()));
    }
    match kind(profile.product, &sale) {
        Kind::Fits => Ok(sale),
        Kind::Other(_) => Err(ask.found()),
        Kind::Untold(_) => Err(wait.with(waiting())),
    }
}

#[cfg(test)]
mod tests {
    use crate::evidence::{Evidence, Observation, Payment};
    use crate::examples::{brazil, change, ready};
    use crate::judge::judge;
    use crate::profile::Product;

    /// What the checks answer that look into the sale.
    fn answers(product: Product, evidence: &Evidence) -> Vec<String> {
        judge(&brazil(product), evidence)
            .into_iter()
            .filter(|outcome| {
                let check = outcome.check.as_str();
                check.starts_with("quality-of-") || check.starts_with("sale-tells-")
            })
            .map(|outcome| outcome.reason)
            .filter(|reason| reason != "nothing_is_required")
            .collect()
    }

    #[test]
    fn a_sale_the_tool_refuses_proves_nothing() {
        let spoil: [fn(&mut Evidence); 6] = [
            |evidence| change(&mut evidence.payment, |it| it.days_old = Some(700)),
            |evidence| change(&mut evidence.payment, |it| it.days_old = None),
            |evidence| {
                change(&mut evidence.payment, |it| {
                    it.status = Some("rejected".to_owned());
                });
            },
            |evidence| change(&mut evidence.payment, |it| it.status = None),
            |evidence| change(&mut evidence.order, |it| it.is_test = true),
            |evidence| {
                change(&mut evidence.account, |it| {
                    it.tags = Some(vec!["test_user".to_owned()]);
                });
            },
        ];
        for (number, spoil) in spoil.into_iter().enumerate() {
            let mut evidence = ready();
            spoil(&mut evidence);
            let answers = answers(Product::CheckoutPro, &evidence);
            assert!(answers.len() > 5, "{answers:?}");
            for answer in answers {
                assert_eq!(answer, "waits_for_payment", "{number}");
            }
        }
    }

    fn made_as(edit: impl FnOnce(&mut Payment)) -> Evidence {
        let mut evidence = ready();
        evidence.order = Observation::Absent;
        evidence.merchant_order = Observation::Absent;
        evidence.preference = Observation::Absent;
        change(&mut evidence.payment, |payment| {
            payment.merchant_order_id = None;
            payment.interaction = None;
            payment.operation_type = None;
            edit(payment);
        });
        evidence
    }

    #[test]
    fn a_sale_of_another_product_is_for_a_person_and_one_of_an_unknown_kind_is_waited_for() {
        let of_point = made_as(|payment| payment.interaction = Some("POINT".to_owned()));
        for answer in answers(Product::CheckoutApi, &of_point) {
            assert!(
                ["only_the_panel_tells", "cannot_be_seen"].contains(&answer.as_str()),
                "{answer}"
            );
        }
        for product in [Product::CheckoutApi, Product::CheckoutPro, Product::Point] {
            for answer in answers(product, &made_as(|_| {})) {
                assert_eq!(answer, "waits_for_payment", "{}", product.name());
            }
        }
    }
}
