//! The newest approved payments: `GET /v1/payments/search`.

use checkout_readiness_checks::evidence::{Observation, RecentPayment, RecentPayments};
use checkout_readiness_mercado_pago::{AccessToken, Client, Search};

use super::{moment, observed};

/// How many to ask for: the newest few tell where notifications go today.
const NEWEST: u8 = 10;
/// Of how many days: where notifications went before that, they may not go any more.
const DAYS: u16 = 30;

pub(crate) async fn observe(client: &Client, token: &AccessToken) -> Observation<RecentPayments> {
    let search = Search::newest(NEWEST).within_days(DAYS);
    let page = client.search_payments(token, &search).await;
    observed(page, |page| RecentPayments {
        payments: page
            .payments
            .into_iter()
            .map(|payment| RecentPayment {
                id: payment.id,
                created_at: payment.created_at.map(moment),
                notification_url: payment.notification_url,
                currency: payment.currency,
                payment_method_id: payment.payment_method_id,
            })
            .collect(),
    })
}
