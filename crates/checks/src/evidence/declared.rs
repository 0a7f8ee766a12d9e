//! What the operator of the proxy declared about the shop.

use serde::{Deserialize, Serialize};

use super::{PublicKeyForm, TokenForm};

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
}
