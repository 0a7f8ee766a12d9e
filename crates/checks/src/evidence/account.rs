//! What Mercado Pago tells about an account and its application, without personal data.

use serde::{Deserialize, Serialize};

use crate::contract::Timestamp;

/// The account behind an Access Token: `GET /users/me`, personal data left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// The user's number.
    pub user_id: String,
    /// The account's public name.
    pub nickname: Option<String>,
    /// Country code as Mercado Pago wrote it.
    pub site: Option<String>,
    /// `country_id`, for example `BR`.
    pub country: Option<String>,
    /// The account's tags; absent where the answer had none, which is not the same as empty.
    pub tags: Option<Vec<String>>,
    /// `status.site_status`, for example `active`.
    pub site_status: Option<String>,
    /// `status.sell.allow`.
    pub may_sell: Option<bool>,
    /// `status.billing.allow`.
    pub may_bill: Option<bool>,
    /// Codes that came with a refusal to sell or bill.
    pub restriction_codes: Vec<String>,
    /// `status.required_action`: something Mercado Pago asks the owner to do.
    pub required_action: Option<String>,
}

/// The application of an Access Token: `GET /applications/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Application {
    /// The application's number.
    pub id: String,
    /// Country code as Mercado Pago wrote it.
    pub site: Option<String>,
    /// Its name in the panel.
    pub name: Option<String>,
    /// `notifications_callback_url`, empty text read as absent.
    pub webhook_url: Option<String>,
}

/// A means of payment of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentMethod {
    /// For example `visa` or `pix`.
    pub id: String,
    /// For example `credit_card`; absent where the answer had none.
    pub kind: Option<String>,
    /// `active`, `deactivated`, `testing` or a word we do not know.
    pub status: Option<String>,
}

/// The newest approved payments, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecentPayments {
    /// At most as many as were asked for.
    pub payments: Vec<RecentPayment>,
}

/// One payment, reduced to what the checks read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecentPayment {
    /// The payment's number.
    pub id: String,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// `notification_url`, empty text read as absent.
    pub notification_url: Option<String>,
    /// For example `BRL`.
    pub currency: Option<String>,
    /// For example `pix`.
    pub payment_method_id: Option<String>,
}
