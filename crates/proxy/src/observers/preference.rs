//! What the shop asked Checkout Pro for: `GET /checkout/preferences/{id}`.

use checkout_readiness_checks::evidence::{Observation, Preference};
use checkout_readiness_mercado_pago::{AccessToken, Client, PreferenceId};

use super::{notification_address, observed};

pub(crate) async fn observe(
    client: &Client,
    token: &AccessToken,
    id: &PreferenceId,
) -> Observation<Preference> {
    observed(client.preference(token, id).await, |preference| {
        Preference {
            id: preference.id,
            collector_id: preference.collector_id,
            application_id: preference.client_id,
            notification_url: preference
                .notification_url
                .as_deref()
                .map(notification_address),
            return_urls: preference.return_urls,
            told: preference.told,
        }
    })
}
