//! `GET /v1/payments/{id}`: one payment, as far as it tells about the integration.

use checkout_readiness_checks::evidence::Told;
use jiff::Timestamp;
use serde::Deserialize;

use super::payment_body::PaymentBody;
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
    /// For example `BRL`.
    pub currency: Option<String>,
    /// Where notifications of this payment go.
    pub notification_url: Option<String>,
    /// The certified integrator, if one was named.
    pub integrator_id: Option<String>,
    /// The e-commerce platform, if one was named.
    pub platform_id: Option<String>,
    /// The shop of a payment in person.
    pub store_id: Option<String>,
    /// The till of a payment in person.
    pub pos_id: Option<String>,
    /// The merchant order behind it, where Checkout Pro made it.
    pub merchant_order_id: Option<String>,
    /// For example `CHECKOUT`, `POINT` or `UNSPECIFIED`.
    pub interaction: Option<String>,
    /// For example `checkout_pro` or `sdk`.
    pub interaction_sub_unit: Option<String>,
    /// What was sent along with it.
    pub told: Told,
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
