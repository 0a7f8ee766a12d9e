//! What the operator of the proxy, or the reader of the page, declared about the shop.

use serde::{Deserialize, Serialize};

use super::{PublicKeyForm, TokenForm};
use crate::profile::named;

/// What was declared; none of it is a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Declared {
    /// The form of the Access Token.
    pub access_token: Option<TokenForm>,
    /// The form of the Public Key.
    pub public_key: Option<PublicKeyForm>,
    /// The user the credentials should belong to.
    pub expected_user_id: Option<String>,
    /// The application the credentials should belong to.
    pub expected_application_id: Option<String>,
    /// Where notifications should go.
    pub webhook_url: Option<String>,
    /// Where the shop takes payments.
    pub checkout_url: Option<String>,
    /// How the credentials compare with those used in development, where somebody compared.
    pub development: Development,
    /// Whole days since the Access Token was issued, where the operator declared when.
    pub days_since_token_issued: Option<i64>,
    /// The number of the payment or order to look into, where somebody gave one; otherwise the
    /// newest approved payment is looked into.
    pub inspected: Option<String>,
    /// Whether somebody says that the webhook's handler reads the resource again from Mercado Pago
    /// before it acts, whatever a notification says.
    pub webhook_reads_again: bool,
    /// The last official measurement of the integration quality, where somebody recorded one.
    pub quality: Option<QualityRecord>,
}

/// How the credentials in use compare with those used in development.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Development {
    /// The Public Key.
    pub public_key: Option<Likeness>,
    /// The application's number.
    pub application_id: Option<Likeness>,
}

named! {
    /// Whether two values are the same.
    Likeness {
        /// They are.
        Same = "same",
        /// They are not.
        Different = "different",
    }
}

/// An official measurement, as a person read it in the panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct QualityRecord {
    /// From 0 to 100.
    pub score: u8,
    /// The day it was measured, `YYYY-MM-DD`.
    pub measured_on: String,
    /// Whole days since then.
    #[serde(default)]
    pub days_since: i64,
    /// The payment or order it was measured with.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payment_id: Option<String>,
}
