//! A payment as Mercado Pago nests it; fields that are personal become a yes or no while reading.

use jiff::Timestamp;
use serde::Deserialize;

use super::{Buyer, Item, Order, Payment};
use crate::fields::{Filled, moment, or_default, required_text, text};

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
    #[serde(default, deserialize_with = "text")]
    operation_type: Option<String>,
    #[serde(default, deserialize_with = "text")]
    payment_method_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    payment_type_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    issuer_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    notification_url: Option<String>,
    #[serde(default, deserialize_with = "text")]
    statement_descriptor: Option<String>,
    #[serde(default)]
    external_reference: Filled,
    #[serde(default)]
    device_id: Filled,
    #[serde(default)]
    device_identifier: Filled,
    #[serde(default)]
    binary_mode: Option<bool>,
    #[serde(default)]
    captured: Option<bool>,
    #[serde(default, deserialize_with = "text")]
    processing_mode: Option<String>,
    #[serde(default, deserialize_with = "text")]
    integrator_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    platform_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    store_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pos_id: Option<String>,
    #[serde(default)]
    order: Option<Order>,
    #[serde(default, deserialize_with = "or_default")]
    point_of_interaction: Interaction,
    #[serde(default, deserialize_with = "or_default")]
    payer: Payer,
    #[serde(default, deserialize_with = "or_default")]
    additional_info: AdditionalInfo,
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
    email: Filled,
    identification: Filled,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AdditionalInfo {
    #[serde(deserialize_with = "or_default")]
    items: Vec<Item>,
    #[serde(deserialize_with = "or_default")]
    payer: AdditionalPayer,
    shipments: Filled,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AdditionalPayer {
    first_name: Filled,
    last_name: Filled,
    phone: Filled,
    address: Filled,
    registration_date: Filled,
}

impl From<PaymentBody> for Payment {
    fn from(body: PaymentBody) -> Self {
        let AdditionalInfo {
            items,
            payer: told,
            shipments,
        } = body.additional_info;
        Self {
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
            issuer_id: body.issuer_id,
            notification_url: body.notification_url,
            statement_descriptor: body.statement_descriptor,
            external_reference: body.external_reference,
            device_id: Filled(body.device_id.0 || body.device_identifier.0),
            binary_mode: body.binary_mode,
            captured: body.captured,
            processing_mode: body.processing_mode,
            integrator_id: body.integrator_id,
            platform_id: body.platform_id,
            store_id: body.store_id,
            pos_id: body.pos_id,
            // An empty object stands for no order.
            order: body.order.filter(|order| order.id.is_some()),
            interaction: body.point_of_interaction.kind,
            interaction_sub_unit: body.point_of_interaction.business_info.sub_unit,
            items,
            buyer: Buyer {
                email: body.payer.email,
                identification: body.payer.identification,
                first_name: told.first_name,
                last_name: told.last_name,
                phone: told.phone,
                address: told.address,
                registration_date: told.registration_date,
                shipment: shipments,
            },
        }
    }
}
