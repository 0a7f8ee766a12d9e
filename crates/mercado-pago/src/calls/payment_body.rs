//! A payment as Mercado Pago nests it; data of the sale become "sent" or not while reading.

use checkout_readiness_checks::evidence::{DataItem, Told};
use jiff::Timestamp;
use serde::Deserialize;

use super::Payment;
use crate::fields::{moment, or_default, required_text, text};
use crate::sale::{
    Address, Amount, Anything, Choice, Document, Email, Items, Name, Phone, Reference, Said,
    Statement, WebAddress, better, of_text, present,
};

#[derive(Deserialize)]
pub(super) struct PaymentBody {
    #[serde(deserialize_with = "required_text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "text")]
    status_detail: Option<String>,
    #[serde(default)]
    live_mode: Option<bool>,
    #[serde(default, deserialize_with = "text")]
    collector_id: Option<String>,
    #[serde(default, deserialize_with = "moment")]
    date_created: Option<Timestamp>,
    #[serde(default, deserialize_with = "moment")]
    date_approved: Option<Timestamp>,
    #[serde(default)]
    date_of_expiration: Said<Anything>,
    #[serde(default, deserialize_with = "text")]
    operation_type: Option<String>,
    #[serde(default, deserialize_with = "text")]
    payment_method_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    payment_type_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    currency_id: Option<String>,
    #[serde(default)]
    issuer_id: Said<Anything>,
    #[serde(default, deserialize_with = "text")]
    notification_url: Option<String>,
    #[serde(default)]
    statement_descriptor: Said<Statement>,
    #[serde(default)]
    external_reference: Said<Reference>,
    #[serde(default)]
    device_id: Said<Anything>,
    #[serde(default)]
    device_identifier: Said<Anything>,
    #[serde(default)]
    binary_mode: Said<Choice>,
    #[serde(default)]
    captured: Option<bool>,
    #[serde(default)]
    shipping_amount: Said<Amount>,
    #[serde(default)]
    transaction_amount_refunded: Said<Amount>,
    #[serde(default)]
    refunds: Said<Anything>,
    #[serde(default, deserialize_with = "text")]
    integrator_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    platform_id: Option<String>,
    #[serde(default)]
    sponsor_id: Said<Anything>,
    #[serde(default, deserialize_with = "text")]
    store_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pos_id: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    order: Order,
    #[serde(default, deserialize_with = "or_default")]
    point_of_interaction: Interaction,
    #[serde(default, deserialize_with = "or_default")]
    payer: Payer,
    #[serde(default, deserialize_with = "or_default")]
    additional_info: AdditionalInfo,
}

/// `{}`, or the order behind a payment. Checkout Pro's are of the type `mercadopago`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Order {
    #[serde(deserialize_with = "text")]
    id: Option<String>,
    #[serde(rename = "type", deserialize_with = "text")]
    kind: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Interaction {
    #[serde(rename = "type", deserialize_with = "text")]
    kind: Option<String>,
    #[serde(deserialize_with = "or_default")]
    business_info: BusinessInfo,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct BusinessInfo {
    #[serde(deserialize_with = "text")]
    sub_unit: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Payer {
    id: Said<Anything>,
    email: Said<Email>,
    identification: Said<Document>,
    first_name: Said<Name>,
    last_name: Said<Name>,
    phone: Said<Phone>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AdditionalInfo {
    items: Items,
    #[serde(deserialize_with = "or_default")]
    payer: AdditionalPayer,
    #[serde(deserialize_with = "or_default")]
    shipments: Shipments,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AdditionalPayer {
    first_name: Said<Name>,
    last_name: Said<Name>,
    phone: Said<Phone>,
    address: Said<Address>,
    registration_date: Said<Anything>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Shipments {
    receiver_address: Said<Address>,
}

impl From<PaymentBody> for Payment {
    fn from(body: PaymentBody) -> Self {
        Self {
            told: told(&body),
            id: body.id,
            status: body.status,
            status_detail: body.status_detail,
            live_mode: body.live_mode,
            collector_id: body.collector_id,
            created_at: body.date_created,
            approved_at: body.date_approved,
            operation_type: body.operation_type,
            payment_method_id: body.payment_method_id,
            payment_type_id: body.payment_type_id,
            currency: body.currency_id,
            notification_url: body.notification_url,
            integrator_id: body.integrator_id,
            platform_id: body.platform_id,
            store_id: body.store_id,
            pos_id: body.pos_id,
            merchant_order_id: merchant_order_id(body.order),
            interaction: body.point_of_interaction.kind,
            interaction_sub_unit: body.point_of_interaction.business_info.sub_unit,
        }
    }
}

/// Orders of the sister platform are no merchant orders of this shop's.
fn merchant_order_id(order: Order) -> Option<String> {
    let is_ours = order.kind.is_none_or(|kind| kind == "mercadopago");
    order.id.filter(|_| is_ours)
}

/// What a payment shows of what was sent. A device's id, two steps of capturing and refunds leave a
/// trace where they were used, and nothing that would prove that they were not.
fn told(body: &PaymentBody) -> Told {
    let mut told = Told::default();
    let AdditionalInfo {
        items,
        payer: buyer,
        shipments,
    } = &body.additional_info;
    let payer = &body.payer;
    for (item, sent) in [
        (DataItem::Email, payer.email.0),
        (
            DataItem::PayerFirstName,
            better(buyer.first_name.0, payer.first_name.0),
        ),
        (
            DataItem::PayerLastName,
            better(buyer.last_name.0, payer.last_name.0),
        ),
        (DataItem::PayerIdentification, payer.identification.0),
        (DataItem::PayerPhone, better(buyer.phone.0, payer.phone.0)),
        (DataItem::Address, buyer.address.0),
        (DataItem::PayerRegistrationDate, buyer.registration_date.0),
        (DataItem::PayerId, payer.id.0),
    ] {
        told.put(item, sent);
    }
    items.tell(&mut told);
    let is_at_point = body.operation_type.as_deref() == Some("pos_payment")
        || body.point_of_interaction.kind.as_deref() == Some("POINT");
    for (item, sent) in [
        (DataItem::StatementDescriptor, body.statement_descriptor.0),
        (DataItem::ExternalReference, body.external_reference.0),
        (
            DataItem::WebhooksIpn,
            of_text::<WebAddress>(body.notification_url.as_deref()),
        ),
        (DataItem::BinaryMode, body.binary_mode.0),
        (DataItem::DateOfExpiration, body.date_of_expiration.0),
        (DataItem::ShipmentAmount, body.shipping_amount.0),
        (DataItem::ReceiverAddress, shipments.receiver_address.0),
        (DataItem::IssuerId, body.issuer_id.0),
        (DataItem::PointPayment, present(is_at_point)),
        (DataItem::StoreId, present(body.store_id.is_some())),
        (DataItem::PosId, present(body.pos_id.is_some())),
        (
            DataItem::IntegratorId,
            present(body.integrator_id.is_some()),
        ),
        (DataItem::PlatformId, present(body.platform_id.is_some())),
        (DataItem::SponsorId, body.sponsor_id.0),
    ] {
        told.put(item, sent);
    }
    let has_device_id = body.device_id.is_filled() || body.device_identifier.is_filled();
    let waits_for_capture =
        body.captured == Some(false) && body.status.as_deref() == Some("authorized");
    let was_given_back = body.refunds.is_filled()
        || body.transaction_amount_refunded.is_filled()
        || body.status.as_deref() == Some("refunded");
    for (item, left_a_trace) in [
        (DataItem::DeviceId, has_device_id),
        (DataItem::AuthorizationAndCapture, waits_for_capture),
        (DataItem::RefundsApi, was_given_back),
    ] {
        if left_a_trace {
            told.put(item, present(true));
        }
    }
    told
}
