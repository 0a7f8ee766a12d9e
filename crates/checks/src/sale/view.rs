//! What was seen of each item: several documents merged, and what other evidence adds.
//!
//! Seen anywhere is seen. Not seen is *missing* only where the document the sale was created with
//! was read and would have shown it; everywhere else it is *not visible*.

use super::beside::{self, seen_or, shown};
use super::choice::{Origin, Sale, origin};
use super::table::{Api, Line, header};
use crate::contract::{ItemClass, ItemFinding, ItemState};
use crate::evidence::{DataItem, Evidence, Payment, Sent};
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
            state: state(line, api, &origin, sale, evidence),
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
            && (!matches!(origin, Origin::Seen) || told(sale, line.item).is_none())
    })
}

fn state(
    line: &Line,
    api: Option<Api>,
    origin: &Origin,
    sale: &Sale<'_>,
    evidence: &Evidence,
) -> ItemState {
    let item = line.item;
    let of_documents = || {
        told(sale, item).map_or(ItemState::NotVisible, |sent| match sent {
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
        Item::WebhooksIpn => seen_or(of_documents(), || beside::webhook(evidence)),
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

/// What the documents tell together: seen beats made up beats missing.
#[must_use]
pub fn told(sale: &Sale<'_>, item: DataItem) -> Option<Sent> {
    let rank = |sent: &Sent| match sent {
        Sent::Absent => 0,
        Sent::Placeholder | Sent::TooLong { .. } | Sent::Unknown => 1,
        Sent::Present => 2,
    };
    [
        sale.preference.map(|preference| &preference.told),
        sale.order.map(|order| &order.told),
        sale.payment.map(|payment| &payment.told),
    ]
    .into_iter()
    .flatten()
    .filter_map(|told| told.of(item))
    // Of equals the last would win; the document the sale was created with comes first.
    .rev()
    .max_by_key(rank)
}

/// Items that leave no trace where they were used, or only in some sales.
fn absence_proves_nothing(item: DataItem, sale: &Sale<'_>) -> bool {
    match item {
        // The answer hides it; the panel may hold the address; nobody had a reason to refund.
        Item::DeviceId | Item::WebhooksIpn | Item::RefundsApi => true,
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
