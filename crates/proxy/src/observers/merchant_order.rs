//! What Checkout Pro keeps between a payment and its preference: `GET /merchant_orders/{id}`.

use checkout_readiness_checks::evidence::{MerchantOrder, Observation};
use checkout_readiness_mercado_pago::{AccessToken, Client, MerchantOrderId};

use super::observed;

pub(crate) async fn observe(
    client: &Client,
    token: &AccessToken,
    id: &MerchantOrderId,
) -> Observation<MerchantOrder> {
    observed(client.merchant_order(token, id).await, |order| {
        MerchantOrder {
            id: order.id,
            preference_id: order.preference_id,
            application_id: order.application_id,
            collector_id: order.collector.id,
            status: order.order_status,
        }
    })
}
