//! `GET /merchant_orders/{id}`: what Checkout Pro keeps between a payment and its preference.

use serde::Deserialize;

use crate::fields::{or_default, required_text, text};
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error, MerchantOrderId};

/// A merchant order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct MerchantOrder {
    /// Its number.
    #[serde(deserialize_with = "required_text")]
    pub id: String,
    /// The preference it came from.
    #[serde(default, deserialize_with = "text")]
    pub preference_id: Option<String>,
    /// The application that made it.
    #[serde(default, deserialize_with = "text")]
    pub application_id: Option<String>,
    /// The user who was paid.
    #[serde(default, deserialize_with = "or_default")]
    pub collector: Collector,
    /// For example `paid`.
    #[serde(default, deserialize_with = "text")]
    pub order_status: Option<String>,
}

/// The user who was paid, by number alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Collector {
    /// The user's number.
    #[serde(deserialize_with = "text")]
    pub id: Option<String>,
}

impl Client {
    /// Asks for a merchant order of the token's account.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn merchant_order(
        &self,
        token: &AccessToken,
        id: &MerchantOrderId,
    ) -> Result<Answer<MerchantOrder>, Error> {
        let question = Question {
            endpoint: Endpoint::MerchantOrder,
            token: Some(token),
            path: &["merchant_orders", id.as_str()],
            query: &[],
        };
        self.ask(&self.shelves().merchant_orders, question).await
    }
}
