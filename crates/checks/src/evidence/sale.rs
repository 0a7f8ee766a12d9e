//! One real sale from end to end: payment, merchant order, preference or order.

use serde::{Deserialize, Serialize};

use super::Told;
use crate::contract::Timestamp;
use crate::profile::named;

/// The payment that is looked into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Payment {
    /// Its number.
    pub id: String,
    /// For example `approved`.
    pub status: Option<String>,
    /// For example `accredited`.
    pub status_detail: Option<String>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// Whole days since then.
    pub days_old: Option<i64>,
    /// The user who was paid.
    pub collector_id: Option<String>,
    /// `regular_payment`, `pos_payment`, `recurring_payment` and others.
    pub operation_type: Option<String>,
    /// `point_of_interaction.type`: `CHECKOUT`, `POINT`, `INSTORE`, `SUBSCRIPTIONS` and others.
    pub interaction: Option<String>,
    /// `point_of_interaction.business_info.sub_unit`.
    pub interaction_sub_unit: Option<String>,
    /// For example `pix` or `visa`.
    pub payment_method_id: Option<String>,
    /// For example `credit_card`.
    pub payment_type_id: Option<String>,
    /// `currency_id`, for example `BRL`.
    pub currency: Option<String>,
    /// The merchant order behind it, where Checkout Pro made it.
    pub merchant_order_id: Option<String>,
    /// Where its notifications go.
    pub notification_url: Option<String>,
    /// The e-commerce platform that made it.
    pub platform_id: Option<String>,
    /// The certified integrator.
    pub integrator_id: Option<String>,
    /// The store of a payment in person.
    pub store_id: Option<String>,
    /// The point of sale of a payment in person.
    pub pos_id: Option<String>,
    /// What was sent along with it.
    pub told: Told,
}

/// What Checkout Pro keeps between a payment and its preference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MerchantOrder {
    /// Its number.
    pub id: String,
    /// The preference it came from.
    pub preference_id: Option<String>,
    /// The application that made it.
    pub application_id: Option<String>,
    /// The user who was paid.
    pub collector_id: Option<String>,
    /// `order_status`, for example `paid`.
    pub status: Option<String>,
}

/// What the shop asked Checkout Pro for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preference {
    /// Its id.
    pub id: String,
    /// The user who is paid.
    pub collector_id: Option<String>,
    /// The application that made it.
    pub application_id: Option<String>,
    /// Where its notifications go.
    pub notification_url: Option<String>,
    /// Where buyers return to.
    pub return_urls: Vec<ReturnUrl>,
    /// What was sent along with it.
    pub told: Told,
}

/// The order that is looked into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Order {
    /// Its id, `ORD…`.
    pub id: String,
    /// Whether its id says that it is a test: `ORDTST…`.
    pub is_test: bool,
    /// `online`, `point` or `qr`.
    pub kind: Option<String>,
    /// For example `processed`.
    pub status: Option<String>,
    /// For example `accredited`.
    pub status_detail: Option<String>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// Whole days since then.
    pub days_old: Option<i64>,
    /// The user who is paid.
    pub user_id: Option<String>,
    /// `integration_data.application_id`.
    pub application_id: Option<String>,
    /// `integration_data.integrator_id`.
    pub integrator_id: Option<String>,
    /// `integration_data.platform_id`.
    pub platform_id: Option<String>,
    /// Whether `config.point.terminal_id` was sent.
    pub has_terminal: bool,
    /// Where buyers return to.
    pub return_urls: Vec<ReturnUrl>,
    /// What was sent along with it.
    pub told: Told,
}

named! {
    /// On which way out a buyer returns.
    ReturnKind {
        /// The payment was approved.
        Success = "success",
        /// It is pending.
        Pending = "pending",
        /// It failed.
        Failure = "failure",
    }
}

/// Where a buyer returns to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnUrl {
    /// On which way out.
    pub kind: ReturnKind,
    /// The address, without query and fragment.
    pub url: String,
}
