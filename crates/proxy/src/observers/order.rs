//! The order that is looked into: `GET /v1/orders/{id}`.

use checkout_readiness_checks::evidence::{Observation, Order};
use checkout_readiness_mercado_pago::{AccessToken, Client, OrderId};

use super::{days_since, moment, observed};

pub(crate) async fn observe(
    client: &Client,
    token: &AccessToken,
    id: &OrderId,
) -> Observation<Order> {
    observed(client.order(token, id).await, |order| Order {
        // Whichever of the two ids says that it is a test, it is one.
        is_test: id.is_test() || OrderId::parse(&order.id).is_ok_and(|id| id.is_test()),
        id: order.id,
        kind: order.kind,
        status: order.status,
        status_detail: order.status_detail,
        days_old: order.created_at.map(days_since),
        created_at: order.created_at.map(moment),
        user_id: order.user_id,
        application_id: order.application_id,
        integrator_id: order.integrator_id,
        platform_id: order.platform_id,
        has_terminal: order.has_terminal,
        return_urls: order.return_urls,
        told: order.told,
    })
}
