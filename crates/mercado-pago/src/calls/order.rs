//! `GET /v1/orders/{id}`: an order, online or in person, as far as it tells about the integration.

use checkout_readiness_checks::evidence::{ReturnUrl, Told};
use jiff::Timestamp;
use serde::Deserialize;

use super::order_body::OrderBody;
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error, OrderId};

/// An order, without personal data: of what could be personal, only whether it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "OrderBody")]
pub struct Order {
    /// Its id, `ORD…`.
    pub id: String,
    /// `online`, `point` or `qr`.
    pub kind: Option<String>,
    /// For example `processed`.
    pub status: Option<String>,
    /// For example `accredited`.
    pub status_detail: Option<String>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// The user who is paid.
    pub user_id: Option<String>,
    /// The application that made it.
    pub application_id: Option<String>,
    /// The certified integrator, if one was named.
    pub integrator_id: Option<String>,
    /// The e-commerce platform, if one was named.
    pub platform_id: Option<String>,
    /// Whether it was sent to a terminal.
    pub has_terminal: bool,
    /// Where buyers return to, without queries.
    pub return_urls: Vec<ReturnUrl>,
    /// What was sent along with it.
    pub told: Told,
}

impl Client {
    /// Asks for an order of the token's account.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind); an invalid token may come back as
    /// [`ErrorKind::PolicyForbidden`](crate::ErrorKind::PolicyForbidden).
    pub async fn order(&self, token: &AccessToken, id: &OrderId) -> Result<Answer<Order>, Error> {
        let question = Question {
            endpoint: Endpoint::Order,
            token: Some(token),
            path: &["v1", "orders", id.as_str()],
            query: &[],
        };
        self.ask(&self.shelves().orders, question).await
    }
}
