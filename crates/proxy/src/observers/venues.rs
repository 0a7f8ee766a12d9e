//! Stores and points of sale: `GET /users/{id}/stores/search` and `GET /pos`.

use checkout_readiness_checks::evidence::{Observation, Venues};
use checkout_readiness_mercado_pago::{self as mercado_pago, AccessToken, Client, UserId};

use super::observed;

pub(crate) async fn observe_stores(
    client: &Client,
    token: &AccessToken,
    user: &UserId,
) -> Observation<Venues> {
    observed(client.stores(token, user).await, facts)
}

pub(crate) async fn observe_points_of_sale(
    client: &Client,
    token: &AccessToken,
) -> Observation<Venues> {
    observed(client.points_of_sale(token).await, facts)
}

fn facts(venues: mercado_pago::Venues) -> Venues {
    Venues {
        count: Some(u32::try_from(venues.count).unwrap_or(u32::MAX)),
    }
}
