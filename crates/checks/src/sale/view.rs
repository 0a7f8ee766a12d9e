//! What was seen of each item: several documents merged, and what other evidence adds.
//!
//! What the document the sale was created with tells, it tells alone: a payment fills in by itself
//! what the account or the buyer's card holds. Not seen is *missing* only where that document was
//! read and would have shown it; everywhere else it is *not visible*.

use super::beside::{self, seen_or, shown};
use super::choice::{Origin, Sale, origin};
use super::table::{Api, Line, header};
use crate::contract::{ItemClass, ItemFinding, ItemState};
use crate::evidence::{DataItem, Evidence, Payment, Sent};
use crate::notified::takes_address_with_a_sale;
use crate::profile::Product;

use DataItem as Item;

/// What was seen of these items, each with its class and the field to send it in.
#[must_use]
pub fn findings<'a>(
    lines: impl IntoIterator<Item = &'a Line>,
    product: Product,
    sale: &Sale<'_>,
    evidence: &Evidence,
) -> Vec<ItemFinding> {
    let origin = origin(product, sale, evidence);
    let api = api(product, sale);
    lines
        .into_iter()
        .map(|line| ItemFinding {
            item: line.item,
            class: line.class(product).unwrap_or(ItemClass::BestPractice),
            state: state(line, (product, api), &origin, sale, evidence),
            field: field(line, product, api),
        })
        .collect()
}

/// The interface this sale was created with.
fn api(product: Product, sale: &Sale<'_>) -> Option<Api> {
    match product {
        Product::CheckoutPro if sale.preference.is_none() && sale.order.is_some() => {
            Some(Api::Orders)
        }
        Product::Plugin if sale.is_of_checkout_pro() => Some(Api::Preferences),
        Product::Plugin => Some(Api::Payments),
        _ => Api::of(product),
    }
}

/// Where to send it; nothing where not the merchant but a plugin sends it.
fn field(line: &Line, product: Product, api: Option<Api>) -> Option<String> {
    Api::of(product)?;
    header(line.item)
        .or_else(|| line.field(api?))
        .map(str::to_owned)
}

/// Whether one of these items is hidden although the document the sale was created with would show
/// it: that document was not read, or does not list what documents of its kind show. An item that
/// was listed as absent, and may be absent for a good reason, is not.
#[must_use]
pub fn hides_what_it_shows<'a>(
    lines: impl IntoIterator<Item = &'a Line>,
    product: Product,
    sale: &Sale<'_>,
    origin: &Origin,
) -> bool {
    let api = api(product, sale);
    lines.into_iter().any(|line| {
        api.is_some_and(|api| line.field(api).is_some())
            && (!matches!(origin, Origin::Seen) || told(product, sale, line.item).is_none())
    })
}

fn state(
    line: &Line,
    (product, api): (Product, Option<Api>),
    origin: &Origin,
    sale: &Sale<'_>,
    evidence: &Evidence,
) -> ItemState {
    let item = line.item;
    let of_documents = || {
        told(product, sale, item).map_or(ItemState::NotVisible, |sent| match sent {
            Sent::Present => ItemState::Present,
            Sent::Placeholder => ItemState::Placeholder,
            Sent::TooLong { .. } => ItemState::TooLong,
            Sent::Unknown => ItemState::Unknown,
            Sent::Absent => {
                let could_be_elsewhere = !matches!(origin, Origin::Seen)
                    && api.is_none_or(|api| line.field(api).is_some());
                if could_be_elsewhere || absence_proves_nothing(item, sale) {
                    ItemState::NotVisible
                } else {
                    ItemState::Missing
                }
            }
        })
    };
    match item {
        Item::Ssl => beside::ssl(evidence),
        Item::Tls => beside::tls(evidence),
        Item::WebFrontEndSdk | Item::FrontEndSdkPro => beside::front_end(evidence),
        Item::DeviceId => seen_or(of_documents(), || beside::device(evidence)),
        Item::Settlement => beside::report(&evidence.settlement_report),
        Item::Release => beside::report(&evidence.release_report),
        Item::WebhooksIpn if !takes_address_with_a_sale(product) => {
            beside::webhook(product, evidence)
        }
        Item::WebhooksIpn => seen_or(of_documents(), || beside::webhook(product, evidence)),
        Item::WebhooksPoint => beside::in_application(evidence),
        // Only a payment shows where it was taken.
        Item::StoreId | Item::PosId if sale.payment.is_none() => ItemState::NotVisible,
        Item::StoreId => seen_or(
            of_payment(sale, |payment| payment.store_id.is_some()),
            of_documents,
        ),
        Item::PosId => seen_or(
            of_payment(sale, |payment| payment.pos_id.is_some()),
            of_documents,
        ),
        Item::PointPayment => seen_or(of_payment(sale, is_at_a_point), || {
            let has_terminal = sale.order.is_some_and(|order| order.has_terminal);
            seen_or(shown(has_terminal), of_documents)
        }),
        Item::PaymentIntentId => {
            let is_ordered = sale
                .order
                .is_some_and(|order| order.kind.as_deref() == Some("point"));
            seen_or(shown(is_ordered), of_documents)
        }
        Item::BackEndSdk
        | Item::SecureForm
        | Item::PaymentGetOrSearchApi
        | Item::ChargebacksApi
        | Item::CancellationApi
        | Item::Modal
        | Item::Logos
        | Item::ResponseMessages
        | Item::CentralizedCredentials
        | Item::ConfigurableCredentials
        | Item::RejectedFlow
        | Item::CancelIntent
        | Item::UsersManual
        | Item::Logs
        | Item::ListDevices
        | Item::SwitchMode
        | Item::DeviceAlerts
        | Item::HeaderTokenPoint
        | Item::Oauth => ItemState::NotVisible,
        _ => of_documents(),
    }
}

/// What the documents tell: the one the sale was created with alone, where it tells something;
/// otherwise seen beats made up beats missing.
#[must_use]
pub fn told(product: Product, sale: &Sale<'_>, item: DataItem) -> Option<Sent> {
    let api = api(product, sale);
    let of_preference = sale.preference.map(|preference| &preference.told);
    let of_order = sale.order.map(|order| &order.told);
    let of_payment = sale.payment.map(|payment| &payment.told);
    // A payment of Checkout Pro shows the account's own name where the preference had none.
    let is_filled_in = item == Item::StatementDescriptor
        && (product == Product::CheckoutPro || api == Some(Api::Preferences));
    let of_payment = of_payment.filter(|_| !is_filled_in);
    let created = match api {
        Some(Api::Preferences) => of_preference,
        Some(Api::Orders) => of_order,
        Some(Api::Payments) => of_payment,
        None => None,
    };
    let decided = created.and_then(|told| told.of(item));
    if decided.is_some_and(|sent| sent != Sent::Absent || !leaves_no_trace(item)) {
        return decided;
    }
    let rank = |sent: &Sent| match sent {
        Sent::Absent => 0,
        Sent::Placeholder | Sent::TooLong { .. } | Sent::Unknown => 1,
        Sent::Present => 2,
    };
    [of_preference, of_order, of_payment]
        .into_iter()
        .flatten()
        .filter_map(|told| told.of(item))
        // Of equals the last would win; the document the sale was created with comes first.
        .rev()
        .max_by_key(rank)
}

/// Items that a document need not show although they were sent: the answer hides them, the panel
/// may hold the address, nobody had a reason to refund.
const fn leaves_no_trace(item: DataItem) -> bool {
    matches!(item, Item::DeviceId | Item::WebhooksIpn | Item::RefundsApi)
}

/// Items that leave no trace where they were used, or only in some sales.
fn absence_proves_nothing(item: DataItem, sale: &Sale<'_>) -> bool {
    match item {
        _ if leaves_no_trace(item) => true,
        // Only cards have an issuer and a statement.
        Item::IssuerId => !is_by_card(sale),
        Item::StatementDescriptor => sale.preference.is_none() && !is_by_card(sale),
        // Orders often come back with nothing of the payer but the e-mail address.
        Item::PayerFirstName
        | Item::PayerLastName
        | Item::PayerIdentification
        | Item::PayerPhone
        | Item::Address => only_order_tells(sale) && !order_tells_payer(sale),
        _ => false,
    }
}

/// An order does not say by what it was paid, but only a card has an issuer.
fn is_by_card(sale: &Sale<'_>) -> bool {
    let kind = sale
        .payment
        .and_then(|payment| payment.payment_type_id.as_deref());
    let issuer = sale
        .order
        .and_then(|order| order.told.of(Item::IssuerId))
        .unwrap_or(Sent::Absent);
    matches!(kind, Some("credit_card" | "debit_card" | "prepaid_card")) || issuer != Sent::Absent
}

fn only_order_tells(sale: &Sale<'_>) -> bool {
    sale.order.is_some() && sale.preference.is_none()
}

fn order_tells_payer(sale: &Sale<'_>) -> bool {
    [
        Item::PayerFirstName,
        Item::PayerLastName,
        Item::PayerIdentification,
        Item::PayerPhone,
        Item::Address,
    ]
    .into_iter()
    .filter_map(|item| sale.order?.told.of(item))
    .any(|sent| sent != Sent::Absent)
}

fn of_payment(sale: &Sale<'_>, holds: impl FnOnce(&Payment) -> bool) -> ItemState {
    shown(sale.payment.is_some_and(holds))
}

fn is_at_a_point(payment: &Payment) -> bool {
    payment.interaction.as_deref() == Some("POINT")
        || payment.operation_type.as_deref() == Some("pos_payment")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Preference, Told};
    use crate::examples::{everything_told, ready};

    fn told_by(sent: Option<Sent>, item: DataItem) -> Preference {
        let mut told = Told::default();
        if let Some(sent) = sent {
            told.put(item, sent);
        }
        Preference {
            told,
            ..Preference::default()
        }
    }

    #[test]
    fn what_the_sale_was_created_with_decides_and_a_payment_fills_in_what_it_does_not_tell() {
        let evidence = ready();
        let payment = evidence.payment.seen().map(|payment| Payment {
            told: everything_told(),
            ..payment.clone()
        });
        let told = |sent, item| {
            let preference = told_by(sent, item);
            let sale = Sale {
                payment: payment.as_ref(),
                preference: Some(&preference),
                order: None,
            };
            super::told(Product::CheckoutPro, &sale, item)
        };
        let name = Item::PayerLastName;
        assert_eq!(told(Some(Sent::Absent), name), Some(Sent::Absent));
        assert_eq!(told(Some(Sent::Placeholder), name), Some(Sent::Placeholder));
        assert_eq!(told(None, name), Some(Sent::Present));
        // The account's own name on the statement is nothing the shop sent.
        assert_eq!(told(None, Item::StatementDescriptor), None);
        // Nothing shows that no device was told of.
        let device = told(Some(Sent::Absent), Item::DeviceId);
        assert_eq!(device, Some(Sent::Present));
    }

    #[test]
    fn an_address_on_a_payment_is_no_webhook_of_a_product_that_takes_none() {
        let mut evidence = ready();
        evidence.application = crate::evidence::Observation::Absent;
        let sale = Sale {
            payment: evidence.payment.seen(),
            preference: None,
            order: evidence.order.seen(),
        };
        let line = super::super::table::line(Item::WebhooksIpn);
        let state = |product| findings(line, product, &sale, &evidence)[0].state;
        assert_eq!(state(Product::Orders), ItemState::NotVisible);
        assert_eq!(state(Product::CheckoutApi), ItemState::Present);
    }
}
