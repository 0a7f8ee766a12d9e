//! `GET /v1/payments/{id}`: one payment, as far as it tells about the integration.

use jiff::Timestamp;
use serde::Deserialize;

use super::payment_body::PaymentBody;
use crate::fields::{Filled, text};
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error, PaymentId};

/// A payment, without personal data: of what could be personal, only whether it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "PaymentBody")]
pub struct Payment {
    /// Its number.
    pub id: String,
    /// For example `approved`.
    pub status: Option<String>,
    /// For example `accredited` or `cc_rejected_high_risk`.
    pub status_detail: Option<String>,
    /// True for test users' payments too, so it does not tell test from production.
    pub live_mode: Option<bool>,
    /// The user who was paid.
    pub collector_id: Option<String>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// For example `regular_payment` or `pos_payment`.
    pub operation_type: Option<String>,
    /// For example `master`.
    pub payment_method_id: Option<String>,
    /// For example `credit_card`.
    pub payment_type_id: Option<String>,
    /// The card's issuer.
    pub issuer_id: Option<String>,
    /// Where notifications of this payment go.
    pub notification_url: Option<String>,
    /// What the buyer reads on the card statement; may be the account's default.
    pub statement_descriptor: Option<String>,
    /// Whether the merchant's own reference was sent.
    pub external_reference: Filled,
    /// Whether a device identifier was kept; its absence proves nothing.
    pub device_id: Filled,
    /// Whether only approved or rejected was allowed.
    pub binary_mode: Option<bool>,
    /// Whether the money was captured.
    pub captured: Option<bool>,
    /// `aggregator` or `gateway`.
    pub processing_mode: Option<String>,
    /// The certified integrator, if one was named.
    pub integrator_id: Option<String>,
    /// The e-commerce platform, if one was named.
    pub platform_id: Option<String>,
    /// The shop of a payment in person.
    pub store_id: Option<String>,
    /// The till of a payment in person.
    pub pos_id: Option<String>,
    /// The order's number, and `mercadopago` for Checkout Pro as its kind.
    pub order: Option<Order>,
    /// For example `CHECKOUT`, `POINT` or `UNSPECIFIED`.
    pub interaction: Option<String>,
    /// For example `checkout_pro` or `sdk`.
    pub interaction_sub_unit: Option<String>,
    /// What was sold.
    pub items: Vec<Item>,
    /// What was told of the buyer.
    pub buyer: Buyer,
}

/// The order a payment belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Order {
    /// Its number.
    #[serde(default, deserialize_with = "text")]
    pub id: Option<String>,
    /// For example `mercadopago`.
    #[serde(default, rename = "type", deserialize_with = "text")]
    pub kind: Option<String>,
}

/// What was told of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Item {
    /// Whether its code was sent.
    pub id: Filled,
    /// Whether its title was sent.
    pub title: Filled,
    /// Whether its description was sent.
    pub description: Filled,
    /// Its category, for example `fashion`.
    #[serde(deserialize_with = "text")]
    pub category_id: Option<String>,
    /// Whether its quantity was sent.
    pub quantity: Filled,
    /// Whether its price was sent.
    pub unit_price: Filled,
}

/// What was told of the buyer, never the data themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Buyer {
    /// `payer.email`
    pub email: Filled,
    /// `payer.identification`
    pub identification: Filled,
    /// `additional_info.payer.first_name`
    pub first_name: Filled,
    /// `additional_info.payer.last_name`
    pub last_name: Filled,
    /// `additional_info.payer.phone`
    pub phone: Filled,
    /// `additional_info.payer.address`
    pub address: Filled,
    /// `additional_info.payer.registration_date`
    pub registration_date: Filled,
    /// `additional_info.shipments`
    pub shipment: Filled,
}

impl Client {
    /// Asks for one payment of the token's account.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) also for a payment of another account
    /// or environment.
    pub async fn payment(
        &self,
        token: &AccessToken,
        id: &PaymentId,
    ) -> Result<Answer<Payment>, Error> {
        let path = &["v1", "payments", id.as_str()];
        let question = Question {
            endpoint: Endpoint::Payment,
            token: Some(token),
            path,
            query: &[],
        };
        self.ask(&self.shelves().payments, question).await
    }
}
