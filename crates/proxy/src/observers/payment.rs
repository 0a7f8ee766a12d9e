//! The payment that is looked into: `GET /v1/payments/{id}`.

use checkout_readiness_checks::evidence::{Observation, Payment};
use checkout_readiness_mercado_pago::{AccessToken, Client, PaymentId};

use super::{days_since, moment, notification_address, observed};

pub(crate) async fn observe(
    client: &Client,
    token: &AccessToken,
    id: &PaymentId,
) -> Observation<Payment> {
    observed(client.payment(token, id).await, |payment| Payment {
        id: payment.id,
        status: payment.status,
        status_detail: payment.status_detail,
        days_old: payment.created_at.map(days_since),
        created_at: payment.created_at.map(moment),
        collector_id: payment.collector_id,
        operation_type: payment.operation_type,
        interaction: payment.interaction,
        interaction_sub_unit: payment.interaction_sub_unit,
        payment_method_id: payment.payment_method_id,
        payment_type_id: payment.payment_type_id,
        currency: payment.currency,
        merchant_order_id: payment.merchant_order_id,
        notification_url: payment
            .notification_url
            .as_deref()
            .map(notification_address),
        platform_id: payment.platform_id,
        integrator_id: payment.integrator_id,
        store_id: payment.store_id,
        pos_id: payment.pos_id,
        told: payment.told,
    })
}
