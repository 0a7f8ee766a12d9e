//! `GET /v1/payment_methods`: the means of payment of the account, Pix among them if it has a key.

use serde::Deserialize;

use crate::fields::{required_text, text};
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error};

/// A means of payment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PaymentMethod {
    /// For example `visa` or `pix`. An answer with an entry without id counts as malformed:
    /// leaving the entry out could make a means of payment seem missing.
    #[serde(deserialize_with = "required_text")]
    pub id: String,
    /// For example `credit_card`.
    #[serde(default, deserialize_with = "text")]
    pub payment_type_id: Option<String>,
    /// `active`, `deactivated`, `testing`, or a word we do not know.
    #[serde(default, deserialize_with = "text")]
    pub status: Option<String>,
}

impl Client {
    /// Asks for the means of payment of the token's account.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn payment_methods(
        &self,
        token: &AccessToken,
    ) -> Result<Answer<Vec<PaymentMethod>>, Error> {
        let path = &["v1", "payment_methods"];
        let question = Question {
            endpoint: Endpoint::PaymentMethods,
            token: Some(token),
            path,
            query: &[],
        };
        self.ask(&self.shelves().payment_methods, question).await
    }
}
