//! The account's means of payment: `GET /v1/payment_methods`.

use checkout_readiness_checks::evidence::{Observation, PaymentMethod};
use checkout_readiness_mercado_pago::{AccessToken, Client};

use super::observed;

pub(crate) async fn observe(
    client: &Client,
    token: &AccessToken,
) -> Observation<Vec<PaymentMethod>> {
    observed(client.payment_methods(token).await, |methods| {
        methods
            .into_iter()
            .map(|method| PaymentMethod {
                id: method.id,
                kind: method.payment_type_id,
                status: method.status,
            })
            .collect()
    })
}
