//! The application of the Access Token: `GET /applications/{id}`.

use checkout_readiness_checks::evidence::{Application, Observation};
use checkout_readiness_mercado_pago::{AccessToken, ApplicationId, Client};

use super::observed;

pub(crate) async fn observe(
    client: &Client,
    token: &AccessToken,
    id: &ApplicationId,
) -> Observation<Application> {
    observed(client.application(token, id).await, |application| {
        Application {
            id: application.id,
            site: application.site_id,
            name: application.name,
            webhook_url: application.notifications_callback_url,
        }
    })
}
