//! What the credentials wrapper says of the Access Token.

use checkout_readiness_checks::evidence::{Credential, Observation};
use checkout_readiness_mercado_pago::{AccessToken, Client};

use super::observed;

pub(crate) async fn observe(client: &Client, token: &AccessToken) -> Observation<Credential> {
    observed(client.credential_of_token(token).await, facts)
}

/// The facts of the wrapper's answer, whichever credential it is about.
pub(super) fn facts(credential: checkout_readiness_mercado_pago::Credential) -> Credential {
    Credential {
        application_id: credential.client_id,
        activated: credential.homologated,
        is_test: credential.is_test,
    }
}
