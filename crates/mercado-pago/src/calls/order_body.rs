//! An order as Mercado Pago nests it; data of the sale become "sent" or not while reading.

use checkout_readiness_checks::evidence::{DataItem, ReturnKind, Sent, Told};
use jiff::Timestamp;
use serde::Deserialize;

use super::Order;
use super::return_urls::return_urls;
use crate::fields::{moment, or_default, required_text, text};
use crate::sale::{
    Address, Amount, Anything, Document, Email, Excluded, Items, Name, Phone, Reference, Said,
    Statement, WebAddress, better, of_text, present,
};

#[derive(Deserialize)]
pub(super) struct OrderBody {
    #[serde(deserialize_with = "required_text")]
    id: String,
    #[serde(default, rename = "type", deserialize_with = "text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "text")]
    status_detail: Option<String>,
    #[serde(default, deserialize_with = "moment")]
    created_date: Option<Timestamp>,
    #[serde(default, deserialize_with = "text")]
    user_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    capture_mode: Option<String>,
    #[serde(default)]
    external_reference: Said<Reference>,
    #[serde(default)]
    expiration_time: Said<Anything>,
    #[serde(default, deserialize_with = "or_default")]
    integration_data: IntegrationData,
    #[serde(default, deserialize_with = "or_default")]
    payer: Payer,
    #[serde(default)]
    items: Items,
    #[serde(default, deserialize_with = "or_default")]
    config: Config,
    #[serde(default, deserialize_with = "or_default")]
    shipment: Shipment,
    #[serde(default, deserialize_with = "or_default")]
    transactions: Transactions,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct IntegrationData {
    #[serde(deserialize_with = "text")]
    application_id: Option<String>,
    #[serde(deserialize_with = "text")]
    integrator_id: Option<String>,
    #[serde(deserialize_with = "text")]
    platform_id: Option<String>,
    sponsor: Said<Anything>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Payer {
    email: Said<Email>,
    first_name: Said<Name>,
    last_name: Said<Name>,
    identification: Said<Document>,
    phone: Said<Phone>,
    address: Said<Address>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Config {
    #[serde(deserialize_with = "or_default")]
    online: Online,
    #[serde(deserialize_with = "or_default")]
    point: Point,
    #[serde(deserialize_with = "or_default")]
    payment_method: PaymentMethodConfig,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Online {
    #[serde(deserialize_with = "text")]
    success_url: Option<String>,
    #[serde(deserialize_with = "text")]
    pending_url: Option<String>,
    #[serde(deserialize_with = "text")]
    failure_url: Option<String>,
    available_from: Said<Anything>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Point {
    terminal_id: Said<Anything>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PaymentMethodConfig {
    max_installments: Said<Amount>,
    not_allowed_ids: Said<Excluded>,
    not_allowed_types: Said<Excluded>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Shipment {
    cost: Said<Amount>,
    amount: Said<Amount>,
    address: Said<Address>,
    receiver_address: Said<Address>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Transactions {
    #[serde(deserialize_with = "or_default")]
    payments: Vec<Option<Transaction>>,
    refunds: Said<Anything>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Transaction {
    #[serde(deserialize_with = "or_default")]
    payment_method: PaymentMethod,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PaymentMethod {
    statement_descriptor: Said<Statement>,
    issuer_id: Said<Anything>,
}

impl From<OrderBody> for Order {
    fn from(body: OrderBody) -> Self {
        let Online {
            success_url,
            pending_url,
            failure_url,
            ..
        } = &body.config.online;
        let (told, return_urls) = (
            told(&body),
            return_urls([
                (ReturnKind::Success, success_url.as_deref()),
                (ReturnKind::Pending, pending_url.as_deref()),
                (ReturnKind::Failure, failure_url.as_deref()),
            ]),
        );
        Self {
            id: body.id,
            kind: body.kind,
            status: body.status,
            status_detail: body.status_detail,
            created_at: body.created_date,
            user_id: body.user_id,
            application_id: body.integration_data.application_id,
            integrator_id: body.integration_data.integrator_id,
            platform_id: body.integration_data.platform_id,
            has_terminal: body.config.point.terminal_id.is_filled(),
            return_urls,
            told,
        }
    }
}

/// What an order shows of what was sent.
fn told(body: &OrderBody) -> Told {
    let OrderBody {
        payer,
        config,
        integration_data,
        shipment,
        transactions,
        ..
    } = body;
    let mut told = Told::default();
    told.put(DataItem::Email, payer.email.0);
    let buyer = [
        (DataItem::PayerFirstName, payer.first_name.0),
        (DataItem::PayerLastName, payer.last_name.0),
        (DataItem::PayerIdentification, payer.identification.0),
        (DataItem::PayerPhone, payer.phone.0),
        (DataItem::Address, payer.address.0),
    ];
    // Answers often hold nothing of the buyer but the e-mail address, whatever was sent: then the
    // rest cannot be seen here.
    if buyer.iter().any(|(_, sent)| *sent != Sent::Absent) {
        for (item, sent) in buyer {
            told.put(item, sent);
        }
    }
    body.items.tell(&mut told);
    let of_payments = |read: fn(&PaymentMethod) -> Sent| {
        transactions
            .payments
            .iter()
            .flatten()
            .map(|payment| read(&payment.payment_method))
            .fold(Sent::Absent, better)
    };
    let online = &config.online;
    let back_urls = [
        &online.success_url,
        &online.pending_url,
        &online.failure_url,
    ]
    .into_iter()
    .map(|url| of_text::<WebAddress>(url.as_deref()))
    .fold(Sent::Absent, better);
    let is_at_point = body.kind.as_deref() == Some("point");
    let methods = &config.payment_method;
    for (item, sent) in [
        (
            DataItem::StatementDescriptor,
            of_payments(|method| method.statement_descriptor.0),
        ),
        (DataItem::ExternalReference, body.external_reference.0),
        (DataItem::BackUrls, back_urls),
        (DataItem::DateOfExpiration, body.expiration_time.0),
        (DataItem::Expiration, online.available_from.0),
        (DataItem::MaxInstallments, methods.max_installments.0),
        (DataItem::ExcludedPaymentMethods, methods.not_allowed_ids.0),
        (DataItem::ExcludedPaymentTypes, methods.not_allowed_types.0),
        (
            DataItem::ShipmentAmount,
            better(shipment.cost.0, shipment.amount.0),
        ),
        (
            DataItem::ReceiverAddress,
            better(shipment.address.0, shipment.receiver_address.0),
        ),
        (DataItem::IssuerId, of_payments(|method| method.issuer_id.0)),
        (DataItem::PointPayment, present(is_at_point)),
        (DataItem::PaymentIntentId, config.point.terminal_id.0),
        (
            DataItem::IntegratorId,
            present(integration_data.integrator_id.is_some()),
        ),
        (
            DataItem::PlatformId,
            present(integration_data.platform_id.is_some()),
        ),
        (DataItem::SponsorId, integration_data.sponsor.0),
    ] {
        told.put(item, sent);
    }
    if let Some(mode) = body.capture_mode.as_deref() {
        told.put(DataItem::AuthorizationAndCapture, present(mode == "manual"));
    }
    if transactions.refunds.is_filled() {
        told.put(DataItem::RefundsApi, Sent::Present);
    }
    told
}
