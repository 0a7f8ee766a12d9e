//! What the credentials wrapper says of the Public Key.

use checkout_readiness_checks::evidence::{Credential, Observation};
use checkout_readiness_mercado_pago::{Client, PublicKey};

use super::{observed, token_credential::facts};

pub(crate) async fn observe(client: &Client, key: &PublicKey) -> Observation<Credential> {
    observed(client.credential_of_public_key(key).await, facts)
}
